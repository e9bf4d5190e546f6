//! Answers of every surface: a payload as it stands, the bytes of a stream, an error.

use std::fs;
use std::io;

use llmanac::advise::AnswerContext;
use llmanac::model::Surface;
use llmanac::wire::{Answer, AnswerError, ErrorKind, ProviderError, ResponseHead, ToolNames};
use serde_json::Value;

use super::Target;
use crate::corpus::{files, repository};

/// A surface for each form.
const SURFACES: [Surface; 5] = [
    Surface::AzureOpenaiChat,
    Surface::AzureOpenaiResponses,
    Surface::BedrockConverse,
    Surface::BedrockInvoke,
    Surface::GeminiGenerateContent,
];

/// Reads a payload as an answer of every form.
pub fn run(text: &str) {
    let Ok(payload) = serde_json::from_str::<Value>(text) else { return };
    let snapshot = llmanac::registry().snapshot();
    for surface in SURFACES {
        let names = [("tide_of".to_owned(), "tide.of".to_owned())];
        let context = AnswerContext::new().names(ToolNames::from_iter(names)).model("gpt-5.2");
        let first = snapshot.parse_answer(surface, &payload, &context);
        check(&first);
        assert!(first == snapshot.parse_answer(surface, &payload, &context), "two answers to one payload");
    }
}

/// Reads bytes as a stream of every form: however they are cut, they come to the same.
pub fn stream(bytes: &[u8]) {
    let snapshot = llmanac::registry().snapshot();
    for surface in SURFACES {
        let read = |split: usize| {
            let mut stream = snapshot.answer_stream(surface, AnswerContext::new()).ok()?;
            let (mut chunks, mut failed) = (Vec::new(), false);
            for part in bytes.chunks(split) {
                match stream.push_bytes(part) {
                    Ok(more) => chunks.extend(more),
                    Err(_) => failed = true,
                }
            }
            let end = stream.finish();
            assert!(!failed || end.is_err(), "an error on the way and a good end on {surface}");
            Some((chunks, end))
        };
        let whole = read(bytes.len().max(1));
        for split in [1, 7] {
            assert!(read(split) == whole, "a stream of {surface} cut by {split} comes to something else");
        }
        if let Some((_, end)) = whole {
            check(&end);
        }
    }
}

/// Reads a payload as an error.
pub fn error(text: &str) {
    let Ok(payload) = serde_json::from_str::<Value>(text) else { return };
    for status in [None, Some(400), Some(429), Some(503)] {
        let head = ResponseHead::new()
            .header("retry-after", "3")
            .header("x-amzn-errortype", "ValidationException:x");
        let head = status.map_or(head.clone(), |status| head.status(status));
        let error = ProviderError::of(&payload, &head);
        assert!(error.kind != ErrorKind::Unknown, "a status and a name that nobody knows");
        assert!(error.retry_after.is_some(), "the header is not read");
        assert!(error.to_string().len() < 4_000, "a refusal of {} bytes", error.to_string().len());
        assert!(serde_json::to_string(&error).is_ok(), "an error that is no JSON");
        let _ = ProviderError::of(&payload, &ResponseHead::new());
    }
}

fn check(result: &Result<Answer, AnswerError>) {
    let answer = match result {
        Ok(answer) => Some(answer),
        Err(error) => {
            let said = error.to_string();
            assert!(!said.is_empty() && said.len() < 4_000, "a refusal of {} bytes: {said}", said.len());
            error.so_far()
        }
    };
    let Some(answer) = answer else { return };
    assert!(serde_json::to_string(answer).is_ok(), "an answer that is no JSON");
    for message in answer.choices.iter().map(|choice| &choice.message) {
        let letters = message.content.as_ref().map_or(0, |text| text.chars().count() as u64);
        for call in &message.tool_calls {
            assert!(!call.id.is_empty(), "a call without an id");
            assert!(call.parsed.is_some() != call.fault.is_some(), "arguments neither read nor refused");
        }
        for part in &message.parts {
            assert!(
                answer.notes.iter().any(|note| note.path == part.path),
                "nothing is told of {}",
                part.path
            );
        }
        // OpenAI states places itself; those that are computed here lie in the text.
        for cited in message.annotations.iter().filter(|cited| cited.native.get("start_index").is_none()) {
            let is_native = cited.native.get("type").is_some() || cited.native.get("url_citation").is_some();
            if let (false, Some(end)) = (is_native, cited.end_index) {
                assert!(end <= letters, "a citation ends at {end} of {letters}");
            }
        }
    }
}

/// What the cases of the tests have: payloads, the bytes of streams, errors.
pub fn seeds(target: Target) -> io::Result<Vec<Vec<u8>>> {
    let mut seeds = Vec::new();
    for file in files(&repository("crates/llmanac/tests/answers"))? {
        if file.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let Ok(case) = serde_json::from_slice::<Value>(&fs::read(&file)?) else { continue };
        let is_error =
            file.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| stem.contains("error"));
        let lines = case.get("text").and_then(Value::as_array);
        let text = lines.map(|lines| lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"));
        let payload = case.get("response").map(Value::to_string);
        seeds.extend(match target {
            Target::Stream => text,
            Target::ProviderError => payload.filter(|_| is_error),
            _ => payload,
        });
    }
    Ok(seeds.into_iter().map(String::into_bytes).collect())
}
