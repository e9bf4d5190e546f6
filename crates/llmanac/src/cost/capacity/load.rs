//! How much of a unit's throughput tokens take.

use serde::Serialize;

use crate::cost::{MeterSet, Usage};
use crate::model::{Meter, MeterKind, MoneyError, Weight, Window};

use super::fraction::Fraction;

/// One meter's part of a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counted {
    /// The meter.
    pub meter: Meter,
    /// The meter with whose weight it counts, where it has none of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted_as: Option<Meter>,
    /// How many tokens.
    pub quantity: u64,
    /// How many weighted tokens one of them is.
    #[serde(serialize_with = "text")]
    pub weight: Weight,
    /// The weighted tokens.
    pub tokens: Fraction,
}

fn text<S: serde::Serializer>(weight: &Weight, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(weight)
}

/// Tokens, weighted by what they take of a unit's throughput.
///
/// ```
/// use llmanac::cost::{Load, Usage};
/// use llmanac::model::{Meter, Weight};
/// let counts = [(Meter::InputText, Weight::ONE), (Meter::OutputText, "8".parse()?)];
/// let usage = Usage::new().with(Meter::InputText, 200_000).with(Meter::OutputText, 20_000);
/// let load = Load::of(&usage, &counts, &[])?;
/// assert_eq!(load.tokens().ok_or("a weight is missing")?.to_string(), "360000");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Load {
    /// One line a meter, in the order of the meters.
    pub lines: Vec<Counted>,
    /// Meters whose weight is not known.
    pub missing: Vec<Meter>,
    /// Fees by the piece: they take no throughput, and are billed with the call.
    pub fees: Vec<Meter>,
    sum: Fraction,
}

impl Load {
    /// Weighs a usage; a meter without a weight counts as the one that it is billed as.
    ///
    /// # Errors
    ///
    /// Tokens that 128 bits cannot hold.
    pub fn of(
        usage: &Usage,
        counts: &[(Meter, Weight)],
        billed_as: &[(Meter, Meter)],
    ) -> Result<Self, MoneyError> {
        let mut load = Self { lines: Vec::new(), missing: Vec::new(), fees: Vec::new(), sum: Fraction::ZERO };
        for (meter, quantity) in usage.iter() {
            if meter.kind() == MeterKind::Fee {
                load.fees.push(meter);
                continue;
            }
            let Some((as_meter, weight)) = weight(meter, counts, billed_as) else {
                load.missing.push(meter);
                continue;
            };
            let tokens = Fraction::new(quantity.into(), u128::from(Weight::ONE.billionths()))?
                .times(weight.billionths().into(), 1)?;
            load.sum = load.sum.plus(tokens)?;
            let counted_as = (as_meter != meter).then_some(as_meter);
            load.lines.push(Counted { meter, counted_as, quantity, weight, tokens });
        }
        Ok(load)
    }

    /// The weighted tokens; `None` where a weight is not known.
    pub fn tokens(&self) -> Option<Fraction> {
        self.missing.is_empty().then_some(self.sum)
    }

    /// For how many seconds it takes one unit; `None` where a weight is not known.
    ///
    /// # Errors
    ///
    /// A throughput of nothing, or a time that 128 bits cannot hold.
    pub fn unit_seconds(&self, throughput: Window) -> Result<Option<Fraction>, MoneyError> {
        self.tokens()
            .map(|tokens| tokens.times(throughput.seconds.into(), throughput.count.into()))
            .transpose()
    }
}

/// The weight of a meter, one hop of `billed_as` at a time.
fn weight(meter: Meter, counts: &[(Meter, Weight)], billed_as: &[(Meter, Meter)]) -> Option<(Meter, Weight)> {
    let mut at = meter;
    let mut seen = MeterSet::NONE;
    // A circle leads back to a meter already seen.
    while !seen.contains(at) {
        if let Some((_, weight)) = counts.iter().find(|(own, _)| *own == at) {
            return Some((at, *weight));
        }
        seen = seen.with(at);
        (_, at) = *billed_as.iter().find(|(from, _)| *from == at)?;
    }
    None
}
