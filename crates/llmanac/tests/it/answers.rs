//! Answers, streams and errors in the standard shape: the cases of `tests/answers/<surface>/`.
//!
//! A case is a payload, and what the caller knows beside it; its answer is the snapshot beside it.
//! `INSTA_UPDATE=always cargo test -p llmanac --test it -- answers` writes what is said now.

use std::fs;
use std::path::{Path, PathBuf};

use llmanac::advise::AnswerContext;
use llmanac::model::Surface;
use llmanac::registry;
use llmanac::wire::{Answer, AnswerError, ResponseHead};
use serde_json::{Value, json};

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

/// The cases: surface, name, content.
fn cases() -> Vec<(Surface, String, Value)> {
    let folders = sorted(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers"));
    let cases = folders.iter().flat_map(|folder| {
        let surface: Surface = folder.file_name().unwrap().to_str().unwrap().parse().unwrap();
        let files =
            sorted(folder).into_iter().filter(|file| file.extension().is_some_and(|end| end == "json"));
        files.map(move |file| {
            let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
            (surface, name, serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap())
        })
    });
    cases.collect()
}

fn payload(case: &Value) -> Value {
    match &case["text"] {
        Value::Array(lines) => {
            let lines: Vec<&str> = lines.iter().map(|line| line.as_str().unwrap()).collect();
            json!(lines.join("\n"))
        }
        _ => case["response"].clone(),
    }
}

fn context(case: &Value) -> AnswerContext {
    let mut head = ResponseHead::new();
    if let Some(status) = case["status"].as_u64() {
        head = head.status(u16::try_from(status).unwrap());
    }
    for (name, value) in case["headers"].as_object().into_iter().flatten() {
        head = head.header(name, value.as_str().unwrap());
    }
    let mut context = AnswerContext::new().head(head);
    if let Some(model) = case["model"].as_str() {
        context = context.model(model);
    }
    if case["names"].is_object() {
        context = context.names(serde_json::from_value(case["names"].clone()).unwrap());
    }
    context
}

/// The usage as one line a call: how it is counted has tests of its own.
fn short(answer: &Answer) -> Value {
    let mut own = serde_json::to_value(answer).unwrap();
    if let Some(usage) = &answer.usage {
        let calls: Vec<String> = usage.invocations.iter().map(|call| call.meters.to_string()).collect();
        own["usage"] = json!(calls.join(" | "));
    }
    own
}

fn shown(result: &Result<Answer, AnswerError>) -> Value {
    match result {
        Ok(answer) => short(answer),
        Err(error) => {
            let mut told = json!({ "error": error.to_string() });
            if let AnswerError::Provider { error, .. } = error {
                let mut own = serde_json::to_value(error).unwrap();
                own.as_object_mut().unwrap().shift_remove("native");
                told["provider_error"] = own;
            }
            if let Some(answer) = error.so_far() {
                told["so_far"] = short(answer);
            }
            told
        }
    }
}

#[test]
fn every_answer_comes_out_as_its_snapshot_says() {
    let snapshot = registry().snapshot();
    let cases = cases();
    for (surface, name, case) in &cases {
        let result = snapshot.parse_answer(*surface, &payload(case), &context(case));
        let text = serde_json::to_string_pretty(&shown(&result)).unwrap();
        let folder = format!("../answers/{surface}");
        insta::with_settings!({
            snapshot_path => folder,
            prepend_module_to_snapshot => false,
            omit_expression => true,
            description => case["about"].as_str().unwrap(),
        }, {
            insta::assert_snapshot!(name.as_str(), text);
        });
    }
    assert!(cases.len() >= 60, "only {} cases were found", cases.len());
}
