//! How long it takes to validate the parameters of a request.
#![allow(missing_docs, reason = "the names of the functions are what is printed")]

mod cases;

use cases::{LINES, model, six_parameters};
use divan::{Bencher, black_box};
use serde_json::json;

fn main() {
    divan::main();
}

#[divan::bench(args = LINES)]
fn six_parameters_without_an_issue(bencher: Bencher<'_, '_>, name: &str) {
    let (model, parameters) = (model(name), six_parameters(name));
    bencher.bench_local(|| model.validate(black_box(&parameters)));
}

#[divan::bench]
fn six_parameters_with_one_too_large(bencher: Bencher<'_, '_>) {
    let (model, mut parameters) = (model("gpt-4o"), six_parameters("gpt-4o"));
    parameters.insert("max_tokens".to_owned(), json!(20_000));
    assert_eq!(model.validate(&parameters).len(), 1);
    bencher.bench_local(|| model.validate(black_box(&parameters)));
}
