//! Rules over a catalog of one model, its rows by the test.

use crate::catalog::Files;

use super::lint;

const DAY: &str = "2026-11-25";

/// What the rules find in a model with some rows, one finding a line.
pub(super) fn found(rows: &str) -> String {
    let model = format!(
        r#"
display_name = "Painter"
maker = "house"
family = "painters"
released = "2026-01-01"
default_on = "global/standard"
surfaces = {{ "azure_openai.images" = "images/plain" }}
src = ["page"]
{rows}
"#
    );
    let regions = r#"
[region.azure_openai]
east = { src = ["page"] }
north = { src = ["page"] }
west = { src = ["page"] }
"#;
    let files: Files = [
        (
            "sources.toml",
            "[page]\ntitle = \"P\"\nread = \"2026-01-01\"\nlineage = \"house\"\nrank = \"first_party\"\n",
        ),
        ("parameters/standard.toml", ""),
        ("parameters/images.toml", "surface = \"azure_openai.images\"\nsrc = [\"page\"]\n[variant.plain]\n"),
        ("providers.toml", "[azure_openai]\ndisplay_name = \"A\"\nsrc = [\"page\"]\n"),
        (
            "families.toml",
            "[painters]\ndisplay_name = \"P\"\nprovider = \"azure_openai\"\nmaker = \"house\"\n",
        ),
        ("regions.toml", regions),
        ("tasks.toml", ""),
        ("models/azure_openai/painter.toml", &model),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into();
    match lint(&files, DAY.parse().unwrap()) {
        Ok(findings) => findings.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn prices_of_two_grades_stand_side_by_side() {
    let good = r#"price = [
  { on = ["global/standard"], grade = "standard/1024x1024", usd_per_1 = { output.images = "0.08" }, src = ["page"] },
  { on = ["global/standard"], grade = "hd/1024x1024", usd_per_1 = { output.images = "0.04" }, src = ["page"] },
  { on = ["global/priority"], grade = "hd/1024x1024", usd_per_1 = { output.images = "0.05" }, src = ["page"] },
]"#;
    assert_eq!(found(good), "");
}

#[test]
fn within_one_grade_the_rules_of_prices_hold() {
    let bad = r#"price = [
  { on = ["global/standard"], grade = "hd/1024x1024", usd_per_1 = { output.images = "0.04" }, src = ["page"] },
  { on = ["global/standard"], grade = "hd/1024x1024", usd_per_1 = { output.images = "0.08" }, src = ["page"] },
  { on = ["global/priority"], grade = "hd/1024x1024", usd_per_1 = { output.images = "0.01" }, src = ["page"] },
]"#;
    insta::assert_snapshot!(found(bad), @"
    error[priority_lowers_price]: azure_openai/painter: output.images costs 0.01 per 1 on global/priority, less than 0.04 per 1 without priority
    error[two_rows_one_field]: azure_openai/painter: price.output.images of hd/1024x1024 stands twice on global/standard, on 1970-01-01
    ");
}

#[test]
fn a_grade_is_words_with_slashes() {
    for bad in ["", "/hd", "hd//1024", "very good"] {
        let rows = format!(
            "price = [{{ grade = \"{bad}\", usd_per_1 = {{ output.images = \"0.04\" }}, src = [\"page\"] }}]"
        );
        let said = found(&rows);
        assert!(said.contains(&format!("price[0].grade: `{bad}` is no grade")), "{said}");
    }
}
