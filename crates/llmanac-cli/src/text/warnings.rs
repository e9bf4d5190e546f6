//! What to mind about a model, before anything else.

use llmanac::advise::Warning;

use super::{Page, style};

/// Adds a line a warning.
pub fn warnings(page: &mut Page, warnings: &[Warning]) {
    for warning in warnings {
        page.sentence(&style::WARNING.paint("! "), &style::WARNING.paint(&warning.message));
    }
}
