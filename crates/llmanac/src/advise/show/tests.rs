use serde_json::Value;

use crate::testing::{little, little_on, little_registry};

#[test]
fn a_model_is_shown_whole() {
    let shown = little().show("quill").unwrap();
    println!("{}", serde_json::to_string_pretty(&shown).unwrap());
}
