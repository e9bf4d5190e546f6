//! Overlays that are refused: what is wrong with them, and where.

use super::refused;

#[test]
fn a_broken_overlay_names_file_line_key_and_suggestion() {
    for (overlay, error) in [
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-40\"\n",
            "llmanac.toml:3: model[0].extends: no model `gpt-40` to extend; did you mean `gpt-4o`?",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"a\"\n",
            "llmanac.toml:3: model[0].extends: the model `custom/a` extends itself; set replace = true to change it in place, or give this one another name",
        ),
        (
            "[[model]]\nname = \"a\"\nextend = \"gpt-4o\"\n",
            "llmanac.toml:3: unknown key `extend`; did you mean `extends`?",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\ncapabilities = { toools = true }\n",
            "llmanac.toml:4: model[0].capabilities.toools: no capability `toools`; did you mean `tools`?",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nprice = [\n  { usd_per_1M = { input.text = \"two\" } },\n]\n",
            "llmanac.toml:5: model[0].price[0].usd_per_1M.input.text: `two` is no decimal number; write \"2.5\"",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nprice = [\n  { free = { web_search = \"5/1d\" } },\n]\n",
            "llmanac.toml:5: model[0].price[0].free.web_search: `5/1d` is no free quota; write \"1500/day\" or \"5000/month\"",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nprice = [\n  { free = { input.text = \"5/day\" } },\n]\n",
            "llmanac.toml:5: model[0].price[0].free.input.text: only fees by the piece are free up to a quota",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nprice = [\n  { input_over = 5, free = { web_search = \"5/day\" } },\n]\n",
            "llmanac.toml:5: model[0].price[0].free: a free quota holds in every band and grade; state it in a row without `input_over` and `grade`",
        ),
        (
            "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nlimits = [{ output = -5 }]\n",
            "llmanac.toml:4: model[0].limits[0].output: -5 is neither a number of tokens above 0 nor \"none\"",
        ),
        (
            "[[model]]\nname = \"gpt-4o\"\nprovider = \"azure_openai\"\nextends = \"gpt-4o-mini\"\n",
            "llmanac.toml:2: model[0].name: the name `azure_openai/gpt-4o` is taken by azure_openai/gpt-4o; choose another, or replace it on purpose (replace = true)",
        ),
        (
            "[[model]]\nname = \"\"\nextends = \"gpt-4o\"\n",
            "llmanac.toml:2: model[0].name: a name cannot be empty",
        ),
        (
            "[[deployment]]\nname = \"d\"\nmodel = \"gpt-4o\"\nversion = \"2020\"\n",
            "llmanac.toml:4: deployment[0].version: no version `2020` of azure_openai/gpt-4o; known: 2024-05-13, 2024-08-06, 2024-11-20",
        ),
        (
            "[[deployment]]\nname = \"d\"\nmodel = \"gpt-4o\"\nscope = \"eu\"\n",
            "llmanac.toml:4: deployment[0].scope: no scope `eu`; a scope is global, zone:<name>, region or region:<name>",
        ),
        (
            "[[discount]]\npercent = \"110\"\n",
            "llmanac.toml:2: discount[0].percent: `110` is no percentage from 0 to 100 with at most one decimal",
        ),
    ] {
        assert_eq!(refused(overlay), error);
    }
}

#[test]
fn an_overlay_obeys_the_rules_of_the_catalog() {
    let base = "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\n";
    for (line, error) in [
        ("limits = [{ window = 100, output = 200 }]", "output 200 is more than the window 100"),
        ("limits = [{ output = 1 }, { output = 2 }]", "limits.output stands twice"),
        ("default_surface = \"bedrock.converse\"", "bedrock.converse does not serve it"),
        (
            "replacement = [{ any_of = [\"azure_openai/gpt-40\"] }]",
            "no model `azure_openai/gpt-40` to replace it; did you mean `gpt-4o`?",
        ),
    ] {
        let told = refused(&format!("{base}{line}\n"));
        assert!(told.contains(error), "{line}: {told}");
    }
}

#[test]
fn every_mistake_of_an_overlay_is_told_at_once() {
    let error = refused(
        "[[model]]\nname = \"a\"\nextends = \"gpt-4o\"\nreleased = \"2024-13-01\"\ninput = [\"smell\"]\ndefault_on = \"planet/standard\"\n",
    );
    assert_eq!(error.lines().count(), 3, "{error}");
}
