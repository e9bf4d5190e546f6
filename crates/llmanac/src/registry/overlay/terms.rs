//! Terms of the caller: discounts, for whom and for how long.

use crate::catalog::Terms;
use crate::catalog::authored;
use crate::catalog::compile::{date, patterns, short};
use crate::cost::Discount;
use crate::model::{ModelFamily, Provider};

use super::Builder;

impl Builder<'_> {
    /// Adds a discount. What it would never apply to is a mistake in it.
    pub(super) fn discount(&mut self, key: &str, authored: &authored::DiscountEntry) {
        let at = |name: &str| format!("{key}.{name}");
        let left = percent_left(&authored.percent);
        let Some(left) = left else {
            self.problems.add(
                at("percent"),
                format_args!(
                    "`{}` is no percentage from 0 to 100 with at most one decimal",
                    short(&authored.percent)
                ),
            );
            return;
        };
        let model = match &authored.model {
            None => None,
            Some(name) => {
                let own = self.stated.get(&name.to_ascii_lowercase()).map(|entry| entry.data.id.clone());
                let found = match own {
                    Some(id) => Ok(id),
                    None => self.snapshot.resolve(name).map(|found| found.model.id().clone()),
                };
                match self.problems.ok(at("model"), found) {
                    Some(id) => Some(id),
                    None => return,
                }
            }
        };
        let provider = authored.provider.as_deref();
        let provider = provider.and_then(|name| self.problems.ok(at("provider"), Provider::new(name)));
        if let Some(provider) = &provider {
            let known = self.tables.provider(provider).is_some()
                || self.stated.values().any(|entry| entry.data.provider == *provider);
            if !known {
                self.problems.hint(
                    at("provider"),
                    format_args!(
                        "no provider `{}`, so that the terms would never apply",
                        short(provider.as_str())
                    ),
                    crate::catalog::did_you_mean(
                        provider.as_str(),
                        self.tables.providers.iter().map(|own| own.id.as_str()),
                    ),
                );
            }
        }
        let family = authored.family.as_deref();
        let family = family.and_then(|name| self.problems.ok(at("family"), ModelFamily::new(name)));
        if let Some(family) = &family {
            let known = self.tables.family(family).is_some()
                || self.stated.values().any(|entry| entry.data.family == *family)
                || self.snapshot.models().iter().any(|model| model.model_family() == family);
            if !known {
                self.problems.hint(
                    at("family"),
                    format_args!(
                        "no family `{}`, so that the terms would never apply",
                        short(family.as_str())
                    ),
                    crate::catalog::did_you_mean(
                        family.as_str(),
                        self.tables.families.iter().map(|own| own.id.as_str()),
                    ),
                );
            }
        }
        let name = authored.name.clone().unwrap_or_else(|| format!("{}: {key}", self.file));
        let mut discount =
            Discount::new(name, left).on(patterns(&mut self.problems, at("on"), authored.on.as_deref()));
        if let Some(from) = date(&mut self.problems, at("from"), authored.from.as_deref()) {
            discount = discount.from(from);
        }
        if let Some(to) = date(&mut self.problems, at("to"), authored.to.as_deref()) {
            discount = discount.to(to);
        }
        self.layer.terms.push(Terms { discount, provider, family, model });
    }
}

/// Thousandths of a price that are left after so many percent off.
fn percent_left(text: &str) -> Option<u16> {
    let off = rust_decimal::Decimal::from_str_exact(text.trim_end_matches('%').trim()).ok()?;
    let thousandths = off.checked_mul(10.into())?.normalize();
    if thousandths.scale() > 0 {
        return None;
    }
    let off = u16::try_from(thousandths.mantissa()).ok()?;
    1_000u16.checked_sub(off)
}
