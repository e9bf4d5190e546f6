//! Names: a model or an error, whichever way they are asked.

/// Asks what a name means.
pub fn run(name: &str) {
    let registry = llmanac::registry();
    let found = registry.resolve(name);
    assert_eq!(registry.model(name).is_some(), found.is_ok(), "`{name}` is found in one way only");
    let upper = registry.resolve(&name.to_ascii_uppercase());
    assert_eq!(
        found.as_ref().ok().map(|own| own.model.id()),
        upper.as_ref().ok().map(|own| own.model.id()),
        "the case of `{name}` decides"
    );
    match found {
        Ok(found) => {
            let id = found.model.id().as_str();
            let again = registry.resolve(id);
            assert_eq!(
                again.ok().map(|own| own.model.id().to_string()).as_deref(),
                Some(id),
                "an id means another"
            );
        }
        Err(error) => {
            let said = error.to_string();
            assert!(!said.is_empty() && said.len() < 2_000, "a refusal of {} bytes", said.len());
            for other in error.suggestions() {
                assert!(registry.is_supported(other), "`{other}` is suggested, and is none");
            }
        }
    }
    let snapshot = registry.snapshot();
    let _ =
        (snapshot.show(name), snapshot.migrate(name), snapshot.why(name, name), snapshot.why("gpt-4o", name));
}

/// Every fifth model's id and aliases, and what stands around names.
pub fn seeds() -> Vec<Vec<u8>> {
    let models = llmanac::registry().snapshot().models();
    let own = models.iter().step_by(5).flat_map(|model| {
        std::iter::once(model.id().as_str())
            .chain(model.aliases().iter().map(String::as_str))
            .chain(model.versions())
    });
    let around = [
        "azure/",
        "us.",
        "global.",
        "models/",
        "publishers/google/models/",
        "@",
        ":",
        "/",
        "latest",
        "-v1:0",
        "openai/",
        "arn:aws:bedrock:us-east-1::foundation-model/",
        "arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.",
        "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/",
        "projects/p/locations/us/endpoints/",
    ];
    own.chain(around).map(|name| name.as_bytes().to_vec()).collect()
}
