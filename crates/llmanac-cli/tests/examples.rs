//! Examples of every verb, as files that a person reads: `tests/cmd/*.md`.
//!
//! `TRYCMD=overwrite cargo test -p llmanac-cli --test examples` writes what the command says now; read the
//! difference before it is committed.

#[allow(clippy::expect_used)]
#[test]
fn every_verb_answers_as_its_examples_show() {
    let digest = llmanac::registry().snapshot().catalog().digest.clone();
    let cases = trycmd::TestCases::new();
    // The digest changes with every fact.
    cases.insert_var("[DIGEST]", digest).expect("a name of a variable");
    cases
        .env("LLMANAC_TODAY", "2026-11-23")
        .env("LLMANAC_OVERLAY", "")
        .env("NO_COLOR", "1")
        .case("tests/cmd/*.md")
        .run();
}
