//! The columns of a batch, whichever of Arrow's types they have.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal128Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, LargeStringArray, PrimitiveArray, StringArray, StringViewArray};
use arrow_schema::{DataType, TimeUnit};
use llmanac::Date;

/// A column of texts.
pub enum Texts<'a> {
    Small(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
    /// Places into a list of texts.
    Dictionary {
        keys: Vec<Option<usize>>,
        values: Box<Texts<'a>>,
    },
}

impl<'a> Texts<'a> {
    pub fn of(name: &str, column: &'a dyn Array) -> Result<Self, String> {
        let none = || format!("the column `{name}` holds texts, and is {}", column.data_type());
        Ok(match column.data_type() {
            DataType::Utf8 => Self::Small(column.as_string_opt().ok_or_else(none)?),
            DataType::LargeUtf8 => Self::Large(column.as_string_opt().ok_or_else(none)?),
            DataType::Utf8View => Self::View(column.as_string_view_opt().ok_or_else(none)?),
            DataType::Dictionary(..) => {
                let dictionary = column.as_any_dictionary_opt().ok_or_else(none)?;
                let keys = places(name, dictionary.keys(), dictionary.values().len())?;
                Self::Dictionary { keys, values: Box::new(Self::of(name, dictionary.values().as_ref())?) }
            }
            _ => return Err(none()),
        })
    }

    pub fn get(&self, row: usize) -> Option<&str> {
        match self {
            Self::Small(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Dictionary { keys, values } => values.get(keys.get(row).copied().flatten()?),
        }
    }
}

/// Places into a list of some length; a gap is `None`.
///
/// # Errors
///
/// A place outside of the list.
fn places(name: &str, keys: &dyn Array, length: usize) -> Result<Vec<Option<usize>>, String> {
    let places = Counts::of(name, keys)?;
    let place = |row| {
        let stated = places.get(row).and_then(|place| {
            let Some(place) = place else { return Ok(None) };
            let within = usize::try_from(place).ok().filter(|place| *place < length);
            within.map(Some).ok_or_else(|| place.to_string())
        });
        stated
            .map_err(|place| format!("the column `{name}` points at category {place} of a list of {length}"))
    };
    (0..keys.len()).map(place).collect()
}

/// A column of counts.
pub enum Counts<'a> {
    Int8(&'a PrimitiveArray<Int8Type>),
    Int16(&'a PrimitiveArray<Int16Type>),
    Int32(&'a PrimitiveArray<Int32Type>),
    Int64(&'a PrimitiveArray<Int64Type>),
    UInt8(&'a PrimitiveArray<UInt8Type>),
    UInt16(&'a PrimitiveArray<UInt16Type>),
    UInt32(&'a PrimitiveArray<UInt32Type>),
    UInt64(&'a PrimitiveArray<UInt64Type>),
    /// Counts with gaps, as pandas keeps them: a NaN is a gap.
    Float32(&'a PrimitiveArray<Float32Type>),
    Float64(&'a PrimitiveArray<Float64Type>),
    /// Whole decimals, as DuckDB sums.
    Decimal(&'a PrimitiveArray<Decimal128Type>),
    /// A column without a value.
    Nothing,
}

impl<'a> Counts<'a> {
    pub fn of(name: &str, column: &'a dyn Array) -> Result<Self, String> {
        let found = match column.data_type() {
            DataType::Int8 => column.as_primitive_opt().map(Self::Int8),
            DataType::Int16 => column.as_primitive_opt().map(Self::Int16),
            DataType::Int32 => column.as_primitive_opt().map(Self::Int32),
            DataType::Int64 => column.as_primitive_opt().map(Self::Int64),
            DataType::UInt8 => column.as_primitive_opt().map(Self::UInt8),
            DataType::UInt16 => column.as_primitive_opt().map(Self::UInt16),
            DataType::UInt32 => column.as_primitive_opt().map(Self::UInt32),
            DataType::UInt64 => column.as_primitive_opt().map(Self::UInt64),
            DataType::Float32 => column.as_primitive_opt().map(Self::Float32),
            DataType::Float64 => column.as_primitive_opt().map(Self::Float64),
            DataType::Decimal128(_, 0) => column.as_primitive_opt().map(Self::Decimal),
            DataType::Null => Some(Self::Nothing),
            _ => None,
        };
        found.ok_or_else(|| format!("the column `{name}` holds whole numbers, and is {}", column.data_type()))
    }

    /// The count of a row; `None` where it states none.
    ///
    /// # Errors
    ///
    /// A value that is no count, as text.
    #[inline]
    pub fn get(&self, row: usize) -> Result<Option<u64>, String> {
        macro_rules! whole {
            ($column:expr) => {{
                if !$column.is_valid(row) {
                    return Ok(None);
                }
                let value = $column.value(row);
                match u64::try_from(value) {
                    Ok(count) if i64::try_from(count).is_ok() => Ok(Some(count)),
                    _ => Err(value.to_string()),
                }
            }};
        }
        match self {
            Self::Int8(column) => whole!(column),
            Self::Int16(column) => whole!(column),
            Self::Int32(column) => whole!(column),
            Self::Int64(column) => whole!(column),
            Self::UInt8(column) => whole!(column),
            Self::UInt16(column) => whole!(column),
            Self::UInt32(column) => whole!(column),
            Self::UInt64(column) => whole!(column),
            Self::Decimal(column) => whole!(column),
            Self::Float32(column) if column.is_valid(row) => of_float(f64::from(column.value(row))),
            Self::Float64(column) if column.is_valid(row) => of_float(column.value(row)),
            Self::Float32(_) | Self::Float64(_) | Self::Nothing => Ok(None),
        }
    }
}

/// A float that is a whole number which a float holds exactly.
fn of_float(value: f64) -> Result<Option<u64>, String> {
    /// 2^53: above it a float leaves whole numbers out.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if value.is_nan() {
        return Ok(None);
    }
    if value.fract() != 0.0 || !(0.0..=EXACT).contains(&value) {
        return Err(value.to_string());
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and within 2^53")]
    Ok(Some(value as u64))
}

/// A column of days.
pub enum Days<'a> {
    Date32(&'a PrimitiveArray<Date32Type>),
    Date64(&'a PrimitiveArray<Date64Type>),
    Seconds(&'a PrimitiveArray<TimestampSecondType>),
    Millis(&'a PrimitiveArray<TimestampMillisecondType>),
    Micros(&'a PrimitiveArray<TimestampMicrosecondType>),
    Nanos(&'a PrimitiveArray<TimestampNanosecondType>),
    Texts(Texts<'a>),
}

impl<'a> Days<'a> {
    pub fn of(name: &str, column: &'a dyn Array) -> Result<Self, String> {
        let found = match column.data_type() {
            DataType::Date32 => column.as_primitive_opt().map(Self::Date32),
            DataType::Date64 => column.as_primitive_opt().map(Self::Date64),
            DataType::Timestamp(TimeUnit::Second, _) => column.as_primitive_opt().map(Self::Seconds),
            DataType::Timestamp(TimeUnit::Millisecond, _) => column.as_primitive_opt().map(Self::Millis),
            DataType::Timestamp(TimeUnit::Microsecond, _) => column.as_primitive_opt().map(Self::Micros),
            DataType::Timestamp(TimeUnit::Nanosecond, _) => column.as_primitive_opt().map(Self::Nanos),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(..) => {
                return Texts::of(name, column).map(Self::Texts);
            }
            _ => None,
        };
        found.ok_or_else(|| {
            format!(
                "the column `{name}` holds days (dates, timestamps, or texts such as `2026-11-23`), and is {}",
                column.data_type()
            )
        })
    }

    /// The day of a row, in UTC where it is a moment; `None` where it states none.
    ///
    /// # Errors
    ///
    /// A text that is no day.
    pub fn get(&self, row: usize) -> Result<Option<Date>, String> {
        const DAY: i64 = 86_400;
        macro_rules! moment {
            ($column:expr, $per_day:expr) => {
                $column.is_valid(row).then(|| $column.value(row).div_euclid($per_day))
            };
        }
        let days = match self {
            Self::Date32(column) => column.is_valid(row).then(|| i64::from(column.value(row))),
            Self::Date64(column) => moment!(column, DAY * 1_000),
            Self::Seconds(column) => moment!(column, DAY),
            Self::Millis(column) => moment!(column, DAY * 1_000),
            Self::Micros(column) => moment!(column, DAY * 1_000_000),
            Self::Nanos(column) => moment!(column, DAY * 1_000_000_000),
            Self::Texts(texts) => {
                let Some(text) = texts.get(row) else { return Ok(None) };
                return text.parse().map(Some).map_err(|error: llmanac::model::DateError| {
                    let short: String = text.chars().take(80).collect();
                    format!("day `{short}`: {error}")
                });
            }
        };
        let Some(days) = days else { return Ok(None) };
        let days = i32::try_from(days).map_err(|_| format!("{days} days since 1970 are no day"))?;
        Ok(Some(Date::from_unix_days(days)))
    }
}
