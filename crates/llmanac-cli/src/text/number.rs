//! Numbers as people read them; what is unknown is `?`, never blank or 0.

use llmanac::model::Rate;

/// A value, or `?` where it is unknown.
pub fn unknown<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(|| "?".to_owned(), |value| value.to_string())
}

/// US dollars for a million units, with two decimals at least: `2.50`, `0.075`.
pub fn rate_per_million(rate: Option<Rate>) -> String {
    let Some(rate) = rate else { return unknown(None::<Rate>) };
    match rate.quoted_per(1_000_000) {
        Some(rate) => rate_of(&rate.amount().to_string()),
        None => rate.to_string(),
    }
}

/// A decimal with two decimals at least: `2.50`.
pub fn rate_of(decimal: &str) -> String {
    match decimal.split_once('.') {
        None => format!("{decimal}.00"),
        Some((_, places)) if places.len() == 1 => format!("{decimal}0"),
        Some(_) => decimal.to_owned(),
    }
}

/// A number of days from now: `in 142 days`, `today`, `53 days ago`.
pub fn days(from_now: i32) -> String {
    match from_now {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {from_now} days"),
        _ => format!("{} days ago", from_now.unsigned_abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_have_the_decimals_that_they_need() {
        for (usd, per, said) in [
            ("2.5", 1_000_000, "2.50"),
            ("10", 1_000_000, "10.00"),
            ("0.075", 1_000_000, "0.075"),
            ("0.0000025", 1, "2.50"),
            ("0", 1_000, "0.00"),
        ] {
            assert_eq!(rate_per_million(Rate::usd(usd, per).ok()), said, "{usd} per {per}");
        }
        assert_eq!(rate_per_million(None), "?");
    }
}
