//! From a dying model to a living one, step by step, with what changes.

use serde::Serialize;

use crate::catalog::Need;
use crate::model::{Capability, Date, Meter, Modality, ModelId, Status};
use crate::params::Entry;
use crate::registry::{Assumption, ModelMetadata, ResolveError, Snapshot};

use super::basis::Basis;

/// A plan of migration.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Migration {
    /// The model's id.
    pub from: String,
    /// The model to move to; `None` where no living one is known. The model itself where nothing needs to be done.
    pub to: Option<String>,
    /// From the old model to the new, both included.
    pub chain: Vec<String>,
    /// Each step, with who says so.
    pub steps: Vec<Step>,
    /// What changes between the first and the last model.
    pub differences: Vec<Difference>,
    /// What to mind.
    pub warnings: Vec<String>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// One step of a migration.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// The model.
    pub from: String,
    /// Where it stands.
    pub status: Status,
    /// From when no new use is let in.
    pub no_new_use: Option<Date>,
    /// From when calls fail.
    pub retires: Option<Date>,
    /// What is named in its place.
    pub to: String,
    /// Others that are named too.
    pub also: Vec<String>,
    /// Since when it is named.
    pub since: Option<Date>,
    /// The ids of the sources.
    pub source: Vec<String>,
}

/// Something that is different on the new model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// What it means for the one who moves.
    pub kind: DifferenceKind,
    /// The field: `limits.output`, `temperature`, `price.input.text`.
    pub field: String,
    /// The old value; `None`: unknown.
    pub from: Option<String>,
    /// The new value; `None`: unknown.
    pub to: Option<String>,
    /// The same in a sentence.
    pub message: String,
}

/// What a difference means for the one who moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DifferenceKind {
    /// Requests that worked may fail.
    Breaks,
    /// Something is lost or smaller.
    Loses,
    /// Something is other, to be looked at.
    Changes,
    /// Something is won or larger.
    Gains,
}

/// A chain is never longer: each model stands in it once.
const LONGEST: usize = 32;

impl Snapshot {
    /// Follows the replacements that hold on the day, from a model to a living one that takes new use.
    ///
    /// ```
    /// let plan = llmanac::registry().as_of("2024-07-01".parse()?).migrate("gpt-3.5-turbo-16k")?;
    /// assert_eq!(plan.chain, ["azure_openai/gpt-3.5-turbo-16k", "azure_openai/gpt-3.5-turbo"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model.
    pub fn migrate(&self, name: &str) -> Result<Migration, ResolveError> {
        let from = self.resolve(name)?.model;
        let mut basis = Basis::of(self);
        if !from.is_version_named()
            && from.versions().next().is_some()
            && let Some(version) = from.version()
        {
            basis = basis.assuming([Assumption::new("version", version, "the default version on that day")]);
        }
        let mut chain = vec![from.clone()];
        let mut steps = Vec::new();
        while let Some(at) = chain.last()
            && at.is_deprecated()
            && chain.len() < LONGEST
            && let Some(next) = self.next(at, &chain)
        {
            steps.push(step(at, &next));
            if let Some(row) = at.replacement_row() {
                basis.rest_on(at, &format!("replacement of {}", at.id()), &row.src);
            }
            chain.push(next);
        }
        let last = chain.last().unwrap_or(&from);
        basis.rest_on(&from, "lifecycle", &from.lifecycle().src);
        // A model that takes no new use, with nothing named in its place, leads nowhere.
        let leads_nowhere = last.id() == from.id() && from.is_deprecated();
        let living = last.held_status().is_living() && !leads_nowhere;
        Ok(Migration {
            from: from.id().to_string(),
            to: living.then(|| last.id().to_string()),
            chain: chain.iter().map(|model| model.id().to_string()).collect(),
            steps,
            differences: if last.id() == from.id() { Vec::new() } else { differences(&from, last) },
            warnings: warnings(&from, last),
            basis,
        })
    }

    /// The first named replacement that the registry knows and the chain has not met.
    fn next(&self, at: &ModelMetadata, chain: &[ModelMetadata]) -> Option<ModelMetadata> {
        let known: Vec<ModelMetadata> = at
            .replacements()
            .iter()
            .filter(|id| !chain.iter().any(|model| model.id() == *id))
            .filter_map(|id: &ModelId| self.by_id(id))
            .map(|model| model.as_of(at.day()))
            .collect();
        // The provider's first choice, unless it is gone and another is not.
        let living = known.iter().find(|model| model.held_status().is_living()).cloned();
        living.or_else(|| known.into_iter().next())
    }
}

fn step(at: &ModelMetadata, next: &ModelMetadata) -> Step {
    let life = at.lifecycle();
    let row = at.replacement_row();
    Step {
        from: at.id().to_string(),
        status: at.status(),
        no_new_use: life.no_new_use,
        retires: life.retires,
        to: next.id().to_string(),
        also: at.replacements().iter().filter(|id| *id != next.id()).map(ToString::to_string).collect(),
        since: row.and_then(|row| row.from),
        source: row
            .map(|row| at.tables().sources_at(&row.src).map(|source| source.id.clone()).collect())
            .unwrap_or_default(),
    }
}

fn warnings(from: &ModelMetadata, last: &ModelMetadata) -> Vec<String> {
    let mut warnings = Vec::new();
    if !from.is_deprecated() {
        warnings.push(match from.lifecycle().retires {
            Some(retires) => {
                format!("{} takes new use until further notice; it retires on {retires}", from.id())
            }
            None => format!("{} takes new use; no date of retirement is known", from.id()),
        });
    } else if last.id() == from.id() {
        warnings.push(format!("nothing is named in place of {} on {}", from.id(), from.day()));
    }
    if last.id() != from.id() {
        if !last.held_status().is_living() {
            warnings.push(format!("the replacements end at {}, which is retired too", last.id()));
        } else if last.is_deprecated() {
            let since = last.deprecation_date().map_or_else(String::new, |date| format!(" since {date}"));
            warnings
                .push(format!("{} takes no new use{since}, and nothing is named in its place", last.id()));
        }
    }
    if last.status() == Status::Disputed {
        warnings.push(format!(
            "sources differ on when {} retires; see `llmanac why {} lifecycle.retires`",
            last.id(),
            last.model_name()
        ));
    }
    warnings
}

/// What is different, the gravest first.
pub(crate) fn differences(from: &ModelMetadata, to: &ModelMetadata) -> Vec<Difference> {
    let mut found = Vec::new();
    limits(&mut found, from, to);
    abilities(&mut found, from, to);
    parameters(&mut found, from, to);
    prices(&mut found, from, to);
    if from.default_surface() != to.default_surface() {
        let surface = |model: &ModelMetadata| model.default_surface().map(|surface| surface.to_string());
        push(&mut found, DifferenceKind::Changes, "surface", surface(from), surface(to));
    }
    found.sort_by(|a, b| (a.kind, &a.field).cmp(&(b.kind, &b.field)));
    found
}

fn push(
    found: &mut Vec<Difference>,
    kind: DifferenceKind,
    field: impl Into<String>,
    from: Option<String>,
    to: Option<String>,
) {
    let field = field.into();
    let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "unknown".to_owned());
    let message = format!("{field}: {} -> {}", shown(&from), shown(&to));
    found.push(Difference { kind, field, from, to, message });
}

fn limits(found: &mut Vec<Difference>, from: &ModelMetadata, to: &ModelMetadata) {
    for (field, old, new) in [
        ("limits.window", from.window(), to.window()),
        ("limits.input", from.input_limit(), to.input_limit()),
        ("limits.output", from.output_limit(), to.output_limit()),
    ] {
        if old == new {
            continue;
        }
        let (old, new) = (old.known(), new.known());
        let kind = match (old, new) {
            (Some(old), Some(new)) if new < old => DifferenceKind::Loses,
            (Some(_), Some(_)) => DifferenceKind::Gains,
            _ => DifferenceKind::Changes,
        };
        push(found, kind, field, old.map(|t| t.to_string()), new.map(|t| t.to_string()));
    }
}

fn abilities(found: &mut Vec<Difference>, from: &ModelMetadata, to: &ModelMetadata) {
    let capabilities = Capability::ALL.iter().copied().map(Need::Can);
    let modalities = Modality::ALL.iter().copied().map(Need::Takes);
    for need in capabilities.chain(modalities) {
        let (old, new) = (from.meets(need).to_option(), to.meets(need).to_option());
        let kind = match (old, new) {
            (Some(true), Some(false)) => DifferenceKind::Loses,
            (Some(true), None) => DifferenceKind::Changes,
            (Some(false), Some(true)) => DifferenceKind::Gains,
            _ => continue,
        };
        let word = |value: Option<bool>| value.map(|yes| if yes { "yes" } else { "no" }.to_owned());
        push(found, kind, need.to_string(), word(old), word(new));
    }
}

/// Parameters that stop working, start to work, or go by another name.
fn parameters(found: &mut Vec<Difference>, from: &ModelMetadata, to: &ModelMetadata) {
    let (Some(old), Some(new)) = (from.table(None), to.table(None)) else { return };
    for (place, standard) in (0u16..).zip(&from.tables().parameters) {
        let field = format!("parameter.{}", standard.name);
        let word = |value: Option<bool>| value.map(|yes| if yes { "accepted" } else { "refused" }.to_owned());
        match (old.supports(place), to.tables().parameter(&standard.name).and_then(|p| new.supports(p))) {
            (Some(true), Some(false)) => {
                push(found, DifferenceKind::Breaks, field, word(Some(true)), word(Some(false)));
            }
            (Some(true), None) => push(found, DifferenceKind::Changes, field, word(Some(true)), None),
            (Some(false), Some(true)) => {
                push(found, DifferenceKind::Gains, field, word(Some(false)), word(Some(true)));
            }
            (Some(true), Some(true)) => {
                let native =
                    |table: &crate::params::ParamTable, place| match table.entries.get(usize::from(place)) {
                        Some(Entry::Row(row)) => row.to.clone(),
                        _ => None,
                    };
                let other = to.tables().parameter(&standard.name).and_then(|place| native(new, place));
                if native(old, place) != other {
                    push(found, DifferenceKind::Changes, field, native(old, place), other);
                }
            }
            _ => {}
        }
    }
}

fn prices(found: &mut Vec<Difference>, from: &ModelMetadata, to: &ModelMetadata) {
    for meter in [Meter::InputText, Meter::CacheReadText, Meter::OutputText] {
        let old = from.rate(from.default_offer(), meter);
        let new = to.rate(to.default_offer(), meter);
        if old == new {
            continue;
        }
        let kind = match (old, new) {
            (Some(old), Some(new)) if old.per() == new.per() && new.nano_usd() > old.nano_usd() => {
                DifferenceKind::Loses
            }
            (Some(old), Some(new)) if old.per() == new.per() => DifferenceKind::Gains,
            _ => DifferenceKind::Changes,
        };
        let word = |rate: Option<crate::model::Rate>| rate.map(|rate| rate.to_string());
        push(found, kind, format!("price.{meter}"), word(old), word(new));
    }
}
