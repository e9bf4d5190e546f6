//! What validation needs to know of a model.

use crate::model::{Asked, Capabilities, Fact, LimitFacts, Modalities, Reasoning, Row, Scalar, Tokens, pick};

use super::standard::Standard;
use super::table::{Bound, ParamTable, Pointer};

/// A model on one surface, as the table of parameters sees it.
#[derive(Clone, Debug)]
pub(crate) struct Subject<'a> {
    /// The name that messages show: `gpt-4o`.
    pub model: &'a str,
    pub table: &'a ParamTable,
    /// The standard parameters; tables and rules name them by place.
    pub parameters: &'a Standard,
    pub limits: LimitRows<'a>,
    pub reasoning: &'a Reasoning,
    /// Values the model itself takes, by parameter name; they go before the table's defaults.
    pub defaults: &'a [(String, Scalar)],
    pub input: Fact<Modalities>,
    pub capabilities: Capabilities,
}

/// The limits of a model: most requests come near one of them at most, so that each is looked up when it is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LimitRows<'a> {
    pub rows: &'a [Row<LimitFacts>],
    pub asked: Asked<'a>,
}

impl LimitRows<'_> {
    pub fn window(self) -> Fact<Tokens> {
        self.get(|limits| limits.window)
    }

    pub fn input(self) -> Fact<Tokens> {
        self.get(|limits| limits.input)
    }

    pub fn output(self) -> Fact<Tokens> {
        self.get(|limits| limits.output)
    }

    fn get(self, of: impl Fn(&LimitFacts) -> Fact<Tokens>) -> Fact<Tokens> {
        let stated = pick(self.rows, self.asked, |limits| Some(of(limits)).filter(|fact| !fact.is_unknown()));
        stated.map_or(Fact::Unknown, |(fact, _)| fact)
    }
}

impl Subject<'_> {
    /// The number behind a bound; `None` where the model does not say.
    pub fn bound(&self, bound: Bound) -> Option<rust_decimal::Decimal> {
        match bound {
            Bound::Number(number) => Some(number),
            Bound::Model(pointer) => self.pointer(pointer).map(Into::into),
        }
    }

    /// The value behind a pointer into the model, as JSON.
    pub fn fact(&self, pointer: Pointer) -> Option<serde_json::Value> {
        match pointer {
            Pointer::EffortDefault => self.reasoning.effort_default.as_deref().map(Into::into),
            Pointer::Effort => self.reasoning.effort.as_ref().map(|words| words.clone().into()),
            _ => self.pointer(pointer).map(Into::into),
        }
    }

    /// The integer behind a pointer into the model.
    pub fn pointer(&self, pointer: Pointer) -> Option<i64> {
        let tokens = |fact: Fact<Tokens>| fact.known().and_then(|t| i64::try_from(t.get()).ok());
        match pointer {
            Pointer::LimitsOutput => tokens(self.limits.output()),
            Pointer::LimitsInput => tokens(self.limits.input()),
            Pointer::LimitsWindow => tokens(self.limits.window()),
            Pointer::BudgetMin => self.reasoning.budget_min,
            Pointer::BudgetMax => self.reasoning.budget_max,
            Pointer::Effort | Pointer::EffortDefault => None,
        }
    }

    /// What the provider takes when the parameter is not stated.
    pub fn default_of(&self, parameter: u16) -> Option<&Scalar> {
        self.model_default(parameter).or_else(|| self.table.row(parameter)?.default.as_ref())
    }

    /// What the model itself takes, where it differs from its profile.
    pub fn model_default(&self, parameter: u16) -> Option<&Scalar> {
        let name = &self.parameters.get(usize::from(parameter))?.name;
        self.defaults.iter().find(|(own, _)| own == name).map(|(_, value)| value)
    }

    /// The name of a standard parameter by its place.
    pub fn name_of(&self, parameter: u16) -> &str {
        self.parameters.get(usize::from(parameter)).map_or("", |p| p.name.as_str())
    }

    /// The place of a standard parameter by its name.
    pub fn place_of(&self, name: &str) -> Option<u16> {
        self.parameters.place_of(name)
    }
}
