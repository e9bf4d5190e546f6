//! The price sheet: a line for each version, offer, band, grade and meter.

use crate::advise::facts::ids;
use crate::cost::{Band, PlanRate};
use crate::model::{Date, Meter, Offer, PriceFacts, Rate, Row, Scope, ServiceTier, Status};
use crate::registry::{ModelMetadata, Snapshot};

use super::cells::FOLLOW;
use super::report::Exported;
use super::sheet::{Sheet, scopes};

/// The columns; `rate` is in US dollars for `per` units, the caller's own terms applied.
const COLUMNS: [&str; 20] = [
    "provider",
    "model",
    "version",
    "status",
    "scope",
    "tier",
    "input_over",
    "grade",
    "meter",
    "billed_as",
    "rate",
    "per",
    "unit",
    "list_rate",
    "discount",
    "free",
    "from",
    "to",
    "sources",
    "layer",
];

/// Writes the sheet.
pub(super) fn write(snapshot: &Snapshot, models: &[ModelMetadata]) -> Exported {
    let mut sheet = Lines(String::new());
    sheet.line(COLUMNS.iter().map(ToString::to_string));
    let mut report = Exported { models: models.len(), ..Exported::default() };
    for model in models {
        let before = sheet.0.len();
        let versions: Vec<ModelMetadata> = model.versions().filter_map(|id| model.with_version(id)).collect();
        let all = if versions.is_empty() { vec![model.clone()] } else { versions };
        for version in all.iter().filter(|version| version.held_status() != Status::Unreleased) {
            of_version(snapshot, version, &mut sheet);
        }
        if sheet.0.len() > before {
            report.written += 1;
        } else {
            report.unsaid(model.id().as_str(), "no price of it is known on the day");
        }
    }
    report.text = sheet.0;
    report
}

fn of_version(snapshot: &Snapshot, model: &ModelMetadata, lines: &mut Lines) {
    for scope in scopes(model) {
        for grade in std::iter::once(None).chain(model.grades().into_iter().map(Some)) {
            let Some(sheet) = Sheet::of(snapshot, model, &scope, grade) else { continue };
            for (tier, plan) in &sheet.tiers {
                for band in plan.bands() {
                    of_band(model, &scope, *tier, grade, band, lines);
                }
            }
        }
        // Kept by the hour, and part of no call.
        let offer = Offer::new(scope.clone(), ServiceTier::Standard);
        if let Some((rate, row)) = model.rate_row(&offer, Meter::CacheStorageText) {
            let own = Stated::of_row(Meter::CacheStorageText, rate, row);
            lines.line(line(model, &offer, 0, None, &own));
        }
    }
}

fn of_band(
    model: &ModelMetadata,
    scope: &Scope,
    tier: ServiceTier,
    grade: Option<&str>,
    band: &Band,
    lines: &mut Lines,
) {
    let offer = Offer::new(scope.clone(), tier);
    for own in band.rates().iter().filter(|own| !FOLLOW.contains(&own.meter)) {
        let is_graded =
            model.grades_of(own.billed_as.unwrap_or(own.meter)).iter().any(|of| Some(*of) == grade);
        // What no row grades stands among the prices without a grade; fees hold in every band, and stand in the first.
        let is_repeated = grade.is_some() && !is_graded || band.over() > 0 && !own.meter.is_of_tokens();
        if !is_repeated {
            lines.line(line(model, &offer, band.over(), grade, &Stated::of(model, own)));
        }
    }
}

/// A rate, with what its row says of it.
struct Stated<'a> {
    meter: Meter,
    billed_as: Option<Meter>,
    rate: Rate,
    list: Option<(Rate, &'a str)>,
    free: Option<String>,
    from: Option<Date>,
    to: Option<Date>,
    src: &'a [u16],
}

impl<'a> Stated<'a> {
    fn of(model: &'a ModelMetadata, own: &'a PlanRate) -> Self {
        let row = own.row.and_then(|place| model.data().prices.get(usize::from(place)));
        Self {
            meter: own.meter,
            billed_as: own.billed_as,
            rate: own.rate,
            list: own.list.as_ref().map(|(rate, name)| (*rate, &**name)),
            free: own.free.as_ref().map(|free| free.quota.to_string()),
            from: row.and_then(|row| row.from),
            to: row.and_then(|row| row.to),
            src: &own.source,
        }
    }

    fn of_row(meter: Meter, rate: Rate, row: &'a Row<PriceFacts>) -> Self {
        let (from, to, src) = (row.from, row.to, row.src.as_slice());
        Self { meter, billed_as: None, rate, list: None, free: None, from, to, src }
    }
}

fn line(
    model: &ModelMetadata,
    offer: &Offer,
    over: u64,
    grade: Option<&str>,
    own: &Stated<'_>,
) -> [String; COLUMNS.len()] {
    let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    [
        model.provider().to_string(),
        model.model_name().to_owned(),
        model.version().unwrap_or_default().to_owned(),
        model.status().to_string(),
        offer.scope.to_string(),
        offer.tier.to_string(),
        over.to_string(),
        grade.unwrap_or_default().to_owned(),
        own.meter.to_string(),
        own.billed_as.map_or_else(String::new, |meter| meter.to_string()),
        own.rate.amount().to_string(),
        own.rate.per().to_string(),
        own.meter.unit().to_owned(),
        own.list.map_or_else(String::new, |(list, _)| list.amount().to_string()),
        own.list.map_or_else(String::new, |(_, name)| name.to_owned()),
        own.free.clone().unwrap_or_default(),
        day(own.from.or(model.lifecycle_released())),
        day(own.to),
        ids(model.tables(), own.src).join(" "),
        model.layer().to_owned(),
    ]
}

/// Lines of values, quoted as RFC 4180 has it: a crate for one rule of writing would be more than the rule.
struct Lines(String);

impl Lines {
    fn line(&mut self, values: impl IntoIterator<Item = String>) {
        for (place, value) in values.into_iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            if value.contains([',', '"', '\n', '\r']) {
                self.0.push('"');
                self.0.push_str(&value.replace('"', "\"\""));
                self.0.push('"');
            } else {
                self.0.push_str(&value);
            }
        }
        self.0.push('\n');
    }
}
