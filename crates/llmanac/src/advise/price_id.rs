//! A price's own name, made of what it says.

use sha2::{Digest as _, Sha256};

use crate::catalog::blob::hex;
use crate::model::{Date, Meter, ModelData, PriceFacts, Row};

/// Hexadecimal digits of an id: a catalog has some thousand prices, and these tell trillions apart.
const DIGITS: usize = 16;

/// The id of the rate that a row of a model's prices states for a meter.
///
/// It depends on the model, the versions, the offers, the dates, the band, the grade, the meter and the rate, so it stays when
/// rows are moved or cited anew, and changes when the price does.
pub(crate) fn price_id(model: &ModelData, row: &Row<PriceFacts>, meter: Meter) -> Option<String> {
    let (_, rate) = row.facts.rates.iter().find(|(own, _)| *own == meter)?;
    let versions = row.versions.iter().filter_map(|place| model.versions.get(usize::from(*place)));
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    let mut text = [
        model.id.to_string(),
        sorted(versions.map(|version| version.id.clone())),
        sorted(row.on.iter().map(ToString::to_string)),
        day(row.from),
        day(row.to),
        row.facts.input_over.to_string(),
        meter.to_string(),
        rate.to_string(),
    ]
    .join("\n");
    if let Some(grade) = &row.facts.grade {
        text.push('\n');
        text.push_str(grade);
    }
    let mut id = hex(&Sha256::digest(text));
    id.truncate(DIGITS);
    Some(id)
}

fn sorted(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts.join(" ")
}

#[cfg(all(test, feature = "overlay"))]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::testing::little;

    #[test]
    fn every_rate_has_an_id_of_its_own_that_outlives_a_move() {
        let mut ids = BTreeMap::new();
        for model in little().models() {
            let data = model.data();
            let mut turned = data.clone();
            turned.prices.reverse();
            for (row, same) in data.prices.iter().zip(turned.prices.iter().rev()) {
                let mut same = same.clone();
                same.on.reverse();
                same.src.clear();
                for (meter, rate) in &row.facts.rates {
                    let id = price_id(data, row, *meter).unwrap();
                    assert_eq!(price_id(&turned, &same, *meter), Some(id.clone()));
                    let other = ids.insert(id.clone(), (model.id().clone(), *meter));
                    assert_eq!(other, None, "{id} is of {meter} too");
                    // Another rate is another price.
                    let mut dearer = row.clone();
                    for (own, rate) in &mut dearer.facts.rates {
                        if own == meter {
                            *rate = crate::model::Rate::usd("4711", rate.per()).unwrap();
                        }
                    }
                    assert_ne!(price_id(data, &dearer, *meter), Some(id), "{rate}");
                }
            }
        }
        assert!(ids.len() > 10, "{ids:?}");
    }
}
