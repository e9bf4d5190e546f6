use std::fmt;
use std::sync::Arc;

use crate::model::{Meter, MeterKind, Money, MoneyError, Rate, named};

use super::meters::MeterSet;
use super::open_item::OpenItem;
use super::usage::Usage;

named! {
    /// How much is known of an amount.
    "status" CostStatus {
        /// Every meter has a rate: the amount is what is charged, to the last digit.
        Exact = "exact",
        /// The amount lies between two bounds.
        Bounded = "bounded",
        /// Some meters have no rate; the rest is a subtotal, not a total.
        Incomplete = "incomplete",
        /// No price is known.
        Unknown = "unknown",
    }
}

/// Why a usage cannot be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CostError {
    /// Meters that were used and have no rate.
    #[error("no rate is known for {0}")]
    NoRate(MeterSet),
    /// A cost of capacity over time, which is no part of a call.
    #[error(
        "{0} is a cost of capacity over time, not of a call; compute it on its own, as `llmanac capacity` does"
    )]
    Capacity(Meter),
    /// An amount that is known only between two bounds.
    #[error("the cost is between {} and {} USD; not everything that decides is stated", .low.to_decimal(), .high.to_decimal())]
    Bounded {
        /// At least.
        low: Money,
        /// At most.
        high: Money,
    },
    /// An amount that cannot be computed exactly.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

/// What one meter of a call costs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LineItem {
    /// What was counted.
    pub meter: Meter,
    /// The meter whose rate was taken, where this one has none of its own.
    pub billed_as: Option<Meter>,
    /// How many units.
    pub quantity: u64,
    /// How many of these are within a quota of free pieces, and not charged.
    pub free: u64,
    /// The unit: `token`, `image`, `second`, `request` ...
    pub unit: &'static str,
    /// The rate that is charged.
    pub rate: Rate,
    /// What is charged of the quantity times the rate, exactly.
    pub amount: Money,
    /// The rate before a discount, where there is one.
    pub list_rate: Option<Rate>,
    /// The discount's name.
    pub discount: Option<Arc<str>>,
    /// The place of the price row in the model's list; absent where the caller stated the rate.
    pub row: Option<u16>,
    /// Places of the row's sources in the catalog's table.
    pub source: Vec<u16>,
}

/// Sums of line items by direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Directions {
    /// Everything read, the cache included.
    pub input: Money,
    /// Everything answered.
    pub output: Money,
    /// Fees by the piece.
    pub fees: Money,
}

/// What a call costs, and how much is known of that.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cost {
    /// How much is known.
    pub status: CostStatus,
    /// The amount, where it is exact.
    pub total: Option<Money>,
    /// The least it can be, where it is bounded.
    pub low: Option<Money>,
    /// The most it can be, where it is bounded and the most is known.
    pub high: Option<Money>,
    /// The sum of the line items; zero where there are none.
    pub subtotal: Money,
    /// The sums of the line items by direction.
    pub directions: Directions,
    /// What caching saved, below zero where it cost more than it saved; absent where that is not known.
    pub savings: Option<Money>,
    /// One line a meter, in the order of the meters.
    pub lines: Vec<LineItem>,
    /// The meters that were used and have no rate.
    pub missing: Vec<Meter>,
    /// The meters whose amounts are known only between two bounds.
    pub open: Vec<OpenItem>,
}

/// Which way a meter counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Input,
    Output,
    Fee,
}

impl Direction {
    fn of(meter: Meter) -> Self {
        match meter.kind() {
            MeterKind::Output | MeterKind::OutputMedia => Self::Output,
            MeterKind::Fee => Self::Fee,
            _ => Self::Input,
        }
    }
}

impl Cost {
    /// The currency of every amount.
    pub const CURRENCY: &'static str = "USD";

    /// The cost of a call for which no price is known at all.
    pub fn unknown(usage: &Usage) -> Self {
        Self { missing: usage.meters().iter().collect(), ..Self::blank(CostStatus::Unknown) }
    }

    /// The sum of lines: exact where no meter is open or lacks a rate.
    pub(super) fn of_lines(
        lines: Vec<LineItem>,
        open: Vec<OpenItem>,
        missing: MeterSet,
    ) -> Result<Self, CostError> {
        let sum = |wanted: Direction| {
            lines
                .iter()
                .filter(|line| Direction::of(line.meter) == wanted)
                .try_fold(Money::ZERO, |sum, line| sum.plus(line.amount))
        };
        let directions = Directions {
            input: sum(Direction::Input)?,
            output: sum(Direction::Output)?,
            fees: sum(Direction::Fee)?,
        };
        let subtotal = lines.iter().try_fold(Money::ZERO, |sum, line| sum.plus(line.amount))?;
        let low = open.iter().try_fold(subtotal, |sum, item| sum.plus(item.low.amount))?;
        let high = open.iter().try_fold(subtotal, |sum, item| sum.plus(item.high.amount))?;
        let cost = if missing.is_empty() { Self::between(low, Some(high)) } else { Self::lacking(missing) };
        Ok(Self { subtotal, directions, lines, open, ..cost })
    }

    /// The sums of the directions of which every amount is known.
    pub(crate) fn known_directions(&self) -> [Option<Money>; 3] {
        let unsure = || self.missing.iter().copied().chain(self.open.iter().map(|item| item.meter));
        // Bounds over what may come are of no lines, nor is what has no price.
        let of_lines = match self.status {
            CostStatus::Exact | CostStatus::Incomplete => true,
            CostStatus::Bounded => !self.open.is_empty(),
            CostStatus::Unknown => false,
        };
        let Directions { input, output, fees } = self.directions;
        [(Direction::Input, input), (Direction::Output, output), (Direction::Fee, fees)].map(
            |(direction, sum)| {
                let lacks = unsure().any(|meter| Direction::of(meter) == direction);
                (of_lines && !lacks).then_some(sum)
            },
        )
    }

    /// An amount between two bounds; one where they meet.
    pub(super) fn between(low: Money, high: Option<Money>) -> Self {
        if high == Some(low) {
            return Self { total: high, ..Self::blank(CostStatus::Exact) };
        }
        Self { low: Some(low), high, ..Self::blank(CostStatus::Bounded) }
    }

    /// An amount that lacks rates, without line items.
    pub(super) fn lacking(missing: MeterSet) -> Self {
        Self { missing: missing.iter().collect(), ..Self::blank(CostStatus::Incomplete) }
    }

    fn blank(status: CostStatus) -> Self {
        const NOTHING: Directions = Directions { input: Money::ZERO, output: Money::ZERO, fees: Money::ZERO };
        Self {
            status,
            total: None,
            low: None,
            high: None,
            subtotal: Money::ZERO,
            directions: NOTHING,
            savings: None,
            lines: Vec::new(),
            missing: Vec::new(),
            open: Vec::new(),
        }
    }

    /// The bounds of the amount: both the total where it is exact.
    pub fn bounds(&self) -> (Option<Money>, Option<Money>) {
        (self.total.or(self.low), self.total.or(self.high))
    }
}

impl fmt::Display for Cost {
    /// For people: `0.0125 USD`, `0.0010 .. 0.1649 USD`, or what is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let people = |money: Option<Money>| money.map_or_else(|| "?".to_owned(), Money::to_people);
        match self.status {
            CostStatus::Exact => write!(f, "{} {}", people(self.total), Self::CURRENCY),
            CostStatus::Bounded => {
                write!(f, "{} .. {} {}", people(self.low), people(self.high), Self::CURRENCY)
            }
            CostStatus::Incomplete => {
                let missing: MeterSet = self.missing.iter().copied().collect();
                write!(f, "incomplete: no rate is known for {missing}")
            }
            CostStatus::Unknown => f.pad("unknown"),
        }
    }
}
