//! Why we hold what we hold where a source says otherwise: the model's own verdicts, then the general ones.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use llmanac::Snapshot;
use llmanac::advise::Verdict;
use serde::Deserialize;

use super::tally::{Difference, Held, Place, Tally};

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
    /// It says that something is free, which is how it writes "not known".
    Zero,
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
            for (source, says) in &difference.says {
                let values: Vec<&String> = says.values().collect();
                let own = own_verdict(&verdicts, place, source, difference);
                all.push(Judged {
                    model: place.model.clone(),
                    offer: place.offer.clone(),
                    field: place.field.clone(),
                    ours: difference.ours.clone(),
                    held: difference.held,
                    source: source.clone(),
                    says: says.iter().map(|(key, value)| (key.clone(), value.clone())).collect(),
                    judgement: own.or_else(|| self.general(place, source, difference, &values)),
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
        values: &[&String],
    ) -> Option<Judgement> {
        let fits_any = |patterns: &[String], text: &str| {
            patterns.is_empty() || patterns.iter().any(|pattern| fits(pattern, text))
        };
        let rule = self.judgement.iter().find(|rule| {
            fits_any(&rule.sources, source)
                && fits_any(&rule.models, &place.model)
                && fits_any(&rule.fields, &place.field)
                && fits_any(&rule.offers, &place.offer)
                && rule.when.holds(difference, values)
        })?;
        Some(Judgement { because: rule.because.clone(), missing: rule.missing.clone() })
    }
}

impl When {
    fn holds(self, difference: &Difference, values: &[&String]) -> bool {
        let elsewhere = |what: &str| difference.elsewhere.contains(what);
        match self {
            Self::Always => true,
            Self::HeldFirstParty => difference.held == Held::FirstParty,
            Self::HeldByTwo => matches!(difference.held, Held::Lineages(many) if many > 1),
            Self::OtherLimit => elsewhere("other_limit"),
            Self::OtherVersion => elsewhere("other_version"),
            Self::OtherOffer => elsewhere("other_offer"),
            Self::OtherDate => elsewhere("other_date"),
            Self::OlderPrice => elsewhere("older_price"),
            Self::Rounded => values.iter().all(|value| rounds_to(&difference.ours, value)),
            Self::Zero => values.iter().all(|value| *value == "0"),
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

/// Whether a decimal, rounded to the places of another, is that one.
fn rounds_to(exact: &str, rounded: &str) -> bool {
    let places = rounded.split_once('.').map_or(0, |(_, places)| places.len());
    let digits = |text: &str| -> Option<(i128, usize)> {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        Some((format!("{whole}{rest}").parse().ok()?, rest.len()))
    };
    let (Some((exact, scale)), Some((rounded, _))) = (digits(exact), digits(rounded)) else { return false };
    let Some(more) = scale.checked_sub(places).filter(|more| *more > 0 && *more < 12) else { return false };
    let step = 10_i128.pow(u32::try_from(more).unwrap_or(1));
    // Half a step to either side: files round in several ways.
    (exact - rounded * step).abs() * 2 <= step
}

/// Whether a text is of a pattern in which `*` stands for any text.
fn fits(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| text.strip_prefix(first)) else { return false };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        match rest.split_once(piece) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
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
            ("2.5", "3", true),
            ("2.5", "2.5", false),
            ("2.5", "2.75", false),
            ("x", "1", false),
        ] {
            assert_eq!(rounds_to(exact, rounded), wanted, "{exact} {rounded}");
        }
    }

    #[test]
    fn a_pattern_fits_a_whole_text() {
        for (pattern, text, wanted) in [
            ("*", "anything", true),
            ("azure_openai/*", "azure_openai/gpt-5", true),
            ("azure_openai/*", "bedrock/x", false),
            ("limits.*", "limits.output", true),
            ("limits.output", "limits.output", true),
            ("limits.output", "limits.output.x", false),
        ] {
            assert_eq!(fits(pattern, text), wanted, "{pattern} {text}");
        }
    }
}
