//! Parameters: what the surface says that it takes, within its bounds, at them, and now and then beyond.

use std::str::FromStr as _;

use llmanac::advise::{ShownParameter, ShownRange};
use llmanac::params::ParameterType;
use serde_json::{Map, Number, Value, json};

use super::{Maker, texts};

impl Maker<'_> {
    pub(super) fn parameters(&mut self) -> Map<String, Value> {
        let mut request = Map::new();
        for own in &self.line.own.parameters.clone() {
            // One in fifty is stated although nobody knows that it is taken.
            let percent = match own.supported {
                Some(true) => 22,
                Some(false) if own.emulated_by.is_some() => 12,
                _ => 2,
            };
            if !self.random.is(percent) {
                continue;
            }
            if let Some(value) = self.value(own) {
                request.insert(own.name.clone(), value);
            }
        }
        request
    }

    fn value(&mut self, own: &ShownParameter) -> Option<Value> {
        Some(match own.name.as_str() {
            // Made with the tools.
            "tools" | "tool_choice" | "parallel_tool_calls" => return None,
            "response_format" => self.format(),
            "stream_options" => json!({ "include_usage": true }),
            "audio" => json!({ "voice": "alloy", "format": "wav" }),
            "prediction" => json!({ "type": "content", "content": texts::text(self.random) }),
            "logit_bias" => {
                json!({ "50256": self.random.between(-100, 100), "198": self.random.between(-3, 3) })
            }
            "metadata" => (0..self.random.pick(&[0, 1, 1, 2, 3]))
                .map(|at| (format!("{}-{at}", texts::word(self.random)), json!(self.label())))
                .collect(),
            "user" => match self.random.is(10) {
                true => "größe|7".into(),
                false => texts::word(self.random).into(),
            },
            "safety_identifier" | "prompt_cache_key" => texts::word(self.random).into(),
            "stop" => match self.random.below(5) {
                0 => texts::word(self.random).into(),
                _ => {
                    let most = own.max_items.unwrap_or(4).min(8);
                    let count = self.random.below(usize::try_from(most).unwrap() + 1);
                    (0..count).map(|at| format!("{}{at}", texts::word(self.random))).collect()
                }
            },
            _ => self.plain(own)?,
        })
    }

    /// A value of a label; few are no plain word.
    fn label(&mut self) -> String {
        match self.random.below(12) {
            0 => "Lotsen für den Hafen".to_owned(),
            1 => "UPPER/lower = 1".to_owned(),
            2 => String::new(),
            _ => texts::word(self.random),
        }
    }

    /// A value of a plain type.
    fn plain(&mut self, own: &ShownParameter) -> Option<Value> {
        if let Some(words) = own.values.as_ref().filter(|words| !words.is_empty()) {
            let word = self.random.pick(words);
            return Some(match own.kind {
                ParameterType::Strings => json!([word]),
                ParameterType::Boolean => json!(word == "true"),
                _ => json!(word),
            });
        }
        if own.values_of.is_some() {
            // Which levels the model has is not known; these are the ones that most have.
            return Some(self.random.pick(&["low", "medium", "high"]).into());
        }
        Some(match own.kind {
            ParameterType::Boolean => self.random.is(50).into(),
            ParameterType::Integer => self.whole(own.range.as_ref()),
            ParameterType::Decimal => self.decimal(own.range.as_ref()),
            ParameterType::String => texts::word(self.random).into(),
            _ => return None,
        })
    }

    fn whole(&mut self, range: Option<&ShownRange>) -> Value {
        let whole =
            |bound: Option<_>| bound.and_then(|bound: rust_decimal::Decimal| i64::try_from(bound).ok());
        let (low, high) = (range.and_then(|own| whole(own.min)), range.and_then(|own| whole(own.max)));
        let (low, high) = (low.unwrap_or(1), high.unwrap_or(1_000));
        match self.random.below(12) {
            0 => json!(low),
            1 => json!(high),
            2 => json!(high.saturating_add(1)),
            _ => json!(self.random.between(low, high)),
        }
    }

    fn decimal(&mut self, range: Option<&ShownRange>) -> Value {
        let text = |bound: Option<rust_decimal::Decimal>| bound.map(|bound| bound.to_string());
        let (low, high) = (range.and_then(|own| text(own.min)), range.and_then(|own| text(own.max)));
        let number = |text: &str| Value::Number(Number::from_str(text).unwrap());
        match (self.random.below(12), low, high) {
            (0, Some(low), _) => number(&low),
            (1, _, Some(high)) => number(&high),
            (2, ..) => json!(3.5),
            _ => number(self.random.pick(&["0", "0.1", "0.25", "0.5", "0.7", "0.95", "1", "1.0"])),
        }
    }
}
