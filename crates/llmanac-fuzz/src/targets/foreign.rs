//! Foreign catalogs: whatever an import writes can be loaded, and every row that it takes has its price.

use llmanac::ModelRegistry;
use llmanac::advise::Call;
use llmanac::cost::Usage;
use llmanac::import::{Foreign, ForeignFormat, ForeignRow, Imported};
use llmanac::model::ServiceTier;
use rust_decimal::Decimal;

use super::touch;

/// Longer than any message should be, with the caller's own words in it.
const LONGEST: usize = 1_000;

/// Reads, writes an overlay, loads it, prices each row.
pub fn run(format: ForeignFormat, text: &str) {
    let read = match Foreign::read(format, text) {
        Ok(read) => read,
        Err(error) => {
            let said = error.to_string();
            assert!(said.chars().count() < 2 * LONGEST, "a refusal of {} bytes", said.len());
            return;
        }
    };
    assert_eq!(Foreign::read(format, text).as_ref(), Ok(&read), "the same file is read in two ways");
    let imported = read.to_overlay(format);
    assert!(imported.taken <= read.rows.len(), "more rows are taken than there are");
    assert!(imported.priced_whole <= imported.priced, "more rows are whole than are priced");
    for own in imported.skipped.iter().chain(&imported.repaired) {
        let length = own.place.chars().count() + own.why.chars().count();
        assert!(!own.why.is_empty(), "no reason is told at {}", own.place);
        assert!(length < LONGEST, "a line of {length} characters");
    }
    let registry = ModelRegistry::embedded();
    if let Err(error) = registry.add_overlay("imported.toml", &imported.text) {
        panic!("what the import writes is refused: {error}");
    }
    let snapshot = registry.snapshot();
    let mut taken = 0;
    for row in &read.rows {
        let Some(model) =
            snapshot.resolve(&row.key).ok().filter(|found| found.model.layer() == "imported.toml")
        else {
            let why = "a row is gone without a word";
            assert!(imported.skipped.iter().any(|own| is_of(&own.place, row)), "{why}: {:?}", row.key);
            continue;
        };
        taken += 1;
        touch::price(&snapshot, &row.key);
        let _ = snapshot.show(&row.key);
        check(&snapshot, row, &imported);
        assert_eq!(model.model.layer(), "imported.toml");
    }
    assert!(taken >= imported.taken, "{} rows are taken, {taken} are found", imported.taken);
}

/// Whether a place is the row or within it. What a message echoes of a key may be cut.
fn is_of(place: &str, row: &ForeignRow) -> bool {
    let head: String = row.key.chars().take(20).collect();
    place.starts_with(&head)
}

/// A row of which nothing was skipped costs what its rates say.
fn check(snapshot: &llmanac::Snapshot, row: &ForeignRow, imported: &Imported) {
    if imported.skipped.iter().any(|own| is_of(&own.place, row))
        || row.prices.iter().any(|own| own.from.is_some())
    {
        return;
    }
    for price in &row.prices {
        let is_plain = price.scopes.is_empty() && price.grade.is_none() && price.over == 0;
        if !is_plain || price.tier != ServiceTier::Standard {
            continue;
        }
        // Fewer units than any band begins with.
        let usage = Usage::new().with(price.meter, 10);
        let cost = match snapshot.cost(&row.key, &usage, &Call::new()) {
            Ok(cost) => cost,
            Err(error) => panic!("{} has no cost: {error}", row.key),
        };
        let Some(total) = cost.total else {
            let is_graded =
                row.prices.iter().any(|other| other.meter == price.meter && other.grade.is_some());
            // A band from fewer tokens than these, or a meter that is priced by its grades.
            let is_banded = row.prices.iter().any(|other| (1..10).contains(&other.over));
            assert!(
                is_graded || is_banded,
                "{} of {} has no price: {:?}",
                price.meter,
                row.key,
                cost.missing
            );
            continue;
        };
        // A quotient that never ends is told with rounded digits, and compared elsewhere.
        let Some(wanted) = price.amount.per(10) else { continue };
        let said = total.to_string().parse::<Decimal>().ok();
        let is_lower_band = row.prices.iter().any(|other| (1..10).contains(&other.over));
        assert!(
            is_lower_band || said.map(|own| own.normalize()) == Some(wanted),
            "{} of {}: {said:?} is charged, {wanted:?} stands in the file",
            price.meter,
            row.key
        );
    }
}
