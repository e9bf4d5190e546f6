//! How long it takes to open the embedded catalog.
#![allow(missing_docs, reason = "the names of the functions are what is printed")]

use divan::{Bencher, black_box};
use llmanac::ModelRegistry;

fn main() {
    divan::main();
}

#[divan::bench]
fn the_catalog_is_opened(bencher: Bencher<'_, '_>) {
    bencher.bench(ModelRegistry::embedded);
}

#[divan::bench]
fn the_catalog_is_opened_and_one_model_looked_up(bencher: Bencher<'_, '_>) {
    bencher.bench(|| ModelRegistry::embedded().model(black_box("gpt-4o")));
}

#[divan::bench]
fn the_catalog_is_opened_and_every_model_read(bencher: Bencher<'_, '_>) {
    bencher.bench(|| ModelRegistry::embedded().snapshot().models().len());
}
