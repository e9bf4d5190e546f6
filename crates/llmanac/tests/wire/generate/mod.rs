//! Requests that look like those of programs: of every model, mostly as it takes them, sometimes at its bounds.

mod messages;
mod parameters;
mod parts;
mod random;
mod texts;
mod tools;

use llmanac::Snapshot;
use llmanac::model::Modality;
use llmanac::wire::Policy;
use serde_json::{Map, Value};

use crate::profiles::Line;
pub use random::Random;

/// A request that a seed makes.
#[derive(Clone, Debug)]
pub struct Generated {
    pub line: Line,
    pub policy: Policy,
    pub request: Map<String, Value>,
}

/// What is known of the model while its request is made.
struct Maker<'a> {
    random: &'a mut Random,
    line: &'a Line,
    takes: Vec<Modality>,
    /// How often a text has a mark of the cache, of a hundred.
    marks: usize,
}

/// The request that a seed makes of one of some lines.
pub fn request(snapshot: &Snapshot, lines: &[Line], seed: u64) -> Generated {
    let mut random = Random::new(seed);
    let line = random.pick(lines);
    // Most programs let what does not fit be mended.
    let policy = if random.is(88) { Policy::Fit } else { Policy::Strict };
    let model = snapshot.resolve(&line.model).unwrap().model;
    let is_taken = |kind: &Modality| model.takes(*kind).is_yes();
    let takes = Modality::ALL.iter().copied().filter(is_taken).collect();
    let marks = random.pick(&[0, 0, 0, 0, 4, 8, 30]);
    let mut maker = Maker { random: &mut random, line: &line, takes, marks };
    let mut request = maker.parameters();
    let (messages, tools) = maker.messages();
    request.insert("messages".to_owned(), messages);
    maker.tools(&mut request, tools);
    Generated { line, policy, request }
}
