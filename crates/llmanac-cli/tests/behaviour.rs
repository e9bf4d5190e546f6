//! How the command behaves towards shells, pipes, folders and its environment.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use std::fs;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn llmanac(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_llmanac"));
    command
        .args(arguments)
        .env("LLMANAC_TODAY", "2026-11-23")
        .env_remove("LLMANAC_OVERLAY")
        .env_remove("NO_COLOR");
    command
}

fn run(arguments: &[&str]) -> Output {
    llmanac(arguments).output().expect("the command runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the command writes UTF-8")
}

fn json(arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(arguments).stdout).expect("the command writes JSON")
}

#[test]
fn show_has_every_field_of_the_original_design() {
    let shown = json(&["show", "gpt-4o", "--json", "--isolated"]);
    let fields = "model_name provider model_family display_name supported_input_types supported_output_types \
                  supports_streaming supports_function_calling supports_vision supports_json_mode \
                  max_context_length max_output_tokens max_input_tokens supports_temperature supports_top_p \
                  supports_frequency_penalty supports_presence_penalty supports_stop_sequences \
                  parameter_mappings default_parameters api_requirements converter_fn \
                  cost_per_1k_input_tokens cost_per_1k_output_tokens is_deprecated deprecation_date \
                  replacement_model";
    let richer =
        "id versions lifecycle prices regions rate_limits sources warnings assumed evidence catalog overlays";
    for field in fields.split_whitespace().chain(richer.split_whitespace()) {
        assert!(shown.get(field).is_some(), "{field} is missing");
    }
    let then = json(&["show", "gpt-4o", "--json", "--as-of", "2024-06-01", "--isolated"]);
    assert_eq!(then["cost_per_1k_input_tokens"], "0.005");
    assert_eq!(then["cost_per_1k_output_tokens"], "0.015");
}

#[test]
fn every_object_answer_says_what_it_rests_on_and_every_list_is_bare() {
    for arguments in [
        &["show", "o3"][..],
        &["resolve", "o3"],
        &["validate", "o3", "--params", "{}"],
        &["prepare", "o3", "{\"messages\": [{\"role\": \"user\", \"content\": \"Hello\"}]}"],
        &["cost", "o3", "--input", "5"],
        &["select", "--task", "chat"],
        &["compare", "o3", "gpt-5.4"],
        &["migrate", "o3"],
        &["history", "o3"],
        &["why", "o3", "limits.output"],
    ] {
        let answer = json(&[arguments, &["--json", "--isolated"]].concat());
        for field in ["assumed", "evidence", "overlays"] {
            assert!(answer[field].is_array(), "{arguments:?} has no {field}");
        }
        assert_eq!(answer["catalog"]["digest"].as_str().map(str::len), Some(64), "{arguments:?}");
    }
    for arguments in [&["list"][..], &["families"], &["providers"]] {
        assert!(json(&[arguments, &["--json", "--isolated"]].concat()).is_array(), "{arguments:?}");
    }
}

#[test]
fn a_wrong_question_leaves_standard_output_empty() {
    for (code, arguments) in [
        (1, &["show", "gpt-40", "--json"][..]),
        (1, &["cost", "no-such-model", "--input", "1", "--json"]),
        (2, &["cost", "gpt-4o", "--json"]),
        (2, &["list", "--jsn"]),
        (2, &["why", "gpt-4o", "limit.output", "--json"]),
    ] {
        let output = run(&[arguments, &["--isolated"]].concat());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
        assert_ne!(text(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn a_stored_answer_is_verified_from_a_file_and_from_a_pipe() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("answer.json");
    for bound in [&[][..], &["--bound"]] {
        let cost = ["cost", "gpt-4o", "--input", "1000", "--output", "500", "--json", "--isolated"];
        let answer = run(&[&cost[..], bound].concat()).stdout;
        fs::write(&file, &answer).expect("a file");
        let verify = |arguments: &[&str]| {
            let path = file.to_str().expect("a path in UTF-8");
            let output = run(&[&["cost", "verify", path, "--isolated"], arguments].concat());
            (output.status.code(), text(&output.stdout).to_owned())
        };
        // Another day, the same answer.
        let (code, page) = verify(&["--today", "2027-05-01"]);
        assert_eq!((code, page.starts_with("SAME")), (Some(0), true), "{page}");
        let changed = text(&answer).replace("\"0.0025\"", "\"0.0026\"");
        fs::write(&file, changed).expect("a file");
        let (code, page) = verify(&[]);
        assert_eq!(code, Some(1), "{page}");
        assert!(page.contains("lines.input.text.amount  0.0026  0.0025"), "{page}");
        let (code, page) = verify(&["--json"]);
        let verified: Value = serde_json::from_str(&page).expect("JSON");
        assert_eq!((code, &verified["same"]), (Some(1), &Value::Bool(false)));
        assert!(verified["catalog"]["digest"].is_string() && verified["assumed"].is_array());
        let mut child = llmanac(&["cost", "verify", "-", "--isolated"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .expect("the command starts");
        let mut pipe = child.stdin.take().expect("a pipe");
        pipe.write_all(&answer).expect("the command reads");
        drop(pipe);
        assert_eq!(child.wait().expect("the command ends").code(), Some(0));
    }
}

#[test]
fn colour_is_for_terminals_unless_it_is_asked_for() {
    let has_colour = |arguments: &[&str]| run(arguments).stdout.contains(&0x1b);
    assert!(!has_colour(&["resolve", "gpt-4o", "--isolated"]));
    assert!(has_colour(&["resolve", "gpt-4o", "--isolated", "--color", "always"]));
    assert!(!has_colour(&["resolve", "gpt-4o", "--isolated", "--color", "always", "--json"]));
    assert!(!has_colour(&["resolve", "gpt-4o", "--isolated", "--color", "never"]));
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let mut child = llmanac(&["list", "--json", "--isolated"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
}

#[test]
fn the_day_comes_from_the_flag_then_the_environment_then_the_clock() {
    let day = |arguments: &[&str], environment: &str| {
        let mut command = llmanac(&[arguments, &["resolve", "gpt-4o", "--json", "--isolated"]].concat());
        let output = command.env("LLMANAC_TODAY", environment).output().expect("the command runs");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        (output.status.code(), answer["as_of"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(day(&[], "2025-01-02"), (Some(0), "2025-01-02".to_owned()));
    assert_eq!(day(&["--today", "2025-02-03"], "2025-01-02"), (Some(0), "2025-02-03".to_owned()));
    assert_eq!(day(&["--as-of", "2024-06-01"], "2025-01-02"), (Some(0), "2024-06-01".to_owned()));
    assert_eq!(day(&[], "tomorrow").0, Some(2));
    let (code, today) = day(&[], "");
    assert_eq!(code, Some(0));
    assert!(today.as_str() > "2025-01-01", "{today}");
}

#[test]
fn the_nearest_overlay_lies_below_those_that_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let below = folder.path().join("project/src");
    fs::create_dir_all(&below).expect("folders");
    let deployment = |name: &str| format!("[[deployment]]\nname = \"{name}\"\nmodel = \"gpt-4o\"\n");
    fs::write(folder.path().join("llmanac.toml"), deployment("outer")).expect("a file");
    fs::write(folder.path().join("project/llmanac.toml"), deployment("inner")).expect("a file");
    fs::write(folder.path().join("flag.toml"), deployment("by-flag")).expect("a file");
    fs::write(folder.path().join("seed"), deployment("by-environment")).expect("a file");
    let overlays = |name: &str, arguments: &[&str]| {
        let mut command = llmanac(&[&["resolve", name, "--json"], arguments].concat());
        let output = command
            .current_dir(&below)
            .env("LLMANAC_OVERLAY", "../../seed")
            .output()
            .expect("the command runs");
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap_or_default();
        answer["overlays"].clone()
    };
    let flag = ["--overlay", "../../flag.toml"];
    let all = serde_json::json!(["../llmanac.toml", "../../seed", "../../flag.toml"]);
    assert_eq!(overlays("inner", &flag), all);
    assert_eq!(overlays("by-environment", &flag), all);
    assert_eq!(overlays("by-flag", &flag), all);
    // Only the nearest is found.
    assert_eq!(overlays("outer", &flag), Value::Null);
    assert_eq!(
        overlays("by-flag", &["--isolated", "--overlay", "../../flag.toml"]),
        serde_json::json!(["../../seed", "../../flag.toml"])
    );
    assert_eq!(overlays("inner", &["--isolated"]), Value::Null);
}

#[test]
fn a_shell_completes_verbs_flags_and_names() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join("llmanac.toml"),
        "[[deployment]]\nname = \"prod-chat\"\nmodel = \"gpt-4o\"\n",
    )
    .expect("a file");
    let offered = |words: &[&str]| {
        let mut command = llmanac(&[]);
        command
            .current_dir(folder.path())
            .env("LLMANAC_COMPLETE", "bash")
            .env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string())
            .env("_CLAP_IFS", "\n")
            .arg("--")
            .args(words);
        let output = command.output().expect("the command runs");
        text(&output.stdout).lines().map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(offered(&["llmanac", "mig"]), ["migrate"]);
    assert_eq!(offered(&["llmanac", "show", "prod"]), ["prod-chat"]);
    assert_eq!(offered(&["llmanac", "show", "gpt-4.1"]), ["gpt-4.1", "gpt-4.1-mini", "gpt-4.1-nano"]);
    assert_eq!(
        offered(&["llmanac", "show", "gemini/gemini-1.5"]),
        ["gemini/gemini-1.5-flash", "gemini/gemini-1.5-flash-8b", "gemini/gemini-1.5-pro"]
    );
    assert_eq!(offered(&["llmanac", "cost", "gpt-4o", "--tier", "ba"]), ["batch"]);
    assert_eq!(offered(&["llmanac", "list", "--needs", "tools,vis"]), ["tools,vision"]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = run(&["completions", shell]);
        assert!(text(&script.stdout).contains("LLMANAC_COMPLETE"), "{shell}");
    }
}

#[test]
fn bash_takes_the_script() {
    let Ok(bash) = Command::new("bash").arg("--version").output() else { return };
    if !bash.status.success() {
        return;
    }
    let script = run(&["completions", "bash"]).stdout;
    let test = format!(
        "{}\nCOMP_WORDS=(llmanac resolve gpt-4.1-m); COMP_CWORD=2; COMP_TYPE=9\n\
         _clap_complete_llmanac llmanac gpt-4.1-m resolve 2>/dev/null; echo \"${{COMPREPLY[@]}}\"",
        text(&script)
    );
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_llmanac")).parent().expect("a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("bash").args(["-c", &test]).env("PATH", path).output().expect("bash runs");
    assert_eq!(text(&output.stdout).trim(), "gpt-4.1-mini", "{}", text(&output.stderr));
}
