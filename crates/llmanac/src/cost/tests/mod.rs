//! Tests over several files of this folder.

mod agreement;
mod bounds;
mod fixture;
mod lists;
mod open;
mod oracle;
mod pricing;
mod properties;
mod rational;
mod selecting;
