//! Foreign rows find their model; claims that agree are counted, those that differ are kept.

use std::collections::BTreeMap;

use llmanac::import::{Foreign, ForeignPrice, ForeignRow};
use llmanac::model::{Fact, Meter, Offer, Scope, ServiceTier, Status};
use llmanac::{Date, ModelMetadata, Snapshot};

use super::ours;
use super::tally::{Difference, Place, Tally};

/// Everything that one catalog says of our living models.
pub fn collect(snapshot: &Snapshot, source: &str, foreign: &Foreign, today: Date, tally: &mut Tally) {
    for row in &foreign.rows {
        let Some(place) = &row.place else { continue };
        let found = place.names.iter().find_map(|name| snapshot.resolve(name).ok());
        let Some(found) = found else {
            tally.lacking.entry(source.to_owned()).or_default().insert(row.key.clone());
            continue;
        };
        if matches!(found.model.held_status(), Status::Retired | Status::Unreleased) {
            continue;
        }
        tally.rows += 1;
        let scope = place.scope.clone().or(found.scope);
        let scope = scope.unwrap_or_else(|| found.model.default_offer().scope.clone());
        let mut claims = Claims { snapshot, source, key: &row.key, model: &found.model, tally };
        claims.limits(row);
        claims.prices(row, &scope, today);
        claims.retirement(row);
        claims.capabilities(row);
    }
}

/// What one row claims of one model.
struct Claims<'a> {
    snapshot: &'a Snapshot,
    source: &'a str,
    key: &'a str,
    model: &'a ModelMetadata,
    tally: &'a mut Tally,
}

impl Claims<'_> {
    /// A claim beside our fact; `elsewhere` names facts of ours that are what it says.
    fn claim(
        &mut self,
        group: &'static str,
        field: &str,
        offer: &str,
        theirs: String,
        ours: Option<String>,
        elsewhere: impl FnOnce(&str) -> Vec<&'static str>,
    ) {
        let counts = self.tally.count(self.source, group);
        let Some(ours) = ours else {
            counts.unknown += 1;
            return;
        };
        if ours == theirs {
            counts.agree += 1;
            return;
        }
        counts.differ += 1;
        let place = Place { model: ours::name(self.model), offer: offer.to_owned(), field: field.to_owned() };
        let found = elsewhere(&theirs);
        let entry = self.tally.differences.entry(place).or_insert_with(|| Difference {
            held: ours::held(self.snapshot, self.model, field),
            ours,
            ..Difference::default()
        });
        entry.elsewhere.extend(found);
        entry.says.entry(self.source.to_owned()).or_default().insert(self.key.to_owned(), theirs);
    }

    /// The three limits; a file with one word for window and input means the input.
    fn limits(&mut self, row: &ForeignRow) {
        let model = self.model;
        let all = [
            ("limits.window", row.limits.window, model.window()),
            ("limits.input", row.limits.input, model.input_limit()),
            ("limits.output", row.limits.output, model.output_limit()),
        ];
        for (field, theirs, own) in all {
            let Some(theirs) = theirs else { continue };
            let own = ours::limit(own).or_else(|| {
                // Where the input has no limit of its own, the window is its limit.
                (field == "limits.input").then(|| ours::limit(model.window())).flatten()
            });
            self.claim("limits", field, "-", theirs.to_string(), own, |theirs| {
                let others = [model.window(), model.input_limit(), model.output_limit()];
                let mut found = Vec::new();
                if others.into_iter().any(|own| ours::limit(own).as_deref() == Some(theirs)) {
                    found.push("other_limit");
                }
                let of = |sibling: &ModelMetadata| match field {
                    "limits.window" => sibling.window(),
                    "limits.input" => sibling.input_limit(),
                    _ => sibling.output_limit(),
                };
                if ours::siblings(model).iter().any(|own| ours::limit(of(own)).as_deref() == Some(theirs)) {
                    found.push("other_version");
                }
                found
            });
        }
    }

    /// The rates of today.
    fn prices(&mut self, row: &ForeignRow, scope: &Scope, today: Date) {
        let mut current: BTreeMap<(Meter, ServiceTier, u64), &ForeignPrice> = BTreeMap::new();
        for price in row.prices.iter().filter(|price| price.from.is_none_or(|from| from <= today)) {
            let key = (price.meter, price.tier, price.over);
            let later = current.get(&key).is_none_or(|other| other.from <= price.from);
            if later {
                current.insert(key, price);
            }
        }
        for ((meter, tier, over), price) in current {
            let offer = Offer::new(scope.clone(), tier);
            let plan = self.model.price_plan(&offer).ok();
            let (meter, own) = match plan.as_ref() {
                None => (meter, None),
                Some(plan) => alike(meter)
                    .iter()
                    .find_map(|own| Some((*own, Some(ours::price(plan, *own, over)?))))
                    .unwrap_or((meter, None)),
            };
            let theirs = price.amount.per_million().to_string();
            let field =
                if over == 0 { format!("price.{meter}") } else { format!("price.{meter} over {over}") };
            let model = self.model;
            self.claim("price", &field, &offer.to_string(), theirs, own, |theirs| {
                elsewhere(model, &offer, meter, over, theirs)
            });
        }
    }

    fn retirement(&mut self, row: &ForeignRow) {
        let Some(theirs) = row.retires else { return };
        let life = self.model.lifecycle();
        let own = life.retires.map(|day| day.to_string());
        self.claim("retirement", "lifecycle.retires", "-", theirs.to_string(), own, |theirs| {
            let others = [
                ("other_date", life.no_new_use),
                ("other_date", life.legacy),
                ("other_date", life.retires_earliest),
            ];
            others
                .iter()
                .filter(|(_, day)| day.is_some_and(|day| day.to_string() == theirs))
                .map(|own| own.0)
                .collect()
        });
    }

    fn capabilities(&mut self, row: &ForeignRow) {
        for (capability, theirs) in &row.capabilities {
            let own = match self.model.capability(*capability) {
                Fact::Known(own) => Some(own.to_string()),
                Fact::Absent => Some(false.to_string()),
                Fact::Unknown => None,
            };
            let field = format!("capabilities.{capability}");
            self.claim("capabilities", &field, "-", theirs.to_string(), own, |_| Vec::new());
        }
    }
}

/// Meters of ours that a foreign file has one word for.
fn alike(meter: Meter) -> &'static [Meter] {
    match meter {
        Meter::CacheWriteText => &[Meter::CacheWriteText, Meter::CacheWrite5mText, Meter::CacheWrite30mText],
        Meter::InputText => &[Meter::InputText],
        Meter::OutputText => &[Meter::OutputText],
        Meter::CacheReadText => &[Meter::CacheReadText],
        Meter::CacheWrite5mText => &[Meter::CacheWrite5mText],
        Meter::CacheWrite1hText => &[Meter::CacheWrite1hText],
        Meter::CacheWrite12hText => &[Meter::CacheWrite12hText],
        Meter::OutputReasoning => &[Meter::OutputReasoning, Meter::OutputText],
        Meter::InputAudio => &[Meter::InputAudio],
        Meter::OutputAudio => &[Meter::OutputAudio],
        Meter::InputImage => &[Meter::InputImage],
        Meter::OutputImage => &[Meter::OutputImage],
        Meter::InputVideo => &[Meter::InputVideo],
        Meter::CacheReadAudio => &[Meter::CacheReadAudio],
        Meter::CacheReadImage => &[Meter::CacheReadImage],
        _ => &[],
    }
}

/// Which other rates of ours are what a source says.
fn elsewhere(
    model: &ModelMetadata,
    offer: &Offer,
    meter: Meter,
    over: u64,
    theirs: &str,
) -> Vec<&'static str> {
    let mut found = Vec::new();
    let is = |model: &ModelMetadata, offer: &Offer, over: u64| {
        let plan = model.price_plan(offer).ok();
        plan.and_then(|plan| ours::price(&plan, meter, over)).as_deref() == Some(theirs)
    };
    if ours::siblings(model).iter().any(|own| is(own, offer, over)) {
        found.push("other_version");
    }
    if ours::offers(model).iter().any(|own| own != offer && is(model, own, over)) {
        found.push("other_offer");
    }
    if model.price_history().iter().any(|row| {
        let ended = row.to.is_some() && row.input_over == over;
        ended
            && row.rates.iter().any(|(own, rate)| {
                *own == meter && rate.amount_per(1_000_000).is_some_and(|own| own.to_string() == theirs)
            })
    }) {
        found.push("older_price");
    }
    found
}
