//! The cheapest model that can do a job, and why the others cannot.

use serde::Serialize;

use crate::catalog::{Need, TaskData};
use crate::cost::{CostStatus, Usage};
use crate::model::{Fact, Meter, Money, Provider, RegionId, Scope, ServiceTier, Status, Tokens};
use crate::registry::{Assumption, Matched, ModelMetadata, Resolution, Snapshot};
use crate::suggest;

use super::basis::Basis;
use super::call::Call;
use super::cost::CostAnswer;

/// What a model must be and do; the cheapest that does is the first answer.
///
/// ```
/// use llmanac::advise::Selection;
/// let wanted = Selection::new().need("tools".parse()?).min_output(8_000).workload(2_000, 500);
/// let chosen = llmanac::registry().snapshot().select(&wanted)?;
/// assert!(!chosen.models.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    task: Option<String>,
    needs: Vec<Need>,
    min_context: Option<Tokens>,
    min_output: Option<Tokens>,
    providers: Vec<Provider>,
    region: Option<RegionId>,
    scope: Option<Scope>,
    tier: Option<ServiceTier>,
    workload: Option<Workload>,
    dying: bool,
}

/// What a typical call consumes, in tokens; the cached ones are part of the input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Workload {
    input: u64,
    cached: u64,
    output: u64,
}

impl Selection {
    /// Every model that takes new use.
    pub fn new() -> Self {
        Self::default()
    }

    /// A named task: its needs, limits and workload, where they are not stated.
    #[must_use]
    pub fn task(mut self, name: &str) -> Self {
        self.task = Some(name.to_owned());
        self
    }

    /// Something that the model must be able to do or to take.
    #[must_use]
    pub fn need(mut self, need: Need) -> Self {
        self.needs.push(need);
        self
    }

    /// At least so many tokens of window.
    #[must_use]
    pub fn min_context(mut self, tokens: impl Into<Tokens>) -> Self {
        self.min_context = Some(tokens.into());
        self
    }

    /// At least so many tokens of output.
    #[must_use]
    pub fn min_output(mut self, tokens: impl Into<Tokens>) -> Self {
        self.min_output = Some(tokens.into());
        self
    }

    /// Of a provider; said more than once, of any of them.
    #[must_use]
    pub fn provider(mut self, provider: Provider) -> Self {
        self.providers.push(provider);
        self
    }

    /// Sold in a region.
    #[must_use]
    pub fn region(mut self, region: RegionId) -> Self {
        self.region = Some(region);
        self
    }

    /// Served in a scope.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = Some(scope);
        self
    }

    /// In a service tier.
    #[must_use]
    pub fn tier(mut self, tier: ServiceTier) -> Self {
        self.tier = Some(tier);
        self
    }

    /// What a typical call consumes, in tokens.
    #[must_use]
    pub fn workload(mut self, input: u64, output: u64) -> Self {
        let cached = self.workload.map_or(0, |workload| workload.cached);
        self.workload = Some(Workload { input, cached, output });
        self
    }

    /// How many tokens of the input come from a cache.
    #[must_use]
    pub fn cached(mut self, tokens: u64) -> Self {
        let workload = self.workload.unwrap_or(Workload { input: tokens, cached: 0, output: 0 });
        self.workload = Some(Workload { cached: tokens, ..workload });
        self
    }

    /// Deprecated and retired models are let in.
    #[must_use]
    pub fn with_dying(mut self) -> Self {
        self.dying = true;
        self
    }
}

/// Models that can do the job, the cheapest first, and those that cannot.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Selected {
    /// The models, the cheapest first.
    pub models: Vec<Candidate>,
    /// The others, with every reason.
    pub rejected: Vec<Rejected>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// A model that can do the job.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Candidate {
    /// The id.
    pub id: String,
    /// The name for people.
    pub display_name: String,
    /// The version.
    pub version: Option<String>,
    /// Where it stands in its life.
    pub status: Status,
    /// What the workload costs on it.
    pub cost: CandidateCost,
    /// What to mind.
    pub warnings: Vec<String>,
}

/// What the workload costs on a model.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct CandidateCost {
    /// US dollars, exactly.
    #[serde(serialize_with = "super::cost::plain")]
    pub total: Money,
    /// `USD`.
    pub currency: &'static str,
    /// Always exact: what has no exact cost is not ranked.
    pub status: CostStatus,
    /// Where it is served and in which class.
    pub offer: String,
}

/// A model that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rejected {
    /// The id.
    pub id: String,
    /// Every reason.
    pub reasons: Vec<String>,
}

/// A task that the catalog does not name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SelectError {
    /// No such task.
    #[error("no task `{name}`{}; known: {}", .near.as_ref().map_or_else(String::new, |near| format!(", did you mean `{near}`?")), .known.join(", "))]
    Task {
        /// The name.
        name: String,
        /// What was probably meant.
        near: Option<String>,
        /// The tasks that exist.
        known: Vec<String>,
    },
    /// More tokens from a cache than there are.
    #[error("cached {cached} exceeds input {input}")]
    Cached {
        /// Tokens from a cache.
        cached: u64,
        /// Tokens of input.
        input: u64,
    },
    /// A provider that has no model here.
    #[error("no provider `{name}` has models here; known: {}", .known.join(", "))]
    Provider {
        /// The name.
        name: String,
        /// The providers that have models.
        known: Vec<String>,
    },
}

impl Snapshot {
    /// The models that meet what is wanted, ranked by the exact cost of the workload.
    ///
    /// # Errors
    ///
    /// A task or provider that does not exist, a workload that contradicts itself.
    pub fn select(&self, wanted: &Selection) -> Result<Selected, SelectError> {
        let mut basis = Basis::of(self);
        let wanted = self.settled(wanted, &mut basis)?;
        let usage = usage(wanted.workload)?;
        let (mut models, mut rejected) = (Vec::new(), Vec::new());
        for model in self.models() {
            let mut reasons = unmet(&wanted, &model);
            let priced = self.priced(&wanted, &model, &usage);
            if let Err(reason) = &priced {
                reasons.push(reason.clone());
            }
            match priced {
                Ok((answer, total)) if reasons.is_empty() => models.push(candidate(&model, &answer, total)),
                _ => rejected.push(Rejected { id: model.id().to_string(), reasons }),
            }
        }
        models.sort_by(|a, b| a.cost.total.cmp(&b.cost.total).then_with(|| a.id.cmp(&b.id)));
        basis = basis.assuming([Assumption::new(
            "thinking",
            "none",
            "tokens of thinking are billed as output; state them in the output",
        )]);
        if let Some(first) = models.first()
            && let Some(model) = self.model(&first.id)
        {
            let row = model.rate_row(model.default_offer(), Meter::InputText).map(|(_, row)| row.src.clone());
            basis.rest_on(&model, "price of the first", &row.unwrap_or_default());
        }
        Ok(Selected { models, rejected, basis })
    }

    /// The wish with its task's needs, limits and workload filled in.
    fn settled(&self, wanted: &Selection, basis: &mut Basis) -> Result<Settled, SelectError> {
        let task = match &wanted.task {
            None => None,
            Some(name) => Some(self.task(name)?),
        };
        let known = self.providers();
        if let Some(unknown) = wanted.providers.iter().find(|provider| !known.contains(provider)) {
            return Err(SelectError::Provider {
                name: unknown.to_string(),
                known: known.iter().map(ToString::to_string).collect(),
            });
        }
        let mut needs = wanted.needs.clone();
        needs.extend(task.into_iter().flat_map(|task| task.needs.iter().copied()));
        let workload = wanted.workload.or_else(|| {
            task.map(|task| Workload { input: task.input, cached: task.cached, output: task.output })
        });
        let mut assume = |what: &str, value: String, because: &str| {
            basis.assumed.push(Assumption::new(what, value, because));
        };
        if wanted.workload.is_none() {
            let because = if task.is_some() { "the task's typical call" } else { "nobody stated a workload" };
            let Workload { input, cached, output } = workload.unwrap_or(Workload::PLAIN);
            assume("workload", format!("input {input} (cached {cached}), output {output}"), because);
        }
        assume("date", self.day().to_string(), "the day of the answer");
        if wanted.scope.is_none() {
            assume("scope", "ordinary".to_owned(), "each provider's ordinary offer");
        }
        if wanted.tier.is_none() {
            assume("tier", "ordinary".to_owned(), "each provider's ordinary offer");
        }
        assume("version", "default".to_owned(), "each model's default version on that day");
        Ok(Settled {
            needs,
            min_context: wanted.min_context.or_else(|| task?.min_context.map(Tokens::new)),
            min_output: wanted.min_output.or_else(|| task?.min_output.map(Tokens::new)),
            workload: workload.unwrap_or(Workload::PLAIN),
            wanted: wanted.clone(),
        })
    }

    fn task(&self, name: &str) -> Result<&TaskData, SelectError> {
        let tasks = self.tasks_data();
        tasks.iter().find(|task| task.id == *name).ok_or_else(|| SelectError::Task {
            name: name.chars().take(80).collect(),
            near: suggest::nearest(name, tasks.iter().map(|task| task.id.as_str())).map(str::to_owned),
            known: tasks.iter().map(|task| task.id.to_string()).collect(),
        })
    }

    fn priced(
        &self,
        wanted: &Settled,
        model: &ModelMetadata,
        usage: &Usage,
    ) -> Result<(CostAnswer, Money), String> {
        let mut call = Call::new().on(self.day());
        if let Some(tier) = wanted.wanted.tier {
            call = call.tier(tier);
        }
        if let Some(region) = &wanted.wanted.region {
            call = call.region(region.clone());
        }
        if let Some(scope) = &wanted.wanted.scope {
            call = call.scope(scope.clone());
        }
        let found = Resolution {
            model: model.clone(),
            matched: Matched::Exact,
            geography: None,
            scope: None,
            region: None,
            also: Vec::new(),
        };
        let answer =
            self.cost_of(model.model_name(), found, usage, &call).map_err(|error| error.to_string())?;
        match (answer.status, answer.total) {
            (CostStatus::Exact, Some(total)) => Ok((answer, total)),
            (CostStatus::Incomplete, _) => {
                let missing: Vec<&str> = answer.missing.iter().map(|meter| meter.as_str()).collect();
                Err(format!("no rate is known for {}", missing.join(", ")))
            }
            _ => Err(answer.reason.unwrap_or_else(|| "its cost is not known exactly".to_owned())),
        }
    }
}

/// A wish with everything filled in.
struct Settled {
    needs: Vec<Need>,
    min_context: Option<Tokens>,
    min_output: Option<Tokens>,
    workload: Workload,
    wanted: Selection,
}

impl Workload {
    /// Where nobody states one: as much out as in, so that both rates count alike.
    const PLAIN: Self = Self { input: 1_000, cached: 0, output: 1_000 };
}

fn usage(workload: Workload) -> Result<Usage, SelectError> {
    let Workload { input, cached, output } = workload;
    let fresh = input.checked_sub(cached).ok_or(SelectError::Cached { cached, input })?;
    Ok(Usage::new()
        .with(Meter::InputText, fresh)
        .with(Meter::CacheReadText, cached)
        .with(Meter::OutputText, output))
}

/// Every reason for which a model is left out, its price aside.
fn unmet(settled: &Settled, model: &ModelMetadata) -> Vec<String> {
    let mut reasons = Vec::new();
    let wanted = &settled.wanted;
    if !wanted.providers.is_empty() && !wanted.providers.contains(model.provider()) {
        reasons.push(format!("served by {}", model.provider()));
    }
    let life = model.lifecycle();
    if life.released.is_some_and(|released| model.day() < released) {
        reasons.push("not released yet".to_owned());
    } else if model.is_deprecated() && !wanted.dying {
        // Where the day of retirement is disputed the model counts as living.
        let is_retired = model.status() == Status::Retired;
        let retired = life.retires.filter(|retires| is_retired && *retires <= model.day());
        reasons.push(match (retired, life.no_new_use) {
            (Some(retired), _) => format!("retired since {retired}"),
            (None, Some(since)) => format!("deprecated since {since}"),
            (None, None) => "its retirement is disputed, and the held day is past".to_owned(),
        });
    }
    for need in &settled.needs {
        match model.meets(*need).to_option() {
            Some(true) => {}
            Some(false) => reasons.push(format!("cannot: {need}")),
            None => reasons.push(format!("not known whether it can: {need}")),
        }
    }
    at_least(&mut reasons, "window", model.window().or(model.input_limit()), settled.min_context);
    at_least(&mut reasons, "output", model.output_limit(), settled.min_output);
    let workload = settled.workload;
    let fits = |limit: Fact<Tokens>, tokens: u64| limit.known().is_none_or(|limit| tokens <= limit.get());
    if !fits(model.input_limit(), workload.input)
        || !fits(model.window(), workload.input.saturating_add(workload.output))
    {
        reasons.push(format!("the workload's input of {} tokens does not fit", workload.input));
    }
    if !fits(model.output_limit(), workload.output) {
        reasons.push(format!("the workload's output of {} tokens is over its limit", workload.output));
    }
    if let Some(region) = &wanted.region {
        match model.sold_in(region.as_str()) {
            Fact::Known(true) => {}
            Fact::Known(false) | Fact::Absent => reasons.push(format!("not sold in {region}")),
            Fact::Unknown => reasons.push(format!("not known whether it is sold in {region}")),
        }
    }
    reasons
}

fn at_least(reasons: &mut Vec<String>, what: &str, limit: Fact<Tokens>, least: Option<Tokens>) {
    let Some(least) = least else { return };
    match limit {
        Fact::Known(limit) if limit >= least => {}
        Fact::Known(limit) => reasons.push(format!("{what} {limit} is under {least}")),
        Fact::Absent => {}
        Fact::Unknown => reasons.push(format!("its {what} limit is not known")),
    }
}

fn candidate(model: &ModelMetadata, answer: &CostAnswer, total: Money) -> Candidate {
    let mut warnings = Vec::new();
    let life = model.lifecycle();
    match model.status() {
        Status::Preview => warnings.push("a preview: it may change or go at short notice".to_owned()),
        Status::Legacy => warnings.push("called legacy by its provider".to_owned()),
        Status::Disputed => warnings.push("sources differ on when it retires".to_owned()),
        Status::Deprecated => warnings.push("takes no new use".to_owned()),
        Status::Unknown => warnings.push("no date of its life is known".to_owned()),
        _ => {}
    }
    if let Some(retires) = life.retires
        && let 1..=180 = model.day().days_until(retires)
    {
        warnings.push(format!("retires on {retires}"));
    }
    Candidate {
        id: model.id().to_string(),
        display_name: model.display_name().to_owned(),
        version: model.version().map(str::to_owned),
        status: model.status(),
        cost: CandidateCost {
            total,
            currency: answer.currency,
            status: answer.status,
            offer: answer.offer.clone(),
        },
        warnings,
    }
}
