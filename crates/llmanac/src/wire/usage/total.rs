//! The provider's own total, held against the parts that it states.

use crate::cost::Usage;

use super::error::UsageExtractError;
use super::note::{NoteCode, Notes};
use super::reading::Reading;
use super::split::add;
use super::stated::{Stated, number};
use super::view::View;

/// Whether the stated total is the sum of its parts; `None` where none is stated.
///
/// For lines of models whose total has more than the parts that are stated, the rest is added to the usage.
pub(super) fn check(
    reading: &Reading<'_>,
    stated: &Stated,
    view: &View<'_, '_>,
    usage: &mut Usage,
    notes: &mut Notes,
) -> Result<Option<bool>, UsageExtractError> {
    let Some((row, of, rest)) = reading.total() else { return Ok(None) };
    let Some(total) = number(view, &row.key, &row.also, notes)? else { return Ok(None) };
    let sum = |of: &[u16]| -> u128 {
        of.iter().map(|place| u128::from(stated.count(usize::from(*place)).unwrap_or_default())).sum()
    };
    let parts = sum(of);
    if parts == u128::from(total) {
        return Ok(Some(true));
    }
    // A total that an event stated before the last parts is not of these parts.
    if of.iter().any(|place| view.is_before(&row.key, reading.key(usize::from(*place)))) {
        return Ok(None);
    }
    let named = of.iter().filter_map(|place| {
        let place = usize::from(*place);
        Some(format!("{} {}", view.name(reading.key(place)), stated.count(place)?))
    });
    let named: Vec<String> = named.collect();
    let mut message = format!(
        "{} {total} is not the sum of its parts, {parts} ({})",
        view.name(&row.key),
        named.join(", ")
    );
    let hidden = u128::from(total).checked_sub(parts).and_then(|hidden| u64::try_from(hidden).ok());
    if let (Some(meter), Some(hidden)) = (rest, hidden) {
        add(usage, meter, hidden)?;
        message.push_str(&format!("; the other {hidden} are taken to be {meter}"));
    } else if sum(reading.usual_total()) == u128::from(total) {
        message.push_str("; it counts some parts twice");
    }
    notes.add(NoteCode::TotalDiffers, message);
    Ok(Some(false))
}
