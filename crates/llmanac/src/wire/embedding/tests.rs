//! A response of every shape, and what is wrong with broken ones.

use serde_json::{Value, json};

use super::parse;

/// A line a vector, or the error.
fn told(response: &Value) -> String {
    match parse(response) {
        Ok((vectors, model)) => {
            let lines = vectors.iter().map(|vector| {
                let numbers = serde_json::to_string(&vector.embedding).unwrap();
                let format = vector.encoding_format.as_deref().map(|format| format!(" {format}"));
                let of = vector.of.as_deref().map(|of| format!(" of {of}"));
                format!("{} {numbers}{}{}", vector.index, format.unwrap_or_default(), of.unwrap_or_default())
            });
            model.map(|model| format!("by {model}")).into_iter().chain(lines).collect::<Vec<_>>().join("; ")
        }
        Err(error) => error.to_string(),
    }
}

#[test]
fn vectors_are_found_wherever_a_surface_puts_them() {
    for (response, wanted) in [
        (
            json!({"object": "list", "model": "text-embedding-3-small", "data": [
                {"object": "embedding", "index": 1, "embedding": [0.25, -1]},
                {"object": "embedding", "index": 0, "embedding": "AACAPw=="},
            ]}),
            "by text-embedding-3-small; 1 [0.25,-1]; 0 \"AACAPw==\"",
        ),
        (json!({"embedding": [0.1, 1e-7], "inputTextTokenCount": 3}), "0 [0.1,1e-7]"),
        (
            json!({"embedding": [0.1], "embeddingsByType": {"binary": [0, 1], "float": [0.1]}}),
            "0 [0,1] binary; 0 [0.1] float",
        ),
        (json!({"embeddings": [[0.1], [0.2]], "response_type": "embeddings_floats"}), "0 [0.1]; 1 [0.2]"),
        (
            json!({"embeddings": {"int8": [[1], [2]], "float": [[0.1], [0.2]]}}),
            "0 [1] int8; 1 [2] int8; 0 [0.1] float; 1 [0.2] float",
        ),
        (
            json!({"embeddings": [{"embeddingType": "TEXT", "embedding": [0.5], "truncatedCharLength": 3}]}),
            "0 [0.5] of text",
        ),
        (json!({"embedding": {"values": [0.1, 0.2]}}), "0 [0.1,0.2]"),
        (
            json!({"embeddings": [{"values": [0.1]}, {"values": [0.2]}], "modelVersion": "gemini-embedding-2"}),
            "by gemini-embedding-2; 0 [0.1]; 1 [0.2]",
        ),
        (
            json!({"predictions": [{"embeddings": {"values": [0.1], "statistics": {"token_count": 4}}}, {"embeddings": {"values": [0.2]}}]}),
            "0 [0.1]; 1 [0.2]",
        ),
        (
            json!({"predictions": [{"textEmbedding": [0.1], "imageEmbedding": [0.2], "videoEmbeddings": [{"startOffsetSec": 0, "embedding": [0.3]}]}]}),
            "0 [0.1] of text; 0 [0.2] of image; 0 [0.3] of video",
        ),
        (json!({"body": "{\"embedding\": [1]}", "headers": {}}), "0 [1]"),
        (json!("{\"embedding\": [1]}"), "0 [1]"),
    ] {
        assert_eq!(told(&response), wanted, "{response}");
    }
}

#[test]
fn what_is_no_vector_is_told_with_its_place() {
    for (response, wanted) in [
        (json!("<html>"), "the response is no JSON; it begins with `<html>`"),
        (
            json!({"error": {"code": 400}}),
            "the response has no vectors; looked for data, embedding, embeddings, embeddingsByType and predictions; it has error",
        ),
        (
            json!(7),
            "the response has no vectors; looked for data, embedding, embeddings, embeddingsByType and predictions; it is no object",
        ),
        (json!({"data": {}}), "data must be a list of vectors"),
        (json!({"data": [{}]}), "data[0].embedding must be a list of numbers"),
        (json!({"data": [{"embedding": [1, null]}]}), "data[0].embedding[1] must be a number"),
        (json!({"embeddings": {"int8": 1}}), "embeddings.int8 must be a list of vectors"),
        (json!({"embeddings": [{"values": {"values": 1}}]}), "embeddings[0] must be a list of numbers"),
        (json!({"predictions": [{}]}), "predictions[0] must be an object with a vector"),
        (
            json!({"predictions": [{"videoEmbeddings": [1]}]}),
            "predictions[0].videoEmbeddings[0].embedding must be a list of numbers",
        ),
    ] {
        assert_eq!(told(&response), wanted, "{response}");
    }
}

#[test]
fn numbers_stay_as_they_came() {
    let text = r#"{"embedding":[0.017173586,-3.4028235e-38,1,0.1000000000000000055]}"#;
    let response: Value = serde_json::from_str(text).unwrap();
    let (vectors, _) = parse(&response).unwrap();
    assert_eq!(serde_json::to_value(&vectors[0].embedding).unwrap(), response["embedding"]);
}
