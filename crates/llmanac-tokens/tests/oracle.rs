//! The counts held against the same rules by another hand.

#![allow(clippy::indexing_slicing)]

use llmanac_tokens::Tokenizer;
use proptest::prelude::*;
use sha2::{Digest as _, Sha256};
use tiktoken_rs::{CoreBPE, cl100k_base_singleton, o200k_base_singleton};

fn oracles() -> [(Tokenizer, &'static CoreBPE); 2] {
    [(Tokenizer::O200K_BASE, o200k_base_singleton()), (Tokenizer::CL100K_BASE, cl100k_base_singleton())]
}

fn assert_same(text: &str) {
    for (tokenizer, oracle) in oracles() {
        let expected = oracle.encode_ordinary(text).len() as u64;
        assert_eq!(tokenizer.count(text), expected, "{tokenizer:?}: {text:?}");
    }
}

/// Standard base64, for the check of the digests.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |bits: u32| char::from(DIGITS[(bits & 63) as usize]);
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(*chunk.get(at).unwrap_or(&0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        text.push(digit(bits >> 18));
        text.push(digit(bits >> 12));
        text.push(if chunk.len() > 1 { digit(bits >> 6) } else { '=' });
        text.push(if chunk.len() > 2 { digit(bits) } else { '=' });
    }
    text
}

#[test]
fn the_vocabularies_are_their_makers_to_the_last_byte() {
    // The digests that tiktoken 0.14.0 expects of the files it loads (tiktoken_ext/openai_public.py).
    let published = [
        (Tokenizer::O200K_BASE, "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"),
        (Tokenizer::CL100K_BASE, "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7"),
    ];
    for (tokenizer, digest) in published {
        let mut file = Sha256::new();
        for (rank, token) in tokenizer.tokens().enumerate() {
            file.update(format!("{} {rank}\n", base64(token)));
        }
        let found: String = file.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(found, digest, "{tokenizer:?}");
    }
}

#[test]
fn texts_of_every_kind_count_as_the_oracle_counts() {
    let texts = [
        "",
        "a",
        "Why is the sky blue?",
        "don't DON'T it's I'LL we'Ve 'sample 's' a'b ROCK'N'ROLL o\u{17f} it'\u{17f} x'RE y're'",
        "Alle Menschen sind frei und gleich an Würde und Rechten geboren.",
        "Все люди рождаются свободными. ВСЕ ЛЮДИ",
        "人人生而自由,在尊严和权利上一律平等。すべての人間は、生まれながらにして自由",
        "सभी मनुष्यों को e\u{301}\u{301} \u{301}a \u{301}\u{301}b A\u{301}B -\u{301}- Dž ǅ ǅa aǅ ªbºC",
        "fn main() {\n    println!(\"{}\", a + b); // sum\n}\n\r\n\t\r\n  \n x \n\n  y\n  ",
        "{\"a\":[1,22,333,4444,55555],\"path\":\"C:\\\\x/y//\\n\"} //// \n/\n",
        "CamelCaseXMLHttpRequest snake_case SCREAMING_CASE kebab-case ABCdefGHI a1b2c3 日本ABCabc日本",
        "😀🎉 🚀🤖👍🏽 \u{200d}\u{200b}\u{feff}\u{a0}\u{2003}\u{3000}x\u{3000}\u{3000}y \u{85}\u{2028}",
        "<|endoftext|> <|im_start|>user",
        "  leading and trailing   ",
        "\n",
        " \n",
        "\n ",
        "½ ² Ⅳ ٣٤٥٦ 一二三 ①②③④",
    ];
    for text in texts {
        assert_same(text);
    }
}

#[test]
fn long_words_count_as_the_oracle_counts() {
    for (pattern, times) in [
        ("a", 5_000),
        ("ab", 3_000),
        ("=", 3_000),
        ("é", 2_000),
        ("人", 1_000),
        ("xyzzy", 1_500),
        ("\n", 3_000),
    ] {
        assert_same(&pattern.repeat(times));
    }
    // Around the length at which the search for the lowest pair changes.
    for length in 90..=102 {
        assert_same(&"qzxjkvwq".chars().cycle().take(length).collect::<String>());
    }
}

#[test]
fn a_megabyte_without_an_end_of_a_word_is_counted() {
    // The oracle's stack ends before the second of these does.
    let million = 1 << 20;
    let table = [("a", 131_072), (" ", 8_192), ("=", 16_384), ("\n", 65_536)];
    for (pattern, tokens) in table {
        assert_eq!(Tokenizer::O200K_BASE.count(&pattern.repeat(million)), tokens, "{pattern:?}");
    }
    for pattern in ["xq", "é", "\u{301}", "\t ", "😀"] {
        let text = pattern.repeat(million / 4 / pattern.len());
        for tokenizer in Tokenizer::ALL {
            assert!(tokenizer.count(&text) <= text.len() as u64, "{pattern:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_text_counts_as_the_oracle_counts(text in any::<String>()) {
        assert_same(&text);
    }

    #[test]
    fn any_mixture_of_what_the_rules_tell_apart_counts_as_the_oracle_counts(
        text in "[aAzZ'sStTlLeE \t\n\r/.!\"09éÉǅªº日人\u{301}\u{17f}\u{3000}\u{a0}😀½]{0,60}",
    ) {
        assert_same(&text);
    }

    #[test]
    fn letters_without_sense_count_as_the_oracle_counts(text in "[a-z]{1,300}( [A-Za-z]{1,40}){0,4}") {
        assert_same(&text);
    }

    #[test]
    fn no_text_has_more_tokens_than_bytes(text in any::<String>()) {
        for tokenizer in Tokenizer::ALL {
            prop_assert!(tokenizer.count(&text) <= text.len() as u64);
        }
    }
}
