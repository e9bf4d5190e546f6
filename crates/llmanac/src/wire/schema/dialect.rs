//! The table of dialects: which keywords each reads, and what it asks of a schema's build.
//!
//! Sources: OpenAI's and Azure's guides to structured outputs, and the answers of OpenAI's API ("schema must have type
//! 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level", "$ref cannot have keywords"); Anthropic's
//! guide to structured outputs, which AWS repeats for all models of Bedrock, and "input_schema does not support oneOf,
//! allOf, or anyOf at the top level"; Google's reference of `responseJsonSchema`, and its message `Schema` (proto 0.12.1).

use crate::model::SchemaDialect;

/// What a schema is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::wire) enum Purpose {
    /// The arguments of a tool.
    Arguments,
    /// The same, and the model cannot but keep to it.
    StrictArguments,
    /// The answer.
    Answer,
    /// The same, and the model cannot but keep to it.
    StrictAnswer,
}

/// What a surface reads for one purpose.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subset {
    /// Keywords that are read.
    pub reads: &'static [&'static str],
    /// Keywords that may be without effect, or refused: good pages differ, or say only that they are not supported.
    pub doubts: &'static [&'static str],
    /// What becomes of all others.
    pub others: Others,
    pub top: Top,
    pub objects: Objects,
    pub arrays: Arrays,
    pub refs: Refs,
    pub types: Types,
    /// The values of `format` that are taken; none named: all.
    pub formats: &'static [&'static str],
    /// The most that `minItems` may ask for.
    pub min_items: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// They go as they are.
    Sent,
    /// They go, and may be without effect.
    Doubted,
    /// They are an error of the surface's.
    Refused,
}

/// What stands at the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Top {
    Any,
    /// An object that is no choice between several.
    Object,
    /// The same, and it says which properties it has.
    Properties,
}

/// Whether an array must say what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrays {
    Bare,
    WithItems,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Objects {
    Open,
    /// `additionalProperties` is false.
    Closed,
    /// The same, and every property is required.
    Whole,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refs {
    Kept,
    /// Nothing stands beside a `$ref`.
    Alone,
    /// No schema holds itself.
    Finite,
    /// There are none: what they refer to is written out.
    WrittenOut,
}

/// How types are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Types {
    JsonSchema,
    /// One type in capitals; null is `nullable`.
    OpenApi,
}

const FREE: Subset = Subset {
    reads: &[],
    doubts: &[],
    others: Others::Sent,
    top: Top::Object,
    objects: Objects::Open,
    arrays: Arrays::Bare,
    refs: Refs::Kept,
    types: Types::JsonSchema,
    formats: &[],
    min_items: None,
};

/// OpenAI and Google answer an array without items with "missing".
const OPENAI: Subset = Subset { top: Top::Properties, arrays: Arrays::WithItems, ..FREE };

const OPENAI_STRICT: Subset = Subset {
    reads: &[
        "type",
        "title",
        "description",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "const",
        "anyOf",
        "$ref",
        "$defs",
        "definitions",
    ],
    // OpenAI's page has them, Azure's says that they are not supported.
    doubts: &[
        "pattern",
        "format",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minItems",
        "maxItems",
    ],
    others: Others::Refused,
    top: Top::Properties,
    objects: Objects::Whole,
    refs: Refs::Alone,
    ..FREE
};

const CLAUDE_STRICT: Subset = Subset {
    reads: &[
        "type",
        "title",
        "description",
        "properties",
        "required",
        "additionalProperties",
        "items",
        "enum",
        "const",
        "default",
        "anyOf",
        "allOf",
        "$ref",
        "$defs",
        "definitions",
        "format",
        "pattern",
        "minItems",
    ],
    others: Others::Refused,
    objects: Objects::Closed,
    refs: Refs::Finite,
    formats: &["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"],
    min_items: Some(1),
    ..FREE
};

const GEMINI: Subset = Subset {
    reads: &[
        "$id",
        "$defs",
        "$ref",
        "$anchor",
        "type",
        "format",
        "title",
        "description",
        "enum",
        "items",
        "prefixItems",
        "minItems",
        "maxItems",
        "minimum",
        "maximum",
        "anyOf",
        "oneOf",
        "properties",
        "additionalProperties",
        "required",
        "propertyOrdering",
    ],
    others: Others::Doubted,
    arrays: Arrays::WithItems,
    refs: Refs::Alone,
    ..FREE
};

const OPEN_API: Subset = Subset {
    reads: &[
        "type",
        "format",
        "title",
        "description",
        "nullable",
        "enum",
        "maxItems",
        "minItems",
        "properties",
        "required",
        "minProperties",
        "maxProperties",
        "minLength",
        "maxLength",
        "pattern",
        "example",
        "anyOf",
        "propertyOrdering",
        "default",
        "items",
        "minimum",
        "maximum",
    ],
    others: Others::Refused,
    arrays: Arrays::WithItems,
    refs: Refs::WrittenOut,
    formats: &["enum", "date-time", "float", "double", "int32", "int64"],
    types: Types::OpenApi,
    ..FREE
};

/// What a surface reads of a schema for a purpose.
pub(super) const fn subset(dialect: SchemaDialect, purpose: Purpose) -> Subset {
    use Purpose::{Answer, Arguments, StrictAnswer, StrictArguments};
    match (dialect, purpose) {
        (SchemaDialect::OpenAi, Arguments | Answer) => OPENAI,
        (SchemaDialect::Claude, Arguments) => FREE,
        (SchemaDialect::OpenAi, StrictArguments | StrictAnswer) => OPENAI_STRICT,
        (SchemaDialect::Claude, StrictArguments) => CLAUDE_STRICT,
        (SchemaDialect::Claude, Answer | StrictAnswer) => Subset { top: Top::Any, ..CLAUDE_STRICT },
        (SchemaDialect::Gemini, Arguments | StrictArguments) => GEMINI,
        (SchemaDialect::Gemini, Answer | StrictAnswer) => Subset { top: Top::Any, ..GEMINI },
        (SchemaDialect::OpenApi, Arguments | StrictArguments) => OPEN_API,
        (SchemaDialect::OpenApi, Answer | StrictAnswer) => Subset { top: Top::Any, ..OPEN_API },
    }
}

impl Subset {
    /// Whether a keyword is read.
    pub fn reads(&self, keyword: &str) -> bool {
        self.others == Others::Sent || self.reads.contains(&keyword) || self.doubts.contains(&keyword)
    }
}
