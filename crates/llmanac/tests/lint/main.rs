//! Every rule of lint catches its bad fixture, passes its good one, and has a section in `docs/LINT.md`.
//!
//! A fixture (`rules/<rule>/bad.toml`, `good.toml`) holds keys of a model beside those of [`MODEL`]; after a line
//! `#@ path` it holds another file of the catalog, or more of one.
#![cfg(feature = "overlay")]
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

use llmanac::Date;
use llmanac::catalog::{Files, RULES, lint};

/// The model of every fixture, without what the fixture states itself.
const MODEL: &[(&str, &str)] = &[
    ("display_name", "\"Quill\""),
    ("maker", "\"openai\""),
    ("family", "\"quills\""),
    ("released", "\"2025-01-10\""),
    ("default_on", "\"global/standard\""),
    ("surfaces", "{ \"azure_openai.chat\" = \"little_chat/plain\" }"),
    ("src", "[\"page\", \"page-old\", \"ledger\", \"gazette\"]"),
];

const FIXTURE: &str = "models/azure_openai/quill.toml";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lint")
}

/// The small catalog around the fixture.
fn base() -> Files {
    let little = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/testing/little");
    let shared = [
        "families.toml",
        "parameters/little_chat.toml",
        "parameters/little_converse.toml",
        "parameters/standard.toml",
        "providers.toml",
        "regions.toml",
        "sources.toml",
    ];
    let mut files: Files = shared
        .iter()
        .map(|path| ((*path).to_owned(), fs::read_to_string(little.join(path)).unwrap()))
        .collect();
    files.insert("tasks.toml".to_owned(), String::new());
    files
}

/// The catalog with a fixture in it.
fn with(fixture: &str) -> Files {
    let mut files = base();
    let (own, others) = fixture.split_once("#@ ").unwrap_or((fixture, ""));
    let states = |key: &str| own.lines().any(|line| line.starts_with(&format!("{key} =")));
    let head: String = MODEL
        .iter()
        .filter(|(key, _)| !states(key))
        .map(|(key, value)| format!("{key} = {value}\n"))
        .collect();
    // An empty text takes a key of the model away.
    let own: String =
        own.lines().filter(|line| !line.ends_with("= \"\"")).map(|line| format!("{line}\n")).collect();
    files.insert(FIXTURE.to_owned(), format!("{head}{own}"));
    for other in others.split("#@ ").filter(|other| !other.is_empty()) {
        let (path, text) = other.split_once('\n').unwrap();
        files.entry(path.trim().to_owned()).or_default().push_str(text);
    }
    files
}

/// The names of the rules that find something.
fn found(rule: &str, name: &str) -> Vec<&'static str> {
    let path = folder().join("rules").join(rule).join(name);
    let fixture = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let today: Date = "2026-11-23".parse().unwrap();
    let findings = lint(&with(&fixture), today).unwrap_or_else(|error| panic!("{rule}/{name}: {error}"));
    findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn every_rule_catches_its_bad_fixture_and_passes_its_good_one() {
    for rule in RULES {
        let bad = found(rule.name, "bad.toml");
        assert!(bad.contains(&rule.name), "{} passes its bad fixture: {bad:?}", rule.name);
        assert!(bad.iter().all(|own| *own == rule.name), "{} is not alone: {bad:?}", rule.name);
        let good = found(rule.name, "good.toml");
        assert!(good.is_empty(), "{}: the good fixture is caught by {good:?}", rule.name);
    }
}

#[test]
fn every_rule_has_a_section_and_every_fixture_a_rule() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/LINT.md")).unwrap();
    for rule in RULES {
        assert!(
            page.contains(&format!("### `{}`", rule.name)),
            "docs/LINT.md has no section `{}`",
            rule.name
        );
        assert!(page.contains(rule.says), "docs/LINT.md does not say: {}", rule.says);
    }
    for entry in fs::read_dir(folder().join("rules")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(RULES.iter().any(|rule| rule.name == name), "no rule {name}");
    }
}

#[test]
fn what_the_rules_report_is_listed() {
    // Findings name rules by text; a new one belongs into the table.
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/catalog/lint");
    for entry in fs::read_dir(sources).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let calls = text.split(".error(").chain(text.split(".warning(")).skip(1);
        for call in calls {
            let Some(rest) = call.trim_start().strip_prefix('"') else { continue };
            let name = rest.split('"').next().unwrap();
            assert!(RULES.iter().any(|rule| rule.name == name), "{name} is not in the table of rules");
        }
    }
}
