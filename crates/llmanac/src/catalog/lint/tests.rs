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
[route.two]
east = ["east", "north"]
north = ["north"]
src = ["page"]
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
        // Most tests need no routes.
        Ok(findings) => {
            let asked = findings.iter().filter(|own| own.rule != "route_unused" || rows.contains("routes"));
            asked.map(ToString::to_string).collect::<Vec<_>>().join("\n")
        }
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

/// A model that is sold at a price, and where.
fn sold(row: &str) -> String {
    found(&format!(
        r#"price = [{{ usd_per_1 = {{ output.images = "0.04" }}, src = ["page"] }}]
sold = [{{ {row}, src = ["page"] }}]"#
    ))
}

#[test]
fn a_region_that_is_called_has_a_route_and_a_route_begins_where_it_is_called() {
    assert_eq!(sold(r#"regions = ["east", "north"], routes = "two""#), "");
    // Shared routes may know of more regions than one model is called from.
    assert_eq!(sold(r#"regions = ["east"], routes = "two""#), "");
    assert_eq!(
        sold(r#"regions = ["east", "west"], routes = { "*" = ["north"] }"#),
        "warning[route_unused]: regions.toml: no model names the routes `two`"
    );
    insta::assert_snapshot!(sold(r#"regions = ["east", "west"], routes = "two""#), @"error[region_without_route]: azure_openai/painter: it is called from west, and no route says where such a call goes");
    insta::assert_snapshot!(sold(r#"regions = ["east"], routes = { east = ["east", "south"], north = ["east"] }"#), @"
    error[route_from_unsold]: azure_openai/painter: a route begins in north, from which it is not called
    error[route_region]: azure_openai/painter: a route ends in south, which is no region of azure_openai
    warning[route_unused]: regions.toml: no model names the routes `two`
    ");
}

#[test]
fn routes_that_cannot_be_read_are_told_with_their_places() {
    let table = [
        (r#"routes = "tow""#, "sold[0].routes: no routes `tow` in regions.toml"),
        (
            "routes = {}",
            "sold[0].routes: no route: write a line for each region that is called, or one for `*`",
        ),
        (
            "routes = 5",
            "sold[0].routes: a table from regions to lists of regions, or the name of routes in regions.toml",
        ),
        (
            "routes = { east = [] }",
            "sold[0].routes.east: a list of the regions in which such a call may be processed, one at least",
        ),
    ];
    for (routes, wanted) in table {
        let said = sold(&format!("regions = [\"east\"], {routes}"));
        assert!(said.contains(wanted), "{said}");
    }
}

#[test]
fn a_score_has_a_decimal_a_unit_and_a_harness() {
    let rows = |row: &str| {
        found(&format!(
            r#"price = [{{ usd_per_1 = {{ output.images = "0.04" }}, src = ["page"] }}]
benchmark = [{{ {row}, src = ["page"] }}]"#
        ))
    };
    let good =
        r#"name = "GPQA Diamond", score = "84.0", unit = "percent", harness = "pass@1", day = "2026-05-01""#;
    assert_eq!(rows(good), "");
    insta::assert_snapshot!(rows(r#"name = "GPQA Diamond", score = 84.0, unit = """#), @r#"
    models/azure_openai/painter.toml:10: benchmark[0].unit: `unit` is missing
    models/azure_openai/painter.toml:10: benchmark[0].harness: `harness` is missing
    models/azure_openai/painter.toml:10: benchmark[0].score: a score is a decimal in quotes, as the source writes it: "84.0"
    "#);
}
