//! Abilities, limits, surfaces, quotas.

use crate::catalog::Need;
use crate::model::{
    Asked, Capability, Fact, LimitFacts, Modalities, Modality, Row, Surface, SurfaceUse, Tokens, VersionData,
    Window, pick,
};
use crate::params::{LimitRows, ParamTable, Subject};

use super::ModelMetadata;

/// A default limit of use.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quota {
    /// The plan it belongs to: `default`, `tier-1`.
    pub plan: String,
    /// The offers it speaks of, as patterns; empty: all.
    pub on: Vec<String>,
    /// Requests.
    pub requests: Option<Window>,
    /// Tokens, input and output together.
    pub tokens: Option<Window>,
    /// Input tokens.
    pub input_tokens: Option<Window>,
    /// Output tokens.
    pub output_tokens: Option<Window>,
    /// Requests at the same time.
    pub concurrent: Option<u64>,
    pub(crate) src: Vec<u16>,
}

impl ModelMetadata {
    /// What is known of a capability.
    pub fn capability(&self, capability: Capability) -> Fact<bool> {
        self.facts().capabilities.get(capability)
    }

    /// What goes in.
    pub fn input(&self) -> Fact<Modalities> {
        self.facts().input
    }

    /// What comes out.
    pub fn output(&self) -> Fact<Modalities> {
        self.facts().output
    }

    /// What is known of taking one modality.
    pub fn takes(&self, modality: Modality) -> Fact<bool> {
        match self.input() {
            Fact::Known(modalities) => Fact::Known(modalities.contains(modality)),
            Fact::Absent => Fact::Known(false),
            Fact::Unknown => Fact::Unknown,
        }
    }

    /// Tokens of input and output together.
    pub fn window(&self) -> Fact<Tokens> {
        self.limit(|limits| limits.window).0
    }

    /// Most tokens of input.
    pub fn input_limit(&self) -> Fact<Tokens> {
        self.limit(|limits| limits.input).0
    }

    /// Most tokens of output.
    pub fn output_limit(&self) -> Fact<Tokens> {
        self.limit(|limits| limits.output).0
    }

    pub(crate) fn limit(
        &self,
        get: impl Fn(&LimitFacts) -> Fact<Tokens>,
    ) -> (Fact<Tokens>, Option<&Row<LimitFacts>>) {
        let asked = self.asked(self.default_offer());
        let stated = pick(&self.data().limits, asked, |limits| {
            let fact = get(limits);
            (!fact.is_unknown()).then_some(fact)
        });
        match stated {
            Some((fact, row)) => (fact, Some(row)),
            None => (Fact::Unknown, None),
        }
    }

    /// The surfaces that serve it.
    pub fn surfaces(&self) -> impl Iterator<Item = Surface> {
        self.facts().surfaces.iter().map(|used| used.surface)
    }

    /// The surface that is meant where nobody states one.
    pub fn default_surface(&self) -> Option<Surface> {
        self.surface_use(None).map(|used| used.surface)
    }

    /// The profile of its parameters on a surface, or on the default one: `azure_chat/sampling`.
    ///
    /// ```
    /// let model = llmanac::registry().model("gpt-4o").ok_or("not found")?;
    /// assert_eq!(model.profile(None), Some("azure_chat/sampling"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn profile(&self, surface: Option<Surface>) -> Option<&str> {
        self.table(surface).map(|table| table.name.as_str())
    }

    fn surface_use(&self, surface: Option<Surface>) -> Option<&SurfaceUse> {
        self.surface_of(self.facts(), surface)
    }

    fn surface_of<'a>(&self, facts: &'a VersionData, surface: Option<Surface>) -> Option<&'a SurfaceUse> {
        let surfaces = &facts.surfaces;
        let wanted = surface.or(self.data().default_surface);
        match wanted {
            Some(wanted) => {
                let found = surfaces.iter().find(|used| used.surface == wanted);
                // A version may lack the model's default surface; it is then served by its first.
                if surface.is_none() { found.or_else(|| surfaces.first()) } else { found }
            }
            None => surfaces.first(),
        }
    }

    /// The table of parameters on a surface, or on the default one.
    pub(crate) fn table(&self, surface: Option<Surface>) -> Option<&ParamTable> {
        self.table_of(self.facts(), surface)
    }

    fn table_of(&self, facts: &VersionData, surface: Option<Surface>) -> Option<&ParamTable> {
        let used = self.surface_of(facts, surface)?;
        self.tables().tables.get(usize::from(used.table))?.get()
    }

    /// The model as its table of parameters sees it.
    pub(crate) fn subject(&self, surface: Option<Surface>) -> Option<Subject<'_>> {
        // Asked before each validation: the default version is looked for once.
        let version = self.version_place();
        let facts = self.facts_at(version);
        Some(Subject {
            model: self.model_name(),
            table: self.table_of(facts, surface)?,
            parameters: &self.tables().parameters,
            limits: LimitRows {
                rows: &self.data().limits,
                asked: Asked { version, offer: self.default_offer(), day: self.day },
            },
            reasoning: &facts.reasoning,
            defaults: &facts.defaults,
            input: facts.input,
            capabilities: facts.capabilities,
        })
    }

    /// The default limits of use that hold on the day.
    pub fn quotas(&self) -> Vec<Quota> {
        let version = self.version_place();
        self.data()
            .quota
            .iter()
            .filter(|row| row.holds_on(self.day) && row.speaks_of(version))
            .map(|row| Quota {
                plan: row.facts.plan.clone(),
                on: row.on.iter().map(ToString::to_string).collect(),
                requests: row.facts.requests,
                tokens: row.facts.tokens,
                input_tokens: row.facts.input_tokens,
                output_tokens: row.facts.output_tokens,
                concurrent: row.facts.concurrent,
                src: row.src.clone(),
            })
            .collect()
    }
}

impl ModelMetadata {
    /// Whether it meets a need: a capability, or an input modality.
    ///
    /// ```
    /// let model = llmanac::registry().model("gpt-4o").ok_or("not found")?;
    /// assert_eq!(model.meets("vision".parse()?).to_option(), Some(true));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn meets(&self, need: Need) -> Fact<bool> {
        match need {
            Need::Can(capability) => self.capability(capability),
            Need::Takes(modality) => self.takes(modality),
        }
    }
}
