//! Random payloads of every form of `usage.toml`, made from the form itself: every token is counted once.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::cost::{ListRow, UsageForm};
use crate::model::{Meter, MeterKind};

use super::NoteCode;

/// Where the random numbers of one payload come from.
struct Dice(Vec<u32>, usize);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.1 += 1;
        u64::from(self.0[self.1 % self.0.len()]) % most.max(1)
    }

    /// One time in so many.
    fn rarely(&mut self, often: u64) -> bool {
        self.below(often) == 0
    }

    fn count(&mut self) -> u64 {
        if self.rarely(4) { 0 } else { self.below(5_000) }
    }
}

/// A payload's counts and lists, by their places in the form.
struct Made {
    counts: Vec<u64>,
    /// For each list, its kinds and their counts.
    lists: Vec<Option<Vec<(String, u64)>>>,
}

impl Made {
    /// Counts in which every part fits into what contains it.
    fn of(form: &UsageForm, parents: &[Option<usize>], dice: &mut Dice) -> Self {
        let mut made = Self { counts: vec![0; form.counts.len()], lists: vec![None; form.lists.len()] };
        // What contains a count stands before it, so parts are made first.
        for place in (0..form.counts.len()).rev() {
            let parts = |made: &Self| -> Vec<u64> {
                (0..parents.len())
                    .filter(|part| parents[*part] == Some(place))
                    .map(|part| made.counts[part])
                    .collect()
            };
            let lists: Vec<usize> =
                (0..form.lists.len()).filter(|at| usize::from(form.lists[*at].splits) == place).collect();
            let mut listed = 0;
            for at in lists.into_iter().filter(|_| !dice.rarely(3)).collect::<Vec<_>>() {
                let items = made.items(form, parents, place, &form.lists[at], dice);
                listed = items.iter().map(|(_, count)| count).sum();
                made.lists[at] = Some(items);
            }
            let inside: u64 = parts(&made).iter().sum();
            // A cached part may be among what a list has, any other part is beside it.
            made.counts[place] = inside + listed + dice.count();
        }
        made
    }

    /// The items of a list that splits a count; each has room for what was cached of its kind.
    fn items(
        &self,
        form: &UsageForm,
        parents: &[Option<usize>],
        whole: usize,
        list: &ListRow,
        dice: &mut Dice,
    ) -> Vec<(String, u64)> {
        let is_part = |row: &ListRow| parents[usize::from(row.splits)] == Some(whole);
        let cached: Vec<&(String, u64)> = form
            .lists
            .iter()
            .zip(&self.lists)
            .filter(|(row, _)| is_part(row))
            .flat_map(|(_, items)| items.iter().flatten())
            .collect();
        let mut items = Vec::new();
        for (kind, _) in &list.meters {
            let of_kind: u64 = cached.iter().filter(|(own, _)| own == kind).map(|(_, count)| count).sum();
            let count = of_kind + dice.count();
            if count > 0 || dice.rarely(3) {
                items.push((kind.clone(), count));
            }
        }
        items
    }

    fn sum(&self, of: impl Iterator<Item = usize>) -> u64 {
        of.map(|place| self.counts[place]).sum()
    }

    /// The object of counts, the ones that are not stated left out.
    fn object(&self, form: &UsageForm, parents: &[Option<usize>], dice: &mut Dice) -> Map<String, Value> {
        let mut object = Map::new();
        for (place, row) in form.counts.iter().enumerate() {
            // Something must be stated, and what has parts is.
            let is_kept = place == 0 || row.needed || parents.contains(&Some(place));
            if self.counts[place] == 0 && !is_kept && dice.rarely(2) {
                continue;
            }
            let spellings: Vec<&String> = std::iter::once(&row.key).chain(&row.also).collect();
            let spelling = spellings[usize::try_from(dice.below(spellings.len() as u64)).unwrap()];
            put(&mut object, spelling, json!(self.counts[place]));
        }
        for (row, items) in form.lists.iter().zip(&self.lists) {
            let Some(items) = items else { continue };
            let items = items.iter().map(|(kind, count)| {
                let mut item = Map::new();
                item.insert(row.by.clone(), json!(kind));
                item.insert(row.count.clone(), json!(count));
                Value::Object(item)
            });
            put(&mut object, &row.key, items.collect());
        }
        object
    }
}

/// Sets a value at a dotted path.
fn put(object: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        Some((first, rest)) if !path.starts_with("header:") => {
            let inner = object.entry(first).or_insert_with(|| json!({}));
            put(inner.as_object_mut().unwrap(), rest, value);
        }
        _ => {
            object.insert(path.to_owned(), value);
        }
    }
}

/// A payload of a form, what it says was read and answered, the provider's total, and what the total has beyond.
struct Payload {
    value: Value,
    model: Option<String>,
    input: u64,
    output: u64,
    total: Option<u64>,
    beyond: u64,
}

/// A payload in a form, and in those whose counts stand beside it.
fn payload(form: &UsageForm, beside: &[&UsageForm], dice: &mut Dice) -> Payload {
    let mut made = bare(form, dice);
    for other in beside {
        let told = bare(other, dice);
        let (Value::Object(own), Value::Object(more)) = (&mut made.value, told.value) else {
            panic!("objects")
        };
        own.extend(more);
        made.input += told.input;
        made.output += told.output;
        made.total = made.total.zip(told.total).map(|(own, told)| own + told);
    }
    made.value = match (dice.below(4), form.within.first()) {
        _ if made.value.get("headers").is_some() => return made,
        (0, _) => json!({"body": made.value, "headers": {}}),
        (1, _) => json!({"body": made.value.to_string()}),
        (2, Some(within)) => {
            let mut event = Map::new();
            event.insert(within.clone(), made.value);
            json!({"events": [event]})
        }
        _ => return made,
    };
    made
}

/// The same without anything around it.
fn bare(form: &UsageForm, dice: &mut Dice) -> Payload {
    let mut parents: Vec<Option<usize>> = form.counts.iter().map(|row| row.inside.map(usize::from)).collect();
    let lines: Vec<_> = form.lines.iter().filter(|line| !line.of.names.is_empty()).collect();
    let line = lines.get(usize::try_from(dice.below(lines.len() as u64 + 1)).unwrap()).copied();
    for (part, whole) in line.iter().flat_map(|line| &line.inside) {
        parents[usize::from(*part)] = Some(usize::from(*whole));
    }
    let made = Made::of(form, &parents, dice);
    let roots = || (0..parents.len()).filter(|place| parents[*place].is_none());
    let is_output = |place: usize| form.counts[place].meter.kind() == MeterKind::Output;
    let is_tokens = |place: usize| form.counts[place].meter.kind() != MeterKind::InputMedia;
    let (input, output) = (
        made.sum(roots().filter(|own| !is_output(*own) && is_tokens(*own))),
        made.sum(roots().filter(|own| is_output(*own))),
    );
    let mut object = made.object(form, &parents, dice);
    let mut beyond = line.filter(|line| line.total_rest.is_some()).map_or(0, |_| dice.count());
    // A rest as large as a part is taken to be that part.
    while beyond > 0 && made.counts.contains(&beyond) {
        beyond += 1;
    }
    let of = line.and_then(|line| line.total_of.as_ref()).or(form.total.as_ref().map(|total| &total.of));
    let total = of.map(|of| made.sum(of.iter().map(|own| usize::from(*own))) + beyond);
    if let (Some(row), Some(total)) = (&form.total, total) {
        put(&mut object, &row.key, json!(total));
    }
    let headers: Map<String, Value> = object
        .iter()
        .filter_map(|(key, value)| Some((key.strip_prefix("header:")?.to_owned(), json!(value.to_string()))))
        .collect();
    object.retain(|key, _| !key.starts_with("header:"));
    let mut value = Map::new();
    if form.at.is_empty() {
        value.extend(object);
    } else {
        put(&mut value, &form.at, Value::Object(object));
    }
    let value = match headers.is_empty() {
        true => Value::Object(value),
        false => json!({"headers": headers, "body": {}}),
    };
    let model = line.map(|line| line.of.names[0].replace('*', "x"));
    Payload { value, model, input, output, total, beyond }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_meters_of_every_form_sum_to_what_the_provider_states(rolls in prop::collection::vec(any::<u32>(), 61)) {
        let snapshot = crate::registry().snapshot();
        let forms = &snapshot.tables().usage.forms;
        for form in forms.iter().filter(|form| form.beside.is_none()) {
            for surface in &form.surfaces {
                let is_beside = |own: &&UsageForm| own.beside.is_some() && own.surfaces.contains(surface);
                let beside: Vec<&UsageForm> = forms.iter().filter(is_beside).collect();
                let made = payload(form, &beside, &mut Dice(rolls.clone(), form.name.len()));
                let found = snapshot.usage(*surface, &made.value, made.model.as_deref());
                let found = found.map_err(|error| TestCaseError::fail(format!("{}: {error}: {}", form.name, made.value)))?;
                let sum = |of: fn(&crate::cost::Usage) -> u128| {
                    found.invocations.iter().map(|own| of(&own.meters)).sum::<u128>()
                };
                let (input, output) = (sum(crate::cost::Usage::total_input), sum(crate::cost::Usage::total_output));
                let told = format!("{}: {} of {}", form.name, found.invocations[0].meters, made.value);
                prop_assert_eq!(input, u128::from(made.input), "{}", &told);
                prop_assert_eq!(output, u128::from(made.output + made.beyond), "{}", &told);
                prop_assert_eq!(found.total_matches, made.total.map(|_| made.beyond == 0), "{}", &told);
                if let Some(total) = made.total {
                    prop_assert_eq!(input + output, u128::from(total), "{}", &told);
                }
                prop_assert_eq!(found.invocations[0].meters.count(Meter::CacheStorageText), 0);
            }
        }
    }

    #[test]
    fn calls_within_a_response_sum_to_its_own_counts_and_others_come_on_top(
        rolls in prop::collection::vec(any::<u32>(), 61),
        (count, extra) in (1usize..4, any::<bool>()),
    ) {
        let snapshot = crate::registry().snapshot();
        let dice = &mut Dice(rolls, 0);
        for form in snapshot.tables().usage.forms.iter().filter(|form| form.lines.is_empty()) {
            let Some(row) = &form.entries else { continue };
            let parents: Vec<Option<usize>> =
                form.counts.iter().map(|row| row.inside.map(usize::from)).collect();
            let calls: Vec<Made> = (0..count + usize::from(extra)).map(|_| Made::of(form, &parents, dice)).collect();
            let own = Made {
                counts: (0..parents.len()).map(|at| calls[..count].iter().map(|call| call.counts[at]).sum()).collect(),
                lists: vec![None; form.lists.len()],
            };
            let mut object = own.object(form, &parents, dice);
            let entries = calls.iter().enumerate().map(|(at, call)| {
                let mut entry = call.object(form, &parents, dice);
                let kind = if at < count { row.summed[0].as_str() } else { "another kind" };
                put(&mut entry, &row.kind, json!(kind));
                Value::Object(entry)
            });
            let entries: Vec<Value> = entries.collect();
            put(&mut object, &row.key, json!(entries));
            let mut value = Map::new();
            put(&mut value, &form.at, Value::Object(object));
            let found = snapshot.usage(form.surfaces[0], &Value::Object(value), None);
            let found = found.map_err(|error| TestCaseError::fail(format!("{}: {error}", form.name)))?;
            prop_assert_eq!(found.invocations.len(), calls.len());
            prop_assert!(found.notes.iter().all(|note| note.code == NoteCode::Assumed), "{:?}", found.notes);
            let wanted: u64 = calls.iter().map(|call| call.sum((0..parents.len()).filter(|at| parents[*at].is_none()))).sum();
            let meters = found.invocations.iter().map(|own| own.meters.total_input() + own.meters.total_output());
            prop_assert_eq!(meters.sum::<u128>(), u128::from(wanted));
        }
    }
}
