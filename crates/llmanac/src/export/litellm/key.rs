//! The keys under which LiteLLM finds a version on a scope.

use crate::export::name::{is_verbatim, meant, names, profile};
use crate::export::report::Exported;
use crate::export::sheet::scopes;
use crate::import::litellm::place::SCOPES;
use crate::model::{Fact, Modality, Scope, Surface};
use crate::registry::{ModelMetadata, Snapshot};

/// A key of the table, and what it stands for.
#[derive(Clone, Debug)]
pub(super) struct Keyed {
    pub key: String,
    /// The table's word for the provider.
    pub word: String,
    pub model: ModelMetadata,
    pub scope: Scope,
}

/// How the table calls the models of one of our providers.
struct Layout {
    provider: &'static str,
    /// `litellm_provider`.
    word: &'static str,
    /// What stands before a name.
    prefix: &'static str,
    place: Place,
}

/// How a key says where its model is served.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// By a segment before the name, where it is not the usual place.
    Segment,
    /// By the prefix of an inference profile, and none for the region that is called.
    Profile,
    /// Not at all: the usual place.
    Usual,
}

const LAYOUTS: &[Layout] = &[
    Layout { provider: "azure_openai", word: "azure", prefix: "azure/", place: Place::Segment },
    Layout { provider: "azure_foundry", word: "azure_ai", prefix: "azure_ai/", place: Place::Segment },
    Layout { provider: "bedrock", word: "bedrock", prefix: "", place: Place::Profile },
    Layout { provider: "gemini", word: "gemini", prefix: "gemini/", place: Place::Usual },
    Layout { provider: "vertex", word: "vertex_ai", prefix: "vertex_ai/", place: Place::Usual },
];

/// Surfaces that have a word of their own for the provider, the best first, with what stands before a name.
const BY_SURFACE: &[(Surface, &str, &str)] = &[
    (Surface::BedrockConverse, "bedrock_converse", ""),
    (Surface::BedrockInvoke, "bedrock", ""),
    (Surface::BedrockMantleChat, "bedrock_mantle", "bedrock_mantle/"),
    (Surface::BedrockMantleResponses, "bedrock_mantle", "bedrock_mantle/"),
];

/// What stands before the region in a key of Bedrock.
const REGIONAL: &str = "bedrock/";

/// Surfaces that are for one kind of work.
const MODES: &[(Surface, &str)] = &[
    (Surface::AzureOpenaiChat, "chat"),
    (Surface::AzureFoundryChat, "chat"),
    (Surface::AzureFoundryMessages, "chat"),
    (Surface::BedrockConverse, "chat"),
    (Surface::BedrockMessages, "chat"),
    (Surface::BedrockMantleChat, "chat"),
    (Surface::VertexChat, "chat"),
    (Surface::VertexRawPredict, "chat"),
    (Surface::AzureOpenaiResponses, "responses"),
    (Surface::AzureFoundryResponses, "responses"),
    (Surface::BedrockMantleResponses, "responses"),
    (Surface::AzureOpenaiCompletions, "completion"),
    (Surface::AzureOpenaiEmbeddings, "embedding"),
    (Surface::AzureFoundryEmbeddings, "embedding"),
    (Surface::GeminiEmbedContent, "embedding"),
    (Surface::VertexEmbedContent, "embedding"),
    (Surface::AzureOpenaiImages, "image_generation"),
    (Surface::AzureFoundryImages, "image_generation"),
    (Surface::GeminiPredict, "image_generation"),
    (Surface::AzureOpenaiSpeech, "audio_speech"),
    (Surface::AzureOpenaiTranscriptions, "audio_transcription"),
    (Surface::AzureOpenaiRealtime, "realtime"),
    (Surface::BedrockBidirectional, "realtime"),
    (Surface::GeminiLive, "realtime"),
    (Surface::VertexLive, "realtime"),
    (Surface::AzureOpenaiVideos, "video_generation"),
    (Surface::GeminiPredictLongRunning, "video_generation"),
    (Surface::VertexPredictLongRunning, "video_generation"),
    (Surface::AzureFoundryRerank, "rerank"),
    (Surface::AzureFoundryOcr, "ocr"),
];

/// What comes out, the first that is known to, and the work that it is.
const BY_OUTPUT: &[(Modality, &str)] = &[
    (Modality::Text, "chat"),
    (Modality::Image, "image_generation"),
    (Modality::Video, "video_generation"),
    (Modality::Audio, "audio_speech"),
];

/// The kind of work, where it is known: by the usual surface, else by what comes out.
pub(super) fn mode(model: &ModelMetadata) -> Option<&'static str> {
    let surface = model.default_surface();
    let by_surface = MODES.iter().find(|(own, _)| Some(*own) == surface).map(|(_, mode)| *mode);
    let by_output = || match model.output() {
        Fact::Known(output) => BY_OUTPUT.iter().find(|(own, _)| output.contains(*own)).map(|(_, mode)| *mode),
        _ => None,
    };
    by_surface.or_else(by_output)
}

/// The keys of a model: each version's names, on each scope that has prices.
pub(super) fn keys(snapshot: &Snapshot, model: &ModelMetadata, report: &mut Exported) -> Vec<Keyed> {
    if is_verbatim(model) {
        return verbatim(snapshot, model, report);
    }
    let Some(layout) = LAYOUTS.iter().find(|layout| *model.provider() == *layout.provider) else {
        let key = model.id().to_string();
        return of_name(model, model.provider().as_str(), &key, report);
    };
    let mut keys = Vec::new();
    let mut unplaced: Vec<String> = Vec::new();
    for name in names(snapshot, model) {
        if layout.place == Place::Profile && !name.is_wire {
            continue;
        }
        let Some(named) = meant(snapshot, model, &name) else { continue };
        for ((word, prefix), scope) in routes(model, layout, &named) {
            let Some(key) = key(&named, layout.place, prefix, &name.text, &scope) else {
                let scope = scope.to_string();
                if !unplaced.contains(&scope) {
                    unplaced.push(scope);
                }
                continue;
            };
            // An overlay's row may have the name.
            if snapshot.model(&key).is_some_and(|other| other.id() != model.id()) {
                report
                    .unsaid(&key, format!("an overlay gives this name to another model than {}", model.id()));
                continue;
            }
            keys.push(Keyed { key, word: word.to_owned(), model: named.clone(), scope });
        }
    }
    if keys.is_empty() && unplaced.is_empty() {
        report
            .unsaid(model.id().as_str(), "no name of it is one that the API reads, so that no key is known");
    }
    for scope in unplaced {
        report
            .unsaid(format!("{}.{scope}", model.id()), "no key says this place, so its prices are left out");
    }
    keys
}

/// Each word for the provider, with its prefix, and each scope that has prices.
fn routes(
    model: &ModelMetadata,
    layout: &Layout,
    named: &ModelMetadata,
) -> Vec<((&'static str, &'static str), Scope)> {
    let mut words: Vec<(&str, &str)> = Vec::new();
    for (_, word, prefix) in BY_SURFACE.iter().filter(|(own, ..)| model.surfaces().any(|used| used == *own)) {
        if words.iter().all(|(_, other)| other != prefix) {
            words.push((word, prefix));
        }
    }
    if words.is_empty() {
        words.push((layout.word, layout.prefix));
    }
    let scopes = scopes(named);
    words.iter().flat_map(|words| scopes.iter().map(|scope| (*words, scope.clone()))).collect()
}

fn key(model: &ModelMetadata, place: Place, prefix: &str, name: &str, scope: &Scope) -> Option<String> {
    let is_usual = *scope == model.default_offer().scope;
    match (place, scope) {
        (Place::Profile, Scope::Region(None)) => Some(format!("{prefix}{name}")),
        (Place::Profile, Scope::Region(Some(region))) => {
            let prefix = if prefix.is_empty() { REGIONAL } else { prefix };
            Some(format!("{prefix}{region}/{name}"))
        }
        (Place::Profile, scope) => Some(format!("{prefix}{}.{name}", profile(model, scope)?)),
        (_, _) if is_usual => Some(format!("{prefix}{name}")),
        (Place::Segment, Scope::Region(Some(region))) => Some(format!("{prefix}{region}/{name}")),
        (Place::Segment, scope) => {
            let scope = scope.to_string();
            let (segment, _) = SCOPES.iter().find(|(_, own)| *own == scope)?;
            Some(format!("{prefix}{segment}{name}"))
        }
        (Place::Usual, _) => None,
    }
}

/// The keys of the caller's own names for some models, each on its deployment's scope.
pub(super) fn deployed(snapshot: &Snapshot, models: &[ModelMetadata], report: &mut Exported) -> Vec<Keyed> {
    let mut keys = Vec::new();
    for name in snapshot.deployments() {
        let Some(model) = snapshot.model(&name) else { continue };
        if models.iter().all(|own| own.id() != model.id()) {
            continue;
        }
        let layout = LAYOUTS.iter().find(|layout| *model.provider() == *layout.provider);
        let Some(layout) = layout.filter(|layout| layout.place == Place::Segment) else {
            report.unsaid(&name, format!("no key says a deployment of {}", model.provider()));
            continue;
        };
        let key = format!("{}{}", layout.prefix, name);
        let scope = model.default_offer().scope.clone();
        keys.push(Keyed { key, word: layout.word.to_owned(), model, scope });
    }
    keys
}

/// The keys of a row that came from a file, or of a model whose id is no name: its other names, as they are.
fn verbatim(snapshot: &Snapshot, model: &ModelMetadata, report: &mut Exported) -> Vec<Keyed> {
    let word = model.provider().as_str();
    let aliases = model.aliases();
    if aliases.is_empty() {
        return of_name(model, word, model.id().as_str(), report);
    }
    let is_own = |alias: &&String| snapshot.model(alias).is_some_and(|found| found.id() == model.id());
    aliases.iter().filter(is_own).flat_map(|alias| of_name(model, word, alias, report)).collect()
}

/// A key that says no scope.
fn of_name(model: &ModelMetadata, word: &str, key: &str, report: &mut Exported) -> Vec<Keyed> {
    let usual = &model.default_offer().scope;
    for scope in scopes(model).iter().filter(|scope| *scope != usual) {
        report.unsaid(format!("{key}.{scope}"), "no key says this place, so its prices are left out");
    }
    vec![Keyed { key: key.to_owned(), word: word.to_owned(), model: model.clone(), scope: usual.clone() }]
}
