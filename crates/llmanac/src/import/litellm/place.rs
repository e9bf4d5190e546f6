//! Which provider, model and scope a key speaks of.

use crate::import::foreign::ForeignPlace;
use crate::model::Scope;

/// The file's providers, and those here to which their models belong, the likeliest first.
const PROVIDERS: &[(&str, &[&str])] = &[
    ("azure", &["azure_openai"]),
    ("azure_text", &["azure_openai"]),
    ("azure_ai", &["azure_foundry", "azure_openai"]),
    ("bedrock", &["bedrock"]),
    ("bedrock_converse", &["bedrock"]),
    ("bedrock_mantle", &["bedrock"]),
    ("gemini", &["gemini"]),
];

/// What stands before a model's name.
const PREFIXES: [&str; 8] = [
    "azure_ai/",
    "azure/",
    "bedrock_converse/",
    "bedrock_mantle/",
    "bedrock/",
    "gemini/",
    "vertex_ai/",
    "openai/",
];

/// Segments before a name that say where it is served.
pub(crate) const SCOPES: &[(&str, &str)] = &[
    ("global/", "global"),
    ("global-standard/", "global"),
    ("us/", "zone:us"),
    ("eu/", "zone:eu"),
    ("apac/", "zone:apac"),
    ("us-gov/", "zone:us-gov"),
];

/// Segments of a key that is no call of Bedrock: a month of bought capacity, or another seller's platform.
const NOT_CALLS: [&str; 2] = ["-commitment/", "/claude_platform/"];

/// Where a key says that its model is served.
pub(super) fn place(provider: &str, key: &str) -> Option<ForeignPlace> {
    let ours: &[&str] = match PROVIDERS.iter().find(|(own, _)| *own == provider) {
        Some((_, ours)) => ours,
        None if provider.starts_with("vertex_ai") => &["vertex"],
        None => return None,
    };
    let mut name = PREFIXES.iter().find_map(|prefix| key.strip_prefix(prefix)).unwrap_or(key);
    let mut scope = None;
    if let Some((segment, own)) = SCOPES.iter().find(|(segment, _)| name.starts_with(segment)) {
        name = name.strip_prefix(segment)?;
        scope = own.parse().ok();
    } else if provider.starts_with("bedrock")
        && let Some((region, rest)) = name.split_once('/')
    {
        let segments = format!("/{name}");
        if NOT_CALLS.iter().any(|word| segments.contains(word)) {
            return None;
        }
        scope = region.parse().ok().map(|region| Scope::Region(Some(region)));
        name = rest;
    }
    // What is left before a slash is a quality, a size or a folder: no model here has such a name.
    let names = ours.iter().map(|own| format!("{own}/{name}")).collect();
    Some(ForeignPlace { names, scope })
}
