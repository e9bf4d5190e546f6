//! A second pricing engine: slow, plain, rational, and written from the catalog's README alone.
//!
//! It shares no code with the first one but the data it reads, so that a slip in either shows.

use crate::cost::Usage;
use crate::model::{Date, Meter, ModelData, Money, PriceFacts, Row};

/// What the oracle says of a usage.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The exact amount in dollars.
    Exact(Fraction),
    /// What the priced meters cost, and the meters without a rate.
    Incomplete(Fraction, Vec<Meter>),
    /// No rate at all.
    NoPrice,
    NotSold,
}

/// A reduced fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction(pub i128, pub i128);

impl Fraction {
    pub(super) fn new(numerator: i128, denominator: i128) -> Self {
        let (mut a, mut b) = (numerator.abs(), denominator.abs());
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let shared = a.max(1);
        Self(numerator / shared, denominator / shared)
    }

    fn plus(self, other: Self) -> Self {
        Self::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }

    pub(super) fn of_money(money: Money) -> Self {
        let (numerator, denominator) = money.nano_usd();
        Self::new(numerator, i128::from(denominator)).times(1, 1_000_000_000)
    }

    fn times(self, numerator: i128, denominator: i128) -> Self {
        Self::new(self.0 * numerator, self.1 * denominator)
    }
}

/// What a usage costs on an offer, written `scope/tier`.
pub(super) fn price(model: &ModelData, offer: &str, day: Date, usage: &Usage) -> Verdict {
    let rows: Vec<(usize, &Row<PriceFacts>)> = model
        .prices
        .iter()
        .filter(|row| row.from.is_none_or(|from| day >= from) && row.to.is_none_or(|to| day < to))
        .filter_map(|row| Some((rank(row, offer)?, row)))
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
        .filter(|(meter, _)| {
            ["input", "cache_read", "cache_write"].iter().any(|start| meter.as_str().starts_with(start))
        })
        .map(|(_, count)| u128::from(count))
        .sum();
    // The thresholds that rates are stated for; the largest that is exceeded holds.
    let band = rows
        .iter()
        .filter(|(_, row)| !row.facts.rates.is_empty())
        .map(|(_, row)| row.facts.input_over)
        .filter(|over| total_input > u128::from(*over))
        .max()
        .unwrap_or(0);
    let own = |meter: Meter, band: u64| {
        let mut found = None;
        for (rank, row) in rows.iter().filter(|(_, row)| row.facts.input_over == band) {
            for (stated, rate) in &row.facts.rates {
                if *stated == meter && found.is_none_or(|(other, _)| other < rank) {
                    found = Some((rank, rate));
                }
            }
        }
        found.map(|(_, rate)| {
            Fraction::new(i128::from(rate.nano_usd()), i128::from(rate.per()) * 1_000_000_000)
        })
    };
    let rate = |meter: Meter| {
        let mut at = meter;
        for _ in 0..100 {
            let fee = at.unit() == "request";
            if let Some(rate) = own(at, band).or_else(|| own(at, 0).filter(|_| fee)) {
                return Some(rate);
            }
            at = model.billed_as.iter().find(|(from, _)| *from == at)?.1;
        }
        None
    };
    let mut sum = Fraction(0, 1);
    let mut missing = Vec::new();
    for (meter, count) in usage.iter() {
        match rate(meter) {
            Some(rate) => sum = sum.plus(rate.times(i128::from(count), 1)),
            None => missing.push(meter),
        }
    }
    if missing.is_empty() { Verdict::Exact(sum) } else { Verdict::Incomplete(sum, missing) }
}

/// How narrowly a row's patterns speak of an offer, from the README: no pattern, `*`, `zone:*`, the scope
/// itself (`region` for any region), a named region; and among these a stated tier over `*`.
fn rank(row: &Row<PriceFacts>, offer: &str) -> Option<usize> {
    if row.on.is_empty() {
        return Some(0);
    }
    let (scope, tier) = offer.split_once('/').unwrap();
    let kind = scope.split(':').next().unwrap();
    row.on
        .iter()
        .filter_map(|pattern| {
            let pattern = pattern.to_string();
            let (on_scope, on_tier) = pattern.split_once('/').unwrap();
            let scopes = ["*".to_owned(), format!("{kind}:*"), kind.to_owned(), scope.to_owned()];
            let scope_rank = scopes.iter().rposition(|known| known == on_scope)?;
            let tier_rank = ["*", tier].iter().rposition(|known| *known == on_tier)?;
            Some(1 + 2 * scope_rank + tier_rank)
        })
        .max()
}
