//! Rates of tokens: a field for each meter, band of context and tier.

use std::collections::BTreeSet;

use crate::export::cells::{At, Cell, Shape, may_use, place, target, written};
use crate::export::report::Exported;
use crate::export::sheet::Sheet;
use crate::export::value::{Json, Table};
use crate::import::billed_as::BILLED_AS;
use crate::import::litellm::price_key::PriceKey;
use crate::model::{Fact, Meter, MeterKind, Modality, ServiceTier};
use crate::registry::ModelMetadata;

use super::key::Keyed;

const SHAPE: Shape = Shape { says: |meter, tier| at(meter, (tier, 0)).is_some() };

/// The field of a meter in a tier and a band.
fn at(meter: Meter, (tier, over): At) -> Option<String> {
    PriceKey { meter, tier, over }.field()
}

/// Writes the rates of tokens.
pub(super) fn write(keyed: &Keyed, sheet: &Sheet, row: &mut Table, report: &mut Exported) {
    let cells = SHAPE.cells(&keyed.key, sheet, report);
    for meter in &written(&cells) {
        for cell in &cells {
            let Some(field) = at(*meter, cell.at) else {
                if cell.rates.contains_key(meter) {
                    report.unsaid(place(&keyed.key, *meter, cell.at), "the table has no field for it");
                }
                continue;
            };
            match cell.rates.get(meter) {
                Some(priced) => match priced.rate.amount_per(1) {
                    Some(amount) => {
                        row.insert(field, Json::decimal(amount));
                    }
                    None => report
                        .unsaid(place(&keyed.key, *meter, cell.at), format!("{} is no decimal", priced.rate)),
                },
                None => holes(keyed, *meter, cell, report),
            }
        }
    }
    unknown(keyed, &cells, report);
}

/// A meter with a rate in other cells and none in this one: the readers take another cell's.
fn holes(keyed: &Keyed, meter: Meter, cell: &Cell, report: &mut Exported) {
    // A tier or band of which nothing is known is told once, at the text of the input.
    let is_empty = cell.rates.is_empty();
    if is_empty && meter != Meter::InputText {
        return;
    }
    let what = if is_empty { "no rate" } else { "no rate of it" };
    let why = format!("{what} is known; LiteLLM takes that of another tier or band in its place");
    report.unsaid(place(&keyed.key, meter, cell.at), why);
}

/// What the model may use, nobody knows the rate of, and the readers bill as something else.
fn unknown(keyed: &Keyed, cells: &[Cell], report: &mut Exported) {
    let Some(base) = cells.first() else { return };
    let all: BTreeSet<Meter> = base.rates.keys().copied().collect();
    let billed: Vec<String> = BILLED_AS
        .iter()
        .filter(|(meter, _)| !all.contains(meter) && *meter != Meter::CacheWrite5mText)
        .filter(|(meter, _)| may_use(&keyed.model, *meter))
        .filter_map(|(meter, _)| Some(format!("{meter} as {}", target(*meter, &all)?)))
        .collect();
    if !billed.is_empty() {
        let why = format!("LiteLLM bills {}; no such rate is known", billed.join(", "));
        report.unsaid(&keyed.key, why);
    }
}

/// Whether the row says what the ordinary call costs; a row that does not is read as one of calls that are free.
pub(super) fn is_whole(model: &ModelMetadata, sheet: Option<&Sheet>, row: &Table) -> Result<(), String> {
    let base = sheet.and_then(|sheet| sheet.tier(ServiceTier::Standard)).and_then(|plan| plan.bands().next());
    let Some(base) = base.filter(|base| !base.rates().is_empty()) else {
        return Err(
            "no price of the ordinary tier is known, and LiteLLM takes a row without one as free".to_owned()
        );
    };
    if !row.keys().any(|field| field.contains("cost")) {
        return Err("no field says its prices, and LiteLLM takes a row without one as free".to_owned());
    }
    let gives_text = matches!(model.output(), Fact::Known(all) if all.contains(Modality::Text));
    let has = |kinds: [MeterKind; 2]| base.rates().iter().any(|own| kinds.contains(&own.meter.kind()));
    let lacks_input = !has([MeterKind::Input, MeterKind::InputMedia]);
    let lacks_output = !has([MeterKind::Output, MeterKind::OutputMedia]);
    match (has([MeterKind::Input, MeterKind::Output]), gives_text, lacks_input, lacks_output) {
        (true, true, true, _) => {
            Err("no rate of its input is known, and LiteLLM takes input without one as free".to_owned())
        }
        (true, true, _, true) => {
            Err("no rate of its output is known, and LiteLLM takes output without one as free".to_owned())
        }
        _ => Ok(()),
    }
}
