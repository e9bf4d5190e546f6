//! What is not stated: asked for, filled in, or a default.

use serde_json::json;

use super::{Bench, holds};
use crate::model::Scalar;

#[test]
fn what_must_be_there_is_filled_in_or_asked_for() {
    let required = "error[missing_parameter]: Model m requires max_tokens parameter";
    let filled = "max_tokens = { to = \"m\", required = true, fill = \"model.limits.output\" }\nmax_completion_tokens = { same_as = \"max_tokens\" }";
    holds(
        &Bench::new(filled),
        &[
            (json!({}), required),
            (json!({"max_tokens": null}), required),
            (json!({"max_tokens": 5}), ""),
            (json!({"max_completion_tokens": 5}), ""),
        ],
    );
    holds(&Bench::new(filled).output_limit(5), &[(json!({}), "")]);
    holds(&Bench::new("max_tokens = { to = \"m\", required = true }"), &[(json!({}), required)]);
}

#[test]
fn defaults_of_the_model_go_before_those_of_the_table() {
    let bench = Bench::new("temperature = { to = \"t\", default = \"1\" }")
        .default("temperature", Scalar::decimal("0.7").unwrap());
    let subject = bench.subject();
    let place = subject.place_of("temperature").unwrap();
    assert_eq!(subject.default_of(place), Scalar::decimal("0.7").as_ref());
}
