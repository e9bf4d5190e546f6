//! The circumstances of a call, as several verbs take them.

use llmanac::Date;
use llmanac::advise::Call;
use llmanac::cost::FreeUse;
use llmanac::model::{RegionId, Scope, ServiceTier};

use crate::complete;

/// The circumstances of a call; what is not stated is assumed, and the answer says so.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "The call")]
pub struct CallArgs {
    /// The day of the call: its prices, its default version [default: today]
    #[arg(long, value_name = "DATE")]
    pub at: Option<Date>,

    /// The class of service: standard, batch, flex, priority ...
    #[arg(long, value_name = "TIER", add = complete::tiers())]
    pub tier: Option<ServiceTier>,

    /// Where it is served: global, zone:eu, region, region:eastus
    #[arg(long, value_name = "SCOPE")]
    pub scope: Option<Scope>,

    /// The region that is called
    #[arg(long, value_name = "REGION", add = complete::regions())]
    pub region: Option<RegionId>,

    /// Whether the account's free quota of a fee is used up (used) or untouched (left)
    #[arg(long, value_name = "STATE")]
    pub free_quota: Option<FreeUse>,
}

impl CallArgs {
    /// The same for the library.
    pub fn call(&self) -> Call {
        let mut call = Call::new();
        if let Some(day) = self.at {
            call = call.on(day);
        }
        if let Some(tier) = self.tier {
            call = call.tier(tier);
        }
        if let Some(scope) = &self.scope {
            call = call.scope(scope.clone());
        }
        if let Some(region) = &self.region {
            call = call.region(region.clone());
        }
        if let Some(used) = self.free_quota {
            call = call.free_quota(used);
        }
        call
    }
}
