//! How many tokens a text has, without a tokenizer.

/// Token counts are added up in tenths.
pub(in crate::cost) const TEN: u64 = 10;

/// No token of `cl100k` or `o200k` with a letter or a digit is longer, in bytes.
const LONGEST: u64 = 64;

/// The band of one text, in tenths of a token.
///
/// At least: a token for each word of any script, and for each 64 bytes of one. At most: a token for each byte of
/// other scripts, digit, symbol, capital and odd letter, fewer for small letters in the order of a language, and for
/// runs of white space. No tokenizer that falls back to bytes needs more than one token a byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::cost) struct Text {
    pub low: u64,
    pub high: u64,
}

impl Text {
    pub fn of(text: &str) -> Self {
        let mut count = Self::default();
        let mut word = Word::default();
        let mut before = '\0';
        let mut letters = 0u64;
        let mut chars = text.chars().peekable();
        while let Some(here) = chars.next() {
            let bytes = u64::try_from(here.len_utf8()).unwrap_or_default();
            if here.is_ascii_alphanumeric() || here == '\'' || (!here.is_ascii() && !here.is_whitespace()) {
                word.bytes += bytes;
                word.is_one |= here.is_alphanumeric();
            } else {
                count.low += std::mem::take(&mut word).least();
            }
            if here.is_ascii_lowercase() {
                letters += 1;
            } else {
                count.high += alone(std::mem::take(&mut letters));
            }
            count.high += match here {
                'a'..='z' => small(before, here),
                // A lone blank goes with what follows, unless that is a number.
                ' ' if before != ' '
                    && !chars.peek().is_none_or(|next| next.is_whitespace() || next.is_numeric()) =>
                {
                    0
                }
                // Of a run of one kind of white space a token holds at least eight.
                _ if here.is_ascii_whitespace() && here == before => TEN / 8 + 1,
                _ => TEN * bytes,
            };
            before = here;
        }
        count.low += word.least();
        count.high += alone(letters);
        count
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low.saturating_add(other.low), high: self.high.saturating_add(other.high) }
    }
}

/// Letters, digits and what else is not ASCII, without a break.
#[derive(Default)]
struct Word {
    bytes: u64,
    /// Signs alone make no word: several may be one token.
    is_one: bool,
}

impl Word {
    fn least(self) -> u64 {
        TEN * (self.bytes / LONGEST).max(u64::from(self.is_one))
    }
}

/// What one small letter alone lacks to a whole token.
fn alone(letters: u64) -> u64 {
    if letters == 1 { TEN - FIRST } else { 0 }
}

/// Tenths of a token for the first of several small letters.
const FIRST: u64 = 7;

/// At most, for a small letter: languages alternate, and what does not is cut into pieces.
fn small(before: char, here: char) -> u64 {
    let is_vowel = |letter| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    match here {
        'j' | 'q' | 'x' | 'z' => TEN,
        _ if !before.is_ascii_lowercase() => FIRST,
        _ if is_vowel(here) || is_vowel(before) => 4,
        _ => 9,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_text_lies_within_what_two_tokenizers_counted() {
        // The text, its tokens in cl100k and in o200k.
        let table = [
            ("", 0, 0),
            ("Why is the sky blue?", 6, 6),
            ("All human beings are born free and equal in dignity and rights.", 13, 13),
            ("Alle Menschen sind frei und gleich an Würde und Rechten geboren.", 16, 14),
            ("Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan.", 30, 24),
            ("Все люди рождаются свободными и равными в своем достоинстве и правах.", 35, 17),
            ("يولد جميع الناس أحرار\u{64b}ا متساوين في الكرامة والحقوق.", 37, 18),
            (
                "सभी मन\u{941}ष\u{94d}यो\u{902} को गौरव और अधिकारो\u{902} क\u{947} मामल\u{947} म\u{947}\u{902} जन\u{94d}मजात स\u{94d}वतन\u{94d}त\u{94d}रता प\u{94d}राप\u{94d}त ह\u{948}।",
                75,
                22,
            ),
            ("人人生而自由,在尊严和权利上一律平等。", 22, 16),
            ("すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。", 45, 35),
            ("fn main() {\n    println!(\"{}\", a + b); // sum\n}\n", 15, 15),
            (
                "{\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\",\"required\":[\"city\"]}}",
                17,
                17,
            ),
            ("2026-11-23T10:15:00Z 192.168.0.1 4711 0.0125 1e-9", 34, 34),
            ("fd3a90c1be77421e8a6b5d0c", 18, 18),
            ("q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83v", 29, 27),
            ("HTTP GET /v1/chat?api-version=2024-10-21 404 NOT FOUND", 20, 20),
            ("😀🎉🚀🤖👍🏽", 17, 10),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 6, 6),
            ("==========================================", 2, 2),
            ("├── src\n│   ├── main.rs\n└── ────────────────────", 20, 20),
            ("\n\n\n\t\t\t                                      x", 4, 4),
        ];
        for (text, cl100k, o200k) in table {
            let count = Text::of(text);
            let (low, high) = (count.low / TEN, count.high.div_ceil(TEN));
            assert!(low <= cl100k.min(o200k) && cl100k.max(o200k) <= high, "{low}..{high}: {text}");
        }
    }
}
