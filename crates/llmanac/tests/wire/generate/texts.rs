//! Texts, names and JSON, in many scripts.

use serde_json::{Map, Value, json};

use super::random::Random;

const TEXTS: [&str; 14] = [
    "How deep is the fairway?",
    "Answer in JSON, please.",
    "Zwei Strich an Backbord!\n\n- Anker\n- Kette",
    "\u{1f6a2}\u{1f468}\u{200d}\u{2708}\u{fe0f}",
    "שלום לים",
    "مرحبا بالبحر",
    "e\u{301}tale de basse mer",
    "港の水深は?",
    "{\"harbour\": \"Bergen\"}",
    "<tide at=\"06:12\">low</tide>",
    "a\u{0}b\u{2028}c",
    "  indented, with a blank at the end ",
    "\"quoted\" and \\escaped\\",
    "x",
];

const WORDS: [&str; 10] =
    ["tide", "harbour", "berth", "ballast", "keel", "log", "mast", "pilot", "reef", "sextant"];

pub fn text(random: &mut Random) -> String {
    let mut text = random.pick(&TEXTS).to_owned();
    if random.is(10) {
        text = text.repeat(1 + random.below(40));
    }
    // Few texts are empty or blank, and programs do send them.
    match random.below(60) {
        0 => String::new(),
        1 => " \n".to_owned(),
        _ => text,
    }
}

pub fn word(random: &mut Random) -> String {
    random.pick(&WORDS).to_owned()
}

/// A name that is new among some.
pub fn name(random: &mut Random, taken: &[String]) -> String {
    // Some frameworks have names that no surface takes as they are.
    const ODD: [&str; 5] =
        ["harbour.tide_at", "Tide at the harbour", "1st_mate", "Gezeiten für", "mcp__pilots:list/all"];
    loop {
        let odd = random.is(6).then(|| random.pick(&ODD)).filter(|odd| !taken.iter().any(|name| name == odd));
        if let Some(odd) = odd {
            return odd.to_owned();
        }
        let name = format!("{}_{}", word(random), random.pick(&["at", "of", "for", "list-all", "v2"]));
        if !taken.contains(&name) {
            return name;
        }
    }
}

/// A JSON object as the arguments of a call.
pub fn object(random: &mut Random, depth: usize) -> Map<String, Value> {
    (0..random.below(4)).map(|_| (word(random), value(random, depth))).collect()
}

fn value(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth > 0 { 7 } else { 5 }) {
        0 => json!(text(random)),
        1 => json!(random.between(-1_000, 1_000_000)),
        2 => json!(random.pick(&[-0.25, 1.5, 1e-7, 98_765.125])),
        3 => json!(random.is(50)),
        4 => Value::Null,
        5 => (0..random.below(4)).map(|_| value(random, depth - 1)).collect(),
        _ => object(random, depth - 1).into(),
    }
}

/// A JSON schema of an object.
pub fn schema(random: &mut Random, depth: usize) -> Map<String, Value> {
    let mut properties = Map::new();
    for _ in 0..=random.below(4) {
        properties.insert(word(random), property(random, depth));
    }
    let names: Vec<String> = properties.keys().cloned().collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert("properties".to_owned(), properties.into());
    if random.is(60) {
        schema.insert("required".to_owned(), names.into());
    }
    if random.is(50) {
        schema.insert("additionalProperties".to_owned(), json!(false));
    }
    schema
}

fn property(random: &mut Random, depth: usize) -> Value {
    match random.below(if depth > 0 { 9 } else { 6 }) {
        0 => json!({ "type": "string", "description": text(random) }),
        1 => json!({ "type": "integer" }),
        2 => json!({ "type": "number" }),
        3 => json!({ "type": "boolean" }),
        4 => json!({ "type": "string", "enum": ["ebb", "flood", "slack"] }),
        5 => json!({ "type": ["string", "null"], "maxLength": 40 }),
        6 => json!({ "type": "array", "items": property(random, depth - 1), "minItems": 1 }),
        7 => json!({ "anyOf": [property(random, depth - 1), { "type": "null" }] }),
        _ => schema(random, depth - 1).into(),
    }
}
