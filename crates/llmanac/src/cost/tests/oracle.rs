//! A second pricing engine: slow, plain, rational, and written from the catalog's README alone.
//!
//! It shares no code with the first one but the data it reads, so that a slip in either shows.

use crate::cost::Usage;
use crate::model::{Date, Meter, ModelData, PriceFacts, Rate, Row};

use super::rational::Ratio;

/// What the oracle says of a usage.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The exact amount in dollars.
    Exact(Ratio),
    /// The least and the most.
    Bounded(Ratio, Ratio),
    /// What the meters with one rate cost, and the meters without a rate.
    Incomplete(Ratio, Vec<Meter>),
    /// No rate at all.
    NoPrice,
    NotSold,
}

/// The caller's terms, as an overlay states them.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    /// Thousandths of the list price that are left.
    pub left: u16,
    pub on: Vec<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
}

/// A call: where, when, on which terms, and how much of the free quotas was used (`unknown`, `used`, `left`).
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'a> {
    /// Written `scope/tier`.
    pub offer: &'a str,
    pub day: Date,
    pub terms: &'a [Terms],
    pub quotas: &'a str,
}

/// The rows that hold, with how narrowly they speak.
struct Seen<'m> {
    model: &'m ModelData,
    rows: Vec<(usize, &'m Row<PriceFacts>)>,
    band: u64,
    /// Thousandths that are left.
    left: u16,
}

/// What a usage costs.
pub(super) fn price(model: &ModelData, asked: Question<'_>, usage: &Usage) -> Verdict {
    let Question { offer, day, .. } = asked;
    let within = |from: Option<Date>, to: Option<Date>| {
        from.is_none_or(|from| day >= from) && to.is_none_or(|to| day < to)
    };
    let patterns = |row: &Row<PriceFacts>| row.on.iter().map(ToString::to_string).collect::<Vec<_>>();
    let rows: Vec<(usize, &Row<PriceFacts>)> = model
        .prices
        .iter()
        .filter(|row| within(row.from, row.to))
        .filter_map(|row| Some((rank(&patterns(row), offer)?, row)))
        .collect();
    let speaks = rows.iter().filter(|(_, row)| row.facts.sold == Some(false) || !row.facts.rates.is_empty());
    let narrowest = speaks.clone().map(|(rank, _)| *rank).max();
    if speaks.clone().any(|(rank, row)| Some(*rank) == narrowest && row.facts.sold == Some(false)) {
        return Verdict::NotSold;
    }
    if rows.iter().all(|(_, row)| row.facts.rates.is_empty()) {
        return Verdict::NoPrice;
    }
    let total_input: u128 = usage
        .iter()
        .filter(|(meter, _)| begins(*meter, "input") || begins(*meter, "cache_read") || is_write(*meter))
        .map(|(_, count)| u128::from(count))
        .sum();
    // The thresholds that rates are stated for, or of which it is said that no rate is known; the largest that is
    // exceeded holds.
    let says_nothing = |facts: &PriceFacts| facts.free.is_empty() && facts.sold.is_none();
    let band = rows
        .iter()
        .filter(|(_, row)| !row.facts.rates.is_empty() || says_nothing(&row.facts))
        .map(|(_, row)| row.facts.input_over)
        .filter(|over| total_input > u128::from(*over))
        .max()
        .unwrap_or(0);
    let terms = asked.terms.iter().find(|own| within(own.from, own.to) && rank(&own.on, offer).is_some());
    let seen = Seen { model, rows, band, left: terms.map_or(1_000, |own| own.left) };
    sum(&seen, asked.quotas, usage)
}

fn sum(seen: &Seen<'_>, quotas: &str, usage: &Usage) -> Verdict {
    let nothing = || Ratio::of(0, 1);
    let (mut fixed, mut low, mut high, mut missing) = (nothing(), nothing(), nothing(), Vec::new());
    for (meter, count) in usage.iter() {
        let times = |rate: &Ratio, count: u64| rate.times(&Ratio::of(u128::from(count), 1));
        let (least, most) = match seen.rate(meter) {
            Some(rate) => {
                let beyond = count.saturating_sub(seen.quota(meter));
                match quotas {
                    "left" => (times(&rate, beyond), times(&rate, beyond)),
                    "used" => (times(&rate, count), times(&rate, count)),
                    _ => (times(&rate, beyond), times(&rate, count)),
                }
            }
            None => match seen.choices(meter) {
                Some(choices) => {
                    (times(choices.iter().min().unwrap(), count), times(choices.iter().max().unwrap(), count))
                }
                None => {
                    missing.push(meter);
                    continue;
                }
            },
        };
        if least == most {
            fixed = fixed.plus(&most);
        }
        (low, high) = (low.plus(&least), high.plus(&most));
    }
    if !missing.is_empty() {
        return Verdict::Incomplete(fixed, missing);
    }
    if low == high { Verdict::Exact(low) } else { Verdict::Bounded(low, high) }
}

impl Seen<'_> {
    /// What one unit costs, its own rate or that of the meter it is billed as.
    fn rate(&self, meter: Meter) -> Option<Ratio> {
        let mut at = meter;
        for _ in 0..100 {
            let own = self.stated(at, self.band);
            if let Some(rate) = own.or_else(|| self.stated(at, 0).filter(|_| is_fee(at))) {
                let list = Ratio::of(
                    u128::try_from(rate.nano_usd()).unwrap(),
                    u128::from(rate.per()) * 1_000_000_000,
                );
                return Some(list.times(&Ratio::of(u128::from(self.left), 1_000)));
            }
            at = self.model.billed_as.iter().find(|(from, _)| *from == at)?.1;
        }
        None
    }

    /// The rate of the narrowest row of a band that states one; of equals the first.
    fn stated(&self, meter: Meter, band: u64) -> Option<&Rate> {
        let mut found: Option<(usize, &Rate)> = None;
        for (rank, row) in self.rows.iter().filter(|(_, row)| row.facts.input_over == band) {
            for (stated, rate) in &row.facts.rates {
                if *stated == meter && found.is_none_or(|(other, _)| other < *rank) {
                    found = Some((*rank, rate));
                }
            }
        }
        found.map(|(_, rate)| rate)
    }

    /// How many pieces are free, by the narrowest row that says so.
    fn quota(&self, meter: Meter) -> u64 {
        let mut found: Option<(usize, u64)> = None;
        for (rank, row) in &self.rows {
            for (stated, quota) in &row.facts.free {
                if *stated == meter && found.is_none_or(|(other, _)| other < *rank) {
                    found = Some((*rank, quota.count()));
                }
            }
        }
        found.map_or(0, |(_, count)| count)
    }

    /// The rates that tokens of a kind that is not stated may have; `None` where too few are known.
    fn choices(&self, meter: Meter) -> Option<Vec<Ratio>> {
        let name = meter.as_str();
        let unstated = |own: &Meter| own.as_str().contains(".un");
        let may_be = |own: &&Meter| match name {
            "cache_write.text" => is_write(**own),
            "input.unattributed" => begins(**own, "input"),
            "output.unattributed" => begins(**own, "output") && !unstated(own),
            "output.unsplit" => ["output.text", "output.reasoning"].contains(&own.as_str()),
            _ => false,
        };
        let needed = if ["cache_write.text", "output.unsplit"].contains(&name) { 2 } else { 1 };
        let others = Meter::ALL.iter().filter(|own| **own != meter).filter(may_be);
        let rates: Vec<Ratio> = others.filter_map(|own| self.rate(*own)).collect();
        Some(rates).filter(|rates| rates.len() >= needed)
    }
}

/// Tokens of a kind; what is counted otherwise, as `input.images`, is of none.
fn begins(meter: Meter, start: &str) -> bool {
    meter.unit() == "token" && meter.as_str().split('.').next() == Some(start)
}

fn is_write(meter: Meter) -> bool {
    meter.as_str().starts_with("cache_write")
}

/// What is no token has its rate from the first band.
fn is_fee(meter: Meter) -> bool {
    meter.unit() != "token"
}

/// How narrowly patterns speak of an offer, from the README: no pattern, `*`, `zone:*`, the scope itself (`region` for
/// any region), a named region; and among these a stated tier over `*`.
fn rank(on: &[String], offer: &str) -> Option<usize> {
    if on.is_empty() {
        return Some(0);
    }
    let (scope, tier) = offer.split_once('/').unwrap();
    let kind = scope.split(':').next().unwrap();
    on.iter()
        .filter_map(|pattern| {
            let (on_scope, on_tier) = pattern.split_once('/').unwrap();
            let scopes = ["*".to_owned(), format!("{kind}:*"), kind.to_owned(), scope.to_owned()];
            let scope_rank = scopes.iter().rposition(|known| known == on_scope)?;
            let tier_rank = ["*", tier].iter().rposition(|known| *known == on_tier)?;
            Some(1 + 2 * scope_rank + tier_rank)
        })
        .max()
}
