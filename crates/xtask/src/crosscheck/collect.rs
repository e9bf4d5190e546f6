//! Foreign rows find their model; claims that agree are counted, those that differ are kept.

use std::collections::BTreeMap;

use llmanac::import::{Foreign, ForeignPrice, ForeignRow};
use llmanac::model::{Fact, Meter, Offer, Scope, ServiceTier, Status, Tokens};
use llmanac::{Date, ModelMetadata, Snapshot};

use super::ours;
use super::tally::{Difference, Elsewhere, Held, Place, Tally};

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
    /// A claim beside our fact; of one that differs `details` tells how well ours is known, and what facts of ours
    /// elsewhere are what the source says.
    fn claim(&mut self, claim: Claim<'_>, details: impl FnOnce(&str) -> (Held, Vec<Elsewhere>)) {
        let Claim { group, field, offer, theirs, ours } = claim;
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
        let (held, elsewhere) = details(&theirs);
        let entry = self.tally.differences.entry(place).or_insert_with(|| Difference {
            held,
            ours,
            says: BTreeMap::new(),
        });
        let said = entry.says.entry(self.source.to_owned()).or_default();
        said.elsewhere.extend(elsewhere);
        said.values.insert(self.key.to_owned(), theirs);
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
            // Where the input has no limit of its own, the window is its limit.
            let (known_as, own) = match ours::limit(own) {
                None if field == "limits.input" => ("limits.window", ours::limit(model.window())),
                own => (field, own),
            };
            let claim = Claim { group: "limits", field, offer: "-", theirs: theirs.to_string(), ours: own };
            let snapshot = self.snapshot;
            self.claim(claim, |theirs| {
                (ours::held(snapshot, model, known_as), limits_elsewhere(model, field, theirs))
            });
        }
    }

    /// The rates of today.
    fn prices(&mut self, row: &ForeignRow, scope: &Scope, today: Date) {
        let mut current: BTreeMap<(Meter, ServiceTier, u64), &ForeignPrice> = BTreeMap::new();
        for price in row
            .prices
            .iter()
            .filter(|price| price.scopes.is_empty() && price.from.is_none_or(|from| from <= today))
        {
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
                    .into_iter()
                    .find_map(|own| Some((own, Some(ours::price(plan, own, over)?))))
                    .unwrap_or((meter, None)),
            };
            let theirs = price.amount.per_million().to_string();
            let field =
                if over == 0 { format!("price.{meter}") } else { format!("price.{meter} over {over}") };
            let (snapshot, model) = (self.snapshot, self.model);
            let on = offer.to_string();
            let claim = Claim { group: "price", field: &field, offer: &on, theirs, ours: own };
            self.claim(claim, |theirs| {
                let held = ours::held_price(snapshot, model, &offer, meter, over);
                (held, prices_elsewhere(model, &offer, meter, over, theirs))
            });
        }
    }

    fn retirement(&mut self, row: &ForeignRow) {
        let Some(theirs) = row.retires else { return };
        let life = self.model.lifecycle();
        let field = "lifecycle.retires";
        let ours = life.retires.map(|day| day.to_string());
        let claim = Claim { group: "retirement", field, offer: "-", theirs: theirs.to_string(), ours };
        let (snapshot, model) = (self.snapshot, self.model);
        self.claim(claim, |_| {
            let held = ours::held(snapshot, model, field);
            let others = [life.no_new_use, life.legacy, life.retires_earliest];
            let is_other = others.contains(&Some(theirs));
            (held, if is_other { vec![Elsewhere::OtherDate] } else { Vec::new() })
        });
    }

    fn capabilities(&mut self, row: &ForeignRow) {
        for (capability, theirs) in &row.capabilities {
            let ours = match self.model.capability(*capability) {
                Fact::Known(own) => Some(own.to_string()),
                Fact::Absent => Some(false.to_string()),
                Fact::Unknown => None,
            };
            let field = format!("capabilities.{capability}");
            let theirs = theirs.to_string();
            let claim = Claim { group: "capabilities", field: &field, offer: "-", theirs, ours };
            let (snapshot, model) = (self.snapshot, self.model);
            self.claim(claim, |_| (ours::held(snapshot, model, &field), Vec::new()));
        }
    }
}

/// What one source says of one fact.
struct Claim<'a> {
    group: &'static str,
    field: &'a str,
    offer: &'a str,
    theirs: String,
    ours: Option<String>,
}

/// Which other limits of ours are what a source says.
fn limits_elsewhere(model: &ModelMetadata, field: &str, theirs: &str) -> Vec<Elsewhere> {
    let is = |own: Fact<Tokens>| ours::limit(own).as_deref() == Some(theirs);
    let mut found = Vec::new();
    if [model.window(), model.input_limit(), model.output_limit()].into_iter().any(is) {
        found.push(Elsewhere::OtherLimit);
    }
    let of = |sibling: &ModelMetadata| match field {
        "limits.window" => sibling.window(),
        "limits.input" => sibling.input_limit(),
        _ => sibling.output_limit(),
    };
    if ours::siblings(model).iter().any(|own| is(of(own))) {
        found.push(Elsewhere::OtherVersion);
    }
    found
}

/// Meters of ours that a foreign file has one word for, the likeliest first.
fn alike(meter: Meter) -> Vec<Meter> {
    match meter {
        Meter::CacheWriteText => vec![meter, Meter::CacheWrite5mText, Meter::CacheWrite30mText],
        Meter::OutputReasoning => vec![meter, Meter::OutputText],
        _ => vec![meter],
    }
}

/// Which other rates of ours are what a source says.
fn prices_elsewhere(
    model: &ModelMetadata,
    offer: &Offer,
    meter: Meter,
    over: u64,
    theirs: &str,
) -> Vec<Elsewhere> {
    let mut found = Vec::new();
    let is = |model: &ModelMetadata, offer: &Offer, over: u64| {
        let plan = model.price_plan(offer).ok();
        plan.and_then(|plan| ours::price(&plan, meter, over)).as_deref() == Some(theirs)
    };
    if ours::siblings(model).iter().any(|own| is(own, offer, over)) {
        found.push(Elsewhere::OtherVersion);
    }
    if ours::offers(model).iter().any(|own| own != offer && is(model, own, over)) {
        found.push(Elsewhere::OtherOffer);
    }
    if model.price_history().iter().any(|row| {
        let ended = row.to.is_some() && row.input_over == over;
        ended
            && row.rates.iter().any(|(own, rate)| {
                *own == meter && rate.amount_per(1_000_000).is_some_and(|own| own.to_string() == theirs)
            })
    }) {
        found.push(Elsewhere::OlderPrice);
    }
    found
}
