use serde::{Deserialize, Serialize};

/// A fact in three states: known, known to be absent, unknown.
///
/// An unknown fact refuses nothing and is never shown as false or zero.
///
/// ```
/// use llmanac::model::Fact;
/// let limit: Fact<u64> = Fact::Unknown;
/// assert_eq!(limit.known(), None);
/// assert!(!limit.is_absent());
/// assert_eq!(Fact::Known(4096).known(), Some(4096));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Fact<T> {
    /// The value is known.
    Known(T),
    /// It is known that there is no such value.
    Absent,
    /// Nothing is known.
    #[default]
    Unknown,
}

impl<T> Fact<T> {
    /// The value, where it is known.
    pub fn known(self) -> Option<T> {
        match self {
            Fact::Known(value) => Some(value),
            Fact::Absent | Fact::Unknown => None,
        }
    }

    /// The same fact, borrowed.
    pub fn as_ref(&self) -> Fact<&T> {
        match self {
            Fact::Known(value) => Fact::Known(value),
            Fact::Absent => Fact::Absent,
            Fact::Unknown => Fact::Unknown,
        }
    }

    /// The fact with its value converted.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Fact<U> {
        match self {
            Fact::Known(value) => Fact::Known(convert(value)),
            Fact::Absent => Fact::Absent,
            Fact::Unknown => Fact::Unknown,
        }
    }

    /// Whether it is known that there is no such value.
    pub fn is_absent(&self) -> bool {
        matches!(self, Fact::Absent)
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Fact::Unknown)
    }

    /// This fact, or another where this one is unknown.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.is_unknown() { other } else { self }
    }
}

impl<T> From<Option<T>> for Fact<T> {
    /// `None` is unknown.
    fn from(value: Option<T>) -> Self {
        value.map_or(Fact::Unknown, Fact::Known)
    }
}

impl Fact<bool> {
    /// A yes or no, with `false` known to be absent.
    ///
    /// ```
    /// use llmanac::model::Fact;
    /// assert_eq!(Fact::Known(true).is_yes(), true);
    /// assert_eq!(Fact::<bool>::Unknown.to_option(), None);
    /// assert_eq!(Fact::<bool>::Absent.to_option(), Some(false));
    /// ```
    pub fn to_option(self) -> Option<bool> {
        match self {
            Fact::Known(value) => Some(value),
            Fact::Absent => Some(false),
            Fact::Unknown => None,
        }
    }

    /// Whether it is known to be so.
    pub fn is_yes(self) -> bool {
        self == Fact::Known(true)
    }

    /// Whether it is known not to be so.
    pub fn is_no(self) -> bool {
        self.to_option() == Some(false)
    }
}
