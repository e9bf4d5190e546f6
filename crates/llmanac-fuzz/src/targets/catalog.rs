//! The bytes of a compiled catalog, with the right digest: refused, or every model can be asked.

use std::collections::BTreeMap;

use llmanac::ModelRegistry;
use llmanac::catalog::{Files, build};
use sha2::{Digest as _, Sha256};

use super::touch;
use crate::corpus::{files, repository};

/// The magic, the format and the digest, and what the digest is of: the head of `catalog/blob.rs`.
const DIGEST_AT: usize = 12;
const DIGEST_OF: usize = 44;

/// Opens bytes, and asks every model.
pub fn run(input: &[u8]) {
    let _ = ModelRegistry::from_bytes(input.to_vec());
    let mut sealed = input.to_vec();
    let Some(rest) = input.get(DIGEST_OF..) else { return };
    let digest = Sha256::digest(rest);
    for (own, byte) in sealed.iter_mut().skip(DIGEST_AT).zip(digest) {
        *own = byte;
    }
    let Ok(registry) = ModelRegistry::from_bytes(sealed) else { return };
    let snapshot = registry.snapshot();
    let _ = (snapshot.families(), snapshot.providers());
    for model in snapshot.models().iter().take(16) {
        touch::all(&snapshot, model);
    }
    for name in [
        "quill",
        "sage",
        "us.sage",
        "azure/quill",
        "quill@2",
        "nothing",
        "arn:aws:bedrock:us-east-1::foundation-model/sage",
    ] {
        let _ = snapshot.resolve(name);
    }
}

/// The catalog of the library's own tests, compiled: four models on two providers.
pub fn seeds() -> Vec<Vec<u8>> {
    let folder = repository("crates/llmanac/src/testing/little");
    let mut texts: Files = BTreeMap::new();
    for file in files(&folder).unwrap_or_default() {
        let name = file.strip_prefix(&folder).map(|name| name.to_string_lossy().replace('\\', "/"));
        if let (Ok(name), Ok(text)) = (name, std::fs::read_to_string(&file)) {
            texts.insert(name, text);
        }
    }
    texts.insert("tasks.toml".to_owned(), String::new());
    "2026-11-23".parse().ok().and_then(|day| build(&texts, day).ok()).into_iter().collect()
}
