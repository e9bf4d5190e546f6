//! What `llmanac convert --curl` prints, read by a shell.

#![cfg(unix)]
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::process::Command;

use serde_json::{Value, json};

/// A `curl` that prints what it is called with, an argument a line, framed; the body comes last.
const CURL: &str = "curl() { for argument in \"$@\"; do printf '<%s>\\n' \"$argument\"; done; }; ";

/// The arguments that a shell makes of the printed command.
fn arguments(model: &str, request: &Value, flags: &[&str]) -> Vec<String> {
    let request = request.to_string();
    let printed = Command::new(env!("CARGO_BIN_EXE_llmanac"))
        .args(["convert", model, &request, "--isolated", "--curl"])
        .args(flags)
        .env("LLMANAC_TODAY", "2026-11-23")
        .output()
        .expect("the command runs");
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let command = String::from_utf8(printed.stdout).expect("the command writes UTF-8");
    let shell = Command::new("sh")
        .args(["-c", &format!("{CURL}{command}")])
        .env("AZURE_OPENAI_ENDPOINT", "https://house.example/")
        .env("AZURE_OPENAI_DEPLOYMENT", "chat")
        .env("AZURE_OPENAI_API_KEY", "secret")
        .output()
        .expect("there is a shell");
    let text = String::from_utf8(shell.stdout).expect("the shell writes UTF-8");
    let inner = text.trim_end().strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    inner.expect("framed").split(">\n<").map(str::to_owned).collect()
}

#[test]
fn a_shell_sends_the_very_body_whatever_the_texts_hold() {
    for text in [
        "it's noon",
        "'",
        "''; rm -rf nothing; echo '",
        "$HOME `id` $(id) ${PATH} \\ \\n \\' !! * ~",
        "\"{deployment}\"",
        "two\nlines\tand\r\n\u{7f} \u{1F30A} \u{5E9}\u{5DC}\u{5D5}\u{5DD} e\u{301}",
        "{\"json\": \"in a text\"} % # & ; | < =",
    ] {
        let request = json!({ "messages": [{ "role": "user", "content": text }], "max_tokens": 5 });
        let arguments = arguments("gpt-4o", &request, &["--api-version", "v1"]);
        let body: Value = serde_json::from_str(arguments.last().expect("a body")).expect("JSON");
        let wanted =
            json!({ "model": "chat", "messages": [{ "role": "user", "content": text }], "max_tokens": 5 });
        assert_eq!(body, wanted, "{text}");
    }
}

#[test]
fn what_only_the_caller_knows_comes_from_the_environment() {
    let request = json!({ "messages": [{ "role": "user", "content": "hello" }] });
    let arguments = arguments("gpt-4o", &request, &[]);
    assert_eq!(
        arguments[..6],
        [
            "--no-buffer",
            "https://house.example/openai/deployments/chat/chat/completions?api-version=2024-10-21",
            "-H",
            "api-key: secret",
            "-H",
            "content-type: application/json",
        ]
    );
}
