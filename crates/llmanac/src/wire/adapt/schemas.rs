//! The schemas of tools and of the answer, in the dialect of the surface.

use serde_json::{Map, Value};

use super::Adapting;
use super::texts::{self, items};
use crate::model::SchemaDialect;
use crate::params::{Entry, ParamRow, Subject};
use crate::wire::schema::{Purpose, rewritten};
use crate::wire::shapes;

pub(super) fn rewrite(own: &mut Adapting<'_>, subject: &Subject<'_>, dialect: SchemaDialect) {
    let row = |name: &str| match subject.table.entries.get(usize::from(subject.place_of(name)?)) {
        Some(Entry::Row(row)) => Some(row),
        _ => None,
    };
    if let Some(row) = row("tools") {
        tools(own, row, dialect);
    }
    if let Some(row) = row("response_format") {
        answer(own, row, dialect);
    }
}

fn tools(own: &mut Adapting<'_>, row: &ParamRow, dialect: SchemaDialect) {
    let mut new = Vec::new();
    for (at, tool) in items(own.request.get("tools")) {
        let Some(function) = tool.get("function") else { continue };
        let Some(schema) = function.get("parameters").and_then(Value::as_object) else { continue };
        let is_strict = function.get("strict") == Some(&Value::Bool(true)) && shapes::keeps_strict(row.shape);
        let purpose = if is_strict { Purpose::StrictArguments } else { Purpose::Arguments };
        let place = format!("tools[{at}].function.parameters");
        if let Some(schema) = rewritten(dialect, purpose, schema, &place, &mut own.report) {
            new.push((format!("/tools/{at}/function/parameters"), schema));
        }
    }
    put(own, new);
}

fn answer(own: &mut Adapting<'_>, row: &ParamRow, dialect: SchemaDialect) {
    let Some(stated) = own.request.get("response_format") else { return };
    let Some(format) = stated.get("json_schema") else { return };
    let Some(schema) = format.get("schema").and_then(Value::as_object) else { return };
    let purpose = if row.emulation(stated).is_some() {
        // It becomes the arguments of a tool.
        Purpose::Arguments
    } else if format.get("strict") == Some(&Value::Bool(true)) {
        Purpose::StrictAnswer
    } else {
        Purpose::Answer
    };
    let place = "response_format.json_schema.schema";
    if let Some(schema) = rewritten(dialect, purpose, schema, place, &mut own.report) {
        put(own, vec![("/response_format/json_schema/schema".to_owned(), schema)]);
    }
}

fn put(own: &mut Adapting<'_>, schemas: Vec<(String, Map<String, Value>)>) {
    for (pointer, schema) in schemas {
        if let Some(place) = texts::at(own.request.to_mut(), &pointer) {
            *place = Value::Object(schema);
        }
    }
}
