//! Makes an input that fails smaller while it fails in the same place.

use crate::corpus::Part;
use crate::tree::Tree;

/// How many smaller inputs are tried.
const TRIES: usize = 3_000;

/// The smallest that is found.
pub fn shrunk(input: Vec<u8>, part: Part, fails: impl Fn(&[u8]) -> bool) -> Vec<u8> {
    let mut tries = 0;
    let mut fails = |input: &[u8]| {
        tries += 1;
        tries < TRIES && fails(input)
    };
    let mut own = input;
    if let Some(form) = part.form()
        && let Some(mut tree) = std::str::from_utf8(&own).ok().and_then(|text| match part {
            Part::Json => Tree::of_json(text),
            _ => Tree::of_toml(text),
        })
    {
        let mut place = 0;
        while place < tree.size() {
            match smaller(&tree, place).find(|next| fails(next.text(form).as_bytes())) {
                Some(next) => tree = next,
                None => place += 1,
            }
        }
        let text = tree.text(form).into_bytes();
        if fails(&text) {
            own = text;
        }
    }
    let mut length = own.len().next_power_of_two() / 2;
    while length > 0 {
        let mut at = 0;
        while at < own.len() {
            let mut next = own.clone();
            next.drain(at..(at + length).min(own.len()));
            if fails(&next) {
                own = next;
            } else {
                at += length;
            }
        }
        length /= 2;
    }
    own
}

/// The tree without each part of the value at a place, and with less in the place of the value.
fn smaller(tree: &Tree, place: usize) -> impl Iterator<Item = Tree> + use<> {
    let mut own = tree.clone();
    let (value, parts) = match own.at(place) {
        Some(Tree::Object(entries)) => (None, entries.len()),
        Some(Tree::List(items)) => (None, items.len()),
        Some(Tree::Text(text)) if !text.is_empty() => {
            (Some(text.chars().take(text.chars().count() / 2).collect()), 0)
        }
        _ => (None, 0),
    };
    let without = (0..parts).map(move |at| {
        let mut next = own.clone();
        match next.at(place) {
            Some(Tree::Object(entries)) => drop(entries.remove(at)),
            Some(Tree::List(items)) => drop(items.remove(at)),
            _ => {}
        }
        next
    });
    let mut shorter = tree.clone();
    let shorter = value.map(|text| {
        if let Some(value) = shorter.at(place) {
            *value = Tree::Text(text);
        }
        shorter
    });
    shorter.into_iter().chain(without)
}
