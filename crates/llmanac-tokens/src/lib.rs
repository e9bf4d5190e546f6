//! Counts the tokens of texts as OpenAI's public tokenizers do.
//!
//! The vocabularies are part of the program in a form that needs no loading: the first count is as quick as
//! any other, and there is no global. The time grows with the length of the text, times its logarithm for
//! one endless word; no input panics.
//!
//! ```
//! use llmanac_tokens::Tokenizer;
//!
//! assert_eq!(Tokenizer::O200K_BASE.count("Why is the sky blue?"), 6);
//! assert_eq!(Tokenizer::named("cl100k_base"), Some(Tokenizer::CL100K_BASE));
//! assert_eq!(Tokenizer::named("o200k"), None);
//! ```
#![forbid(unsafe_code)]

mod class;
mod compile;
mod merge;
mod split;
mod vocabulary;

use std::fmt;

use merge::Merge;
use split::Rules;
use vocabulary::Vocabulary;

pub use compile::{CompileError, compile};

/// A tokenizer: how a text is split into words, and the tokens that words are made of.
#[derive(Clone, Copy)]
pub struct Tokenizer {
    name: &'static str,
    rules: Rules,
    vocabulary: &'static [u8],
}

impl Tokenizer {
    /// That of GPT-4o and the models after it.
    pub const O200K_BASE: Self =
        Self { name: "o200k_base", rules: Rules::O200k, vocabulary: include_bytes!("../o200k_base.bin") };

    /// That of GPT-4 and GPT-3.5 Turbo.
    pub const CL100K_BASE: Self =
        Self { name: "cl100k_base", rules: Rules::Cl100k, vocabulary: include_bytes!("../cl100k_base.bin") };

    /// All that are here.
    pub const ALL: [Self; 2] = [Self::O200K_BASE, Self::CL100K_BASE];

    /// The tokenizer of a name, as its maker spells it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.name == name)
    }

    /// The name, as its maker spells it.
    pub fn name(self) -> &'static str {
        self.name
    }

    /// How many tokens a text has.
    ///
    /// Names of special tokens (`<|endoftext|>`) are text like any other, as they are in a message.
    pub fn count(self, text: &str) -> u64 {
        let vocabulary = Vocabulary::of(self.vocabulary);
        let mut merge = Merge::default();
        split::words(self.rules, text).map(|word| merge.count(vocabulary, word.as_bytes())).sum()
    }

    /// The bytes of each token, in the order of their ranks.
    pub fn tokens(self) -> impl Iterator<Item = &'static [u8]> {
        let vocabulary = Vocabulary::of(self.vocabulary);
        (0..vocabulary.len()).filter_map(move |rank| vocabulary.token(rank))
    }
}

impl PartialEq for Tokenizer {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Tokenizer {}

impl fmt::Debug for Tokenizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Tokenizer").field(&self.name).finish()
    }
}
