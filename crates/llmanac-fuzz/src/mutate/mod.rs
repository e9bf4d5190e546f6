//! Mutations: of the structure where a text has one, of bytes everywhere.

mod bytes;
mod structure;

use crate::corpus::{Corpus, Part, Seed};
use crate::random::Random;
use crate::tree::Form;

/// The input of a run: a part of the corpus, mutated a few times.
pub fn input(corpus: &Corpus, random: &mut Random) -> Vec<u8> {
    let Some(seed) = corpus.pick(random) else { return Vec::new() };
    let mut own = match (&seed, corpus.part().form()) {
        (Seed::Tree(tree), Some(form)) => {
            let mut tree = structure::sampled(tree, random);
            for _ in 0..=random.below(6) {
                structure::mutate(&mut tree, corpus, random);
            }
            let mut text = tree.text(form);
            // Files of Windows, and those with a mark.
            if random.is_one_in(40) {
                text = text.replace('\n', "\r\n").replace(", ", ",\r\n");
            }
            if random.is_one_in(60) {
                text.insert(0, '\u{feff}');
            }
            text.into_bytes()
        }
        (Seed::Tree(tree), None) => tree.text(Form::Json).into_bytes(),
        (Seed::Bytes(bytes), _) => bytes.clone(),
    };
    let is_structured = matches!(seed, Seed::Tree(_));
    let times = match (is_structured, corpus.part()) {
        // Most texts that are cut or flipped are no JSON any more, and end at the first check.
        (true, _) => usize::from(random.is_one_in(8)),
        (false, Part::Bytes) => 1 + random.below(4),
        (false, _) => random.below(4),
    };
    for _ in 0..times {
        bytes::mutate(&mut own, corpus, random);
    }
    own
}
