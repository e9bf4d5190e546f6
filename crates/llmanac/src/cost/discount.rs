use std::sync::Arc;

use crate::model::{Date, Offer, OfferPattern};

/// Terms that the caller has with a provider: so many thousandths of the list price are left.
///
/// ```
/// use llmanac::cost::Discount;
/// let ten_off = Discount::new("contract 2026", 900).on(["global/*".parse()?]);
/// assert!(ten_off.applies(&"global/batch".parse()?, "2026-11-23".parse()?));
/// assert!(!ten_off.applies(&"zone:eu/batch".parse()?, "2026-11-23".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discount {
    name: Arc<str>,
    left: u16,
    offers: Vec<OfferPattern>,
    from: Option<Date>,
    to: Option<Date>,
}

impl Discount {
    /// A discount on every offer and day; 900 thousandths left are 10 percent off.
    pub fn new(name: impl Into<Arc<str>>, left: u16) -> Self {
        Self { name: name.into(), left, offers: Vec::new(), from: None, to: None }
    }

    /// The same, on some offers only.
    #[must_use]
    pub fn on(mut self, offers: impl IntoIterator<Item = OfferPattern>) -> Self {
        self.offers.extend(offers);
        self
    }

    /// The same, from a day on; `None`: since ever.
    #[must_use]
    pub fn from(mut self, first: impl Into<Option<Date>>) -> Self {
        self.from = first.into();
        self
    }

    /// The same, until before a day; `None`: without an end.
    #[must_use]
    pub fn to(mut self, first_without: impl Into<Option<Date>>) -> Self {
        self.to = first_without.into();
        self
    }

    /// Its name.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// Thousandths of the list price that are left.
    pub fn left(&self) -> u16 {
        self.left
    }

    /// The first day, and the first day without it.
    pub(crate) fn days(&self) -> [Option<Date>; 2] {
        [self.from, self.to]
    }

    /// The offers that it is for; none: all.
    pub(crate) fn offers(&self) -> &[OfferPattern] {
        &self.offers
    }

    /// Whether it holds for an offer on a day.
    pub fn applies(&self, offer: &Offer, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day)
            && self.to.is_none_or(|to| day < to)
            && (self.offers.is_empty()
                || self.offers.iter().any(|pattern| pattern.narrowness(offer).is_some()))
    }
}
