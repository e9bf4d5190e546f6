//! The catalog as people write it: one struct a kind of file, unknown keys refused.
//!
//! Nothing is checked here beyond the types of TOML; `catalog/compile` gives the words a meaning.

mod media;
mod model;
mod overlay;
mod profile;
mod tables;
mod usage;

pub(crate) use media::*;
pub(crate) use model::*;
pub(crate) use overlay::*;
pub(crate) use profile::*;
pub(crate) use tables::*;
pub(crate) use usage::*;

/// The keys that every row has.
pub(crate) struct RowHead<'a> {
    pub versions: Option<&'a [String]>,
    pub on: Option<&'a [String]>,
    pub from: Option<&'a str>,
    pub to: Option<&'a str>,
    pub src: Option<&'a [String]>,
    pub assumed: Option<&'a str>,
    pub note: Option<&'a str>,
}

/// A kind of row.
pub(crate) trait AuthoredRow {
    /// Its common keys.
    fn head(&self) -> RowHead<'_>;
}

/// A row: the common keys and those of its kind.
macro_rules! row {
    ($(#[$doc:meta])* $name:ident { $($(#[$rename:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub(crate) struct $name {
            pub versions: Option<Vec<String>>,
            pub on: Option<Vec<String>>,
            pub from: Option<String>,
            pub to: Option<String>,
            pub src: Option<Vec<String>>,
            pub assumed: Option<String>,
            pub note: Option<String>,
            $($(#[$rename])* pub $field: $type,)*
        }

        impl $crate::catalog::authored::AuthoredRow for $name {
            fn head(&self) -> $crate::catalog::authored::RowHead<'_> {
                $crate::catalog::authored::RowHead {
                    versions: self.versions.as_deref(),
                    on: self.on.as_deref(),
                    from: self.from.as_deref(),
                    to: self.to.as_deref(),
                    src: self.src.as_deref(),
                    assumed: self.assumed.as_deref(),
                    note: self.note.as_deref(),
                }
            }
        }
    };
}
pub(crate) use row;
