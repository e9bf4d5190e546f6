//! What Gemini's texts are taken from: `groundingMetadata` and `citationMetadata`.

use serde_json::{Map, Value};

use crate::wire::answer::annotation::Annotation;
use crate::wire::answer::error::AnswerError;
use crate::wire::answer::note::AnswerNoteCode;
use crate::wire::answer::read::{Reader, get, object, text};
use crate::wire::answer::shape::AnswerMessage;

/// A part's place in the response, the first character of its text in the content, and the text.
type Placed<'a> = (u64, u64, &'a str);

/// Adds the citations of a candidate. Both lists stay under `native` too: a search's suggestions must be shown.
pub(super) fn cite(
    message: &mut AnswerMessage,
    candidate: &Map<String, Value>,
    placed: &[Placed<'_>],
    path: &str,
    reader: &mut Reader<'_>,
) -> Result<(), AnswerError> {
    if let Some(grounding) = object(candidate, "groundingMetadata") {
        let place = format!("{path}.groundingMetadata");
        grounded(message, grounding, placed, &place, reader)?;
    }
    if let Some(citations) = object(candidate, "citationMetadata") {
        let place = format!("{path}.citationMetadata");
        let whole = [(0, 0, message.content.clone().unwrap_or_default())];
        let whole = whole.each_ref().map(|(at, start, text)| (*at, *start, text.as_str()));
        for key in ["citationSources", "citations"] {
            for (at, source) in reader.objects(citations, key, &place) {
                reader.block()?;
                let range = range(source, &whole, &format!("{place}.{key}[{at}]"), reader);
                message.annotations.push(Annotation {
                    start_index: range.map(|(start, _)| start),
                    end_index: range.map(|(_, end)| end),
                    url: text(source, "uri").map(str::to_owned),
                    title: text(source, "title").map(str::to_owned),
                    cited_text: None,
                    native: Value::Object(source.clone()),
                });
            }
        }
    }
    Ok(())
}

/// Each segment of the text with each chunk that supports it.
fn grounded(
    message: &mut AnswerMessage,
    grounding: &Map<String, Value>,
    placed: &[Placed<'_>],
    place: &str,
    reader: &mut Reader<'_>,
) -> Result<(), AnswerError> {
    let chunks = get(grounding, "groundingChunks").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    for (at, support) in reader.objects(grounding, "groundingSupports", place) {
        let path = format!("{place}.groundingSupports[{at}]");
        let range = object(support, "segment").and_then(|segment| range(segment, placed, &path, reader));
        let indices = get(support, "groundingChunkIndices").and_then(Value::as_array);
        for index in indices.into_iter().flatten() {
            reader.block()?;
            let chunk = index.as_u64().and_then(|index| chunks.get(usize::try_from(index).ok()?));
            // `web`, `retrievedContext`, `maps`: what the chunk is called is its only key.
            let source =
                chunk.and_then(Value::as_object).and_then(|chunk| chunk.values().find_map(Value::as_object));
            if source.is_none() {
                reader.note(
                    AnswerNoteCode::PlaceUnknown,
                    &path,
                    format_args!("names the chunk {index}, which is not there"),
                );
            }
            let named = |key| source.and_then(|source| text(source, key)).map(str::to_owned);
            message.annotations.push(Annotation {
                start_index: range.map(|(start, _)| start),
                end_index: range.map(|(_, end)| end),
                url: named("uri"),
                title: named("title"),
                cited_text: named("text"),
                native: serde_json::json!({ "support": support, "chunk": chunk }),
            });
        }
    }
    Ok(())
}

/// The characters of the content that a segment of bytes stands for; nothing where the bytes are not in the text.
fn range(
    segment: &Map<String, Value>,
    placed: &[Placed<'_>],
    path: &str,
    reader: &mut Reader<'_>,
) -> Option<(u64, u64)> {
    let number = |key| get(segment, key).and_then(Value::as_u64);
    let part = number("partIndex").unwrap_or(0);
    // The first part is part 0, and is not said; where it is a thought, the first text is meant.
    let found = placed.iter().find(|(at, _, text)| *at == part && !text.is_empty());
    let (_, before, whole) = *found.or_else(|| placed.iter().find(|(_, _, text)| !text.is_empty()))?;
    let start = usize::try_from(number("startIndex").unwrap_or(0)).ok()?;
    let end = number("endIndex").and_then(|end| usize::try_from(end).ok());
    let cut = end.and_then(|end| whole.get(start..end));
    let said = text(segment, "text");
    match cut.filter(|cut| said.is_none_or(|said| said == *cut)) {
        Some(cut) => {
            let first = before + whole.get(..start)?.chars().count() as u64;
            Some((first, first + cut.chars().count() as u64))
        }
        None => {
            reader.note(
                AnswerNoteCode::PlaceUnknown,
                path,
                "names bytes that are not those of the text: where it belongs is not known",
            );
            None
        }
    }
}
