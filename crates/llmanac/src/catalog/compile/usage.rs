//! How APIs report usage: names of counts become places, names of meters meters.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use crate::catalog::authored::{
    ContextEntry, CountEntry, EntriesEntry, FeeEntry, FormEntry, LineEntry, ListEntry, ModelsEntry,
    TotalEntry, UsageFile,
};
use crate::catalog::problem::{Problems, did_you_mean};
use crate::catalog::tables::Tables;
use crate::cost::{
    ContextRow, CountRow, EntriesRow, FeeRow, LineRow, ListRow, Models, Things, TotalRow, UsageForm,
    UsageForms,
};
use crate::model::{MakerId, Meter, MeterKind, Surface};

use super::context::sources;

/// Compiles `usage.toml`. The sources are for readers: they are checked, and stay out of the binary.
pub(crate) fn usage(tables: &Tables, problems: &mut Problems, file: &UsageFile) -> UsageForms {
    let mut compiled = UsageForms::default();
    let check = |problems: &mut Problems, key: &str, src: &[String]| {
        let key = format!("{key}.src");
        if src.is_empty() {
            problems.add(&key, "no source: every row names its sources in `src`");
        }
        sources(tables, problems, &key, src);
    };
    for (at, entry) in file.form.iter().enumerate() {
        let key = format!("form[{at}]");
        check(problems, &key, &entry.src);
        for (line, own) in entry.line.iter().enumerate() {
            check(problems, &format!("{key}.line[{line}]"), &own.src);
        }
        compiled.forms.push(form(problems, &key, entry));
    }
    for (at, entry) in file.fee.iter().enumerate() {
        let key = format!("fee[{at}]");
        check(problems, &key, &entry.src);
        compiled.fees.extend(fee(problems, &key, entry));
    }
    for (at, entry) in file.context.iter().enumerate() {
        let key = format!("context[{at}]");
        check(problems, &key, &entry.src);
        compiled.context.push(context(problems, &key, entry));
    }
    if let Some(entry) = &file.snake_case {
        check(problems, "snake_case", &entry.src);
        compiled.snake_case = surfaces(problems, "snake_case", &entry.surfaces);
    }
    compiled
}

fn form(problems: &mut Problems, key: &str, entry: &FormEntry) -> UsageForm {
    if entry.name.is_empty() {
        problems.add(format!("{key}.name"), "a form has a name");
    }
    if entry.count.is_empty() {
        problems.add(format!("{key}.count"), "a form has at least one count");
    }
    let names = Names { names: entry.count.iter().map(|count| count.key.as_str()).collect() };
    UsageForm {
        name: entry.name.clone(),
        surfaces: surfaces(problems, key, &entry.surfaces),
        at: entry.at.clone(),
        within: entry.within.clone(),
        model: entry.model.clone(),
        counts: counts(problems, key, &names, &entry.count),
        lists: lists(problems, key, &names, &entry.list),
        total: entry.total.as_ref().map(|total| self::total(problems, key, &names, total)),
        entries: entry.entries.as_ref().map(entries),
        lines: lines(problems, key, &names, &entry.line),
        begins: entry.begins.clone(),
        ends: entry.ends.clone(),
        finished: entry.finished.clone(),
        ids: entry.ids.clone(),
        once: entry.once,
        beside: entry.beside.clone(),
        unless: entry.unless.clone(),
        ignored: entry.ignored.clone(),
    }
}

/// The counts of a form, by their keys.
struct Names<'a> {
    names: Vec<&'a str>,
}

impl Names<'_> {
    /// The place of a count.
    fn place(&self, problems: &mut Problems, key: &str, name: &str) -> Option<u16> {
        let place = self.names.iter().position(|own| *own == name).and_then(|at| u16::try_from(at).ok());
        if place.is_none() {
            let near = did_you_mean(name, self.names.iter().copied());
            problems.hint(key, format_args!("no count `{name}` in this form"), near);
        }
        place
    }

    fn places(&self, problems: &mut Problems, key: &str, names: &[String]) -> Vec<u16> {
        names.iter().filter_map(|name| self.place(problems, key, name)).collect()
    }
}

fn counts(problems: &mut Problems, key: &str, names: &Names<'_>, entries: &[CountEntry]) -> Vec<CountRow> {
    let mut rows: Vec<CountRow> = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let key = format!("{key}.count[{at}]");
        let inside =
            entry.inside.as_deref().and_then(|name| names.place(problems, &format!("{key}.inside"), name));
        if inside.is_some_and(|place| usize::from(place) >= at) {
            problems.add(format!("{key}.inside"), "what contains a count stands before it");
        }
        let Some(meter) = parsed::<Meter>(problems, &format!("{key}.meter"), &entry.meter) else {
            // The places move; a file with a problem compiles to nothing anyhow.
            continue;
        };
        rows.push(CountRow {
            key: entry.key.clone(),
            also: entry.also.clone(),
            meter,
            inside,
            needed: entry.needed,
            assumed: entry.assumed.clone(),
            unsplit: maybe(problems, &format!("{key}.unsplit"), entry.unsplit.as_deref()),
        });
    }
    rows
}

fn lists(problems: &mut Problems, key: &str, names: &Names<'_>, entries: &[ListEntry]) -> Vec<ListRow> {
    let mut rows = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let key = format!("{key}.list[{at}]");
        let Some(splits) = names.place(problems, &format!("{key}.splits"), &entry.splits) else { continue };
        rows.push(ListRow {
            key: entry.key.clone(),
            also: entry.also.clone(),
            splits,
            by: entry.by.clone(),
            count: entry.count.clone(),
            meters: words(problems, &format!("{key}.meters"), &entry.meters),
            rest: maybe(problems, &format!("{key}.rest"), entry.rest.as_deref()),
        });
    }
    rows
}

fn total(problems: &mut Problems, key: &str, names: &Names<'_>, entry: &TotalEntry) -> TotalRow {
    TotalRow {
        key: entry.key.clone(),
        also: entry.also.clone(),
        of: names.places(problems, &format!("{key}.total.of"), &entry.of),
    }
}

fn entries(entry: &EntriesEntry) -> EntriesRow {
    EntriesRow {
        key: entry.key.clone(),
        model: entry.model.clone(),
        kind: entry.kind.clone(),
        summed: entry.summed.clone(),
        instead: entry.instead.clone(),
    }
}

fn lines(problems: &mut Problems, key: &str, names: &Names<'_>, entries: &[LineEntry]) -> Vec<LineRow> {
    let mut rows = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let key = format!("{key}.line[{at}]");
        let models = ModelsEntry { makers: entry.makers.clone(), names: entry.names.clone() };
        let mut inside = Vec::new();
        for (part, whole) in &entry.inside {
            let key = format!("{key}.inside.{part}");
            let Some(part) = names.place(problems, &key, part) else { continue };
            let Some(whole) = names.place(problems, &key, whole) else { continue };
            if whole >= part {
                problems.add(&key, "what contains a count stands before it");
            }
            inside.push((part, whole));
        }
        let total_of = entry.total_of.as_deref();
        rows.push(LineRow {
            of: self::models(problems, &key, &models),
            inside,
            total_of: total_of.map(|of| names.places(problems, &format!("{key}.total_of"), of)),
            total_rest: maybe(problems, &format!("{key}.total_rest"), entry.total_rest.as_deref()),
            assumed: entry.assumed.clone(),
        });
    }
    rows
}

fn fee(problems: &mut Problems, key: &str, entry: &FeeEntry) -> Option<FeeRow> {
    let things = entry.each.as_ref().map(|path| Things {
        path: path.clone(),
        is: conditions(&entry.is),
        free: conditions(&entry.free),
        distinct: entry.distinct.clone(),
        at_most: entry.at_most,
    });
    let is_whole = match &things {
        Some(things) => things.path.contains("[]"),
        None => entry.number.is_some(),
    };
    if !is_whole {
        problems.add(key, "a fee has a `number`, `each` with a path that has `[]` in it, or both");
        return None;
    }
    let meter: Meter = parsed(problems, &format!("{key}.meter"), &entry.meter)?;
    if meter.is_of_tokens() || meter.kind() == MeterKind::CacheStorage {
        problems.add(format!("{key}.meter"), format_args!("{meter} is not counted by the piece"));
    }
    let mut line = |name: &str, own: &Option<ModelsEntry>| {
        own.as_ref().map(|own| models(problems, &format!("{key}.{name}"), own))
    };
    let (only, except) = (line("only", &entry.only), line("except", &entry.except));
    Some(FeeRow {
        surfaces: surfaces(problems, key, &entry.surfaces),
        meter,
        number: entry.number.clone(),
        things,
        within: entry.within.clone(),
        only,
        except,
    })
}

fn context(problems: &mut Problems, key: &str, entry: &ContextEntry) -> ContextRow {
    if entry.keys.is_empty() {
        problems.add(format!("{key}.keys"), "a row of context has at least one key");
    }
    ContextRow {
        surfaces: surfaces(problems, key, &entry.surfaces),
        keys: entry.keys.clone(),
        within: entry.within.clone(),
        word: entry.word.clone(),
        tiers: words(problems, &format!("{key}.tiers"), &entry.tiers),
        scopes: words(problems, &format!("{key}.scopes"), &entry.scopes),
        spilled_over: entry.spilled_over.iter().map(|(word, is)| (word.clone(), *is)).collect(),
        silent: entry.silent.clone(),
        only: entry.only.clone(),
        region: entry.region,
        day: entry.day,
    }
}

fn surfaces(problems: &mut Problems, key: &str, names: &[String]) -> Vec<Surface> {
    let key = format!("{key}.surfaces");
    if names.is_empty() {
        problems.add(&key, "at least one surface is needed");
    }
    names.iter().filter_map(|name| parsed(problems, &key, name)).collect()
}

fn models(problems: &mut Problems, key: &str, entry: &ModelsEntry) -> Models {
    if entry.makers.is_empty() && entry.names.is_empty() {
        problems.add(key, "a line of models has `makers` or `names`");
    }
    let makers = entry.makers.iter();
    Models {
        makers: makers
            .filter_map(|name| parsed::<MakerId>(problems, &format!("{key}.makers"), name))
            .collect(),
        names: entry.names.iter().map(|name| name.to_ascii_lowercase()).collect(),
    }
}

fn conditions(table: &BTreeMap<String, Vec<String>>) -> Vec<(String, Vec<String>)> {
    table.iter().map(|(path, words)| (path.clone(), words.clone())).collect()
}

/// A table from the provider's words to ours.
fn words<T: FromStr>(problems: &mut Problems, key: &str, table: &BTreeMap<String, String>) -> Vec<(String, T)>
where
    T::Err: Display,
{
    let read = |(word, own): (&String, &String)| {
        parsed(problems, &format!("{key}.{word}"), own).map(|own| (word.clone(), own))
    };
    table.iter().filter_map(read).collect()
}

fn maybe<T: FromStr>(problems: &mut Problems, key: &str, text: Option<&str>) -> Option<T>
where
    T::Err: Display,
{
    text.and_then(|text| parsed(problems, key, text))
}

fn parsed<T: FromStr>(problems: &mut Problems, key: &str, text: &str) -> Option<T>
where
    T::Err: Display,
{
    problems.ok(key, text.parse())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::compile::read;
    use crate::catalog::tables::{Rank, Source};

    fn problems(text: &str) -> Vec<String> {
        let source = Source {
            id: "page".to_owned(),
            title: String::new(),
            read: None,
            lineage: String::new(),
            rank: Rank::FirstParty,
        };
        let tables = Tables { sources: vec![source], ..Tables::default() };
        let mut problems = Problems::default();
        usage(&tables, &mut problems, &read("usage.toml", text).unwrap());
        problems.placed("usage.toml", Some(text)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn mistakes_are_told_with_their_places() {
        let text = r#"
[[form]]
name = "counts"
surfaces = ["azure_openai.chat"]
src = ["page"]
total = { key = "total", of = ["input", "outptu"] }
count = [
  { key = "cached", meter = "cache_read.text", inside = "input" },
  { key = "input", meter = "input.txet" },
]
[[form.line]]
inside = { input = "cached", cached = "input" }
src = ["pgae"]
[[fee]]
surfaces = []
meter = "output.text"
number = "searches"
[[fee]]
surfaces = ["azure_openai.chat"]
meter = "web_search"
each = "searches"
src = ["page"]
[[context]]
surfaces = ["azure_openai.chat"]
tiers = { quick = "fsat" }
src = ["page"]
"#;
        insta::assert_snapshot!(problems(text).join("\n"), @"
        usage.toml:6: form[0].total.of: no count `outptu` in this form
        usage.toml:8: form[0].count[0].inside: what contains a count stands before it
        usage.toml:9: form[0].count[1].meter: no meter `input.txet`; did you mean `input.text`?
        usage.toml:11: form[0].line[0]: a line of models has `makers` or `names`
        usage.toml:12: form[0].line[0].inside.cached: what contains a count stands before it
        usage.toml:13: form[0].line[0].src: no source `pgae` in sources.toml; did you mean `page`?
        usage.toml:14: fee[0].src: no source: every row names its sources in `src`
        usage.toml:15: fee[0].surfaces: at least one surface is needed
        usage.toml:16: fee[0].meter: output.text is not counted by the piece
        usage.toml:18: fee[1]: a fee has a `number`, `each` with a path that has `[]` in it, or both
        usage.toml:23: context[0].keys: a row of context has at least one key
        usage.toml:25: context[0].tiers.quick: no tier `fsat`; did you mean `fast`?
        ");
    }
}
