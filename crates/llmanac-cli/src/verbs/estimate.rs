//! What a call will cost, in a few words.

use llmanac::advise::CostEstimate;
use llmanac::cost::CostStatus;
use llmanac::model::Money;

use crate::text::style;

/// `0.0010 .. 0.1649 USD`, or why it is not known.
pub fn cost(cost: &CostEstimate) -> String {
    let people = |money: Option<Money>| money.map_or_else(|| "?".to_owned(), Money::to_people);
    let answer = &cost.answer;
    let currency = answer.currency;
    match answer.status {
        CostStatus::Exact => style::STRONG.paint(format_args!("{} {currency}", people(answer.total))),
        CostStatus::Bounded => {
            let (low, high) = (people(answer.low), people(answer.high));
            style::STRONG.paint(format_args!("{low} .. {high} {currency}"))
        }
        _ => {
            let missing: Vec<&str> = answer.missing.iter().map(|meter| meter.as_str()).collect();
            let reason = match (&answer.reason, missing.as_slice()) {
                (Some(reason), _) => reason.clone(),
                (None, []) => answer.status.to_string(),
                (None, missing) => format!("no rate is known for {}", missing.join(", ")),
            };
            format!("? {currency}  {}", style::WARNING.paint(reason))
        }
    }
}
