//! A model with price rows, written briefly.

use crate::cost::{Discount, PlanError, PricePlan};
use crate::model::{
    Asked, Date, MakerId, Meter, ModelData, ModelFamily, ModelId, Offer, PriceFacts, Provider, Rate, Row,
    VersionData,
};

/// A model without prices; its versions, if any, have the ids of the list.
pub(super) fn model(versions: &[&str]) -> ModelData {
    let version = |id: &&str| VersionData { id: (*id).to_owned(), ..VersionData::default() };
    ModelData {
        id: "azure_openai/gpt-x".parse::<ModelId>().unwrap(),
        provider: Provider::AZURE_OPENAI,
        maker: MakerId::OPENAI,
        family: ModelFamily::AZURE_GPT_4O,
        display_name: "GPT-X".to_owned(),
        aliases: Vec::new(),
        bare: false,
        claims_wire: true,
        claims_own: true,
        default_on: Offer::GLOBAL_STANDARD,
        default_surface: None,
        billed_as: Vec::new(),
        requirements: Vec::new(),
        tokenizer: None,
        media: None,
        base: VersionData::default(),
        versions: versions.iter().map(version).collect(),
        default_version: Vec::new(),
        limits: Vec::new(),
        prices: Vec::new(),
        lifecycle: Vec::new(),
        replacement: Vec::new(),
        sold: Vec::new(),
        quota: Vec::new(),
        capacity: Vec::new(),
        benchmarks: Vec::new(),
        conflicts: Vec::new(),
        sought: Vec::new(),
        layers: Vec::new(),
    }
}

/// A row of prices; tokens per million, fees per thousand, images and the like by the piece: `price("global/*", "input.text 2.5, web_search 10")`.
pub(super) fn price(on: &str, rates: &str) -> Row<PriceFacts> {
    let rate = |text: &str| {
        let (meter, amount) = text.trim().split_once(' ').unwrap();
        let meter: Meter = meter.parse().unwrap();
        let per = match meter.unit() {
            "request" => 1_000,
            "token" | "token_hour" => 1_000_000,
            _ => 1,
        };
        (meter, Rate::usd(amount, per).unwrap())
    };
    let rates = rates.split(',').filter(|text| !text.trim().is_empty()).map(rate).collect();
    Row {
        versions: Vec::new(),
        on: on.split_whitespace().map(|on| on.parse().unwrap()).collect(),
        from: None,
        to: None,
        facts: PriceFacts { rates, ..PriceFacts::default() },
        src: Vec::new(),
        assumed: None,
        note: None,
    }
}

impl Row<PriceFacts> {
    pub(super) fn over(mut self, input_over: u64) -> Self {
        self.facts.input_over = input_over;
        self
    }

    pub(super) fn grade(mut self, grade: &str) -> Self {
        self.facts.grade = Some(grade.to_owned());
        self
    }

    pub(super) fn days(mut self, from: &str, to: &str) -> Self {
        self.from = from.parse().ok();
        self.to = to.parse().ok();
        self
    }

    pub(super) fn of_versions(mut self, versions: &[u16]) -> Self {
        self.versions = versions.to_vec();
        self
    }

    pub(super) fn unsold(mut self) -> Self {
        self.facts.sold = Some(false);
        self
    }

    pub(super) fn src(mut self, src: &[u16]) -> Self {
        self.src = src.to_vec();
        self
    }
}

/// The plan for an offer on a day, without version or discount.
pub(super) fn select(model: &ModelData, offer: &str, day: &str) -> Result<PricePlan, PlanError> {
    select_with(model, None, offer, day, &[])
}

pub(super) fn select_with(
    model: &ModelData,
    version: Option<u16>,
    offer: &str,
    day: &str,
    discounts: &[Discount],
) -> Result<PricePlan, PlanError> {
    let offer: Offer = offer.parse().unwrap();
    let day: Date = day.parse().unwrap();
    PricePlan::select(model, Asked { version, offer: &offer, day }, discounts)
}
