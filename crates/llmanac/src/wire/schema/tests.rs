//! What each dialect makes of a schema, and what it says of it.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Purpose, dialect, plain, rewritten, walked};
use crate::model::SchemaDialect;
use crate::wire::Policy;
use crate::wire::messages::Report;

/// The schema on the wire, then what was told.
fn told(dialect: SchemaDialect, purpose: Purpose, schema: &Value, policy: Policy) -> String {
    let mut report = Report::new(policy);
    let own = schema.as_object().unwrap();
    let new = rewritten(dialect, purpose, own, "s", &mut report);
    let mut lines = vec![new.map_or_else(|| "as it is".to_owned(), |new| Value::Object(new).to_string())];
    lines.extend(report.changes.iter().map(|change| format!("- {change}")));
    lines.extend(report.issues.iter().map(ToString::to_string));
    lines.join("\n")
}

fn fit(dialect: SchemaDialect, purpose: Purpose, schema: Value) -> String {
    told(dialect, purpose, &schema, Policy::Fit)
}

/// As clients of Python's make them.
fn order() -> Value {
    json!({
        "$defs": { "Line": {
            "type": "object",
            "properties": {
                "sku": { "type": "string", "pattern": "^[A-Z]+$", "minLength": 2 },
                "count": { "type": "integer", "minimum": 1, "default": 1 },
            },
            "required": ["sku"],
        } },
        "type": "object",
        "title": "Order",
        "properties": {
            "lines": { "type": "array", "items": { "$ref": "#/$defs/Line" }, "minItems": 2 },
            "state": { "const": "open" },
            "note": { "anyOf": [{ "type": "string" }, { "type": "null" }], "default": null },
            "when": { "type": ["string", "null"], "format": "date-time" },
        },
        "required": ["lines", "state"],
    })
}

#[test]
fn openai_reads_any_object_and_a_closed_subset_where_it_is_strict() {
    use Purpose::{Arguments, StrictAnswer};
    insta::assert_snapshot!(fit(SchemaDialect::OpenAi, Arguments, order()), @"as it is");
    insta::assert_snapshot!(fit(SchemaDialect::OpenAi, StrictAnswer, order()), @r##"
    {"$defs":{"Line":{"type":"object","properties":{"sku":{"type":"string","pattern":"^[A-Z]+$"},"count":{"type":["integer","null"],"minimum":1}},"required":["sku","count"],"additionalProperties":false}},"type":"object","title":"Order","properties":{"lines":{"type":"array","items":{"$ref":"#/$defs/Line"},"minItems":2},"state":{"const":"open"},"note":{"anyOf":[{"type":"string"},{"type":"null"}]},"when":{"type":["string","null"],"format":"date-time"}},"required":["lines","state","note","when"],"additionalProperties":false}
    - s converted: additionalProperties is false, as the surface wants it
    - s.properties.note converted: it is required, and null where it would be left out
    - s.properties.when converted: it is required, and null where it would be left out
    - s.$defs.Line converted: additionalProperties is false, as the surface wants it
    - s.$defs.Line.properties.count converted: it is required, and null where it would be left out
    - s.$defs.Line.properties.sku.minLength dropped: the surface does not read it
    - s.$defs.Line.properties.count.default dropped: it binds nothing, and the surface does not read it
    - s.properties.note.default dropped: it binds nothing, and the surface does not read it
    warning[unverified_schema]: s.$defs.Line.properties.sku.pattern may be without effect: the provider's pages differ on whether it is read
    warning[unverified_schema]: s.$defs.Line.properties.count.minimum may be without effect: the provider's pages differ on whether it is read
    warning[unverified_schema]: s.properties.lines.minItems may be without effect: the provider's pages differ on whether it is read
    warning[unverified_schema]: s.properties.when.format may be without effect: the provider's pages differ on whether it is read
    "##);
    insta::assert_snapshot!(told(SchemaDialect::OpenAi, StrictAnswer, &order(), Policy::Strict), @r##"
    {"$defs":{"Line":{"type":"object","properties":{"sku":{"type":"string","pattern":"^[A-Z]+$"},"count":{"type":["integer","null"],"minimum":1}},"required":["sku","count"],"additionalProperties":false}},"type":"object","title":"Order","properties":{"lines":{"type":"array","items":{"$ref":"#/$defs/Line"},"minItems":2},"state":{"const":"open"},"note":{"anyOf":[{"type":"string"},{"type":"null"}]},"when":{"type":["string","null"],"format":"date-time"}},"required":["lines","state","note","when"],"additionalProperties":false}
    - s.$defs.Line.properties.count.default dropped: it binds nothing, and the surface does not read it
    - s.properties.note.default dropped: it binds nothing, and the surface does not read it
    error[not_expressible]: s cannot go as it is: objects are closed on this surface: state additionalProperties false
    error[not_expressible]: s.properties.note cannot go as it is: every property is required where the schema is strict: name it in required, and let it be null
    error[not_expressible]: s.properties.when cannot go as it is: every property is required where the schema is strict: name it in required, and let it be null
    error[not_expressible]: s.$defs.Line cannot go as it is: objects are closed on this surface: state additionalProperties false
    error[not_expressible]: s.$defs.Line.properties.count cannot go as it is: every property is required where the schema is strict: name it in required, and let it be null
    warning[unverified_schema]: s.$defs.Line.properties.sku.pattern may be without effect: the provider's pages differ on whether it is read
    error[not_expressible]: s.$defs.Line.properties.sku.minLength cannot be expressed: the surface does not read it
    warning[unverified_schema]: s.$defs.Line.properties.count.minimum may be without effect: the provider's pages differ on whether it is read
    warning[unverified_schema]: s.properties.lines.minItems may be without effect: the provider's pages differ on whether it is read
    warning[unverified_schema]: s.properties.when.format may be without effect: the provider's pages differ on whether it is read
    "##);
    insta::assert_snapshot!(fit(SchemaDialect::OpenAi, Arguments, json!({})), @r#"
    {"type":"object","properties":{}}
    - s.type converted: the top says that it is an object
    - s converted: an object says which properties it has: none
    "#);
    insta::assert_snapshot!(fit(SchemaDialect::OpenAi, Arguments, json!({
        "type": "object", "properties": { "tags": { "type": "array" } },
    })), @r#"
    {"type":"object","properties":{"tags":{"type":"array","items":{}}}}
    - s.properties.tags converted: an array says what it holds: anything
    "#);
    insta::assert_snapshot!(fit(SchemaDialect::OpenAi, Arguments, json!({ "anyOf": [{ "type": "object" }] })), @r#"
    {"anyOf":[{"type":"object"}],"type":"object","properties":{}}
    - s.type converted: the top says that it is an object
    - s converted: an object says which properties it has: none
    error[not_expressible]: s.anyOf cannot be expressed: the top is one object on this surface; put the choice into a property of it
    "#);
}

#[test]
fn claude_reads_any_object_and_a_closed_subset_for_answers() {
    use Purpose::{Answer, Arguments};
    insta::assert_snapshot!(fit(SchemaDialect::Claude, Arguments, order()), @"as it is");
    insta::assert_snapshot!(fit(SchemaDialect::Claude, Answer, order()), @r##"
    {"$defs":{"Line":{"type":"object","properties":{"sku":{"type":"string","pattern":"^[A-Z]+$"},"count":{"type":"integer","default":1}},"required":["sku"],"additionalProperties":false}},"type":"object","title":"Order","properties":{"lines":{"type":"array","items":{"$ref":"#/$defs/Line"}},"state":{"const":"open"},"note":{"anyOf":[{"type":"string"},{"type":"null"}],"default":null},"when":{"type":["string","null"],"format":"date-time"}},"required":["lines","state"],"additionalProperties":false}
    - s converted: additionalProperties is false, as the surface wants it
    - s.$defs.Line converted: additionalProperties is false, as the surface wants it
    - s.$defs.Line.properties.sku.minLength dropped: the surface does not read it
    - s.$defs.Line.properties.count.minimum dropped: the surface does not read it
    - s.properties.lines.minItems dropped: the surface reads 0 to 1
    "##);
    let tree = json!({
        "$defs": { "Node": { "type": "object", "properties": { "next": { "$ref": "#/$defs/Node" } }, "additionalProperties": false } },
        "$ref": "#/$defs/Node",
    });
    insta::assert_snapshot!(fit(SchemaDialect::Claude, Answer, tree), @"
    as it is
    error[not_expressible]: s cannot be expressed: #/$defs/Node holds itself, and the surface wants schemas that end
    ");
    insta::assert_snapshot!(fit(SchemaDialect::Claude, Answer, json!({ "type": "object", "additionalProperties": { "type": "string" } })), @"
    as it is
    error[not_expressible]: s.additionalProperties cannot be expressed: the surface knows no maps with keys of the model's choice
    ");
    insta::assert_snapshot!(fit(SchemaDialect::Claude, Arguments, json!({ "type": "array" })), @"
    as it is
    error[not_expressible]: s.type cannot be expressed: the top is an object on this surface
    ");
}

#[test]
fn gemini_takes_all_and_minds_what_it_lists() {
    insta::assert_snapshot!(fit(SchemaDialect::Gemini, Purpose::Answer, order()), @"
    as it is
    warning[unverified_schema]: s.$defs.Line.properties.sku.pattern may be without effect: the provider does not list it among what it reads
    warning[unverified_schema]: s.$defs.Line.properties.sku.minLength may be without effect: the provider does not list it among what it reads
    warning[unverified_schema]: s.properties.state.const may be without effect: the provider does not list it among what it reads
    ");
    let described = json!({
        "$defs": { "Port": { "type": "object", "properties": {} } },
        "type": "object",
        "properties": { "from": { "$ref": "#/$defs/Port", "description": "Where it begins." } },
    });
    insta::assert_snapshot!(fit(SchemaDialect::Gemini, Purpose::Arguments, described), @r#"
    {"$defs":{"Port":{"type":"object","properties":{}}},"type":"object","properties":{"from":{"type":"object","properties":{},"description":"Where it begins."}}}
    - s.properties.from.$ref converted: what references mean is written out in their place
    "#);
}

#[test]
fn open_api_has_one_type_no_references_and_null_apart() {
    insta::assert_snapshot!(fit(SchemaDialect::OpenApi, Purpose::Arguments, order()), @r#"
    {"type":"OBJECT","title":"Order","properties":{"lines":{"type":"ARRAY","items":{"type":"OBJECT","properties":{"sku":{"type":"STRING","pattern":"^[A-Z]+$","minLength":2},"count":{"type":"INTEGER","minimum":1,"default":1}},"required":["sku"]},"minItems":2},"state":{"enum":["open"],"type":"STRING"},"note":{"default":null,"type":"STRING","nullable":true},"when":{"format":"date-time","nullable":true,"type":"STRING"}},"required":["lines","state"]}
    - s.properties.lines.items.$ref converted: what references mean is written out in their place
    - s.properties.state.const converted: one value stands as an enum of one
    - s.properties.state converted: its type is said: string
    - s.properties.note.anyOf converted: a choice of null stands as nullable
    - s.properties.when.type converted: a list of types stands as nullable, or as a choice
    "#);
    let tree = json!({
        "$defs": { "Node": { "type": "object", "properties": { "next": { "$ref": "#/$defs/Node" } } } },
        "type": "object",
        "properties": { "root": { "$ref": "#/$defs/Node" }, "size": { "enum": [1, 2] }, "id": { "type": ["string", "integer"] } },
        "additionalProperties": false,
    });
    insta::assert_snapshot!(fit(SchemaDialect::OpenApi, Purpose::Arguments, tree), @r#"
    {"type":"OBJECT","properties":{"root":{"type":"OBJECT","properties":{"next":{}}},"size":{},"id":{"anyOf":[{"type":"STRING"},{"type":"INTEGER"}]}}}
    - s.additionalProperties dropped: the surface does not read it
    - s.properties.root.$ref converted: what references mean is written out in their place
    - s.properties.size.enum dropped: the surface reads an enum of texts only
    - s.properties.id.type converted: a list of types stands as nullable, or as a choice
    error[not_expressible]: s.properties.root.properties.next.$ref cannot be expressed: the schema holds itself: written out, as the surface wants it, it has no end
    "#);
}

#[test]
fn a_hostile_schema_is_an_error_and_not_a_hang() {
    let mut deep = json!({ "type": "object" });
    for _ in 0..100 {
        deep = json!({ "type": "object", "properties": { "x": deep } });
    }
    // Each refers twice to the next: written out, 2^40.
    let defs = (0..40).map(|at| {
        let next = json!({ "$ref": format!("#/$defs/{}", at + 1) });
        (at.to_string(), json!({ "type": "object", "properties": { "a": next, "b": next } }))
    });
    let wide = json!({ "type": "object", "$defs": Value::Object(defs.collect()), "properties": { "x": { "$ref": "#/$defs/0" } } });
    let many = (0..300).map(|at| (format!("k{at}"), json!({ "type": "string", "minLength": 1 })));
    let many = json!({ "type": "object", "additionalProperties": false, "properties": Value::Object(many.collect()) });
    for (dialect, schema) in
        [(SchemaDialect::Claude, &deep), (SchemaDialect::OpenApi, &wide), (SchemaDialect::Claude, &many)]
    {
        let said = told(dialect, Purpose::Answer, schema, Policy::Fit);
        let errors: Vec<&str> = said.lines().filter(|line| line.starts_with("error")).collect();
        assert!(!errors.is_empty(), "{}", &said[..said.len().min(300)]);
    }
}

/// Schemas of the words that schemas have.
fn schemas() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(json!({ "$ref": "#/$defs/a" })),
        Just(json!({ "type": ["string", "null"], "minLength": 3 })),
        Just(json!({ "enum": ["a", null, 1] })),
        Just(json!({ "const": 1, "title": "t" })),
        Just(json!(true)),
        Just(json!([])),
    ];
    let leaf = prop_oneof![leaf, Just(json!({ "type": "string", "description": "d" }))];
    leaf.prop_recursive(5, 40, 4, |inner| {
        prop_oneof![
            prop::collection::btree_map("[ab]", inner.clone(), 0..3)
                .prop_map(|own| json!({ "type": "object", "properties": own, "$defs": own })),
            prop::collection::vec(inner.clone(), 0..3)
                .prop_map(|own| json!({ "anyOf": own, "type": "object" })),
            prop::collection::vec(inner.clone(), 0..3).prop_map(|own| json!({ "oneOf": own })),
            inner.prop_map(|own| json!({ "type": "array", "items": own, "minItems": 2 })),
        ]
    })
}

const DIALECTS: [SchemaDialect; 4] =
    [SchemaDialect::OpenAi, SchemaDialect::Claude, SchemaDialect::Gemini, SchemaDialect::OpenApi];
const PURPOSES: [Purpose; 4] =
    [Purpose::Arguments, Purpose::StrictArguments, Purpose::Answer, Purpose::StrictAnswer];

#[test]
fn the_schema_of_a_plain_tool_is_fine_at_a_glance_where_the_dialect_is_lenient() {
    let schema = json!({
        "type": "object",
        "properties": { "port": { "type": "string", "description": "A port" }, "days": { "type": "array", "items": {} } },
        "required": ["port"],
    });
    let fine = DIALECTS.map(|dialect| {
        plain::is_fine(&dialect::subset(dialect, Purpose::Arguments), schema.as_object().unwrap())
    });
    assert_eq!(fine, [true, true, true, false]);
}

proptest! {
    /// The glance lets nothing pass that the walk would change or speak of.
    #[test]
    fn what_is_fine_at_a_glance_goes_as_it_is(schema in schemas(), which in 0_usize..4, purpose in 0_usize..4) {
        let subset = dialect::subset(DIALECTS[which], PURPOSES[purpose]);
        let Some(own) = schema.as_object().filter(|own| plain::is_fine(&subset, own)) else { return Ok(()) };
        let mut report = Report::new(Policy::Strict);
        prop_assert_eq!(walked(subset, own, "s", &mut report), None);
        prop_assert_eq!((report.issues, report.changes), (vec![], vec![]));
    }

    /// What was rewritten is the surface's own: nothing more is told of it, warnings apart.
    #[test]
    fn a_schema_that_was_rewritten_goes_as_it_is(schema in schemas(), which in 0_usize..4, purpose in 0_usize..4) {
        let (dialect, purpose) = (DIALECTS[which], PURPOSES[purpose]);
        let Some(own) = schema.as_object() else { return Ok(()) };
        let mut report = Report::new(Policy::Fit);
        let new = rewritten(dialect, purpose, own, "s", &mut report);
        if report.issues.iter().any(crate::params::Issue::is_error) {
            return Ok(());
        }
        if report.changes.is_empty() && dialect != SchemaDialect::OpenApi {
            prop_assert_eq!(new, None);
            return Ok(());
        }
        // Types in capitals are no JSON schema any more.
        if dialect == SchemaDialect::OpenApi {
            return Ok(());
        }
        let new = new.unwrap_or_else(|| own.clone());
        let mut again = Report::new(Policy::Strict);
        let next = rewritten(dialect, purpose, &new, "s", &mut again);
        again.issues.retain(crate::params::Issue::is_error);
        prop_assert_eq!(again.issues, vec![], "{}", Value::Object(new.clone()));
        prop_assert_eq!(next, None, "{}", Value::Object(new));
    }
}
