//! Prices batches: a plan for each model and circumstances, found once.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use arrow_array::RecordBatch;
use hashbrown::{Equivalent, HashMap};
use llmanac::advise::{Call, CostAnswer, CostFailure};
use llmanac::cost::{CostStatus, InclusiveUsage, PricePlan, Usage, UsageKey};
use llmanac::model::Offer;
use llmanac::{Date, Snapshot as Core};

use super::Usual;
use super::columns::{Counts, Days, Texts};
use super::table::Rows;
use super::unknown::UnknownNames;

/// What does not change from row to row, and what was found so far.
pub struct Pricer {
    snapshot: Core,
    usual: Usual,
    plans: HashMap<Key, Way, foldhash::fast::RandomState>,
    unknown: UnknownNames,
}

/// After so many rows that no plan prices a batch is cut short, so that whoever waits for it is heard meanwhile.
const MOST_LONG: usize = 1 << 11;

/// So many plans are kept; a table with more circumstances has them found again.
const MOST: usize = 100_000;

/// How calls under some circumstances are priced.
enum Way {
    /// By a plan.
    Plan(Arc<PricePlan>),
    /// By the answer's own way, each call anew.
    Long,
    /// Not at all, whatever the call consumed.
    Refused(String),
}

#[derive(PartialEq, Eq, Hash)]
struct Key {
    model: String,
    day: Option<Date>,
    tier: Option<String>,
    scope: Option<String>,
    region: Option<String>,
}

/// The circumstances of a row.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Circumstances<'a> {
    model: &'a str,
    day: Option<Date>,
    tier: Option<&'a str>,
    scope: Option<&'a str>,
    region: Option<&'a str>,
}

impl Hash for Circumstances<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // As the key, whose texts are owned.
        self.model.hash(state);
        self.day.hash(state);
        self.tier.hash(state);
        self.scope.hash(state);
        self.region.hash(state);
    }
}

impl Equivalent<Key> for Circumstances<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.model == key.model
            && self.day == key.day
            && self.tier == key.tier.as_deref()
            && self.scope == key.scope.as_deref()
            && self.region == key.region.as_deref()
    }
}

impl Circumstances<'_> {
    fn to_key(self) -> Key {
        Key {
            model: self.model.to_owned(),
            day: self.day,
            tier: self.tier.map(str::to_owned),
            scope: self.scope.map(str::to_owned),
            region: self.region.map(str::to_owned),
        }
    }

    fn call(&self) -> Result<Call, String> {
        fn word<T: std::str::FromStr>(text: Option<&str>) -> Result<Option<T>, String>
        where
            T::Err: ToString,
        {
            text.map(str::parse).transpose().map_err(|error: T::Err| error.to_string())
        }
        let mut call = Call::new();
        if let Some(day) = self.day {
            call = call.on(day);
        }
        if let Some(tier) = word(self.tier)? {
            call = call.tier(tier);
        }
        if let Some(scope) = word(self.scope)? {
            call = call.scope(scope);
        }
        if let Some(region) = word(self.region)? {
            call = call.region(region);
        }
        Ok(call)
    }
}

/// The columns of a batch that are ours.
struct Columns<'a> {
    model: Option<Texts<'a>>,
    day: Option<Days<'a>>,
    tier: Option<Texts<'a>>,
    scope: Option<Texts<'a>>,
    region: Option<Texts<'a>>,
    counts: Vec<(UsageKey, Counts<'a>)>,
}

impl<'a> Columns<'a> {
    fn of(batch: &'a RecordBatch) -> Result<Self, String> {
        let mut columns =
            Self { model: None, day: None, tier: None, scope: None, region: None, counts: Vec::new() };
        for (field, column) in batch.schema_ref().fields().iter().zip(batch.columns()) {
            let (name, column) = (field.name().as_str(), column.as_ref());
            match name {
                _ if column.data_type().is_null() && UsageKey::named(name).is_err() => {}
                "model" => columns.model = Some(Texts::of(name, column)?),
                "day" => columns.day = Some(Days::of(name, column)?),
                "tier" => columns.tier = Some(Texts::of(name, column)?),
                "scope" => columns.scope = Some(Texts::of(name, column)?),
                "region" => columns.region = Some(Texts::of(name, column)?),
                _ => {
                    if let Ok(key) = UsageKey::named(name) {
                        columns.counts.push((key, Counts::of(name, column)?));
                    }
                }
            }
        }
        if columns.counts.is_empty() {
            let names: Vec<&str> =
                batch.schema_ref().fields().iter().map(|own| own.name().as_str()).collect();
            let names: String = names.join(", ").chars().take(200).collect();
            return Err(format!("no column is a count, such as `input_tokens`; there are: {names}"));
        }
        Ok(columns)
    }

    fn usage(&self, row: usize) -> Result<Usage, String> {
        let mut told = InclusiveUsage::default();
        let mut is_told = false;
        for (key, counts) in &self.counts {
            match counts.get(row) {
                Ok(Some(count)) => match told.count(*key) {
                    Some(other) if other != count => {
                        return Err(format!("{key} stands twice, as {other} and as {count}"));
                    }
                    _ => {
                        told.set(*key, count);
                        is_told = true;
                    }
                },
                Ok(None) => {}
                Err(value) => return Err(format!("{key} {value} is no count")),
            }
        }
        // A row of gaps consumed what nobody knows, which is not nothing.
        if !is_told {
            return Err("the row states no count".to_owned());
        }
        told.split().map_err(|error| error.to_string())
    }
}

impl Pricer {
    pub fn new(snapshot: Core, usual: Usual) -> Self {
        Self { snapshot, usual, plans: HashMap::default(), unknown: UnknownNames::default() }
    }

    /// The rows of a batch, priced; only the first of them where they take long.
    ///
    /// # Errors
    ///
    /// Columns of the wrong type, or none of ours.
    pub fn batch(&mut self, batch: &RecordBatch) -> Result<RecordBatch, String> {
        let columns = Columns::of(batch)?;
        if columns.model.is_none() && self.usual.model.is_none() {
            return Err("there is no column `model`; state the model of all rows".to_owned());
        }
        let Self { snapshot, usual, plans, unknown } = self;
        let mut rows = Rows::with_capacity(batch.num_rows());
        let mut long_rows = 0;
        for row in 0..batch.num_rows() {
            if long_rows >= MOST_LONG {
                break;
            }
            let model = columns.model.as_ref().and_then(|texts| texts.get(row)).or(usual.model.as_deref());
            let Some(model) = model else {
                rows.invalid("the row states no model".to_owned());
                continue;
            };
            let day = match columns.day.as_ref().map_or(Ok(None), |days| days.get(row)) {
                Ok(day) => day.or(usual.at),
                Err(problem) => {
                    rows.invalid(problem);
                    continue;
                }
            };
            let usage = match columns.usage(row) {
                Ok(usage) => usage,
                Err(problem) => {
                    rows.invalid(problem);
                    continue;
                }
            };
            let circumstances = Circumstances {
                model,
                day,
                tier: columns.tier.as_ref().and_then(|texts| texts.get(row)).or(usual.tier.as_deref()),
                scope: columns.scope.as_ref().and_then(|texts| texts.get(row)).or(usual.scope.as_deref()),
                region: columns.region.as_ref().and_then(|texts| texts.get(row)).or(usual.region.as_deref()),
            };
            match plans.get(&circumstances) {
                Some(Way::Plan(plan)) => match plan.total(&usage) {
                    Ok(total) => rows.exact(total),
                    Err(_) => {
                        long_rows += 1;
                        long(snapshot, &circumstances, &usage, &mut rows);
                    }
                },
                Some(Way::Refused(reason)) => rows.unknown(reason.clone()),
                Some(Way::Long) => {
                    long_rows += 1;
                    long(snapshot, &circumstances, &usage, &mut rows);
                }
                None => {
                    long_rows += 1;
                    let way = match unknown.why(snapshot, model) {
                        Some(why) => {
                            rows.unknown(why.clone());
                            Way::Refused(why)
                        }
                        None => first(snapshot, &circumstances, &usage, &mut rows),
                    };
                    if plans.len() < MOST {
                        plans.insert(circumstances.to_key(), way);
                    }
                }
            }
        }
        rows.finish()
    }
}

/// Prices the first call under some circumstances, and tells how the next ones are.
fn first(snapshot: &Core, asked: &Circumstances<'_>, usage: &Usage, rows: &mut Rows) -> Way {
    let call = match asked.call() {
        Ok(call) => call,
        Err(problem) => {
            rows.unknown(problem.clone());
            return Way::Refused(problem);
        }
    };
    let answer = match snapshot.cost(asked.model, usage, &call) {
        Ok(answer) => answer,
        Err(CostFailure::Cost(problem)) => {
            rows.unknown(problem.to_string());
            return Way::Long;
        }
        // The name, the circumstances or the offer: the counts have no part in it.
        Err(problem) => {
            rows.unknown(problem.to_string());
            return Way::Refused(problem.to_string());
        }
    };
    rows.answer(&answer);
    match planned(snapshot, asked, &answer, usage) {
        Some(plan) => Way::Plan(plan),
        None => Way::Long,
    }
}

/// The plan that the answer was made by, where there is one and it comes to the same.
fn planned(
    snapshot: &Core,
    asked: &Circumstances<'_>,
    answer: &CostAnswer,
    usage: &Usage,
) -> Option<Arc<PricePlan>> {
    let offer: Offer = answer.offer.parse().ok()?;
    let model = snapshot.resolve(asked.model).ok()?.model.as_of(answer.at);
    let plan = snapshot.price_plan(&model, &offer).ok()?;
    match (answer.status, plan.total(usage)) {
        (CostStatus::Exact, Ok(total)) => (Some(total) == answer.total).then_some(plan),
        (CostStatus::Exact, Err(_)) | (_, Ok(_)) => None,
        (_, Err(_)) => Some(plan),
    }
}

/// Prices a call as the answer to `cost` does.
#[cold]
fn long(snapshot: &Core, asked: &Circumstances<'_>, usage: &Usage, rows: &mut Rows) {
    let cost = asked.call().map(|call| snapshot.cost(asked.model, usage, &call));
    match cost {
        Ok(Ok(answer)) => rows.answer(&answer),
        Ok(Err(problem)) => rows.unknown(problem.to_string()),
        Err(problem) => rows.unknown(problem),
    }
}
