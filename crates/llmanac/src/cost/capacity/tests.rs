//! Costs of capacity against tables, laws, and a second, slow arithmetic.

use proptest::prelude::*;

use super::price::share_cost;
use super::{CapacityTime, Fraction, Load, Sizes};
use crate::cost::Usage;
use crate::model::{Meter, Money, Rate, TimeUnit, UnitRate, Weight, Window};

/// A fraction of whole numbers, reduced at every step: slow, and plain enough to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slow(i128, i128);

impl Slow {
    fn new(numerator: i128, denominator: i128) -> Self {
        let (mut a, mut b) = (numerator, denominator);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        let shared = a.max(1);
        Self(numerator / shared, denominator / shared)
    }

    fn times(self, numerator: i128, denominator: i128) -> Self {
        let left = Self::new(self.0, denominator);
        let right = Self::new(numerator, self.1);
        Self::new(left.0 * right.0, left.1 * right.1)
    }

    fn plus(self, other: Self) -> Self {
        Self::new(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }

    /// Dollars.
    fn of_money(money: Money) -> Self {
        let (numerator, denominator) = money.nano_usd();
        Self::new(numerator, i128::from(denominator)).times(1, 1_000_000_000)
    }

    fn of(number: Fraction) -> Self {
        let (numerator, denominator) = number.parts();
        Self::new(i128::try_from(numerator).unwrap(), i128::try_from(denominator).unwrap())
    }
}

fn rate(nano: i64, per: u32, time: TimeUnit) -> UnitRate {
    let amount = rust_decimal::Decimal::new(nano, 9).to_string();
    UnitRate::new(Rate::usd(&amount, per).unwrap(), time)
}

fn usd(amount: &str, per: u32, time: TimeUnit) -> UnitRate {
    UnitRate::new(Rate::usd(amount, per).unwrap(), time)
}

#[test]
fn units_cost_their_rate_for_their_time_and_parts_of_an_hour_are_exact() {
    use TimeUnit::{Hour, Month, Second};
    for (units, time, rate, wanted) in [
        (50, CapacityTime::Seconds(720 * 3_600), usd("1", 1, Hour), Some("36000")),
        (50, CapacityTime::Seconds(900), usd("1", 1, Hour), Some("12.5")),
        (1, CapacityTime::Seconds(7), usd("3", 1, Hour), Some("0.005833333333333333333333333333")),
        (0, CapacityTime::Seconds(7), usd("3", 1, Hour), Some("0")),
        (2, CapacityTime::Seconds(0), usd("3", 1, Hour), Some("0")),
        // A model unit, as it is quoted: by the second.
        (1, CapacityTime::Seconds(3_600), usd("0.0011416", 1, Second), Some("4.10976")),
        (2, CapacityTime::Months(3), usd("260", 1, Month), Some("1560")),
        // A month is no number of hours, nor hours a part of a month.
        (2, CapacityTime::Months(3), usd("1", 1, Hour), None),
        (2, CapacityTime::Seconds(3_600), usd("260", 1, Month), None),
        // A million tokens kept for an hour and a half.
        (1_000_000, CapacityTime::Seconds(5_400), usd("4.5", 1_000_000, Hour), Some("6.75")),
    ] {
        let cost = time.cost(units, rate).unwrap().map(|cost| cost.to_string());
        assert_eq!(cost.as_deref(), wanted, "{units} for {time} at {rate}");
    }
}

#[test]
fn amounts_that_do_not_fit_are_errors_and_never_wrong() {
    let forever = CapacityTime::Seconds(u64::MAX);
    assert!(forever.cost(u64::MAX, usd("9000000000", 1, TimeUnit::Second)).is_err());
    assert!(CapacityTime::hours(u64::MAX).is_none());
    assert!(Fraction::new(1, 0).is_err());
    assert!(Sizes::new(u64::MAX, 2).fit(u128::from(u64::MAX) + 1).is_err());
}

#[test]
fn sizes_begin_at_the_least_and_go_on_in_steps() {
    for (least, step, wanted, size) in [
        (15, 5, 0, 15),
        (15, 5, 15, 15),
        (15, 5, 16, 20),
        (15, 5, 106, 110),
        (50, 50, 106, 150),
        (50, 50, 77, 100),
        (1, 1, 106, 106),
        (80, 40, 81, 120),
    ] {
        assert_eq!(Sizes::new(least, step).fit(wanted).unwrap(), size, "{least} {step} {wanted}");
    }
}

#[test]
fn tokens_are_weighed_meter_by_meter_and_an_unknown_weight_is_no_zero() {
    let weight = |text: &str| text.parse::<Weight>().unwrap();
    let counts = [
        (Meter::InputText, Weight::ONE),
        (Meter::CacheReadText, weight("0.1")),
        (Meter::OutputText, weight("5")),
    ];
    let billed_as = [(Meter::OutputReasoning, Meter::OutputText), (Meter::InputImage, Meter::InputImage)];
    let usage = Usage::new()
        .with(Meter::InputText, 1_000)
        .with(Meter::CacheReadText, 7)
        .with(Meter::OutputReasoning, 10)
        .with(Meter::WebSearch, 3);
    let load = Load::of(&usage, &counts, &billed_as).unwrap();
    assert_eq!(load.tokens().unwrap().to_string(), "1050.7");
    assert_eq!(load.fees, [Meter::WebSearch]);
    let seconds = load.unit_seconds(Window { count: 600, seconds: 60 }).unwrap().unwrap();
    assert_eq!(seconds.to_string(), "105.07");

    // A circle of meters ends, and what has no weight leaves the sum unknown.
    let load = Load::of(&usage.with(Meter::InputImage, 1), &counts, &billed_as).unwrap();
    assert_eq!((load.tokens(), load.missing), (None, vec![Meter::InputImage]));
}

#[test]
fn the_worked_example_of_azure_comes_out() {
    let counts = [(Meter::InputText, Weight::ONE), (Meter::OutputText, "8".parse().unwrap())];
    for (input, exact, in_fives, in_fifties) in [(200, "105.882", 110, 150), (100, "76.4706", 80, 100)] {
        let usage = Usage::new().with(Meter::InputText, input).with(Meter::OutputText, 20);
        let tokens = Load::of(&usage, &counts, &[]).unwrap().tokens().unwrap().times(1_000, 1).unwrap();
        let units = tokens.times(1, 3_400).unwrap();
        assert_eq!(units.to_people(), exact);
        assert_eq!(Sizes::new(15, 5).fit(units.ceil()).unwrap(), in_fives);
        assert_eq!(Sizes::new(50, 50).fit(units.ceil()).unwrap(), in_fifties);
    }
}

fn spans() -> impl Strategy<Value = (TimeUnit, i128)> {
    prop_oneof![Just((TimeUnit::Second, 1)), Just((TimeUnit::Hour, 3_600))]
}

proptest! {
    #[test]
    fn costs_are_what_slow_rational_arithmetic_says(
        units in 0u64..1_000_000, seconds in 0u64..1_000_000_000, nano in 0i64..10_000_000_000_000,
        per in 1u32..2_000_000, (time, span) in spans(),
    ) {
        let cost = CapacityTime::Seconds(seconds).cost(units, rate(nano, per, time)).unwrap().unwrap();
        let slow = Slow::new(i128::from(nano), 1_000_000_000)
            .times(units.into(), per.into())
            .times(seconds.into(), span);
        prop_assert_eq!(Slow::of_money(cost), slow);
    }

    #[test]
    fn twice_the_time_or_the_units_cost_twice(
        units in 0u64..1_000_000_000, seconds in 0u64..1_000_000_000, nano in 0i64..1_000_000_000_000,
        (time, _) in spans(),
    ) {
        let rate = rate(nano, 1, time);
        let cost = |units, seconds| CapacityTime::Seconds(seconds).cost(units, rate).unwrap().unwrap();
        let once = cost(units, seconds);
        let twice = once.plus(once).unwrap();
        prop_assert_eq!(cost(units, seconds * 2), twice);
        prop_assert_eq!(cost(units * 2, seconds), twice);
    }

    #[test]
    fn how_a_time_is_split_does_not_matter(
        units in 1u64..1_000_000, parts in prop::collection::vec(0u64..1_000_000, 1..20),
        nano in 0i64..1_000_000_000_000, (time, _) in spans(),
    ) {
        let rate = rate(nano, 1, time);
        let cost = |seconds| CapacityTime::Seconds(seconds).cost(units, rate).unwrap().unwrap();
        let sum = parts.iter().try_fold(Money::ZERO, |sum, part| sum.plus(cost(*part))).unwrap();
        prop_assert_eq!(sum, cost(parts.iter().sum()));
    }

    #[test]
    fn more_units_or_more_time_never_cost_less(
        units in 0u64..1_000_000, more in 0u64..1_000_000, seconds in 0u64..1_000_000, longer in 0u64..1_000_000,
        nano in 0i64..1_000_000_000_000,
    ) {
        let rate = rate(nano, 1, TimeUnit::Hour);
        let cost = |units, seconds| CapacityTime::Seconds(seconds).cost(units, rate).unwrap().unwrap();
        prop_assert!(cost(units, seconds) <= cost(units + more, seconds + longer));
    }

    #[test]
    fn a_size_has_the_wanted_units_is_sold_and_is_the_smallest_such(
        least in 1u64..1_000, step in 1u64..1_000, wanted in 0u64..100_000,
    ) {
        let sizes = Sizes::new(least, step);
        let size = sizes.fit(wanted.into()).unwrap();
        prop_assert!(size >= wanted && sizes.has(size));
        let smaller = (0..size).rev().find(|own| sizes.has(*own));
        prop_assert!(smaller.is_none_or(|smaller| smaller < wanted));
    }

    #[test]
    fn loads_add_up_and_match_slow_rational_arithmetic(
        one in (0u64..1_000_000_000, 0u64..1_000_000_000), two in (0u64..1_000_000_000, 0u64..1_000_000_000),
        weight in 0u64..100_000, count in 1u64..1_000_000, seconds in 1u32..100_000,
    ) {
        let text = format!("{}.{:03}", weight / 1_000, weight % 1_000);
        let counts = [(Meter::InputText, Weight::ONE), (Meter::OutputText, text.parse().unwrap())];
        let window = Window { count, seconds };
        let usage = |(input, output)| Usage::new().with(Meter::InputText, input).with(Meter::OutputText, output);
        let taken = |usage: &Usage| {
            Load::of(usage, &counts, &[]).unwrap().unit_seconds(window).unwrap().unwrap()
        };
        let slow = |(input, output): (u64, u64)| {
            Slow::new(input.into(), 1)
                .plus(Slow::new(output.into(), 1).times(weight.into(), 1_000))
                .times(seconds.into(), count.into())
        };
        prop_assert_eq!(Slow::of(taken(&usage(one))), slow(one));
        let both = usage(one).plus(&usage(two)).unwrap();
        prop_assert_eq!(taken(&both), taken(&usage(one)).plus(taken(&usage(two))).unwrap());
    }

    #[test]
    fn the_shares_of_all_usage_that_fills_the_capacity_are_its_whole_cost(
        units in 1u64..1_000, minutes in 1u64..10_000, count in 1u64..1_000_000, nano in 0i64..1_000_000_000_000,
    ) {
        let rate = rate(nano, 1, TimeUnit::Hour);
        let full = Usage::new().with(Meter::InputText, units * minutes * count);
        let load = Load::of(&full, &[(Meter::InputText, Weight::ONE)], &[]).unwrap();
        let taken = load.unit_seconds(Window { count, seconds: 60 }).unwrap().unwrap();
        prop_assert_eq!(taken.times(1, u128::from(units * minutes) * 60).unwrap().to_string(), "1");
        let whole = CapacityTime::Seconds(minutes * 60).cost(units, rate).unwrap().unwrap();
        prop_assert_eq!(share_cost(taken, rate).unwrap(), Some(whole));
    }

    #[test]
    fn nothing_panics_whatever_the_numbers(
        units: u64, seconds: u64, months: u32, nano in 0i64..i64::MAX, per: u32, input: u64, output: u64,
        weight in 0u64..u64::MAX, count: u64, window: u32, a: u128, b: u128, c: u128, d: u128,
    ) {
        for time in [TimeUnit::Second, TimeUnit::Hour, TimeUnit::Month] {
            let rate = rate(nano, per, time);
            let _ = CapacityTime::Seconds(seconds).cost(units, rate).map(|cost| cost.map(|cost| cost.to_string()));
            let _ = CapacityTime::Months(months).cost(units, rate).map(|cost| cost.map(|cost| cost.to_people()));
        }
        let weight = rust_decimal::Decimal::from_i128_with_scale(weight.into(), 9).to_string().parse();
        let counts = [(Meter::InputText, Weight::ONE), (Meter::OutputText, weight.unwrap())];
        let usage = Usage::new().with(Meter::InputText, input).with(Meter::OutputText, output);
        if let Ok(load) = Load::of(&usage, &counts, &[]) {
            let _ = load.unit_seconds(Window { count, seconds: window }).map(|own| own.map(|own| own.to_string()));
        }
        if let (Ok(one), Ok(two)) = (Fraction::new(a, b), Fraction::new(c, d)) {
            let _ = (one.plus(two), one.times(c, d), one.ceil(), one.to_people(), one.to_string(), one > 1);
        }
    }
}
