//! What a request states, and what holds where it is silent.

use serde_json::{Map, Value};

use crate::model::Scalar;

use super::set::ParameterSet;
use super::subject::Subject;
use super::table::{Entry, Fill, Values};

/// The parameters of a request, beside what is known of the model.
#[derive(Clone, Copy)]
pub(super) struct Stated<'a> {
    pub subject: &'a Subject<'a>,
    pub parameters: &'a Map<String, Value>,
    /// Parameters that are stated and accepted here, so that rules look at nothing else.
    present: ParameterSet,
    /// The same, and every other name of such a parameter.
    meant: ParameterSet,
}

/// Whether a required parameter is not stated. Only a closer look tells whether something fills it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IsMissing {
    No,
    Maybe,
}

/// The value that a parameter has in effect.
pub(super) enum Effective<'a> {
    Stated(&'a Value),
    /// The provider's or the model's own value.
    Own(&'a Scalar),
    /// The same, as a text.
    Word(&'a str),
    /// The same, as a number.
    Number(i64),
    /// The parameter does not exist here.
    None,
    Unknown,
}

impl<'a> Stated<'a> {
    pub fn new(subject: &'a Subject<'a>, parameters: &'a Map<String, Value>) -> Self {
        Self { subject, parameters, present: ParameterSet::default(), meant: ParameterSet::default() }
    }

    /// Notes that a parameter which is accepted here is stated.
    pub fn note(&mut self, parameter: u16) {
        self.present.add(ParameterSet::of(parameter));
    }

    /// Notes the other names of what was noted; tells whether something must be there that is not.
    pub fn note_others(&mut self) -> IsMissing {
        let entries = &self.subject.table.entries;
        self.meant = self.present;
        for names in entries.names().iter().filter(|names| self.present.meets(**names)) {
            self.meant.add(*names);
        }
        if entries.required().without(self.meant).is_empty() { IsMissing::No } else { IsMissing::Maybe }
    }

    /// The parameters that are stated and accepted here.
    pub fn noted(&self) -> ParameterSet {
        self.present
    }

    /// The same, and every other name of such a parameter.
    pub fn all_meant(&self) -> ParameterSet {
        self.meant
    }

    fn is_noted(self, parameter: u16) -> bool {
        self.present.contains(parameter)
    }

    /// Whether a parameter or one that is the same is stated.
    pub fn is_meant(self, parameter: u16) -> bool {
        self.meant.contains(parameter)
    }

    /// The stated value of a parameter that is accepted here; `null` states nothing.
    pub fn get(self, parameter: u16) -> Option<&'a Value> {
        if !self.is_noted(parameter) {
            return None;
        }
        self.raw(self.subject.name_of(parameter))
    }

    /// The stated value under a name; `null` states nothing.
    pub fn raw(self, name: &str) -> Option<&'a Value> {
        self.parameters.get(name).filter(|value| !value.is_null())
    }

    /// The stated value of a parameter or of one that is the same, and which of them was stated.
    pub fn meant(self, parameter: u16) -> Option<(u16, &'a Value)> {
        if !self.is_meant(parameter) {
            return None;
        }
        let stated = self.get(parameter).map(|value| (parameter, value));
        stated.or_else(|| self.others(parameter).next())
    }

    /// Stated parameters that are another name of this one here.
    pub fn others(self, parameter: u16) -> impl Iterator<Item = (u16, &'a Value)> + use<'a> {
        let own = self.shared(parameter);
        let noted = self.present.without(ParameterSet::of(parameter)).iter();
        noted
            .filter(move |place| own.is_some() && self.shared(*place) == own)
            .filter_map(move |place| Some((place, self.get(place)?)))
    }

    /// The parameter whose row this one shares, or itself.
    fn shared(self, parameter: u16) -> Option<u16> {
        self.subject.table.row(parameter).map(|row| row.same_as.unwrap_or(parameter))
    }

    /// The value in effect: stated, else the model's own, else the table's.
    pub fn effective(self, parameter: u16) -> Effective<'a> {
        if let Some((_, value)) = self.meant(parameter) {
            return Effective::Stated(value);
        }
        let subject = self.subject;
        let row = match subject.table.entries.get(usize::from(parameter)) {
            Some(Entry::Row(row)) => row,
            Some(Entry::Absent(Some(neutral))) => return Effective::Own(neutral),
            Some(Entry::Absent(None)) => return Effective::None,
            Some(Entry::Silent) | None => return Effective::Unknown,
        };
        if row.values == Values::Effort
            && subject.model_default(parameter).is_none()
            && let Some(word) = &subject.reasoning.effort_default
        {
            return Effective::Word(word);
        }
        if let Some(own) = subject.default_of(parameter) {
            return Effective::Own(own);
        }
        match &row.fill {
            Some(Fill::Value(own)) => Effective::Own(own),
            Some(Fill::Model(pointer)) => {
                subject.pointer(*pointer).map_or(Effective::Unknown, Effective::Number)
            }
            None => Effective::Unknown,
        }
    }
}
