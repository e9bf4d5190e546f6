//! Why we hold what we hold where a source says otherwise: the model's own verdicts, then the general ones.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use llmanac::Snapshot;
use llmanac::advise::Verdict;
use llmanac::catalog::fits;
use serde::Deserialize;

use super::tally::{Difference, Elsewhere, Held, Place, Said, Tally};

/// One source's word against ours, judged.
pub struct Judged {
    pub model: String,
    pub offer: String,
    pub field: String,
    pub ours: String,
    pub held: Held,
    pub source: String,
    /// What it says, under which key.
    pub says: Vec<(String, String)>,
    pub judgement: Option<Judgement>,
}

/// Why ours is held.
#[derive(Clone, Debug)]
pub struct Judgement {
    pub because: String,
    /// What would settle it.
    pub missing: Option<String>,
}

impl Judged {
    /// `litellm-2026-11 says 128000 (azure/gpt-5)`
    pub fn said(&self) -> String {
        let said: Vec<String> = self.says.iter().map(|(key, value)| format!("{value} ({key})")).collect();
        format!("{} says {}", self.source, said.join(", "))
    }
}

/// The general verdicts, the first that fits counts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgements {
    judgement: Vec<Rule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    /// Patterns with `*`; absent: all.
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    models: Vec<String>,
    #[serde(default)]
    fields: Vec<String>,
    #[serde(default)]
    offers: Vec<String>,
    when: When,
    because: String,
    missing: Option<String>,
}

/// What must hold for a general verdict.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum When {
    Always,
    /// The provider itself states what we hold.
    HeldFirstParty,
    /// Two lineages or more state what we hold.
    HeldByTwo,
    /// What the source says is another limit of ours: it has one word for several.
    OtherLimit,
    /// What it says holds for another version of ours; its key names none.
    OtherVersion,
    /// What it says is our rate on another offer.
    OtherOffer,
    /// What it says is another date of the same life.
    OtherDate,
    /// What it says was our rate once.
    OlderPrice,
    /// Ours, rounded to the digits that it has, is what it says.
    Rounded,
    /// One of the two is the other and a tenth: the price of a region or geography beside the global one.
    Tenth,
    /// Both are one number of tokens, counted in thousands of 1,000 or of 1,024, or rounded to them.
    Thousands,
}

impl Judgements {
    /// Reads `crosscheck.toml` in the catalog's folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let text = fs::read_to_string(folder.join("crosscheck.toml"))
            .context("cannot read catalog/crosscheck.toml")?;
        toml::from_str(&text).context("catalog/crosscheck.toml")
    }

    /// Each source's word against ours, judged.
    pub fn judge(&self, snapshot: &Snapshot, tally: &Tally) -> Vec<Judged> {
        let mut all = Vec::new();
        for (place, difference) in &tally.differences {
            let verdicts = snapshot.show(&place.model).map(|page| page.verdicts).unwrap_or_default();
            for (source, said) in &difference.says {
                let own = own_verdict(&verdicts, place, source, difference);
                all.push(Judged {
                    model: place.model.clone(),
                    offer: place.offer.clone(),
                    field: place.field.clone(),
                    ours: difference.ours.clone(),
                    held: difference.held,
                    source: source.clone(),
                    says: said.values.clone().into_iter().collect(),
                    judgement: own.or_else(|| self.general(place, source, difference, said)),
                });
            }
        }
        all
    }

    fn general(
        &self,
        place: &Place,
        source: &str,
        difference: &Difference,
        said: &Said,
    ) -> Option<Judgement> {
        let fits_any = |patterns: &[String], text: &str| {
            patterns.is_empty() || patterns.iter().any(|pattern| fits(pattern, text))
        };
        let rule = self.judgement.iter().find(|rule| {
            fits_any(&rule.sources, source)
                && fits_any(&rule.models, &place.model)
                && fits_any(&rule.fields, &place.field)
                && fits_any(&rule.offers, &place.offer)
                && rule.when.holds(difference, said)
        })?;
        Some(Judgement { because: rule.because.clone(), missing: rule.missing.clone() })
    }
}

impl When {
    fn holds(self, difference: &Difference, said: &Said) -> bool {
        let ours = difference.ours.as_str();
        let elsewhere = |what: Elsewhere| said.elsewhere.contains(&what);
        let all = |is: fn(&str, &str) -> bool| said.values.values().all(|theirs| is(ours, theirs));
        match self {
            Self::Always => true,
            Self::HeldFirstParty => difference.held == Held::FirstParty,
            Self::HeldByTwo => matches!(difference.held, Held::Lineages(many) if many > 1),
            Self::OtherLimit => elsewhere(Elsewhere::OtherLimit),
            Self::OtherVersion => elsewhere(Elsewhere::OtherVersion),
            Self::OtherOffer => elsewhere(Elsewhere::OtherOffer),
            Self::OtherDate => elsewhere(Elsewhere::OtherDate),
            Self::OlderPrice => elsewhere(Elsewhere::OlderPrice),
            Self::Rounded => all(rounds_to),
            Self::Tenth => all(is_tenth_apart),
            Self::Thousands => all(is_same_thousands),
        }
    }
}

/// A verdict in the model's file that names the source, or holds our value against all.
fn own_verdict(
    verdicts: &[Verdict],
    place: &Place,
    source: &str,
    difference: &Difference,
) -> Option<Judgement> {
    let field = place.field.split(" over ").next().unwrap_or(&place.field);
    let about = |own: &&Verdict| {
        own.field == field || field.strip_prefix(own.field.as_str()).is_some_and(|rest| rest.starts_with('.'))
    };
    let names = |own: &Verdict| own.says.iter().any(|claim| claim.sources.iter().any(|id| id == source));
    let found = verdicts.iter().filter(about).find(|own| names(own) || own.hold == difference.ours)?;
    Some(Judgement { because: found.because.clone(), missing: found.missing.clone() })
}

/// Whether a decimal, rounded to the places of another, is that one; cents at the coarsest, since `1` may be `1.00`.
fn rounds_to(exact: &str, rounded: &str) -> bool {
    let (Some((exact, scale)), Some((rounded, places))) = (digits(exact), digits(rounded)) else {
        return false;
    };
    let (cents, rounded) = (places.max(2), rounded * 10_i128.pow(2_u32.saturating_sub(places)));
    let Some(more) = scale.checked_sub(cents).filter(|more| *more > 0 && *more < 12) else { return false };
    let step = 10_i128.pow(more);
    // Half a step to either side: files round in several ways.
    (exact - rounded * step).abs() * 2 <= step
}

/// Whether one of two decimals is the other and a tenth.
fn is_tenth_apart(one: &str, other: &str) -> bool {
    let (Some((one, scale)), Some((other, places))) = (digits(one), digits(other)) else { return false };
    let both = scale.max(places);
    let at = |number: i128, scale: u32| number * 10_i128.pow(both - scale);
    let (one, other) = (at(one, scale), at(other, places));
    one * 10 == other * 11 || other * 10 == one * 11
}

/// Whether two counts are no more apart than thousands of 1,000 and of 1,024 are, twice over.
fn is_same_thousands(one: &str, other: &str) -> bool {
    let (Ok(one), Ok(other)) = (one.parse::<u128>(), other.parse::<u128>()) else { return false };
    one.abs_diff(other) * 20 <= one.max(other)
}

/// A decimal as a whole number and the places behind its point; `None` for what is none, or has very many.
fn digits(text: &str) -> Option<(i128, u32)> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let places = u32::try_from(rest.len()).ok().filter(|places| *places < 12 && whole.len() < 12)?;
    Some((format!("{whole}{rest}").parse().ok()?, places))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_that_was_rounded_to_cents_is_told_from_another_price() {
        for (exact, rounded, wanted) in [
            ("0.125", "0.13", true),
            ("0.125", "0.12", true),
            ("0.005", "0.01", true),
            ("0.005", "0.02", false),
            ("2.5", "3", false),
            ("1.004", "1", true),
            ("2.5", "2.5", false),
            ("2.5", "2.75", false),
            ("x", "1", false),
        ] {
            assert_eq!(rounds_to(exact, rounded), wanted, "{exact} {rounded}");
        }
    }

    #[test]
    fn a_tenth_more_and_other_thousands_are_told_from_other_numbers() {
        for (one, other, wanted) in [
            ("2", "2.2", true),
            ("0.055", "0.05", true),
            ("2", "2.4", false),
            ("2", "2", false),
            ("2", "x", false),
        ] {
            assert_eq!(is_tenth_apart(one, other), wanted, "{one} {other}");
        }
        for (one, other, wanted) in [
            ("1048576", "1000000", true),
            ("131072", "128000", true),
            ("272000", "922000", false),
            ("128000", "16384", false),
        ] {
            assert_eq!(is_same_thousands(one, other), wanted, "{one} {other}");
        }
    }
}
