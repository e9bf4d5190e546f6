//! Readers of the facts that stand in rows: limits, prices, dates, replacements, regions, routes, scores, quotas.

use serde_json::{Map, Value, json};

use crate::advise::facts::{DATES, LIMITS, QuotedCapacity, QuotedRate, amount_per, json::limit_value};
use crate::model::{
    BenchmarkFacts, CapacityFacts, LifecycleFacts, LimitFacts, Meter, ModelPart, Offer, PriceFacts,
    QuotaFacts, ServiceTier, SoldFacts,
};

use super::Standing;
use super::rows::{Seen, Stated};
use super::told::{Told, ToldRow};

/// `limits.output`
pub(super) fn limit(seen: &Seen<'_>, key: &str) -> Option<Told> {
    let (_, get) = LIMITS.iter().find(|(own, _)| *own == key)?;
    let fact = format!("limits.{key}");
    let (value, rows) = seen.narrowest(&Stated {
        fact: &fact,
        rows: &seen.model.data().limits,
        get: |limits: &LimitFacts| Some(get(limits)).filter(|fact| !fact.is_unknown()).map(limit_value),
        since: None,
    });
    Some(Told::fact(&fact, ModelPart::Limits, value.into(), rows))
}

/// A limit, or another that stands in for it where nothing is known.
pub(super) fn limit_or(seen: &Seen<'_>, key: &str, other: &str) -> Option<Told> {
    let own = limit(seen, key)?;
    if !own.value.is_null() {
        return Some(own);
    }
    let told = limit(seen, other)?;
    let how = format!("limits.{key} is not known; limits.{other} stands in for it");
    let value = told.value.clone();
    Some(told.and(own).shown(value).by(how))
}

/// `price.input.text`
pub(super) fn price(seen: &Seen<'_>, key: &str) -> Option<Told> {
    let meter: Meter = key.parse().ok()?;
    let own = own_price(seen, meter);
    let mut at = meter;
    let mut told = own;
    // A circle of meters billed as one another is no longer than the list of them.
    for _ in 0..Meter::COUNT {
        let next = seen.model.data().billed_as.iter().find(|(from, _)| *from == at);
        let Some((_, next)) = next.filter(|_| told.value.is_null()) else { break };
        told = own_price(seen, *next).and(told);
        at = *next;
    }
    if at != meter {
        told = told.by(format!("{meter} has no rate of its own and is billed as {at}"));
    }
    Some(told)
}

fn own_price(seen: &Seen<'_>, meter: Meter) -> Told {
    let fact = format!("price.{meter}");
    let prices = &seen.model.data().prices;
    let since = seen.model.lifecycle_released();
    let rate = |facts: &PriceFacts| {
        let (_, rate) = facts.rates.iter().find(|(own, _)| *own == meter)?;
        serde_json::to_value(QuotedRate::new(meter, *rate)).ok()
    };
    let unsold = |facts: &PriceFacts| facts.sold.filter(|sold| !sold).map(Value::from);
    let (found, mut rows) = seen.narrowest(&Stated {
        fact: &fact,
        rows: prices,
        get: |facts: &PriceFacts| {
            let is_plain = facts.input_over == 0 && facts.grade.is_none();
            rate(facts).filter(|_| is_plain).or_else(|| unsold(facts))
        },
        since,
    });
    let beside = |facts: &PriceFacts| {
        let mut rate = rate(facts).filter(|_| facts.input_over > 0 || facts.grade.is_some())?;
        let said = rate.as_object_mut()?;
        if facts.input_over > 0 {
            said.insert("input_over".to_owned(), facts.input_over.into());
        }
        if let Some(grade) = &facts.grade {
            said.insert("grade".to_owned(), grade.as_str().into());
        }
        Some(rate)
    };
    let (_, others) = seen.every(&Stated { fact: &fact, rows: prices, get: beside, since });
    rows.extend(others.into_iter().map(of_band_or_grade));
    let is_unsold = found.as_ref().is_some_and(Value::is_boolean);
    let value = found.filter(|value| !value.is_boolean());
    let is_graded = value.is_none() && rows.iter().any(|row| row.standing == Standing::OtherGrade);
    let told = Told::fact(&fact, ModelPart::Price, value.into(), rows);
    if is_unsold {
        told.by(format!("known not to be sold as {}", seen.offer))
    } else if is_graded {
        told.by("it has prices by grade, and no rate without one")
    } else {
        told
    }
}

/// A row of a band or grade is beside the question, which is the rate of a short request without a grade.
fn of_band_or_grade(mut row: ToldRow) -> ToldRow {
    if row.standing != Standing::InForce {
        return row;
    }
    let grade =
        row.value.get("grade").and_then(Value::as_str).map(|grade| format!("holds for the grade {grade}"));
    let over = row.value.get("input_over").and_then(Value::as_u64);
    let over = over.map(|over| format!("holds where the input is over {over} tokens"));
    row.standing = if grade.is_some() { Standing::OtherGrade } else { Standing::OtherBand };
    row.because = grade.into_iter().chain(over).collect::<Vec<_>>().join(", and ");
    row
}

/// The original's `cost_per_1k_...`.
pub(super) fn per_1k(seen: &Seen<'_>, meter: Meter) -> Option<Told> {
    let told = own_price(seen, meter);
    let rate = seen.model.rate(seen.offer, meter).and_then(|rate| amount_per(rate, 1_000));
    let how = format!("the rate of {meter} on {}, for 1,000 tokens, in the lowest band", seen.offer);
    Some(told.shown(rate.map(|rate| rate.to_string())).by(how))
}

/// `lifecycle.retires`
pub(super) fn date(seen: &Seen<'_>, key: &str) -> Option<Told> {
    let (_, get) = DATES.iter().find(|(own, _)| *own == key)?;
    let fact = format!("lifecycle.{key}");
    let (value, rows) = seen.narrowest(&Stated {
        fact: &fact,
        rows: &seen.model.data().lifecycle,
        get: |life: &LifecycleFacts| get(life).map(|date| date.to_string().into()),
        since: None,
    });
    Some(Told::fact(&fact, ModelPart::Lifecycle, value.into(), rows))
}

/// Several dates, and what follows from them.
pub(super) fn dates(seen: &Seen<'_>, keys: &[&str], value: Value, how: &str) -> Option<Told> {
    let told = keys.iter().filter_map(|key| date(seen, key)).reduce(Told::and)?;
    Some(told.shown(value).by(how))
}

/// Where it stands on the day.
pub(super) fn status(seen: &Seen<'_>) -> Option<Told> {
    let keys = DATES.map(|(key, _)| key);
    let how = format!("where {} lies among the dates of its life", seen.model.day());
    let told = dates(seen, &keys, seen.model.status().as_str().into(), &how)?;
    // Without any date it is the release that counts.
    let released = super::lookup::released(seen)?;
    let value = told.value.clone();
    Some(told.and(released).shown(value))
}

/// `default_version`
pub(super) fn default_version(seen: &Seen<'_>) -> Option<Told> {
    let data = seen.model.data();
    let name = |place: u16| data.versions.get(usize::from(place)).map(|version| version.id.clone());
    let (stated, rows) = seen.latest(&Stated {
        fact: "default_version",
        rows: &data.default_version,
        get: |place: &u16| name(*place).map(Value::from),
        since: None,
    });
    let value = data.default_version(seen.model.day()).and_then(name);
    let told = Told::fact("default_version", ModelPart::Versions, value.into(), rows);
    Some(match stated {
        Some(_) => told,
        None => told.by("no row says; the newest version released by then counts, else the first"),
    })
}

/// `replacement`
pub(super) fn replacement(seen: &Seen<'_>) -> Option<Told> {
    let (value, rows) = seen.latest(&Stated {
        fact: "replacement",
        rows: &seen.model.data().replacement,
        get: |ids: &Vec<_>| serde_json::to_value(ids).ok(),
        since: None,
    });
    Some(Told::fact("replacement", ModelPart::Replacement, value.into(), rows))
}

/// `sold`
pub(super) fn sold(seen: &Seen<'_>) -> Option<Told> {
    let (values, rows) = seen.every(&Stated {
        fact: "sold",
        rows: &seen.model.data().sold,
        get: |sold: &SoldFacts| serde_json::to_value(&sold.regions).ok(),
        since: None,
    });
    let mut regions: Vec<Value> = values.iter().filter_map(Value::as_array).flatten().cloned().collect();
    regions.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    regions.dedup();
    let value = if values.is_empty() { Value::Null } else { regions.into() };
    let how = format!("the regions in which {} is sold", seen.offer);
    Some(Told::fact("sold", ModelPart::Sold, value, rows).by(how))
}

/// `routes`
pub(super) fn routes(seen: &Seen<'_>) -> Option<Told> {
    let said = |sold: &SoldFacts| {
        let routes = seen.model.routes(sold)?;
        let legs = routes.map(|(from, to)| Some((from.to_owned(), serde_json::to_value(to).ok()?)));
        legs.collect::<Option<Map<_, _>>>().map(Value::Object)
    };
    let (value, rows) =
        seen.narrowest(&Stated { fact: "routes", rows: &seen.model.data().sold, get: said, since: None });
    let how = format!("where a call of {} may be processed, by the region that is called", seen.offer);
    Some(Told::fact("routes", ModelPart::Sold, value.into(), rows).by(how))
}

/// `benchmark`, all of them; `benchmark.gpqa diamond`, one.
pub(super) fn benchmarks(seen: &Seen<'_>) -> Option<Told> {
    scores(seen, "benchmark", |_| true)
}

pub(super) fn benchmark(seen: &Seen<'_>, key: &str) -> Option<Told> {
    let known = seen.model.data().benchmarks.iter().any(|row| row.facts.name.eq_ignore_ascii_case(key));
    known.then(|| scores(seen, &format!("benchmark.{key}"), |name| name.eq_ignore_ascii_case(key)))?
}

fn scores(seen: &Seen<'_>, fact: &str, wanted: impl Fn(&str) -> bool) -> Option<Told> {
    let said = |own: &BenchmarkFacts| {
        wanted(&own.name).then(|| {
            json!({
                "name": own.name,
                "score": own.score,
                "unit": own.unit,
                "harness": own.harness,
                "day": own.day.map(|day| day.to_string()),
            })
        })
    };
    let (values, rows) =
        seen.every(&Stated { fact, rows: &seen.model.data().benchmarks, get: said, since: None });
    let value = if values.is_empty() { Value::Null } else { values.into() };
    Some(Told::fact(fact, ModelPart::Benchmark, value, rows))
}

/// `quota`
pub(super) fn quota(seen: &Seen<'_>) -> Option<Told> {
    let said = |quota: &QuotaFacts| {
        let said = |window: Option<crate::model::Window>| window.map(|window| window.to_string());
        Some(json!({
            "plan": quota.plan,
            "requests": said(quota.requests),
            "tokens": said(quota.tokens),
            "input_tokens": said(quota.input_tokens),
            "output_tokens": said(quota.output_tokens),
            "concurrent": quota.concurrent,
        }))
    };
    let (values, rows) =
        seen.every(&Stated { fact: "quota", rows: &seen.model.data().quota, get: said, since: None });
    let value = if values.is_empty() { Value::Null } else { values.into() };
    Some(Told::fact("quota", ModelPart::Quota, value, rows))
}

/// `capacity`, on the provisioned tier: it stands on no other.
pub(super) fn capacity(seen: &Seen<'_>) -> Option<Told> {
    let tier = if seen.offer.tier.is_capacity() { seen.offer.tier } else { ServiceTier::Provisioned };
    let offer = Offer::new(seen.offer.scope.clone(), tier);
    let (values, rows) = Seen { model: seen.model, offer: &offer }.every(&Stated {
        fact: "capacity",
        rows: &seen.model.data().capacity,
        get: |facts: &CapacityFacts| serde_json::to_value(QuotedCapacity::from(facts)).ok(),
        since: seen.model.lifecycle_released(),
    });
    let value = if values.is_empty() { Value::Null } else { values.into() };
    let how = format!("the rows that speak of {offer}; they state different things");
    Some(Told::fact("capacity", ModelPart::Capacity, value, rows).by(how))
}
