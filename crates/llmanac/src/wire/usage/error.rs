use crate::model::{Meter, Surface};

/// Why no usage can be read from a response.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum UsageExtractError {
    /// The response states no usage that the surface's forms know.
    #[error("{}", no_usage(*.surface, .looked_for, .like))]
    NoUsage {
        /// The surface.
        surface: Surface,
        /// The counts that were looked for.
        looked_for: Vec<String>,
        /// The surfaces whose responses look like this one.
        like: Vec<Surface>,
    },
    /// The payload is a text that is neither JSON nor the events of a stream.
    #[error("neither JSON nor server-sent events: `{beginning}`")]
    NoJson {
        /// Its beginning.
        beginning: String,
    },
    /// A value that is no count.
    #[error("{key} {value} {why}")]
    NoCount {
        /// Where it stands.
        key: String,
        /// The value as JSON, its beginning where it is long.
        value: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// A count that must be stated is not.
    #[error("{key} is not stated")]
    Missing {
        /// Where it should stand.
        key: String,
    },
    /// A part is larger than what contains it.
    #[error("{part} {part_count} exceeds {whole} {whole_count}; {whole} contains {part}")]
    PartExceeds {
        /// The part.
        part: String,
        /// Its count.
        part_count: u64,
        /// What contains it.
        whole: String,
        /// Its count.
        whole_count: u64,
    },
    /// Disjoint parts are together larger than what contains them.
    #[error("the parts of {whole} are {sum} together ({parts}), which exceeds {whole} {whole_count}")]
    PartsExceed {
        /// What contains them.
        whole: String,
        /// Its count.
        whole_count: u64,
        /// The sum of the parts.
        sum: u128,
        /// The parts and their counts.
        parts: String,
    },
    /// Counts of one meter are together more than 64 bits hold.
    #[error("the counts of {meter} are too large together")]
    TooLarge {
        /// The meter.
        meter: Meter,
    },
}

fn no_usage(surface: Surface, looked_for: &[String], like: &[Surface]) -> String {
    if looked_for.is_empty() {
        return format!("the catalog does not know how {surface} reports usage");
    }
    let why = if like.is_empty() {
        "a stream states it only where it was asked for, and at its end".to_owned()
    } else {
        let like: Vec<&str> = like.iter().map(|surface| surface.as_str()).collect();
        format!("it looks like one of {}", like.join(", "))
    };
    format!("this response of {surface} states no usage: no {}; {why}", looked_for.join(", no "))
}
