//! Vectors wherever a surface puts them.
//!
//! ```text
//! data[].embedding                        OpenAI, Azure, Foundry: numbers or base64
//! embedding                               Titan: numbers; Gemini's embedContent: { values }
//! embeddingsByType.<type>                 Titan, where other types than floats were asked for
//! embeddings[]                            Cohere: numbers; Gemini's batch: { values }; Nova: { embeddingType, embedding }
//! embeddings.<type>[]                     Cohere, where types were asked for
//! predictions[].embeddings.values         Vertex's models of texts
//! predictions[].textEmbedding and others  Vertex's multimodal model
//! ```

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::error::EmbeddingError;
use super::shape::{Embedding, EmbeddingNumbers};
use crate::params::cut;

/// The vectors of a response, and the model that it names.
pub(crate) fn parse(payload: &Value) -> Result<(Vec<Embedding>, Option<String>), EmbeddingError> {
    let body = unwrapped(payload)?;
    let model = ["model", "modelVersion"].iter().find_map(|key| body.get(*key)?.as_str()).map(str::to_owned);
    let Some(fields) = body.as_object() else {
        return Err(EmbeddingError::NoVectors { found: "; it is no object".to_owned() });
    };
    let mut reader = Reader::default();
    match () {
        () if fields.contains_key("data") => reader.data(fields)?,
        () if fields.contains_key("predictions") => reader.predictions(fields)?,
        () if reader.by_type(fields)? => {}
        () if fields.contains_key("embedding") => {
            let vector = numbers("embedding", fields.get("embedding"))?;
            reader.push(0, vector, None, None);
        }
        () if fields.contains_key("embeddings") => reader.embeddings(fields)?,
        () => {
            let keys: Vec<&str> = fields.keys().take(6).map(|key| cut(key)).collect();
            let found = if keys.is_empty() { String::new() } else { format!("; it has {}", keys.join(", ")) };
            return Err(EmbeddingError::NoVectors { found });
        }
    }
    Ok((reader.vectors, model))
}

/// The body of a response: under `body`, as text or as it is.
fn unwrapped(payload: &Value) -> Result<Cow<'_, Value>, EmbeddingError> {
    let inner = payload.get("body").filter(|body| body.is_object() || body.is_string()).unwrap_or(payload);
    match inner {
        Value::String(text) => serde_json::from_str(text)
            .map(Cow::Owned)
            .map_err(|_| EmbeddingError::NoJson { beginning: cut(text).to_owned() }),
        value => Ok(Cow::Borrowed(value)),
    }
}

#[derive(Default)]
struct Reader {
    vectors: Vec<Embedding>,
}

impl Reader {
    fn push(&mut self, index: u64, embedding: EmbeddingNumbers, format: Option<&str>, of: Option<&str>) {
        self.vectors.push(Embedding {
            object: "embedding",
            index,
            embedding,
            encoding_format: format.map(str::to_owned),
            of: of.map(str::to_owned),
        });
    }

    fn data(&mut self, fields: &Map<String, Value>) -> Result<(), EmbeddingError> {
        for (at, item) in indexed(list("data", fields.get("data"))?) {
            let vector = numbers(&format!("data[{at}].embedding"), item.get("embedding"))?;
            let index = item.get("index").and_then(Value::as_u64).unwrap_or(at);
            self.push(index, vector, None, None);
        }
        Ok(())
    }

    /// Titan's vectors by type; those of floats alone stand under `embedding` as well.
    fn by_type(&mut self, fields: &Map<String, Value>) -> Result<bool, EmbeddingError> {
        let types =
            fields.get("embeddingsByType").and_then(Value::as_object).filter(|types| !types.is_empty());
        let Some(types) = types else { return Ok(false) };
        for (format, vector) in types {
            let vector = numbers(&format!("embeddingsByType.{}", cut(format)), Some(vector))?;
            self.push(0, vector, Some(format), None);
        }
        Ok(true)
    }

    fn embeddings(&mut self, fields: &Map<String, Value>) -> Result<(), EmbeddingError> {
        match fields.get("embeddings") {
            Some(Value::Object(types)) => {
                for (format, vectors) in types {
                    let path = format!("embeddings.{}", cut(format));
                    for (at, vector) in indexed(list(&path, Some(vectors))?) {
                        self.push(at, numbers(&format!("{path}[{at}]"), Some(vector))?, Some(format), None);
                    }
                }
            }
            vectors => {
                for (at, item) in indexed(list("embeddings", vectors)?) {
                    let path = format!("embeddings[{at}]");
                    match item.get("embedding") {
                        Some(vector) => {
                            let of = item.get("embeddingType").and_then(Value::as_str).map(str::to_lowercase);
                            let vector = numbers(&format!("{path}.embedding"), Some(vector))?;
                            self.push(0, vector, None, of.as_deref());
                        }
                        None => self.push(at, numbers(&path, Some(item))?, None, None),
                    }
                }
            }
        }
        Ok(())
    }

    fn predictions(&mut self, fields: &Map<String, Value>) -> Result<(), EmbeddingError> {
        for (at, item) in indexed(list("predictions", fields.get("predictions"))?) {
            let path = format!("predictions[{at}]");
            let before = self.vectors.len();
            if let Some(vector) = item.get("embeddings") {
                self.push(at, numbers(&format!("{path}.embeddings"), Some(vector))?, None, None);
            }
            for (key, of) in [("textEmbedding", "text"), ("imageEmbedding", "image")] {
                if let Some(vector) = item.get(key) {
                    self.push(at, numbers(&format!("{path}.{key}"), Some(vector))?, None, Some(of));
                }
            }
            if let Some(parts) = item.get("videoEmbeddings") {
                let path = format!("{path}.videoEmbeddings");
                for (part, item) in indexed(list(&path, Some(parts))?) {
                    let vector = numbers(&format!("{path}[{part}].embedding"), item.get("embedding"))?;
                    self.push(at, vector, None, Some("video"));
                }
            }
            if self.vectors.len() == before {
                return Err(EmbeddingError::Malformed { path, wanted: "an object with a vector" });
            }
        }
        Ok(())
    }
}

fn indexed(items: &[Value]) -> impl Iterator<Item = (u64, &Value)> {
    (0u64..).zip(items)
}

fn list<'v>(path: &str, value: Option<&'v Value>) -> Result<&'v [Value], EmbeddingError> {
    match value {
        Some(Value::Array(items)) => Ok(items),
        _ => Err(EmbeddingError::Malformed { path: path.to_owned(), wanted: "a list of vectors" }),
    }
}

/// A list of numbers, base64, or an object with `values`.
fn numbers(path: &str, value: Option<&Value>) -> Result<EmbeddingNumbers, EmbeddingError> {
    match value {
        Some(Value::String(base64)) => Ok(EmbeddingNumbers::Base64(base64.clone())),
        Some(Value::Array(items)) => {
            let mut list = Vec::with_capacity(items.len());
            for (at, item) in items.iter().enumerate() {
                match item {
                    Value::Number(number) => list.push(number.clone()),
                    _ => {
                        let path = format!("{path}[{at}]");
                        return Err(EmbeddingError::Malformed { path, wanted: "a number" });
                    }
                }
            }
            Ok(EmbeddingNumbers::List(list))
        }
        // Only one level: what holds values holds no other thing that does.
        Some(Value::Object(fields)) if fields.get("values").is_some_and(Value::is_array) => {
            numbers(&format!("{path}.values"), fields.get("values"))
        }
        _ => Err(EmbeddingError::Malformed { path: path.to_owned(), wanted: "a list of numbers" }),
    }
}
