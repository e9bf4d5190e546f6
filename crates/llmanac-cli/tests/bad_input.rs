//! Whatever comes in: an answer or a complaint that names the place, never a panic.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use proptest::prelude::*;

/// The command in a world of its own.
fn llmanac() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_llmanac"));
    command.args(["--isolated", "--today", "2026-11-23"]).env_remove("LLMANAC_OVERLAY").stdin(Stdio::null());
    command
}

/// Runs the command with a text on its standard input.
fn fed(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = llmanac()
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe was asked for");
    // A command that has seen enough closes the pipe.
    let _ = stdin.write_all(input);
    drop(stdin);
    child.wait_with_output().expect("the command ends")
}

/// An answer (0 or 1), or a complaint (1 or 2) that says something and fits a screen.
fn is_decent(output: &Output) -> Result<(), TestCaseError> {
    let complaint = String::from_utf8_lossy(&output.stderr);
    prop_assert!(matches!(output.status.code(), Some(0..=2)), "{:?}: {complaint}", output.status);
    prop_assert!(!complaint.contains("panicked"), "{complaint}");
    prop_assert!(complaint.len() < 4_000, "a complaint of {} bytes", complaint.len());
    match output.status.code() {
        Some(0) => prop_assert!(!output.stdout.is_empty(), "no answer"),
        Some(1) => prop_assert!(!output.stdout.is_empty() || !complaint.is_empty(), "silence"),
        _ => prop_assert!(output.stdout.is_empty() && !complaint.is_empty(), "{output:?}"),
    }
    Ok(())
}

/// Names of all kinds: nonsense, half-right ones, other scripts, control characters.
fn names() -> impl Strategy<Value = String> {
    prop_oneof![
        "[^\u{0}]{0,60}",
        "(azure|bedrock|gemini|models|us\\.|arn:aws:bedrock:)?[/:.@a-z0-9-]{0,40}",
        "(gpt-4o|claude-3-opus|gemini-pro)[@:/ .-][a-z0-9@:/.-]{0,12}",
    ]
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(|number| serde_json::json!(number)),
        ".{0,12}".prop_map(Into::into),
    ];
    let name = prop_oneof![
        proptest::sample::select(vec![
            "temperature",
            "max_tokens",
            "top_p",
            "stop",
            "n",
            "tools",
            "tool_choice",
            "messages",
            "role",
            "content",
            "response_format",
            "reasoning_budget",
            "logit_bias",
            "stream",
            "metadata",
            "type",
        ])
        .prop_map(str::to_owned),
        "[^\u{0}]{0,8}",
    ];
    leaf.prop_recursive(3, 24, 4, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
            proptest::collection::vec((name.clone(), inner), 0..6)
                .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    // Each case starts the command.
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_name_is_answered(name in names(), verb in 0usize..6) {
        let rest: &[&[&str]] = &[
            &["resolve", "--", &name], &["show", "--", &name], &["migrate", "--", &name], &["history", "--", &name],
            &["cost", "--input", "5", "--", &name], &["why", "--", &name, &name],
        ];
        let output = llmanac().args(rest[verb]).output().expect("the command runs");
        is_decent(&output)?;
    }

    #[test]
    fn any_json_is_validated_prepared_priced_and_imported(json in json(), verb in 0usize..4) {
        let text = json.to_string();
        let arguments: &[&str] = match verb {
            0 => &["validate", "claude-opus-4-5", "--params", "-"],
            1 => &["prepare", "gpt-5.4", "-", "--fit"],
            2 => &["cost", "gpt-4o", "--usage", "-"],
            _ => &["deployment", "import", "-"],
        };
        is_decent(&fed(arguments, text.as_bytes()))?;
    }

    #[test]
    fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200), verb in 0usize..3) {
        let arguments: &[&str] = match verb {
            0 => &["prepare", "gemini-2.5-pro", "-"],
            1 => &["deployment", "import", "-", "--json"],
            _ => &["--overlay", "-", "list"],
        };
        is_decent(&fed(arguments, &bytes))?;
    }

    #[test]
    fn any_overlay_is_laid_or_refused(
        keys in proptest::collection::vec(("(name|id|extends|model|limits|price|version|scope|percent|[a-z]{1,4})", "[ -~]{0,20}"), 0..6),
        table in "(model|deployment|discount|other)",
    ) {
        let mut overlay = format!("[[{table}]]\n");
        for (key, value) in keys {
            overlay.push_str(&format!("{key} = {}\n", toml::Value::String(value)));
        }
        is_decent(&fed(&["--overlay", "-", "list", "--json"], overlay.as_bytes()))?;
    }

    #[test]
    fn any_count_of_tokens_is_priced_or_refused(input in any::<u64>(), output in any::<u64>(), scale in 0u32..64) {
        let (input, output) = ((input >> scale).to_string(), (output >> scale).to_string());
        let arguments = ["cost", "gpt-4o", "--json", "--input", &input, "--output", &output];
        is_decent(&llmanac().args(arguments).output().expect("the command runs"))?;
    }
}

/// A megabyte of one letter.
fn megabyte() -> String {
    "x".repeat(1 << 20)
}

#[test]
fn a_megabyte_of_a_name_is_cut_in_the_complaint() {
    for (arguments, input) in [
        (&["validate", "gpt-4o", "--params", "-"][..], format!("{{\"{}\": 1}}", megabyte())),
        (&["prepare", "gpt-4o", "-"], format!("{{\"messages\": [{{\"role\": \"{}\"}}]}}", megabyte())),
        (&["cost", "gpt-4o", "--usage", "-"], format!("{{\"{}\": 1}}", megabyte())),
        (
            &["--overlay", "-", "resolve", "a"],
            format!("[[deployment]]\nname = \"a\"\nmodel = \"{}\"\n", megabyte()),
        ),
        (&["--overlay", "-", "resolve", "a"], format!("[[model]]\nname = \"{}\"\n", megabyte())),
        (&["--overlay", "-", "resolve", "a"], format!("{} = 1\n", megabyte())),
        (
            &["deployment", "import", "-", "-o", "/nonexistent/llmanac.toml"],
            format!("[{{\"name\": \"{}\", \"properties\": {{}}}}]", megabyte()),
        ),
    ] {
        let output = fed(arguments, input.as_bytes());
        let said = output.stdout.len() + output.stderr.len();
        assert!(matches!(output.status.code(), Some(1 | 2)), "{arguments:?}: {:?}", output.status);
        assert!(said < 8_000, "{arguments:?} says {said} bytes");
    }
}

#[test]
fn a_long_name_on_the_command_line_is_cut_too() {
    // The most that Linux lets through in one argument is 128 KiB.
    let name = "y".repeat(100_000);
    for arguments in [&["resolve", &name][..], &["list", "--provider", &name], &["select", "--task", &name]] {
        let output = llmanac().args(arguments).output().expect("the command runs");
        assert!(matches!(output.status.code(), Some(1 | 2)), "{:?}", output.status);
        assert!(output.stderr.len() < 2_000, "{} bytes", output.stderr.len());
    }
}

/// The broken files of a format, which the library's own tests have.
fn broken(format: &str) -> Vec<std::path::PathBuf> {
    let folder =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../llmanac/tests/broken").join(format);
    let entries = std::fs::read_dir(&folder).expect("the folder is there");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    assert!(files.len() > 30, "{} has {} files", folder.display(), files.len());
    files
}

#[test]
fn every_broken_catalog_is_refused_and_nothing_written_or_imported_with_a_report() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = "# Made from a catalog of another day\n";
    for format in ["litellm", "models.dev", "genai-prices"] {
        for file in broken(format) {
            let output = folder.path().join("overlay.toml");
            std::fs::write(&output, made).expect("a file");
            let arguments = ["import", "--from", format, "-o"];
            let ran = llmanac().args(arguments).arg(&output).arg(&file).output().expect("the command runs");
            let (said, complaint) =
                (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
            let written = std::fs::read_to_string(&output).expect("the file is there");
            match ran.status.code() {
                Some(0) => {
                    let headings = ["NOT TAKEN", "REPAIRED", "NO PLACE HERE"];
                    assert!(headings.iter().any(|own| said.contains(own)), "{}: {said}", file.display());
                    assert!(written.contains("[[model]]"), "{}: {written}", file.display());
                }
                Some(2) => {
                    let name = file.file_name().expect("a name").to_string_lossy();
                    assert!(complaint.contains(&*name) && complaint.len() < 2_000, "{complaint}");
                    let is_placed = ["line ", "is empty", "no row", "looks like"]
                        .iter()
                        .any(|own| complaint.contains(own));
                    assert!(is_placed, "{complaint}");
                    assert_eq!(written, made, "{} is refused, and something is written", file.display());
                    assert!(said.is_empty(), "{said}");
                }
                other => panic!("{}: {other:?} {complaint}", file.display()),
            }
        }
    }
}

#[test]
fn every_broken_overlay_is_refused_with_its_line() {
    for file in broken("overlay") {
        let ran =
            llmanac().args(["resolve", "gpt-4o", "--overlay"]).arg(&file).output().expect("the command runs");
        let complaint = String::from_utf8_lossy(&ran.stderr);
        let name = file.file_name().expect("a name").to_string_lossy();
        assert_eq!(ran.status.code(), Some(2), "{name}: {complaint}");
        let is_placed = complaint.contains(&format!("{name}:")) || complaint.contains("in line ");
        assert!(is_placed && complaint.len() < 4_000, "{complaint}");
    }
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_refused() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let broken = OsStr::from_bytes(b"gpt\xff4o");
    for verb in ["resolve", "show", "prepare", "compare"] {
        let output = llmanac().arg(verb).arg(broken).output().expect("the command runs");
        assert_eq!(output.status.code(), Some(2), "{verb}");
        assert!(!output.stderr.is_empty(), "{verb}");
    }
    // A file may well have such a name; that it is missing is said in text.
    let output = llmanac().args(["list", "--overlay"]).arg(broken).output().expect("the command runs");
    assert_eq!(output.status.code(), Some(2));
    let today = llmanac().arg("list").env("LLMANAC_OVERLAY", broken).output().expect("the command runs");
    assert_eq!(today.status.code(), Some(2));
}
