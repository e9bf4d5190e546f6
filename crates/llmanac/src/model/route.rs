use serde::{Deserialize, Serialize};

use super::ids::RegionId;

/// Where a call may be processed, by the region that is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// The region that is called; absent: any.
    pub from: Option<RegionId>,
    /// The regions in which the call may be processed.
    pub to: Vec<RegionId>,
}

/// The routes of a row: a set that rows share, or its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Routes {
    /// A set of the catalog, by its place.
    Shared(u16),
    /// Stated in the row.
    Own(Vec<Route>),
}
