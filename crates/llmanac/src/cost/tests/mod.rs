//! Tests over several files of this folder.

mod bounds;
mod fixture;
mod open;
mod oracle;
mod pricing;
mod properties;
mod selecting;
