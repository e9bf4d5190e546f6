//! Prices of what is no token: searches, images, seconds, characters, pages, queries, sessions.

use crate::cost::PlanRate;
use crate::export::report::Exported;
use crate::export::sheet::Sheet;
use crate::export::value::{Json, Table};
use crate::import::litellm::other_keys::{
    FIELDS, GRADED, GRADES, PER_PROMPT, PER_QUERY, SEARCH_SIZES, SEARCH_UNIT, SEARCHES,
};
use crate::model::{Meter, Rate, ServiceTier};
use crate::registry::Snapshot;

use super::key::Keyed;

/// What a search's price may be for, and the table's word.
const UNITS: [(Meter, &str); 2] = [(Meter::Grounding, PER_PROMPT), (Meter::WebSearch, PER_QUERY)];

/// Writes the prices of an offer that are for no tokens, and those by grade.
pub(super) fn write(
    snapshot: &Snapshot,
    keyed: &Keyed,
    sheet: Option<&Sheet>,
    row: &mut Table,
    report: &mut Exported,
) {
    let base = sheet.and_then(|sheet| sheet.tier(ServiceTier::Standard)).and_then(|plan| plan.bands().next());
    for own in base.map(|base| base.rates()).unwrap_or_default() {
        if own.meter.is_of_tokens() {
            continue;
        }
        if own.free.is_some() {
            report
                .unsaid(format!("{}.free.{}", keyed.key, own.meter), "the table has no quota of free pieces");
        }
        plain(keyed, own, row, report);
    }
    if let Some(sheet) = sheet {
        differing(keyed, sheet, report);
    }
    graded(snapshot, keyed, row, report);
}

fn plain(keyed: &Keyed, own: &PlanRate, row: &mut Table, report: &mut Exported) {
    let place = || format!("{}.{}", keyed.key, own.meter);
    let Some(amount) = own.rate.amount_per(1) else {
        return report.unsaid(place(), format!("{} is no decimal for one", own.rate));
    };
    if let Some((_, unit)) = UNITS.iter().find(|(meter, _)| *meter == own.meter) {
        if row.contains_key(SEARCHES) {
            return report.unsaid(place(), "one field says the price of searches, and has another's");
        }
        let sizes = SEARCH_SIZES.iter().map(|size| ((*size).to_owned(), Json::decimal(amount)));
        row.insert(SEARCHES.to_owned(), Json::Table(sizes.collect()));
        row.insert(SEARCH_UNIT.to_owned(), Json::text(unit));
        return;
    }
    match field(own.meter, row) {
        Some(field) => {
            row.insert(field.to_owned(), Json::decimal(amount));
        }
        None => report.unsaid(place(), format!("the table has no field for it, and it costs {}", own.rate)),
    }
}

/// The field of a meter in a row of this mode; a row without one gets the mode that the field needs.
fn field(meter: Meter, row: &mut Table) -> Option<&'static str> {
    let fields = || FIELDS.iter().filter(|(_, _, own)| *own == meter);
    let mode = row.get("mode").and_then(|mode| match mode {
        Json::Text(mode) => Some(mode.clone()),
        _ => None,
    });
    let of_mode = |modes: &[&str]| mode.as_deref().is_some_and(|mode| modes.contains(&mode));
    let own = fields().find(|(_, modes, _)| of_mode(modes));
    let any = fields().find(|(_, modes, _)| modes.is_empty());
    if let Some((field, ..)) = own.or(any) {
        return Some(field);
    }
    let (field, modes, _) = fields().next().filter(|_| mode.is_none())?;
    row.insert("mode".to_owned(), Json::text(modes.first()?));
    Some(field)
}

/// Prices that differ in another tier: these fields are for all tiers.
fn differing(keyed: &Keyed, sheet: &Sheet, report: &mut Exported) {
    let rate = |tier: ServiceTier, meter: Meter| -> Option<Rate> {
        Some(sheet.tier(tier)?.bands().next()?.rate(meter)?.rate)
    };
    for (tier, plan) in &sheet.tiers {
        let others = plan.bands().next().map(|base| base.rates()).unwrap_or_default();
        for own in others.iter().filter(|own| !own.meter.is_of_tokens()) {
            if rate(ServiceTier::Standard, own.meter) != Some(own.rate) {
                let place = format!("{}.{} {tier}", keyed.key, own.meter);
                report.unsaid(place, "the table has one field for all tiers");
            }
        }
    }
}

/// Prices by quality, size or resolution.
fn graded(snapshot: &Snapshot, keyed: &Keyed, row: &mut Table, report: &mut Exported) {
    for grade in keyed.model.grades() {
        let sheet = Sheet::of(snapshot, &keyed.model, &keyed.scope, Some(grade));
        for (tier, plan) in sheet.iter().flat_map(|sheet| &sheet.tiers) {
            for own in plan.bands().next().map(|base| base.rates()).unwrap_or_default() {
                // What no row grades is written above.
                if !keyed.model.grades_of(own.meter).contains(&grade) {
                    continue;
                }
                let field = match tier {
                    ServiceTier::Standard => graded_field(own.meter, grade),
                    _ => None,
                };
                match (field, own.rate.amount_per(1)) {
                    (Some(Graded::Field(field)), Some(amount)) => {
                        row.insert(field, Json::decimal(amount));
                    }
                    (Some(Graded::Search(unit)), Some(amount)) => {
                        let sizes = row.entry(SEARCHES.to_owned()).or_insert(Json::Table(Table::new()));
                        if let Json::Table(sizes) = sizes {
                            sizes.insert(grade.to_owned(), Json::decimal(amount));
                        }
                        row.insert(SEARCH_UNIT.to_owned(), Json::text(unit));
                    }
                    _ => report.unsaid(
                        format!("{}.{} {tier} of {grade}", keyed.key, own.meter),
                        format!("the table has no field for it, and it costs {}", own.rate),
                    ),
                }
            }
        }
    }
}

enum Graded {
    Field(String),
    /// Within the prices of searches, which are for a word.
    Search(&'static str),
}

fn graded_field(meter: Meter, grade: &str) -> Option<Graded> {
    if let Some((_, unit)) = UNITS.iter().find(|(own, _)| *own == meter) {
        return SEARCH_SIZES.contains(&grade).then_some(Graded::Search(unit));
    }
    let (prefix, _) = GRADED.iter().find(|(_, own)| *own == meter).filter(|_| GRADES.contains(&grade))?;
    Some(Graded::Field(format!("{prefix}{grade}")))
}
