//! Why there is no answer about capacity.

use crate::advise::call::CallError;
use crate::model::{MoneyError, Term};
use crate::registry::ResolveError;

/// Why there is no answer about capacity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CapacityError {
    /// The name means no model.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// A circumstance that the catalog does not know.
    #[error(transparent)]
    Call(#[from] CallError),
    /// The question asks nothing.
    #[error("nothing is asked: state units and a time, a workload, or a usage")]
    Nothing,
    /// Units without a time.
    #[error("for how long? the cost of {0} units depends on the time; state hours, seconds or months")]
    NoTime(u64),
    /// A time without units.
    #[error("how many units? state them, or the workload that they are for")]
    NoUnits,
    /// Zero units, or a time of nothing.
    #[error("0 {0} are nothing to pay for")]
    Zero(&'static str),
    /// The offer is known not to be sold by this unit.
    #[error("{model} is not sold by the {unit} as {offer} ({})", .sources.join(", "))]
    NotSold {
        /// The model's id.
        model: String,
        /// The unit.
        unit: String,
        /// The offer.
        offer: String,
        /// The ids of the sources that say so.
        sources: Vec<String>,
    },
    /// A commitment that is known not to be sold.
    #[error("{unit} of {model} are not sold on the term {term}; the terms are {}", names(.known))]
    Term {
        /// The model's id.
        model: String,
        /// The unit.
        unit: String,
        /// The term that was asked for.
        term: Term,
        /// The terms that are sold.
        known: Vec<Term>,
    },
    /// Capacity is sold by several units, and none was stated.
    #[error("capacity of {model} is sold by several units; state one of {}", .known.join(", "))]
    Units {
        /// The model's id.
        model: String,
        /// The units.
        known: Vec<String>,
    },
    /// A unit by which capacity of the model is not sold.
    #[error("capacity of {model} is not bought by the {unit}; known: {}", .known.join(", "))]
    Unit {
        /// The model's id.
        model: String,
        /// The unit that was asked for.
        unit: String,
        /// The units.
        known: Vec<String>,
    },
    /// An amount that cannot be computed exactly.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

fn names(terms: &[Term]) -> String {
    let names: Vec<&str> = terms.iter().map(|term| term.as_str()).collect();
    names.join(", ")
}
