use super::Weight;

/// A rule of lint: its stable name, its weight, and what it says.
///
/// Why each is a rule stands in `docs/LINT.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// The stable name.
    pub name: &'static str,
    /// Whether what it finds stops a release.
    pub weight: Weight,
    /// What must hold, in a sentence.
    pub says: &'static str,
}

const fn error(name: &'static str, says: &'static str) -> Rule {
    Rule { name, weight: Weight::Error, says }
}

const fn warning(name: &'static str, says: &'static str) -> Rule {
    Rule { name, weight: Weight::Warning, says }
}

/// Every rule.
pub const RULES: &[Rule] = &[
    error("two_rows_one_field", "no two equally narrow rows state one field for one version, offer and day"),
    error("limit_within_window", "input and output are not more than the window"),
    error("budget_order", "the least of a thinking budget is not over its most"),
    error("effort_default", "the default effort is among the levels"),
    error("billed_as_has_rate", "a meter that is billed as another has no rate of its own"),
    error("band_below_window", "a price band begins below some window"),
    error("price_begins", "a price has a first day, by itself or by a release"),
    error("cache_read_above_input", "a cache read costs no more than input"),
    error("cache_write_below_input", "a cache write costs nothing, or no less than input"),
    error("band_lowers_price", "a longer request costs no less for a token"),
    error("priority_lowers_price", "the priority tier costs no less than the standard one"),
    warning("regional_uplift", "a zone or region costs 1.0 or 1.1 times global"),
    warning("twins", "unrelated models do not have the same limits and prices"),
    error("default_offer_priced", "some price speaks of the usual offer"),
    error("life_in_order", "preview, general availability, legacy and retirement follow each other"),
    error("verdict_stands_in_a_row", "the date that a verdict holds stands in a row"),
    warning("verdict_holds_a_claim", "some source says what a verdict holds"),
    error("replacement_exists", "a replacement is a model of the catalog"),
    error("replacement_cycle", "replacements do not lead back"),
    warning("replacement_retired", "replacements end at a model that lives on the day of the data"),
    error("name_once", "a name means one model of a provider"),
    error("bare_once", "a name without a provider means one model"),
    error("default_surface", "the default surface serves the model"),
    error("family_provider", "a model's family is of its provider"),
    error(
        "stand_in",
        "a stand-in is a model of the catalog with a surface, and one provider's serves the unknown ones",
    ),
    error("pointer_is_no_model", "a pointer has no model's name"),
    error("pointer_target", "a pointer leads to a model of the catalog"),
    error("region_without_route", "routes lead on from every region that the row is called from"),
    error("route_from_unsold", "a row's own routes begin in regions that it is called from"),
    error("route_region", "a route ends in regions of the provider"),
    warning("route_unused", "some model names each of the shared routes"),
    warning("source_unused", "some fact names each source"),
];
