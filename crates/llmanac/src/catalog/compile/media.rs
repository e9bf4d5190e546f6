//! How many tokens attached data takes: names of levels become their rules, and every rule has its numbers.

use rust_decimal::Decimal;
use toml::Value;

use crate::catalog::authored::{ImageEntry, Media, MediaEntry};
use crate::catalog::problem::{Problems, did_you_mean};
use crate::catalog::tables::Tables;
use crate::cost::{ImageRule, LevelBy, MediaRules, USUAL};

use super::context::sources;

/// Compiles `media.toml`.
pub(crate) fn media(tables: &Tables, problems: &mut Problems, file: &Media) -> Vec<MediaRules> {
    file.iter().map(|(name, entry)| line(tables, problems, name, entry)).collect()
}

fn line(tables: &Tables, problems: &mut Problems, name: &str, entry: &MediaEntry) -> MediaRules {
    if entry.src.is_empty() {
        problems.add(format!("{name}.src"), "no source: every line of models names its sources in `src`");
    }
    let level_by = match entry.level_by.as_deref() {
        None => LevelBy::Nothing,
        Some("detail") => LevelBy::Detail,
        Some("media_resolution") => LevelBy::Resolution,
        Some(other) => {
            let other: String = other.chars().take(80).collect();
            problems.add(
                format!("{name}.level_by"),
                format_args!("no word `{other}`; known: detail, media_resolution"),
            );
            LevelBy::Nothing
        }
    };
    if !entry.image.is_empty() && !entry.image.contains_key(USUAL) {
        problems.add(
            format!("{name}.image"),
            format_args!("no level `{USUAL}`: what holds where none is stated?"),
        );
    }
    MediaRules {
        name: name.to_owned(),
        images: entry
            .image
            .iter()
            .map(|(level, value)| (level.clone(), rules(problems, name, entry, level, value)))
            .collect(),
        level_by,
        page: band(problems, &format!("{name}.page"), entry.page),
        second: band(problems, &format!("{name}.second"), entry.second),
        assumed: entry.assumed.clone(),
        src: sources(tables, problems, &format!("{name}.src"), &entry.src),
    }
}

/// The rules of a level: its own, and those of the levels that it names.
fn rules(
    problems: &mut Problems,
    name: &str,
    entry: &MediaEntry,
    level: &str,
    value: &Value,
) -> Vec<ImageRule> {
    let key = format!("{name}.image.{level}");
    let values = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    let mut rules = Vec::new();
    for value in values {
        match value {
            Value::String(other) => match entry.image.get(other) {
                Some(Value::Table(_)) => {
                    rules.extend(entry.image.get(other).and_then(|own| rule(problems, &key, own)));
                }
                Some(Value::Array(values)) => {
                    let own = values.iter().filter(|value| value.is_table());
                    rules.extend(own.filter_map(|own| rule(problems, &key, own)));
                }
                _ => problems.hint(
                    &key,
                    format_args!("no level `{other}` with rules of its own"),
                    did_you_mean(other, entry.image.keys().map(String::as_str)),
                ),
            },
            value => rules.extend(rule(problems, &key, value)),
        }
    }
    rules
}

fn rule(problems: &mut Problems, key: &str, value: &Value) -> Option<ImageRule> {
    let entry: ImageEntry = problems.ok(key, value.clone().try_into())?;
    let mut needed = |name: &str, number: Option<u32>| {
        let number = number.filter(|number| *number > 0);
        if number.is_none() {
            problems.add(key, format_args!("a rule by {} has `{name}`, a number above 0", entry.by));
        }
        number
    };
    // All are asked for before one that is missing ends it, so that each is told.
    match entry.by.as_str() {
        "fixed" => Some(ImageRule::Fixed { tokens: needed("tokens", entry.tokens)? }),
        "tiles" => {
            let [base, each, tile, side, short] = [
                ("base", entry.base),
                ("each", entry.each),
                ("tile", entry.tile),
                ("side", entry.side),
                ("short", entry.short),
            ]
            .map(|(name, number)| needed(name, number));
            Some(ImageRule::Tiles { base: base?, each: each?, tile: tile?, side: side?, short: short? })
        }
        "patches" => {
            let patch = needed("patch", entry.patch)?;
            let times = match &entry.times {
                Some(text) => times(problems, key, text)?,
                None => (1, 1),
            };
            let ImageEntry { side, budget, refused_over, .. } = entry;
            Some(ImageRule::Patches { patch, side, budget, refused_over, times })
        }
        "padded_patches" => {
            let [patch, side, budget] =
                [("patch", entry.patch), ("side", entry.side), ("budget", entry.budget)]
                    .map(|(name, number)| needed(name, number));
            Some(ImageRule::Padded { patch: patch?, side: side?, budget: budget? })
        }
        "crops" => {
            let [each, small, over, under] = [
                ("each", entry.each),
                ("small", entry.small),
                ("part", entry.part.map(|part| part[0])),
                ("part", entry.part.map(|part| part[1])),
            ]
            .map(|(name, number)| needed(name, number));
            let within = entry.within.map(|[least, most]| (least, most));
            Some(ImageRule::Crops { each: each?, small: small?, part: (over?, under?), within })
        }
        other => {
            let known = ["fixed", "tiles", "patches", "padded_patches", "crops"];
            let short: String = other.chars().take(80).collect();
            problems.hint(
                key,
                format_args!("no rule by `{short}`; known: {}", known.join(", ")),
                did_you_mean(&short, known),
            );
            None
        }
    }
}

/// A factor as a fraction: `"1.62"`.
fn times(problems: &mut Problems, key: &str, text: &str) -> Option<(u32, u32)> {
    let factor = text.parse::<Decimal>().ok().filter(|factor| factor.is_sign_positive() && !factor.is_zero());
    let fraction = factor.map(|factor| factor.normalize()).and_then(|factor| {
        let by = u32::try_from(factor.mantissa()).ok()?;
        Some((by, 10u32.checked_pow(factor.scale())?))
    });
    if fraction.is_none() {
        problems.add(key, "`times` is a decimal above 0 in quotation marks: \"1.2\"");
    }
    fraction
}

fn band(problems: &mut Problems, key: &str, band: Option<[u32; 2]>) -> Option<(u32, u32)> {
    let [least, most] = band?;
    if least > most {
        problems.add(key, format_args!("{least} is more than {most}: write the least first"));
    }
    Some((least, most))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::compile::read;

    #[test]
    fn mistakes_are_told_with_their_place() {
        let text = "\
[x]
level_by = \"detial\"
page = [2, 1]
[x.image]
low = { by = \"tails\", base = 1 }
high = { by = \"tiles\", base = 85, each = 0 }
best = \"hihg\"
worst = { by = \"patches\", patch = 32, times = \"a lot\" }
odd = { by = \"fixed\", tokens = 1, colour = 2 }
";
        let mut problems = Problems::default();
        media(&Tables::default(), &mut problems, &read("media.toml", text).unwrap());
        let told: Vec<String> =
            problems.placed("media.toml", Some(text)).iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        media.toml:1: x.src: no source: every line of models names its sources in `src`
        media.toml:2: x.level_by: no word `detial`; known: detail, media_resolution
        media.toml:3: x.page: 2 is more than 1: write the least first
        media.toml:4: x.image: no level `auto`: what holds where none is stated?
        media.toml:5: x.image.low: no rule by `tails`; known: fixed, tiles, patches, padded_patches, crops; did you mean `tiles`?
        media.toml:6: x.image.high: a rule by tiles has `each`, a number above 0
        media.toml:6: x.image.high: a rule by tiles has `tile`, a number above 0
        media.toml:6: x.image.high: a rule by tiles has `side`, a number above 0
        media.toml:6: x.image.high: a rule by tiles has `short`, a number above 0
        media.toml:7: x.image.best: no level `hihg` with rules of its own; did you mean `high`?
        media.toml:8: x.image.worst: `times` is a decimal above 0 in quotation marks: "1.2"
        media.toml:9: x.image.odd: unknown field `colour`, expected one of `by`, `tokens`, `base`, `each`, `tile`, `patch`, `side`, `short`, `budget`, `refused_over`, `times`, `small`, `part`, `within`
        "#);
    }

    #[test]
    fn a_factor_is_kept_as_it_is_written() {
        for (text, expected) in
            [("1.62", Some((162, 100))), ("1.20", Some((12, 10))), ("2", Some((2, 1))), ("0", None)]
        {
            assert_eq!(times(&mut Problems::default(), "x", text), expected, "{text}");
        }
    }
}
