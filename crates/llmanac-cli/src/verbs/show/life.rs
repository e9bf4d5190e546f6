//! Warnings and dates.

use llmanac::Date;
use llmanac::advise::{Shown, ShownDates, Verdict, WarningCode};

use super::label;
use crate::text::{Page, days, style, unknown};

/// What to mind, before everything else.
pub fn warnings(page: &mut Page, shown: &Shown) {
    if shown.warnings.is_empty() {
        return;
    }
    page.gap();
    let mark = style::WARNING.paint("!");
    for dispute in &shown.lifecycle.disputes {
        disputed(page, dispute);
    }
    for warning in &shown.warnings {
        // Disputes stand above, date by date.
        if warning.code != WarningCode::Disputed {
            page.sentence(&format!("{mark} "), &style::WARNING.paint(&warning.message));
        }
    }
}

fn disputed(page: &mut Page, dispute: &Verdict) {
    let what = match dispute.field.as_str() {
        "lifecycle.retires" => "RETIREMENT DISPUTED".to_owned(),
        field => format!("{} DISPUTED", field.to_ascii_uppercase()),
    };
    let mark = style::WARNING.paint(format_args!("! {what}  "));
    for (at, claim) in dispute.says.iter().enumerate() {
        let label = if at == 0 { mark.clone() } else { " ".repeat(what.chars().count() + 4) };
        let held = if claim.value == dispute.hold { " (held)" } else { "" };
        let said = format!("{}  {}{held}", claim.value, claim.sources.join(", "));
        page.sentence(&label, &style::PLAIN.paint(said));
    }
    page.sentence("  ", &style::FAINT.paint(format_args!("{} is held: {}", dispute.hold, dispute.because)));
}

/// The dates of its life, with the days that are left.
pub fn dates(page: &mut Page, shown: &Shown) {
    page.gap();
    let life = &shown.lifecycle;
    let mut said = Vec::new();
    for (word, date) in [
        ("released", life.released),
        ("listed as served on", life.listed),
        ("preview", life.preview),
        ("generally available", life.ga),
        ("legacy", life.legacy),
        ("no new use", life.no_new_use),
    ] {
        if let Some(date) = date {
            said.push(format!("{word} {date}"));
        }
    }
    said.push(match (life.retires, life.retires_earliest) {
        (Some(retires), _) => {
            let left = life.days_left.map_or_else(String::new, |left| format!(" ({})", days(left)));
            format!("retires {retires}{left}")
        }
        (None, Some(earliest)) => {
            format!("retires {earliest} or later ({})", days(shown.basis.as_of.days_until(earliest)))
        }
        (None, None) => format!("retires {}", unknown(None::<Date>)),
    });
    if let Some(replacements) = &shown.replacement {
        let names: Vec<&str> = replacements.iter().map(llmanac::model::ModelId::as_str).collect();
        said.push(if names.is_empty() {
            "no replacement named".to_owned()
        } else {
            format!("replaced by {}", names.join(" or "))
        });
    }
    let status = style::PLAIN.paint(shown.status);
    page.sentence(&label("Life"), &format!("{status}: {}", said.join(", ")));
    for row in life.rows.iter().filter(|row| differs(row, life.retires)) {
        let on = row.head.on.join(", ");
        page.sentence(
            &" ".repeat(super::LABEL),
            &style::PLAIN.paint(format_args!("on {on}: retires {}", unknown(row.retires))),
        );
    }
}

/// Whether a row retires some offer on another day than the ordinary one.
fn differs(row: &ShownDates, retires: Option<Date>) -> bool {
    !row.head.on.is_empty() && row.retires.is_some() && row.retires != retires
}
