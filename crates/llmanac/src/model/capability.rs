use std::fmt;

use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::named::named;

named! {
    /// Something that a model can do.
    "capability" Capability {
        /// Answers as a stream.
        Streaming = "streaming",
        /// Calls functions.
        Tools = "tools",
        /// Calls several functions at once.
        ParallelTools = "parallel_tools",
        /// Answers with some valid JSON when asked to.
        JsonMode = "json_mode",
        /// Answers with JSON of a stated schema.
        JsonSchema = "json_schema",
        /// Thinks before it answers, and the caller can steer or pay for it.
        Reasoning = "reasoning",
        /// Reads a cached prompt at another rate.
        Caching = "caching",
        /// Takes a system instruction.
        System = "system",
        /// Is served by the provider's batch API.
        Batch = "batch",
        /// Searches the web by itself.
        WebSearch = "web_search",
        /// Runs code by itself.
        CodeExecution = "code_execution",
        /// Operates a computer.
        ComputerUse = "computer_use",
        /// Can be fine-tuned.
        FineTuning = "fine_tuning",
        /// Cites documents.
        Citations = "citations",
        /// Its weights are published: it can be run elsewhere.
        OpenWeights = "open_weights",
    }
}

/// What a model can do, cannot do, and what is not known of it.
///
/// ```
/// use llmanac::model::{Capabilities, Capability, Fact};
/// let can = Capabilities::default().with(Capability::Tools, true).with(Capability::Reasoning, false);
/// assert_eq!(can.get(Capability::Tools), Fact::Known(true));
/// assert_eq!(can.get(Capability::Reasoning), Fact::Known(false));
/// assert_eq!(can.get(Capability::Batch), Fact::Unknown);
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Capabilities {
    yes: u32,
    no: u32,
}

impl Capabilities {
    fn bit(capability: Capability) -> u32 {
        1 << capability as u32
    }

    /// What is known of one capability.
    pub fn get(self, capability: Capability) -> Fact<bool> {
        let bit = Self::bit(capability);
        match (self.yes & bit != 0, self.no & bit != 0) {
            (true, _) => Fact::Known(true),
            (false, true) => Fact::Known(false),
            (false, false) => Fact::Unknown,
        }
    }

    /// The same, with one capability known.
    #[must_use]
    pub fn with(mut self, capability: Capability, can: bool) -> Self {
        let bit = Self::bit(capability);
        if can {
            self.yes |= bit;
            self.no &= !bit;
        } else {
            self.no |= bit;
            self.yes &= !bit;
        }
        self
    }

    /// These, with what another states in place of what these state.
    #[must_use]
    pub fn overlaid(self, by: Self) -> Self {
        Self { yes: (self.yes & !by.no) | by.yes, no: (self.no & !by.yes) | by.no }
    }

    /// The capabilities of which this is known.
    pub fn known(self, can: Fact<bool>) -> impl Iterator<Item = Capability> {
        Capability::ALL.iter().copied().filter(move |capability| self.get(*capability) == can)
    }
}

impl fmt::Debug for Capabilities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = Capability::ALL.iter().map(|c| (c, self.get(*c)));
        f.debug_map().entries(facts.filter(|(_, fact)| !fact.is_unknown())).finish()
    }
}
