//! JSON and TOML as one tree that can be wrong: keys may stand twice, and a word may be anything.

use std::fmt::Write as _;

/// A value, or what stands in the place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    Object(Vec<(String, Tree)>),
    List(Vec<Tree>),
    Text(String),
    /// A number, `true`, `null`, or whatever a mutation has put there; written as it is.
    Word(String),
}

/// How a tree is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Json,
    Toml,
}

impl Tree {
    /// Reads JSON; numbers keep their text. `None` where it is none, or nested too deeply.
    pub fn of_json(text: &str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        let tree = reader.value(0)?;
        reader.blank();
        (reader.at == text.len()).then_some(tree)
    }

    /// Reads TOML.
    pub fn of_toml(text: &str) -> Option<Self> {
        Some(of_toml(&toml::Value::Table(text.parse().ok()?)))
    }

    /// Writes the tree.
    pub fn text(&self, form: Form) -> String {
        let mut text = String::new();
        match (form, self) {
            (Form::Toml, Self::Object(entries)) => {
                for (key, value) in entries {
                    let _ = write!(text, "{} = ", quoted(key));
                    value.write(form, &mut text);
                    text.push('\n');
                }
            }
            _ => self.write(form, &mut text),
        }
        text
    }

    fn write(&self, form: Form, text: &mut String) {
        let mut items = |open: char, close: char, write: &mut dyn FnMut(&mut String, usize), count: usize| {
            text.push(open);
            for at in 0..count {
                if at > 0 {
                    text.push_str(", ");
                }
                write(text, at);
            }
            text.push(close);
        };
        match self {
            Self::Object(entries) => {
                let mut entry = |text: &mut String, at: usize| {
                    let (key, value) = &entries[at];
                    let sign = if form == Form::Json { ": " } else { " = " };
                    text.push_str(&quoted(key));
                    text.push_str(sign);
                    value.write(form, text);
                };
                items('{', '}', &mut entry, entries.len());
            }
            Self::List(list) => {
                items('[', ']', &mut |text, at| list[at].write(form, text), list.len());
            }
            Self::Text(own) => text.push_str(&quoted(own)),
            Self::Word(own) => text.push_str(own),
        }
    }

    /// How many values there are, itself included.
    pub fn size(&self) -> usize {
        1 + match self {
            Self::Object(entries) => entries.iter().map(|(_, value)| value.size()).sum(),
            Self::List(items) => items.iter().map(Self::size).sum::<usize>(),
            Self::Text(_) | Self::Word(_) => 0,
        }
    }

    /// The value at a place: 0 is itself, then its parts in their order.
    pub fn at(&mut self, place: usize) -> Option<&mut Self> {
        if place == 0 {
            return Some(self);
        }
        let mut left = place - 1;
        let parts: Vec<&mut Self> = match self {
            Self::Object(entries) => entries.iter_mut().map(|(_, value)| value).collect(),
            Self::List(items) => items.iter_mut().collect(),
            Self::Text(_) | Self::Word(_) => return None,
        };
        for part in parts {
            let size = part.size();
            if left < size {
                return part.at(left);
            }
            left -= size;
        }
        None
    }

    /// Every key.
    pub fn keys(&self, found: &mut Vec<String>) {
        match self {
            Self::Object(entries) => {
                for (key, value) in entries {
                    found.push(key.clone());
                    value.keys(found);
                }
            }
            Self::List(items) => items.iter().for_each(|item| item.keys(found)),
            Self::Text(_) | Self::Word(_) => {}
        }
    }
}

fn of_toml(value: &toml::Value) -> Tree {
    match value {
        toml::Value::Table(entries) => {
            Tree::Object(entries.iter().map(|(key, value)| (key.clone(), of_toml(value))).collect())
        }
        toml::Value::Array(items) => Tree::List(items.iter().map(of_toml).collect()),
        toml::Value::String(text) => Tree::Text(text.clone()),
        other => Tree::Word(other.to_string()),
    }
}

/// A text as JSON and TOML both read it.
fn quoted(text: &str) -> String {
    let mut own = String::with_capacity(text.len() + 2);
    own.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => own.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(own, "\\u{:04X}", u32::from(c));
            }
            c => own.push(c),
        }
    }
    own.push('"');
    own
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    const DEEPEST: usize = 100;

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn blank(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Whether a sign comes next; it is passed.
    fn is(&mut self, sign: char) -> bool {
        self.blank();
        let is = self.rest().starts_with(sign);
        self.at += usize::from(is);
        is
    }

    fn value(&mut self, depth: usize) -> Option<Tree> {
        self.blank();
        if depth > Self::DEEPEST {
            return None;
        }
        if self.is('{') {
            let mut entries = Vec::new();
            while !self.is('}') {
                let key = self.string()?;
                if !self.is(':') {
                    return None;
                }
                entries.push((key, self.value(depth + 1)?));
                if !self.is(',') && !self.rest().starts_with('}') {
                    return None;
                }
            }
            return Some(Tree::Object(entries));
        }
        if self.is('[') {
            let mut items = Vec::new();
            while !self.is(']') {
                items.push(self.value(depth + 1)?);
                if !self.is(',') && !self.rest().starts_with(']') {
                    return None;
                }
            }
            return Some(Tree::List(items));
        }
        if self.rest().starts_with('"') {
            return self.string().map(Tree::Text);
        }
        let rest = self.rest();
        let end = rest.find([',', ']', '}', ' ', '\n', '\r', '\t']).unwrap_or(rest.len());
        let word = rest.get(..end).filter(|word| !word.is_empty())?.to_owned();
        self.at += end;
        Some(Tree::Word(word))
    }

    fn string(&mut self) -> Option<String> {
        self.blank();
        let rest = self.rest();
        let mut is_escaped = false;
        let end = rest.char_indices().skip(1).find_map(|(at, c)| match c {
            _ if is_escaped => {
                is_escaped = false;
                None
            }
            '\\' => {
                is_escaped = true;
                None
            }
            '"' => Some(at + 1),
            _ => None,
        })?;
        let text = serde_json::from_str(rest.get(..end)?).ok()?;
        self.at += end;
        Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_is_written_as_it_was_read() {
        let text = r#"{"a": [1.50, -2e-7, true, null, {"b": "ü\\\""}], "a": {}, "c": []}"#;
        assert_eq!(Tree::of_json(text).map(|tree| tree.text(Form::Json)).as_deref(), Some(text));
        for broken in ["", "{", "[1,", "{\"a\"}", "\"", "[1] 2"] {
            assert_eq!(Tree::of_json(broken), None, "{broken}");
        }
    }

    #[test]
    fn an_overlay_is_written_as_one_that_means_the_same() {
        let text = "[[model]]\nname = \"a\"\nprice = [{ usd_per_1M = { input.text = \"1\" } }]\n";
        let written = Tree::of_toml(text).map(|tree| tree.text(Form::Toml)).unwrap_or_default();
        assert_eq!(written.parse::<toml::Table>().ok(), text.parse().ok(), "{written}");
    }

    #[test]
    fn every_value_has_a_place() {
        let mut tree = Tree::of_json(r#"{"a": [1, 2], "b": "x"}"#).unwrap_or(Tree::List(Vec::new()));
        let texts: Vec<String> =
            (0..=tree.size()).filter_map(|place| Some(tree.at(place)?.text(Form::Json))).collect();
        assert_eq!(texts, [r#"{"a": [1, 2], "b": "x"}"#, "[1, 2]", "1", "2", "\"x\""]);
    }
}
