//! Dates in order, replacements that lead somewhere.

use std::collections::BTreeMap;

use crate::model::{Asked, Date, LifecycleFacts, ModelData, ModelId, pick};

use super::{Found, offers, versions};

pub(super) fn check(found: &mut Found, model: &ModelData) {
    let day = Date::from_unix_days(i32::MAX);
    for version in versions(model) {
        for offer in offers(model) {
            let asked = Asked { version, offer: &offer, day };
            let date = |get: fn(&LifecycleFacts) -> Option<Date>| {
                pick(&model.lifecycle, asked, get).map(|(date, row)| (date, row.note.is_some()))
            };
            let steps = [
                ("preview", date(|f| f.preview)),
                ("ga", date(|f| f.ga)),
                ("legacy", date(|f| f.legacy)),
                ("retires", date(|f| f.retires)),
            ];
            let mut before: Option<(&str, Date)> = None;
            for (name, step) in steps {
                let Some((date, noted)) = step else { continue };
                if let Some((other, earlier)) = before
                    && date < earlier
                    && !noted
                {
                    found.error(
                        "life_in_order",
                        &model.id,
                        format_args!("{name} {date} is before {other} {earlier}"),
                    );
                }
                before = Some((name, date));
            }
        }
    }
    for conflict in &model.conflicts {
        if !conflict.says.iter().any(|(_, said)| *said == conflict.hold) {
            found.warning(
                "verdict_holds_a_claim",
                &model.id,
                format_args!("{}: no source says the held value {}", conflict.field, conflict.hold),
            );
        }
        held(found, model, conflict);
    }
}

/// The held date of a verdict stands in a row as well.
fn held(found: &mut Found, model: &ModelData, conflict: &crate::model::Conflict) {
    let Some(field) = conflict.field.strip_prefix("lifecycle.") else { return };
    let Ok(held) = conflict.hold.parse::<Date>() else { return };
    let stands = model.lifecycle.iter().any(|row| {
        let facts = &row.facts;
        let date = match field {
            "retires" => facts.retires,
            "retires_earliest" => facts.retires_earliest,
            "no_new_use" => facts.no_new_use,
            "legacy" => facts.legacy,
            "ga" => facts.ga,
            "listed" => facts.listed,
            _ => facts.preview,
        };
        date == Some(held)
    });
    if !stands {
        found.error(
            "verdict_stands_in_a_row",
            &model.id,
            format_args!("the held {} {held} stands in no row", conflict.field),
        );
    }
}

/// A replacement exists, and following replacements comes to an end among the living.
pub(super) fn replacements(found: &mut Found, models: &[ModelData], today: Date) {
    let by_id: BTreeMap<&ModelId, &ModelData> = models.iter().map(|model| (&model.id, model)).collect();
    for model in models {
        for row in &model.replacement {
            for id in &row.facts {
                if !by_id.contains_key(id) {
                    found.error(
                        "replacement_exists",
                        &model.id,
                        format_args!("the replacement {id} is no model of the catalog"),
                    );
                }
            }
        }
        let mut seen = vec![&model.id];
        let mut at = model;
        while let Some(next) = next(at, today).and_then(|id| by_id.get(id).copied()) {
            if seen.contains(&&next.id) {
                found.error(
                    "replacement_cycle",
                    &model.id,
                    format_args!("its replacements lead back to {}", next.id),
                );
                break;
            }
            seen.push(&next.id);
            at = next;
        }
        if seen.len() > 1 && retired(at, today) {
            found.warning(
                "replacement_retired",
                &model.id,
                format_args!("its replacements end at {}, which is retired on {today}", at.id),
            );
        }
    }
}

/// What is named in the model's place on a day, for any of its versions.
fn next(model: &ModelData, day: Date) -> Option<&ModelId> {
    let version = model.default_version(day);
    model
        .replacement
        .iter()
        .filter(|row| row.holds_on(day) && row.speaks_of(version))
        .max_by_key(|row| row.from)
        .and_then(|row| row.facts.first())
}

fn retired(model: &ModelData, day: Date) -> bool {
    let version = model.default_version(day);
    let asked = Asked { version, offer: &model.default_on, day };
    pick(&model.lifecycle, asked, |facts| facts.retires).is_some_and(|(retires, _)| retires <= day)
}
