//! A text split into words, within which tokens are looked for.
//!
//! The makers state the rules as regular expressions that look back and ahead. Written out, each rule is a
//! walk over the characters, so that no text is slow and none exhausts a stack.

use crate::class::Class;

/// The rules of one tokenizer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    O200k,
    Cl100k,
}

/// The words of a text; together they are the text.
pub(crate) fn words(rules: Rules, text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = Walk { text: rest }.word(rules);
        // Every rule ends at a character's border, after at least one character.
        let (word, after) = rest.split_at_checked(end).filter(|(word, _)| !word.is_empty())?;
        rest = after;
        Some(word)
    })
}

/// The text from the beginning of a word on.
#[derive(Clone, Copy)]
struct Walk<'t> {
    text: &'t str,
}

impl Walk<'_> {
    /// Where the word that begins here ends.
    fn word(self, rules: Rules) -> usize {
        let lettered = match rules {
            Rules::O200k => self.cased_word(),
            Rules::Cl100k => self.contraction(0).or_else(|| self.letters()),
        };
        lettered
            .or_else(|| self.number())
            .or_else(|| self.symbols(rules))
            .or_else(|| self.white())
            .unwrap_or_else(|| self.text.chars().next().map_or(0, char::len_utf8))
    }

    /// The character at a place, and the place after it.
    fn at(self, place: usize) -> Option<(char, Class, usize)> {
        let char = self.text.get(place..)?.chars().next()?;
        Some((char, Class::of(char), place + char.len_utf8()))
    }

    /// The end of a run of characters of some classes.
    fn run(self, from: usize, of: impl Fn(Class) -> bool) -> usize {
        let mut end = from;
        while let Some((_, class, after)) = self.at(end)
            && of(class)
        {
            end = after;
        }
        end
    }

    /// Where letters may begin after one other character: no break, letter or number.
    fn after_lead(self) -> Option<usize> {
        let (_, class, after) = self.at(0)?;
        (!class.is_letter() && class != Class::Number && class != Class::Break).then_some(after)
    }

    /// Capitals, then small letters, then a contraction; one other character may stand before.
    fn cased_word(self) -> Option<usize> {
        let lead = self.after_lead();
        let small = lead.and_then(|from| self.small_at_end(from)).or_else(|| self.small_at_end(0));
        let end = small.or_else(|| lead.and_then(|from| self.capitals(from))).or_else(|| self.capitals(0))?;
        Some(self.contraction(end).unwrap_or(end))
    }

    /// Any capitals, then at least one small letter; letters without case and marks are both.
    fn small_at_end(self, from: usize) -> Option<usize> {
        let mut end = from;
        // The capitals take all they can; then they give back, up to the last that is small as well.
        let mut last_small = None;
        while let Some((_, class, after)) = self.at(end) {
            match class {
                Class::Upper => {}
                Class::Letter | Class::Mark => last_small = Some(after),
                Class::Lower => {
                    let small = |class| matches!(class, Class::Lower | Class::Letter | Class::Mark);
                    return Some(self.run(after, small));
                }
                _ => break,
            }
            end = after;
        }
        last_small
    }

    fn capitals(self, from: usize) -> Option<usize> {
        let end = self.run(from, |class| matches!(class, Class::Upper | Class::Letter | Class::Mark));
        (end > from).then_some(end)
    }

    /// Letters of any case; one other character may stand before.
    fn letters(self) -> Option<usize> {
        let from = self.after_lead().unwrap_or(0);
        let end = self.run(from, Class::is_letter);
        (end > from).then_some(end)
    }

    /// `'s`, `'t`, `'d`, `'m`, `'re`, `'ve`, `'ll`, in either case.
    fn contraction(self, from: usize) -> Option<usize> {
        let rest = self.text.get(from..)?;
        let mut chars = rest.chars();
        if chars.next() != Some('\'') {
            return None;
        }
        // The long s is an `s` to a rule that ignores case.
        let fold = |char: char| if char == '\u{17f}' { 's' } else { char.to_ascii_lowercase() };
        let first = chars.next()?;
        let short = from + 1 + first.len_utf8();
        match (fold(first), chars.next().map(fold)) {
            ('s' | 't' | 'd' | 'm', _) => Some(short),
            ('r' | 'v', Some('e')) | ('l', Some('l')) => Some(short + 1),
            _ => None,
        }
    }

    /// One to three digits.
    fn number(self) -> Option<usize> {
        let mut end = 0;
        for _ in 0..3 {
            match self.at(end) {
                Some((_, Class::Number, after)) => end = after,
                _ => break,
            }
        }
        (end > 0).then_some(end)
    }

    /// Symbols, with a blank before and breaks after.
    fn symbols(self, rules: Rules) -> Option<usize> {
        let from = usize::from(self.text.starts_with(' '));
        let mut end = self.run(from, Class::is_symbol);
        if end == from {
            return None;
        }
        while let Some((char, class, after)) = self.at(end)
            && (class == Class::Break || (char == '/' && rules == Rules::O200k))
        {
            end = after;
        }
        Some(end)
    }

    /// White space: up to the last break; else all of it, but for the one character before other text.
    fn white(self) -> Option<usize> {
        let (mut end, mut last, mut after_break) = (0, 0, None);
        while let Some((_, class, after)) = self.at(end)
            && class.is_white()
        {
            if class == Class::Break {
                after_break = Some(after);
            }
            last = end;
            end = after;
        }
        if let Some(end) = after_break {
            return Some(end);
        }
        let before_text = end < self.text.len() && last > 0;
        (end > 0).then_some(if before_text { last } else { end })
    }
}
