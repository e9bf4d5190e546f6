//! The standard request and response, and what each surface makes of them.

mod adapt;
mod convert;
mod converted;
mod converter;
mod header;
mod hint;
pub(crate) mod messages;
mod path;
mod policy;
mod schema;
mod shapes;
mod stand_in;
#[cfg(all(test, feature = "overlay"))]
mod tests;
mod tool_names;
mod usage;

pub(crate) use adapt::adapt;
#[cfg(all(test, feature = "overlay"))]
pub(crate) use convert::convert;
pub(crate) use convert::{convert_adapted, convert_within};
pub use converted::{ConvertError, Converted, Delivery};
pub use converter::ConverterFn;
pub use policy::Policy;
pub use tool_names::ToolNames;
pub(crate) use usage::extract;
pub use usage::{Extracted, Invocation, NoteCode, RateContext, UsageExtractError, UsageNote};
