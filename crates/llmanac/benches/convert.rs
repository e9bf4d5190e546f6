//! How long a ten-message chat takes to each surface, beside serializing the same body once.
#![allow(missing_docs, clippy::unwrap_used, reason = "the names of the functions are what is printed")]

mod cases;

use cases::{CONVERTED, model, ten_messages};
use divan::{Bencher, black_box};
use llmanac::advise::Call;
use llmanac::wire::Policy;

fn main() {
    divan::main();
}

#[divan::bench(args = CONVERTED)]
fn ten_messages_to_a_body(bencher: Bencher<'_, '_>, name: &str) {
    let (model, request) = (model(name), ten_messages());
    assert!(model.convert(&request, None, Policy::Fit).is_ok());
    bencher.bench_local(|| model.convert(black_box(&request), None, Policy::Fit));
}

#[divan::bench(args = CONVERTED)]
fn the_same_body_serialized_once(bencher: Bencher<'_, '_>, name: &str) {
    let body = model(name).convert(&ten_messages(), None, Policy::Fit).unwrap().body;
    bencher.bench_local(|| serde_json::to_vec(black_box(&body)));
}

#[divan::bench(args = CONVERTED)]
fn the_same_body_copied_once(bencher: Bencher<'_, '_>, name: &str) {
    let body = model(name).convert(&ten_messages(), None, Policy::Fit).unwrap().body;
    bencher.bench_local(|| black_box(&body).clone());
}

#[divan::bench(args = CONVERTED)]
fn ten_messages_to_a_whole_request_by_name(bencher: Bencher<'_, '_>, name: &str) {
    let (snapshot, request, call) = (llmanac::registry().snapshot(), ten_messages(), Call::new());
    bencher.bench_local(|| snapshot.wire_request(black_box(name), &request, &call, None, Policy::Fit));
}
