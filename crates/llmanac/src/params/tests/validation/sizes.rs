//! Characters of texts and keys, and lengths of texts, lists and maps.

use serde_json::json;

use super::{Bench, holds};

#[test]
fn texts_have_the_characters_of_their_row_and_keys_too() {
    let bench = Bench::new(
        r#"
        stop = { to = "stop", characters = "a-z" }
        metadata = { to = "metadata", characters = "a-z0-9 _-" }
        user = { to = "user", characters = "a-z0-9_-" }
        "#,
    );
    holds(
        &bench,
        &[
            (json!({"stop": ["a"], "metadata": {"team_1": "b c-d", "x": ""}, "user": "u-1"}), ""),
            (
                json!({"user": "größe|7"}),
                "error[forbidden_characters]: user größe|7 has other characters than a-z, 0-9 and _- (drop user)",
            ),
            (
                json!({"stop": ["a", "A"]}),
                "error[forbidden_characters]: stop[1] A has other characters than a-z (use [\"a\"])",
            ),
            (
                json!({"metadata": {"a": "B", "c": "d"}}),
                "error[forbidden_characters]: metadata.a B has other characters than a-z, 0-9, blanks and _- (use (a map of 1))",
            ),
            (
                json!({"metadata": {"": "b"}}),
                "error[forbidden_characters]: metadata has the key \"\": only a-z, 0-9, blanks and _- are allowed, and one at least (drop metadata)",
            ),
        ],
    );
}

#[test]
fn lists_maps_and_texts_have_their_lengths() {
    let bench = Bench::new(
        r#"
        stop = { to = "stop", min_items = 1, max_items = 2, item_min = 1, item_max = 4 }
        tools = { to = "tools", max_items = 1 }
        metadata = { to = "metadata", max_items = 1, item_max = 3 }
        user = { to = "user", item_max = 3 }
        "#,
    );
    let tool = json!({"type": "function", "function": {"name": "f"}});
    holds(
        &bench,
        &[
            (json!({"stop": "a", "metadata": {"k": "abc"}, "user": "äöü", "tools": [tool]}), ""),
            (json!({"stop": []}), "error[too_short]: stop has 0 items, at least 1 are needed (drop stop)"),
            (
                json!({"stop": ""}),
                "error[too_short]: stop is too short: at least 1 characters are needed (drop stop)",
            ),
            (
                json!({"stop": ["a", ""]}),
                "error[too_short]: stop[1] is too short: at least 1 characters are needed (use [\"a\"])",
            ),
            (
                json!({"stop": ["abcde"]}),
                "error[too_long]: stop[0] is too long: at most 4 characters are allowed",
            ),
            (
                json!({"stop": ["a", "b", "c"]}),
                "error[too_many_items]: stop has 3 items, at most 2 are allowed (use [\"a\", \"b\"])",
            ),
            (
                json!({"tools": [tool, {"type": "function", "function": {"name": "g"}}]}),
                "error[too_many_items]: tools has 2 items, at most 1 are allowed",
            ),
            (
                json!({"metadata": {"a": "b", "c": "abcd"}}),
                "
            error[too_many_items]: metadata has 2 items, at most 1 are allowed
            error[too_long]: metadata.c is too long: at most 3 characters are allowed",
            ),
            (json!({"user": "abcd"}), "error[too_long]: user is too long: at most 3 characters are allowed"),
        ],
    );
}
