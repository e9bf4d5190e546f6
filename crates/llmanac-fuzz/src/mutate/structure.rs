//! Mutations of a tree: values of another kind, extremes, keys that stand twice or nowhere.

use crate::corpus::{Corpus, Seed};
use crate::random::Random;
use crate::tree::Tree;

/// Numbers and other words at their extremes.
const WORDS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "0.0",
    "1",
    "-1",
    "1.5",
    "0.1",
    "NaN",
    "nan",
    "inf",
    "Infinity",
    "1e999",
    "-1e999",
    "1e-999",
    "1e28",
    "1e-28",
    "1e-29",
    "2e-07",
    "1E+2",
    "1e1000000000000",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "79228162514264337593543950335",
    "79228162514264337593543950336",
    "4294967296",
    "0.30000000000000004",
    "0.049999999999999996",
    "0.1234567890123456789012345678901234567890",
    "1234567890123456789012345678901234567890",
    "0.000000000000000000000000000001",
    "128000.0",
    "1_000",
    "+1",
    ".5",
    "5.",
    "0x10",
    "2026-11-23",
    "2026-02-30",
];

/// Texts that something is made of.
const TEXTS: &[&str] = &[
    "",
    " ",
    "0",
    "-1",
    "free",
    "1e-6",
    "1,5",
    "\u{0}",
    "\n",
    "\u{7f}",
    "\u{202e}abc",
    "é",
    "E\u{301}",
    "ÄÖ",
    "ß",
    "İ",
    "ﬀ",
    "🏳️‍🌈",
    "a/b/c",
    "/",
    "//",
    "a//b",
    "@",
    "a@b@c",
    ":",
    "*",
    "*/*",
    "global/standard",
    "zone:*",
    "region:",
    "2026-11-23",
    "2026-02-30",
    "9999-12-31",
    "0000-00-00",
    "2023-10",
    "-2026-01-01",
    "99999-01-01",
    "none",
    "text",
    "image",
    "constructor",
    "~",
    "gpt-4o",
    "GPT-4O",
    "azure/gpt-4o",
    "azure_openai/gpt-4o",
    "us.",
    "us.anthropic.claude-opus-4-7",
    "default",
    "standard",
    "batch",
    "models/",
    "arn:aws:bedrock:us-east-1::foundation-model/",
    "\"\"\"",
    "'",
    "\\",
    "{version}",
    "{}",
];

/// A part of a large tree: a few of the entries of its long lists and objects.
pub fn sampled(tree: &Tree, random: &mut Random) -> Tree {
    const MANY: usize = 24;
    fn some<T: Clone>(items: &[T], random: &mut Random) -> Vec<T> {
        if items.len() <= MANY {
            return items.to_vec();
        }
        (0..=random.below(6)).filter_map(|_| random.pick(items).cloned()).collect()
    }
    match tree {
        Tree::Object(entries) => {
            let mut entries = some(entries, random);
            // What was drawn twice would be a key that stands twice.
            let mut seen = std::collections::BTreeSet::new();
            entries.retain(|(key, _)| seen.insert(key.clone()));
            Tree::Object(entries.iter().map(|(key, value)| (key.clone(), sampled(value, random))).collect())
        }
        Tree::List(items) => {
            Tree::List(some(items, random).iter().map(|item| sampled(item, random)).collect())
        }
        other => other.clone(),
    }
}

/// Changes a tree in one way.
pub fn mutate(tree: &mut Tree, corpus: &Corpus, random: &mut Random) {
    let place = random.below(tree.size());
    let Some(value) = tree.at(place) else { return };
    match random.below(14) {
        0 | 1 => *value = Tree::Word(word(random)),
        2 => *value = Tree::Text(text(corpus, random)),
        3 => *value = kind(value, random),
        4 => *value = deep(random),
        5 => {
            if let Some(other) = other(corpus, random) {
                *value = other;
            }
        }
        6 | 7 => remove(value, random),
        8 => twice(value, random),
        9 => swap(value, random),
        10 | 11 => rename(value, corpus, random),
        12 => put(value, corpus, random),
        _ => near(value, random),
    }
}

fn word(random: &mut Random) -> String {
    random.pick(WORDS).copied().unwrap_or("null").to_owned()
}

fn text(corpus: &Corpus, random: &mut Random) -> String {
    match random.below(8) {
        0..5 => random.pick(TEXTS).copied().unwrap_or_default().to_owned(),
        5 => word(random),
        6 => random.pick(TEXTS).copied().unwrap_or_default().repeat(1 + random.below(4_000)),
        _ => corpus.word(random),
    }
}

/// The same in another kind: a number as a text, a value in a list, a list as an object.
fn kind(value: &Tree, random: &mut Random) -> Tree {
    match (value, random.below(4)) {
        (Tree::Word(word), 0 | 1) => Tree::Text(word.clone()),
        (Tree::Text(text), 0) => Tree::Word(text.clone()),
        (Tree::Object(entries), 0) => Tree::List(entries.iter().map(|(_, value)| value.clone()).collect()),
        (Tree::List(items), 0) => {
            let key = |at: usize| at.to_string();
            Tree::Object(items.iter().enumerate().map(|(at, item)| (key(at), item.clone())).collect())
        }
        (_, 1) => Tree::List(Vec::new()),
        (_, 2) => Tree::Object(Vec::new()),
        (value, 3) => Tree::Object(vec![("base".to_owned(), value.clone())]),
        (value, _) => Tree::List(vec![value.clone()]),
    }
}

/// Nested deeper than a reader may follow by recursion.
fn deep(random: &mut Random) -> Tree {
    let times = [10, 100, 130, 1_000, 20_000].get(random.below(5)).copied().unwrap_or(10);
    let (open, close) = if random.is_one_in(2) { ("[", "]") } else { ("{\"a\":", "}") };
    Tree::Word(format!("{}1{}", open.repeat(times), close.repeat(times)))
}

/// A value from elsewhere in the corpus.
fn other(corpus: &Corpus, random: &mut Random) -> Option<Tree> {
    match corpus.pick(random)? {
        Seed::Tree(tree) => {
            let mut own = sampled(tree, random);
            let place = random.below(own.size());
            own.at(place).cloned()
        }
        Seed::Bytes(_) => None,
    }
}

fn remove(value: &mut Tree, random: &mut Random) {
    match value {
        Tree::Object(entries) if !entries.is_empty() => drop(entries.remove(random.below(entries.len()))),
        Tree::List(items) if !items.is_empty() => drop(items.remove(random.below(items.len()))),
        _ => {}
    }
}

/// An entry once more, in most cases with another value.
fn twice(value: &mut Tree, random: &mut Random) {
    match value {
        Tree::Object(entries) if !entries.is_empty() => {
            let (key, own) = entries[random.below(entries.len())].clone();
            let key = match random.below(3) {
                0 => key.to_ascii_uppercase(),
                _ => key,
            };
            let own = if random.is_one_in(3) { Tree::Word(word(random)) } else { own };
            entries.insert(random.below(entries.len() + 1), (key, own));
        }
        Tree::List(items) if !items.is_empty() => {
            let own = items[random.below(items.len())].clone();
            items.push(own);
        }
        _ => {}
    }
}

fn swap(value: &mut Tree, random: &mut Random) {
    match value {
        Tree::Object(entries) if entries.len() > 1 => {
            let (a, b) = (random.below(entries.len()), random.below(entries.len()));
            let (one, two) = (entries[a].1.clone(), entries[b].1.clone());
            entries[a].1 = two;
            entries[b].1 = one;
        }
        Tree::List(items) if items.len() > 1 => {
            let (a, b) = (random.below(items.len()), random.below(items.len()));
            items.swap(a, b);
        }
        _ => {}
    }
}

fn rename(value: &mut Tree, corpus: &Corpus, random: &mut Random) {
    if let Tree::Object(entries) = value
        && !entries.is_empty()
    {
        let at = random.below(entries.len());
        entries[at].0 = if random.is_one_in(3) { text(corpus, random) } else { corpus.word(random) };
    }
}

/// A key that stands elsewhere, with some value.
fn put(value: &mut Tree, corpus: &Corpus, random: &mut Random) {
    if let Tree::Object(entries) = value {
        let own = match random.below(3) {
            0 => Tree::Word(word(random)),
            1 => Tree::Text(text(corpus, random)),
            _ => other(corpus, random).unwrap_or(Tree::List(Vec::new())),
        };
        entries.push((corpus.word(random), own));
    }
}

/// A number or a text that is nearly the same.
fn near(value: &mut Tree, random: &mut Random) {
    match value {
        Tree::Word(own) => {
            let end = random.pick(&["0", "5", "e5", "e-30", "e999", ".0", "0000000000000000000000"]).copied();
            own.push_str(end.unwrap_or("0"));
        }
        Tree::Text(own) => match random.below(4) {
            0 => *own = own.to_ascii_uppercase(),
            1 => drop(own.pop()),
            2 => own.push_str(random.pick(TEXTS).copied().unwrap_or("~")),
            _ => own.insert_str(0, random.pick(TEXTS).copied().unwrap_or("~")),
        },
        Tree::Object(_) | Tree::List(_) => {}
    }
}
