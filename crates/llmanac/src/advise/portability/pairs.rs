//! The models that are asked, each on a surface, and which of them are one to the conversion.

use crate::advise::call::Placed;
use crate::cost::PricePlan;
use crate::model::{
    Capabilities, Capability, Date, Fact, Modalities, Reasoning, Scalar, Status, Surface, Tokens,
};
use crate::params::Subject;
use crate::registry::{Matched, ModelMetadata, Resolution, Snapshot};
use crate::suggest;

use super::choice::{PortabilityChoice, PortabilityError};
use super::report::LeftOutModel;

/// A model on a surface.
pub(super) struct Pair {
    pub placed: Placed,
    pub surface: Surface,
    pub version: Option<String>,
    pub plan: Result<PricePlan, String>,
    /// The place of its group.
    pub group: usize,
}

/// Models that differ in nothing that a conversion, a check or a count of tokens looks at, but in their names.
pub(super) struct Group {
    /// One of them.
    pub model: ModelMetadata,
    pub surface: Surface,
    /// How many there are.
    pub members: usize,
    traits: Traits,
}

/// What a verdict depends on. Tables are told apart by where they lie: the snapshot holds them.
#[derive(PartialEq)]
struct Traits {
    table: usize,
    parameters: usize,
    limits: [Fact<Tokens>; 3],
    reasoning: Reasoning,
    defaults: Vec<(String, Scalar)>,
    input: Fact<Modalities>,
    capabilities: Capabilities,
    tokenizer: Option<String>,
    media: Option<usize>,
    /// Models with a conversion of their own, or something that overlays lay over bodies, stand alone.
    own: Option<String>,
}

impl Traits {
    fn of(model: &ModelMetadata, subject: &Subject<'_>) -> Self {
        let limits = subject.limits;
        Self {
            table: std::ptr::from_ref(subject.table).addr(),
            parameters: std::ptr::from_ref(subject.parameters).addr(),
            limits: [limits.window(), limits.input(), limits.output()],
            reasoning: subject.reasoning.clone(),
            defaults: subject.defaults.to_vec(),
            input: subject.input,
            capabilities: subject.capabilities,
            tokenizer: model.tokenizer().map(str::to_owned),
            media: model.media().map(|rules| std::ptr::from_ref(rules).addr()),
            own: model.is_written_on_its_own().then(|| format!("{} {:?}", model.id(), model.deployment())),
        }
    }
}

/// Who is asked.
#[derive(Default)]
pub(super) struct Asked {
    pub pairs: Vec<Pair>,
    pub groups: Vec<Group>,
    pub left_out: Vec<LeftOutModel>,
}

impl Asked {
    /// The models of a choice, on the surfaces of theirs that read messages.
    pub fn of(snapshot: &Snapshot, choice: &PortabilityChoice) -> Result<Self, PortabilityError> {
        let mut asked = Self::default();
        if choice.models.is_empty() {
            check_names(snapshot, choice)?;
            for model in snapshot.models().into_iter().filter(|model| is_wanted(choice, model)) {
                match left_out(&model) {
                    Some(left_out) => asked.left_out.push(left_out),
                    None => asked.model(snapshot, choice, itself(model)),
                }
            }
        } else {
            for name in &choice.models {
                let found = snapshot.resolve(name)?;
                if is_wanted(choice, &found.model) {
                    asked.model(snapshot, choice, found);
                }
            }
        }
        Ok(asked)
    }

    /// Adds a model on each of its surfaces that reads messages.
    fn model(&mut self, snapshot: &Snapshot, choice: &PortabilityChoice, found: Resolution) {
        let model = found.model.clone();
        let name = model.model_name().to_owned();
        let placed = match choice.call.place(snapshot, &name, found) {
            Ok(placed) => placed,
            Err(why) => return self.left_out.push(LeftOutModel::of(&model, why.to_string())),
        };
        let model = &placed.model;
        let reads = |surface: &Surface| {
            model.table(Some(*surface)).is_some_and(|table| table.messages.is_some())
                && model.tables().surface(*surface).is_some()
        };
        let mut surfaces: Vec<Surface> = model.surfaces().filter(reads).collect();
        if surfaces.is_empty() {
            let why = "it has no surface of which it is known how it reads messages";
            return self.left_out.push(LeftOutModel::of(model, why.to_owned()));
        }
        surfaces.retain(|surface| choice.surfaces.is_empty() || choice.surfaces.contains(surface));
        if surfaces.is_empty() {
            let why = "it reads messages on other surfaces than those that are asked for";
            return self.left_out.push(LeftOutModel::of(model, why.to_owned()));
        }
        for surface in surfaces {
            let Some(group) = self.group(model, surface) else { continue };
            let plan = snapshot.plan(&placed).map_err(|error| error.to_string());
            let version = model.version().map(str::to_owned);
            self.pairs.push(Pair { placed: placed.clone(), surface, version, plan, group });
        }
    }

    /// The group of a model on a surface.
    fn group(&mut self, model: &ModelMetadata, surface: Surface) -> Option<usize> {
        let traits = Traits::of(model, &model.subject(Some(surface))?);
        if let Some(at) = self.groups.iter().position(|group| group.traits == traits) {
            self.groups.get_mut(at)?.members += 1;
            return Some(at);
        }
        self.groups.push(Group { model: model.clone(), surface, members: 1, traits });
        Some(self.groups.len() - 1)
    }
}

impl Group {
    /// Whether its models reason.
    pub fn reasoning(&self) -> Fact<bool> {
        self.model.capability(Capability::Reasoning)
    }
}

/// A model under its own id.
fn itself(model: ModelMetadata) -> Resolution {
    Resolution {
        model,
        matched: Matched::Exact,
        geography: None,
        scope: None,
        region: None,
        also: Vec::new(),
    }
}

fn is_wanted(choice: &PortabilityChoice, model: &ModelMetadata) -> bool {
    (choice.providers.is_empty() || choice.providers.contains(model.provider()))
        && (choice.families.is_empty() || choice.families.contains(model.model_family()))
}

/// Why a model takes no calls on the day.
fn left_out(model: &ModelMetadata) -> Option<LeftOutModel> {
    let since = |what: &str, day: Option<Date>| match day {
        Some(day) => format!("{what} {day}"),
        None => what.to_owned(),
    };
    let life = model.lifecycle();
    match model.status() {
        Status::Retired => Some(LeftOutModel::of(model, since("retired since", life.retires))),
        Status::Unreleased => Some(LeftOutModel::of(model, since("not released before", life.released))),
        _ => None,
    }
}

fn check_names(snapshot: &Snapshot, choice: &PortabilityChoice) -> Result<(), PortabilityError> {
    let no = |what, name: &str, known: Vec<&str>| match known.contains(&name) {
        true => Ok(()),
        false => Err(PortabilityError::NoModels {
            what,
            name: name.chars().take(80).collect(),
            near: suggest::nearest(name, known).map(str::to_owned),
        }),
    };
    let (providers, families) = (snapshot.providers(), snapshot.families());
    for provider in &choice.providers {
        no("provider", provider.as_str(), providers.iter().map(|own| own.as_str()).collect())?;
    }
    for family in &choice.families {
        no("family", family.as_str(), families.iter().map(|own| own.as_str()).collect())?;
    }
    Ok(())
}
