//! Capacity that is paid for over time: what it costs, how much of it a load needs. Exact throughout.
//!
//! None of this is ever part of a call's cost.

mod fraction;
mod load;
mod price;
mod size;

#[cfg(test)]
mod tests;

pub use fraction::Fraction;
pub use load::{Counted, Load};
pub use price::CapacityTime;
pub(crate) use price::{HOUR, share_cost};
pub use size::Sizes;
