//! How many tokens a text has, without a tokenizer.

/// Token counts are added up in tenths.
pub(super) const TEN: u64 = 10;

/// The band of one text, in tenths of a token.
///
/// At least: a token for each word and number, and one for ten bytes of other scripts, repetitions
/// left out. At most: a token for each digit, symbol and capital, for two small letters, for ten
/// sevenths of a byte of other scripts, and for runs of white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub low: u64,
    pub high: u64,
}

impl Text {
    pub fn of(text: &str) -> Self {
        let mut count = Self::default();
        let mut before = ' ';
        let mut blank = 0u64;
        for here in text.chars() {
            let after_word = before.is_ascii_alphanumeric() || !before.is_ascii();
            if here.is_ascii_whitespace() {
                // A break of the line is a token of its own; a single blank goes with its word.
                blank += if here == '\n' && blank == 0 { 2 } else { 1 };
            } else {
                count.high += Self::blank(blank);
                blank = 0;
            }
            match here {
                'a'..='z' | 'A'..='Z' | '0'..='9' => {
                    count.low += if after_word { 0 } else { TEN };
                    count.high += if here.is_ascii_lowercase() { TEN / 2 } else { TEN };
                }
                _ if here.is_ascii_whitespace() => {}
                _ if here.is_ascii() => count.high += TEN,
                _ => {
                    let bytes = u64::try_from(here.len_utf8()).unwrap_or_default();
                    count.low += if here == before { 0 } else { bytes };
                    count.high += 7 * bytes;
                }
            }
            before = here;
        }
        count.high += Self::blank(blank);
        count
    }

    /// At most, for a run of white space.
    fn blank(run: u64) -> u64 {
        if run < 2 { 0 } else { TEN * (1 + run / 4) }
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
