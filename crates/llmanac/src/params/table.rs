//! The table of parameters: what one surface accepts of one line of models.
//!
//! Validation, fitting, conversion, the pages for people and the views `parameter_mappings` and
//! `supports_...` read this one table.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::model::{InputForm, MessageForm, Prefill, Scalar, SchemaDialect, Since, Surface, named};

use super::characters::Characters;
use super::entries::Entries;
use super::ruleset::Rules;
use super::word::word;

named! {
    /// The JSON type that a parameter takes.
    "type" ParameterType {
        /// A whole number.
        Integer = "integer",
        /// A number.
        Decimal = "decimal",
        /// Yes or no.
        Boolean = "boolean",
        /// A text.
        String = "string",
        /// A list of texts; one text alone is accepted too.
        Strings = "strings",
        /// A map from texts to texts.
        StringMap = "string_map",
        /// A map from texts to numbers.
        NumberMap = "number_map",
        /// A map.
        Object = "object",
        /// A list.
        List = "list",
        /// Anything.
        Any = "any",
        /// A map from texts to whole numbers.
        IntegerMap = "integer_map",
    }
}

/// What one surface accepts of one line of models.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ParamTable {
    pub surface: Surface,
    /// `azure_chat/sampling`: the profile's file and the variant.
    pub name: String,
    /// By the place of the standard parameter.
    pub entries: Entries,
    pub rules: Rules,
    /// The form in which messages are read; absent: there are none.
    pub messages: Option<MessageForm>,
    /// What is read of JSON schemas; absent: unknown.
    pub schemas: Option<SchemaDialect>,
    /// When a conversation that ends with the assistant is refused; absent: not known to be.
    pub prefill: Option<Prefill>,
    /// How inputs to embed are read; absent: there are none.
    pub inputs: Option<Inputs>,
    /// Paths and values that always go on the wire.
    pub constants: Vec<(String, Scalar)>,
    /// Query keys that differ from the surface's own.
    pub query: Vec<(String, String)>,
    /// What not every version of the API takes.
    pub since: Vec<NeedsVersion>,
    pub src: Vec<u16>,
}

/// How a surface reads what is to be embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Inputs {
    pub form: InputForm,
    /// Most inputs of one call, where that is known.
    pub most: Option<u32>,
}

/// Something that not every version of an API takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NeedsVersion {
    /// The key of the body; absent: the line of models itself.
    pub key: Option<String>,
    /// The value of the key, or of its `type`, that needs it; absent: any.
    pub is: Option<String>,
    pub since: Since,
}

/// What a table says of one standard parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Entry {
    /// Nothing: unknown.
    Silent,
    /// Known not to exist; the neutral value is no loss.
    Absent(Option<Scalar>),
    /// Accepted, under conditions.
    Row(Box<ParamRow>),
}

/// How a parameter is accepted and where it goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ParamRow {
    /// The native name, where it is not the standard one.
    pub name: Option<String>,
    /// The path on the wire, dotted.
    pub to: Option<String>,
    /// The parameter whose row this one shares.
    pub same_as: Option<u16>,
    pub kind: ParameterType,
    /// Inclusive bounds.
    pub min: Option<Bound>,
    pub max: Option<Bound>,
    /// Exclusive bounds.
    pub above: Option<Bound>,
    pub less_than: Option<Bound>,
    /// Lone values that are fine outside the bounds.
    pub also: Vec<i64>,
    /// The model's own lone values (a thinking budget of -1) are fine too.
    pub also_model: bool,
    pub min_items: Option<u32>,
    pub max_items: Option<u32>,
    pub item_min: Option<u32>,
    pub item_max: Option<u32>,
    /// A text of blanks alone is refused.
    pub refuses_blank: bool,
    /// The characters that a text, or each of several, may have; of a map the keys, too.
    pub characters: Option<Characters>,
    pub values: Values,
    pub default: Option<Scalar>,
    pub required: bool,
    pub fill: Option<Fill>,
    pub below: Option<u16>,
    /// Paths and constants that go on the wire beside it.
    pub with: Vec<(String, Scalar)>,
    pub invert: bool,
    pub shape: Option<Shape>,
    pub emulate: Option<Emulation>,
    /// Value (as text) and operation.
    pub selects: Vec<(String, String)>,
    /// The header it goes into, in place of the body.
    pub header: Option<String>,
    pub src: Vec<u16>,
}

/// A bound: a number, or a fact of the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Bound {
    Number(Decimal),
    Model(Pointer),
}

/// What goes on the wire when a required parameter is not stated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Fill {
    Value(Scalar),
    Model(Pointer),
}

named! {
    /// A fact of the model that a profile points to.
    "pointer" Pointer {
        /// Most output tokens.
        LimitsOutput = "model.limits.output",
        /// Most input tokens.
        LimitsInput = "model.limits.input",
        /// The window.
        LimitsWindow = "model.limits.window",
        /// Least thinking budget.
        BudgetMin = "model.reasoning.budget.min",
        /// Most thinking budget.
        BudgetMax = "model.reasoning.budget.max",
        /// Levels of effort.
        Effort = "model.reasoning.effort",
        /// The level of effort when none is stated.
        EffortDefault = "model.reasoning.effort_default",
    }
}

/// The allowed values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Values {
    /// Whatever the type allows.
    Any,
    /// These, sent as they are.
    List(Vec<String>),
    /// From standard to native; `None`: not expressible.
    Map(Vec<(String, Option<Scalar>)>),
    /// The levels of effort in the model's file, sent as they are.
    Effort,
}

named! {
    /// A conversion of a value, one function each in `wire/shapes`.
    "shape" Shape {
        /// Tools for Converse.
        ConverseTools = "converse_tools",
        /// Tools for Claude's own body.
        ClaudeTools = "claude_tools",
        /// Function declarations for Gemini.
        GeminiTools = "gemini_tools",
        /// Function declarations for Gemini's older lines, whose schemas are OpenAPI's.
        GeminiOpenApiTools = "gemini_open_api_tools",
        /// Tools for the Responses API.
        ResponsesTools = "responses_tools",
        /// Choice of a tool for Converse.
        ConverseToolChoice = "converse_tool_choice",
        /// Choice of a tool for Claude's own body.
        ClaudeToolChoice = "claude_tool_choice",
        /// Function calling config for Gemini.
        GeminiToolChoice = "gemini_tool_choice",
        /// Choice of a tool for the Responses API.
        ResponsesToolChoice = "responses_tool_choice",
        /// MIME type and schema for Gemini.
        GeminiResponseFormat = "gemini_response_format",
        /// MIME type and OpenAPI schema for Gemini's older lines.
        GeminiOpenApiResponseFormat = "gemini_open_api_response_format",
        /// Text format for the Responses API.
        ResponsesTextFormat = "responses_text_format",
        /// Text format for Converse.
        ConverseTextFormat = "converse_text_format",
        /// Output format for Claude's own body.
        ClaudeTextFormat = "claude_text_format",
        /// Whether Vertex cuts off the end of a text that is too long.
        AutoTruncate = "auto_truncate",
    }
}

named! {
    /// How a parameter that does not exist is brought about by others.
    "emulation" Emulation {
        /// A tool that must be called, whose arguments are the answer.
        ForcedTool = "forced_tool",
    }
}

/// A rule between parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rule {
    pub id: String,
    /// Stated together they are refused.
    pub not_together: Vec<u16>,
    /// All must hold for the rest to apply.
    pub when: Vec<(u16, Condition)>,
    pub refuse: Vec<(u16, Refusal)>,
    pub require: Vec<(u16, Condition)>,
    pub fix: Option<RuleFix>,
    pub src: Vec<u16>,
}

/// A condition on one parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Condition {
    /// It is stated, or not.
    Set(bool),
    /// Its effective value is this.
    Is(Scalar),
    /// Its effective value is not this.
    Not(Scalar),
    /// Its effective value is one of these.
    AnyOf(Vec<Scalar>),
}

/// What of a parameter is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Refusal {
    /// Any stated value.
    Any,
    /// Any but one.
    Unless(Scalar),
    /// These values.
    Values(Vec<Scalar>),
}

/// What mends a breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum RuleFix {
    /// Drop one parameter.
    Drop(u16),
    /// Drop what the rule refuses.
    DropRefused,
    /// Set a parameter.
    Set(u16, Scalar),
}

impl ParamTable {
    /// The row of a parameter, where it is accepted.
    pub fn row(&self, parameter: u16) -> Option<&ParamRow> {
        match self.entries.get(usize::from(parameter))? {
            Entry::Row(row) => Some(row),
            Entry::Silent | Entry::Absent(_) => None,
        }
    }

    /// Whether a parameter is accepted under some value; `None`: unknown.
    pub fn supports(&self, parameter: u16) -> Option<bool> {
        match self.entries.get(usize::from(parameter))? {
            Entry::Silent => None,
            Entry::Absent(_) => Some(false),
            Entry::Row(row) => Some(row.exists()),
        }
    }
}

impl ParamRow {
    /// Whether the surface has the parameter itself, at least for some values.
    pub fn exists(&self) -> bool {
        self.emulate.is_none() || self.to.is_some()
    }

    /// What brings a value about that the surface has no form for: all of them, or those words that the row says are not expressible.
    pub fn emulation(&self, value: &Value) -> Option<Emulation> {
        let is_wordless = match &self.values {
            Values::Map(words) => word(value)
                .is_some_and(|word| words.iter().any(|(own, native)| own == word && native.is_none())),
            _ => false,
        };
        self.emulate.filter(|_| self.to.is_none() || is_wordless)
    }
}
