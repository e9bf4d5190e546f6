//! Prices of a model: dollars for a million tokens of the ordinary tier, by band.

use crate::export::cells::{Cell, Shape, place, written};
use crate::export::report::Exported;
use crate::export::sheet::Sheet;
use crate::export::value::{Json, Table};
use crate::import::models_dev::RATES;
use crate::model::{Meter, ServiceTier};
use crate::registry::ModelMetadata;

/// The only band that has an older word of its own.
const OLD_BAND: u64 = 200_000;

const SHAPE: Shape = Shape { says: |meter, tier| tier == ServiceTier::Standard && field(meter).is_some() };

const MILLION: u32 = 1_000_000;

/// The field of a meter's price.
fn field(meter: Meter) -> Option<&'static str> {
    RATES.iter().find(|(_, own)| *own == meter).map(|(field, _)| *field)
}

/// The prices of the ordinary tier; `None`, with the reason told, where the shape cannot say them.
pub(super) fn cost(key: &str, model: &ModelMetadata, sheet: &Sheet, report: &mut Exported) -> Option<Table> {
    let cells = SHAPE.cells(key, sheet, report);
    if let Some(base) = sheet.tier(ServiceTier::Standard).and_then(|plan| plan.bands().next()) {
        for own in base.rates().iter().filter(|own| !own.meter.is_of_tokens()) {
            let why = format!("the shape has no word for it, and it costs {}", own.rate);
            report.unsaid(format!("{key}.{}", own.meter), why);
        }
    }
    for grade in model.grades() {
        report.unsaid(format!("{key}.{grade}"), "the shape has no word for prices by grade");
    }
    if cells.iter().all(|cell| cell.rates.is_empty()) {
        return None;
    }
    let needed = [Meter::InputText, Meter::OutputText];
    if let Some((cell, meter)) = cells
        .iter()
        .find_map(|cell| Some((cell, needed.into_iter().find(|meter| !cell.rates.contains_key(meter))?)))
    {
        let why = "the shape wants this rate wherever it has one, and it is not known: no rate is said";
        report.unsaid(place(key, meter, cell.at), why);
        return None;
    }
    let meters = written(&cells);
    let rates = |cell: &Cell, report: &mut Exported| -> Table {
        let mut table = Table::new();
        for meter in &meters {
            let Some(field) = field(*meter) else { continue };
            match cell.rates.get(meter).map(|own| own.rate.amount_per(MILLION)) {
                Some(Some(amount)) => {
                    table.insert(field.to_owned(), Json::decimal(amount));
                }
                Some(None) => report.unsaid(place(key, *meter, cell.at), "no decimal for a million"),
                None => report.unsaid(
                    place(key, *meter, cell.at),
                    "no rate of it is known; the readers take another band's, or that of the text",
                ),
            }
        }
        table
    };
    let (base, above) = cells.split_first()?;
    let mut table = rates(base, report);
    let mut tiers = Vec::new();
    for cell in above {
        let (_, over) = cell.at;
        let mut band = rates(cell, report);
        if over == OLD_BAND {
            table.insert("context_over_200k".to_owned(), Json::Table(band.clone()));
        }
        let tier = [("type", Json::text("context")), ("size", Json::Whole(over))];
        let tier = tier.into_iter().map(|(field, value)| (field.to_owned(), value)).collect();
        band.insert("tier".to_owned(), Json::Table(tier));
        tiers.push(Json::Table(band));
    }
    if !tiers.is_empty() {
        table.insert("tiers".to_owned(), Json::List(tiers));
    }
    Some(table)
}
