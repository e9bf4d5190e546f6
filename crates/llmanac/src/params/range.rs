//! Bounds that are whole numbers, as nearly all are: they are compared without decimals.

use super::number::Number;
use super::subject::Subject;
use super::table::{Bound, ParamRow, Pointer};

/// The inclusive bounds of a row, where both are whole numbers or the model's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct WholeRange {
    low: Whole,
    high: Whole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whole {
    At(i64),
    Model(Pointer),
}

/// Between these every whole number is a float, and comparing floats compares the numbers.
const EXACT_FLOATS: i64 = 1 << 53;

impl WholeRange {
    /// `None` where a bound is a fraction, exclusive, or beyond 64 bits.
    pub fn of(row: &ParamRow) -> Option<Self> {
        if row.above.is_some() || row.less_than.is_some() {
            return None;
        }
        let whole = |bound: Option<Bound>, open: i64| match bound {
            None => Some(Whole::At(open)),
            Some(Bound::Model(pointer)) => Some(Whole::Model(pointer)),
            Some(Bound::Number(number)) if number.scale() == 0 => {
                i64::try_from(number.mantissa()).ok().map(Whole::At)
            }
            Some(Bound::Number(_)) => None,
        };
        Some(Self { low: whole(row.min, i64::MIN)?, high: whole(row.max, i64::MAX)? })
    }

    /// Whether a number is plainly within: `false` where that takes a closer look.
    pub fn has(self, subject: &Subject<'_>, number: Number) -> bool {
        let at = |whole, open| match whole {
            Whole::At(bound) => bound,
            // What the model does not say refuses nothing.
            Whole::Model(pointer) => subject.pointer(pointer).unwrap_or(open),
        };
        let (low, high) = (at(self.low, i64::MIN), at(self.high, i64::MAX));
        match number {
            Number::Whole(own) => low <= own && own <= high,
            Number::Float(own) => {
                -EXACT_FLOATS < low && high < EXACT_FLOATS && low as f64 <= own && own <= high as f64
            }
            Number::Exact(_) => false,
        }
    }
}
