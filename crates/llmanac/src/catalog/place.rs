//! From a key to its line in a TOML text.

use toml::de::{DeTable, DeValue};

/// Finds keys such as `price[3].usd_per_1M` in a text.
pub(crate) struct Finder<'a> {
    text: &'a str,
    table: toml::Spanned<DeTable<'a>>,
}

impl<'a> Finder<'a> {
    /// A finder for a text that parses.
    pub fn new(text: &'a str) -> Option<Self> {
        DeTable::parse(text).ok().map(|table| Self { text, table })
    }

    /// The line of a key, or of the nearest key above it that exists.
    pub fn line(&self, key: &str) -> Option<usize> {
        let mut span = None;
        let mut table = Some(self.table.get_ref());
        let mut value: Option<&DeValue<'_>> = None;
        for step in steps(key) {
            let found = match step {
                Step::Key(name) => table.and_then(|table| {
                    table
                        .iter()
                        .find(|(own, _)| own.get_ref() == name)
                        .map(|(own, value)| (own.span(), value))
                }),
                Step::Item(at) => match value {
                    Some(DeValue::Array(items)) => items.get(at).map(|item| (item.span(), item)),
                    _ => None,
                },
            };
            let Some((at, next)) = found else { break };
            // A header of a table ([[model]]) has its items' spans from the first key on.
            span = Some(at);
            value = Some(next.get_ref());
            table = match next.get_ref() {
                DeValue::Table(table) => Some(table),
                _ => None,
            };
        }
        span.map(|span| line_of(self.text, span.start))
    }
}

/// The line of a byte, from 1.
pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|b| *b == b'\n').count() + 1
}

enum Step<'k> {
    Key(&'k str),
    Item(usize),
}

fn steps(key: &str) -> impl Iterator<Item = Step<'_>> {
    key.split('.').flat_map(|part| {
        let (name, items) = part.split_once('[').unwrap_or((part, ""));
        let name = (!name.is_empty()).then_some(Step::Key(name));
        let items = items.split('[').filter_map(|item| item.strip_suffix(']')?.parse().ok().map(Step::Item));
        name.into_iter().chain(items)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_in_inline_rows_and_in_tables() {
        let text = "a = 1\nprice = [\n  { on = [\"x\"] },\n  { on = [\"y\"], rate = { input.text = \"5\" } },\n]\n[[model]]\nname = \"m\"\n[[model]]\nname = \"n\"\n";
        let finder = Finder::new(text).unwrap();
        assert_eq!(finder.line("a"), Some(1));
        assert_eq!(finder.line("price[0].on"), Some(3));
        assert_eq!(finder.line("price[1].rate.input.text"), Some(4));
        assert_eq!(finder.line("price[1].nothing"), Some(4));
        assert_eq!(finder.line("model[0].name"), Some(7));
        assert_eq!(finder.line("model[1].name"), Some(9));
        assert_eq!(finder.line("nothing"), None);
    }
}
