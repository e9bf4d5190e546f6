//! Closed sets with names: one macro gives an enum its list, its texts and its parser.

use std::fmt;

/// A text that names no member of a closed set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    what: &'static str,
    text: String,
    known: Vec<&'static str>,
    meant: Option<&'static str>,
    /// What it is in place of one of the names.
    apart: Option<&'static str>,
}

impl UnknownName {
    pub(crate) fn new(what: &'static str, text: &str, known: Vec<&'static str>) -> Self {
        // A megabyte of nonsense is no better a message than its beginning.
        let text = text.chars().take(80).collect();
        Self { what, text, known, meant: None, apart: None }
    }

    /// A text that is another thing, so that none of the names was meant.
    pub(crate) fn apart(what: &'static str, text: &str, is: &'static str) -> Self {
        Self { apart: Some(is), ..Self::new(what, text, Vec::new()) }
    }

    /// The same, where the text is known to mean one of the names, near or not.
    pub(crate) fn meaning(mut self, name: Option<&'static str>) -> Self {
        self.meant = name;
        self
    }

    /// The names that exist.
    pub fn known(&self) -> &[&'static str] {
        &self.known
    }

    /// The name that was probably meant.
    pub fn suggestion(&self) -> Option<&'static str> {
        self.meant.or_else(|| crate::suggest::nearest(&self.text, self.known.iter().copied()))
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no {} `{}`", self.what, self.text)?;
        if let Some(is) = self.apart {
            return write!(f, "; {is}");
        }
        match self.suggestion() {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => write!(f, "; known: {}", self.known.join(", ")),
        }
    }
}

impl std::error::Error for UnknownName {}

macro_rules! named {
    ($(#[$doc:meta])* $what:literal $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize)]
        #[non_exhaustive]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every member, in order.
            #[allow(dead_code, reason = "the macro serves private sets too")]
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The name in data, JSON and on the command line.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }

        /// The name in JSON; the place in the compiled catalog.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.serialize_str(self.as_str())
                } else {
                    serializer.serialize_unit_variant(stringify!($name), *self as u32, self.as_str())
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::UnknownName;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($text => Ok($name::$variant),)*
                    _ => Err($crate::model::UnknownName::new($what, text, vec![$($text,)*])),
                }
            }
        }
    };
}
pub(crate) use named;
