//! The table of parameters, and what is asked of it: validate, fit.

mod allowed;
mod bounds;
mod capable;
mod change;
mod characters;
mod code;
pub(crate) mod content;
mod echo;
pub(crate) mod emulation;
mod entries;
mod fit;
mod fix;
pub(crate) mod inputs;
mod issue;
pub(crate) mod key;
mod kind;
mod length;
pub(crate) mod messages;
mod number;
mod patch;
mod place;
mod plain;
mod range;
mod rules;
mod ruleset;
mod set;
mod standard;
mod stated;
pub(crate) mod structure;
mod subject;
mod table;
#[cfg(all(test, feature = "overlay"))]
pub(crate) mod testing;
mod unknown;
mod validate;
pub(crate) mod window;
mod word;

pub use change::{Change, ChangeKind};
pub use code::{IssueCode, Severity};
pub(crate) use echo::{Plain, Said, cut, echo};
pub use fit::Fitted;
#[cfg(test)]
pub(crate) use fit::fit;
pub(crate) use fit::fit_within;
pub use fix::Fix;
pub use issue::Issue;
pub(crate) use issue::as_text;
pub(crate) use patch::BodyPatch;
pub(crate) use place::Place;
pub(crate) use standard::{Standard, StandardParameter};
pub(crate) use subject::{LimitRows, Subject};
pub use table::ParameterType;
pub(crate) use table::{
    Bound, Condition, Emulation, Entry, Fill, Inputs, NeedsVersion, ParamRow, ParamTable, Pointer, Refusal,
    Rule, RuleFix, Shape, Values,
};
pub(crate) use validate::{validate, validate_beside};
pub(crate) use word::word;

#[cfg(all(test, feature = "overlay"))]
pub(crate) mod tests;
