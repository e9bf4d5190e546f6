//! What an extending model keeps of its base's rows: the fields that it does not state itself.
//!
//! Prices are not among them: a price list of one's own stands in place of the base's, never beside it.

use crate::model::{Fact, LifecycleFacts, LimitFacts, Row};

/// Limits stated on top of inherited ones.
pub(crate) fn limits(own: &mut Vec<Row<LimitFacts>>, stated: Vec<Row<LimitFacts>>) {
    let states = |get: fn(&LimitFacts) -> bool| stated.iter().any(|row| get(&row.facts));
    let window = states(|facts| !facts.window.is_unknown());
    let input = states(|facts| !facts.input.is_unknown());
    let output = states(|facts| !facts.output.is_unknown());
    for row in own.iter_mut() {
        for (is_stated, fact) in
            [(window, &mut row.facts.window), (input, &mut row.facts.input), (output, &mut row.facts.output)]
        {
            if is_stated {
                *fact = Fact::Unknown;
            }
        }
    }
    own.retain(|row| row.facts != LimitFacts::default());
    own.extend(stated);
}

/// Dates of life stated on top of inherited ones.
pub(crate) fn lifecycle(own: &mut Vec<Row<LifecycleFacts>>, stated: Vec<Row<LifecycleFacts>>) {
    type Field = fn(&mut LifecycleFacts) -> &mut Option<crate::model::Date>;
    let fields: [Field; 7] = [
        |facts| &mut facts.listed,
        |facts| &mut facts.preview,
        |facts| &mut facts.ga,
        |facts| &mut facts.legacy,
        |facts| &mut facts.no_new_use,
        |facts| &mut facts.retires_earliest,
        |facts| &mut facts.retires,
    ];
    for field in fields {
        if stated.iter().any(|row| field(&mut row.facts.clone()).is_some()) {
            for row in own.iter_mut() {
                *field(&mut row.facts) = None;
            }
        }
    }
    own.retain(|row| row.facts != LifecycleFacts::default());
    own.extend(stated);
}
