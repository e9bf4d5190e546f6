//! The grammar of price fields: `<component>[_above_1hr][_above_<N>k_tokens][_<tier>]`.

use crate::model::{Meter, ServiceTier};

/// What a price field speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PriceKey {
    pub meter: Meter,
    pub tier: ServiceTier,
    pub over: u64,
}

/// What stands behind a component for a lifetime of an hour, and of twelve.
const FOR_1H: &str = "_above_1hr";
const FOR_12H: &str = "_above_12hr";

/// What a component counts, and what it counts where its lifetime is an hour, or twelve.
struct Component {
    name: &'static str,
    meter: Meter,
    for_1h: Option<Meter>,
    for_12h: Option<Meter>,
}

const fn plain(name: &'static str, meter: Meter) -> Component {
    Component { name, meter, for_1h: None, for_12h: None }
}

const COMPONENTS: &[Component] = &[
    plain("input_cost_per_token", Meter::InputText),
    plain("output_cost_per_token", Meter::OutputText),
    plain("cache_read_input_token_cost", Meter::CacheReadText),
    Component {
        name: "cache_creation_input_token_cost",
        meter: Meter::CacheWriteText,
        for_1h: Some(Meter::CacheWrite1hText),
        for_12h: Some(Meter::CacheWrite12hText),
    },
    plain("output_cost_per_reasoning_token", Meter::OutputReasoning),
    plain("input_cost_per_audio_token", Meter::InputAudio),
    plain("output_cost_per_audio_token", Meter::OutputAudio),
    plain("input_cost_per_image_token", Meter::InputImage),
    plain("output_cost_per_image_token", Meter::OutputImage),
    plain("input_cost_per_video_token", Meter::InputVideo),
    plain("output_cost_per_video_token", Meter::OutputVideo),
    plain("cache_read_input_audio_token_cost", Meter::CacheReadAudio),
    plain("cache_read_input_image_token_cost", Meter::CacheReadImage),
];

const TIERS: &[(&str, ServiceTier)] = &[
    ("_batches", ServiceTier::Batch),
    ("_flex", ServiceTier::Flex),
    ("_priority", ServiceTier::Priority),
    ("_ultrafast", ServiceTier::Ultrafast),
];

/// Suffixes of tiers that no offer here has.
const OTHER_TIERS: [&str; 2] = ["_balanced", "_decisions"];

impl PriceKey {
    /// What has the price: the meter, the tier, the band.
    pub fn subject(self) -> (Meter, ServiceTier, u64) {
        (self.meter, self.tier, self.over)
    }

    /// `None` for a field that is no price of tokens; an error for one whose condition is not known.
    pub fn read(field: &str) -> Option<Result<Self, String>> {
        let component =
            COMPONENTS.iter().filter(|own| field.starts_with(own.name)).max_by_key(|own| own.name.len())?;
        let rest = field.strip_prefix(component.name)?;
        if (!rest.is_empty() && !rest.starts_with('_')) || rest == "_cache_hit" {
            return None;
        }
        Some(Self::conditions(component, rest).ok_or_else(|| {
            match OTHER_TIERS.iter().find(|own| rest.ends_with(*own)) {
                Some(tier) => format!("`{tier}` is no tier that is known here"),
                None => format!("`{rest}` is no condition that is known here"),
            }
        }))
    }

    /// The field of a price; `None` where the grammar has no word for its meter, tier or band.
    pub fn field(self) -> Option<String> {
        let (name, lifetime) = COMPONENTS.iter().find_map(|own| {
            let lifetimes = [(Some(own.meter), ""), (own.for_1h, FOR_1H), (own.for_12h, FOR_12H)];
            let (_, lifetime) = lifetimes.into_iter().find(|(meter, _)| *meter == Some(self.meter))?;
            Some((own.name, lifetime))
        })?;
        let tier = match self.tier {
            ServiceTier::Standard => "",
            tier => TIERS.iter().find(|(_, own)| *own == tier)?.0,
        };
        let band = match self.over {
            0 => String::new(),
            over if over.is_multiple_of(1_000) => format!("_above_{}k_tokens", over / 1_000),
            _ => return None,
        };
        Some(format!("{name}{lifetime}{band}{tier}"))
    }

    fn conditions(component: &Component, rest: &str) -> Option<Self> {
        let (rest, tier) = TIERS
            .iter()
            .find_map(|(suffix, tier)| Some((rest.strip_suffix(suffix)?, *tier)))
            .unwrap_or((rest, ServiceTier::Standard));
        let (rest, meter) = match rest.strip_prefix(FOR_1H) {
            Some(rest) => (rest, component.for_1h?),
            None => match rest.strip_prefix(FOR_12H) {
                Some(rest) => (rest, component.for_12h?),
                None => (rest, component.meter),
            },
        };
        let over = match rest {
            "" => 0,
            band => {
                let thousands = band.strip_prefix("_above_")?.strip_suffix("k_tokens")?;
                // No more than a file of TOML can hold.
                let over = thousands.parse::<u64>().ok()?.checked_mul(1_000)?;
                i64::try_from(over).ok().map(|_| over)?
            }
        };
        Some(Self { meter, tier, over })
    }
}
