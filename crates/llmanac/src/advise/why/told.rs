//! What a reader tells of a field, before the answer is made of it.

use serde_json::Value;

use crate::model::{Date, ModelPart};

use super::Standing;

/// What a reader tells of a field.
pub(super) struct Told {
    /// The value that answers show.
    pub value: Value,
    /// How it follows from the rows, where it is not simply theirs.
    pub derived: Option<String>,
    /// The facts that it rests on, as verdicts name them.
    pub facts: Vec<String>,
    /// The part of the model that an overlay sets as a whole.
    pub part: ModelPart,
    /// Every row that states one of the facts.
    pub rows: Vec<ToldRow>,
}

/// A row, with the places of its sources.
pub(super) struct ToldRow {
    pub fact: String,
    pub value: Value,
    pub standing: Standing,
    pub because: String,
    pub versions: Vec<String>,
    pub on: Vec<String>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub assumed: Option<String>,
    pub note: Option<String>,
    pub src: Vec<u16>,
}

impl Told {
    /// A field that is one fact of the catalog.
    pub fn fact(name: &str, part: ModelPart, value: Value, rows: Vec<ToldRow>) -> Self {
        Self { value, derived: None, facts: vec![name.to_owned()], part, rows }
    }

    /// The same, with how the value was come by.
    pub fn by(mut self, how: impl Into<String>) -> Self {
        self.derived = Some(how.into());
        self
    }

    /// The same facts, shown as another value.
    pub fn shown(mut self, value: impl Into<Value>) -> Self {
        self.value = value.into();
        self
    }

    /// The facts of both; the value is this one's.
    pub fn and(mut self, other: Self) -> Self {
        for fact in other.facts {
            if !self.facts.contains(&fact) {
                self.facts.push(fact);
                // Rows of one fact come together.
            }
        }
        self.rows.extend(other.rows);
        self
    }
}
