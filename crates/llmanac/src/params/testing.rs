//! A model and its table of parameters, built from a few lines of a profile.

use std::collections::BTreeMap;

use crate::catalog::{Tables, compile};
use crate::model::{
    Asked, Capabilities, Capability, Date, Fact, LimitFacts, Modalities, Modality, Offer, Reasoning, Row,
    Scalar, Tokens,
};

use super::{LimitRows, Subject};

static OFFER: Offer = Offer::GLOBAL_STANDARD;

const STANDARD: &str = include_str!("../../../../catalog/parameters/standard.toml");
const SOURCES: &str = include_str!("../../../../catalog/sources.toml");
const PROFILES: [(&str, &str); 17] = [
    ("azure_chat", include_str!("../../../../catalog/parameters/azure_chat.toml")),
    ("azure_embeddings", include_str!("../../../../catalog/parameters/azure_embeddings.toml")),
    ("azure_responses", include_str!("../../../../catalog/parameters/azure_responses.toml")),
    ("converse", include_str!("../../../../catalog/parameters/converse.toml")),
    ("converse_claude", include_str!("../../../../catalog/parameters/converse_claude.toml")),
    ("foundry_chat", include_str!("../../../../catalog/parameters/foundry_chat.toml")),
    ("foundry_embeddings", include_str!("../../../../catalog/parameters/foundry_embeddings.toml")),
    ("foundry_messages", include_str!("../../../../catalog/parameters/foundry_messages.toml")),
    ("gemini_embed", include_str!("../../../../catalog/parameters/gemini_embed.toml")),
    ("gemini_generate", include_str!("../../../../catalog/parameters/gemini_generate.toml")),
    ("invoke", include_str!("../../../../catalog/parameters/invoke.toml")),
    ("invoke_claude", include_str!("../../../../catalog/parameters/invoke_claude.toml")),
    ("invoke_embed", include_str!("../../../../catalog/parameters/invoke_embed.toml")),
    ("vertex_claude", include_str!("../../../../catalog/parameters/vertex_claude.toml")),
    ("vertex_embed", include_str!("../../../../catalog/parameters/vertex_embed.toml")),
    ("vertex_generate", include_str!("../../../../catalog/parameters/vertex_generate.toml")),
    ("vertex_predict_embed", include_str!("../../../../catalog/parameters/vertex_predict_embed.toml")),
];

/// A model named `m`, of which nothing is known but its table.
pub(crate) struct Bench {
    tables: Tables,
    table: usize,
    limits: Row<LimitFacts>,
    reasoning: Reasoning,
    defaults: Vec<(String, Scalar)>,
    input: Fact<Modalities>,
    capabilities: Capabilities,
}

impl Bench {
    /// Rows of `[parameter]`, then any other tables of a profile; `absent = {..}` may stand first.
    pub fn new(rows: &str) -> Self {
        let profile = match rows.trim_start().starts_with('[') {
            true => rows.to_owned(),
            false => format!("[parameter]\n{rows}"),
        };
        let profile =
            format!("surface = \"azure_openai.chat\"\nsrc = [\"az-spec-2025-03\"]\n{profile}\n[variant.v]\n");
        Self::of("test", &profile, "v")
    }

    /// A model that takes no parameter at all.
    pub fn plain() -> Self {
        Self::new("")
    }

    /// A variant of one of the catalog's own profiles.
    pub fn real(profile: &str, variant: &str) -> Self {
        let (_, text) = PROFILES.iter().find(|(name, _)| *name == profile).unwrap();
        Self::of(profile, text, variant)
    }

    /// Every variant of every profile of the catalog.
    pub fn all_real() -> Vec<(String, Self)> {
        let names = PROFILES.iter().flat_map(|(name, text)| {
            let tables = compiled(name, text).tables;
            let tables = tables.into_iter().filter_map(|table| Some(table.get()?.name.clone()));
            tables.filter(|table| table.split('/').next() == Some(*name))
        });
        let names: Vec<String> = names.collect();
        let bench = |name: String| {
            let (profile, variant) = name.split_once('/').unwrap();
            let bench = Self::real(profile, variant);
            (name, bench)
        };
        names.into_iter().map(bench).collect()
    }

    fn of(name: &str, profile: &str, variant: &str) -> Self {
        let tables = compiled(name, profile);
        let wanted = format!("{name}/{variant}");
        let table = tables.tables.iter().position(|table| table.get().unwrap().name == wanted).unwrap();
        Self {
            tables,
            table,
            limits: Row {
                versions: Vec::new(),
                on: Vec::new(),
                from: None,
                to: None,
                facts: LimitFacts::default(),
                src: Vec::new(),
                assumed: None,
                note: None,
            },
            reasoning: Reasoning::default(),
            defaults: Vec::new(),
            input: Fact::Unknown,
            capabilities: Capabilities::default(),
        }
    }

    pub fn subject(&self) -> Subject<'_> {
        Subject {
            model: "m",
            table: self.tables.tables[self.table].get().unwrap(),
            parameters: &self.tables.parameters,
            limits: LimitRows {
                rows: std::slice::from_ref(&self.limits),
                asked: Asked { version: None, offer: &OFFER, day: Date::from_unix_days(0) },
            },
            reasoning: &self.reasoning,
            defaults: &self.defaults,
            input: self.input,
            capabilities: self.capabilities,
        }
    }

    pub fn window(mut self, tokens: u64) -> Self {
        self.limits.facts.window = Fact::Known(Tokens::new(tokens));
        self
    }

    pub fn input_limit(mut self, tokens: u64) -> Self {
        self.limits.facts.input = Fact::Known(Tokens::new(tokens));
        self
    }

    pub fn output_limit(mut self, tokens: u64) -> Self {
        self.limits.facts.output = Fact::Known(Tokens::new(tokens));
        self
    }

    pub fn takes(mut self, kinds: impl IntoIterator<Item = Modality>) -> Self {
        self.input = Fact::Known(kinds.into_iter().collect());
        self
    }

    pub fn can(mut self, capability: Capability, can: bool) -> Self {
        self.capabilities = self.capabilities.with(capability, can);
        self
    }

    pub fn effort(mut self, levels: &[&str], default: Option<&str>) -> Self {
        self.reasoning.effort = Some(levels.iter().map(|&level| level.to_owned()).collect());
        self.reasoning.effort_default = default.map(str::to_owned);
        self
    }

    pub fn budget(mut self, min: i64, max: i64, also: &[i64]) -> Self {
        self.reasoning.budget_min = Some(min);
        self.reasoning.budget_max = Some(max);
        self.reasoning.budget_also = also.to_vec();
        self
    }

    pub fn default(mut self, parameter: &str, value: Scalar) -> Self {
        self.defaults.push((parameter.to_owned(), value));
        self
    }
}

fn compiled(name: &str, profile: &str) -> Tables {
    let mut files: BTreeMap<String, String> = ["providers", "families", "regions", "tasks"]
        .map(|file| (format!("{file}.toml"), String::new()))
        .into();
    files.insert("sources.toml".to_owned(), SOURCES.to_owned());
    files.insert("parameters/standard.toml".to_owned(), STANDARD.to_owned());
    // Those that the catalog's own extend.
    files.extend(PROFILES.map(|(name, text)| (format!("parameters/{name}.toml"), text.to_owned())));
    files.insert(format!("parameters/{name}.toml"), profile.to_owned());
    compile::catalog(&files).unwrap().0
}
