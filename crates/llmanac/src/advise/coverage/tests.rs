use super::Knowledge;
use crate::testing::{little, little_on};

#[test]
fn each_living_model_counts_once_in_each_field() {
    let coverage = little().coverage();
    for row in &coverage.rows {
        assert_eq!(row.known.values().sum::<usize>(), row.models, "{} {}", row.provider, row.field);
    }
    // The retired one does not count.
    assert_eq!(coverage.rows.iter().map(|row| row.models).max(), Some(2));
}

#[test]
fn a_fact_is_known_as_well_as_its_best_row_and_what_nobody_sought_is_a_gap() {
    let coverage = little().coverage();
    let lines: Vec<String> = coverage
        .rows
        .iter()
        .filter(|row| row.provider == "azure_openai")
        .map(|row| format!("{} {}", row.field, row.known.keys().next().map_or("", |own| own.as_str())))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    limits.window first_party
    limits.input unsought
    limits.output first_party
    price lineages
    lifecycle lineages
    input first_party
    output first_party
    capabilities.streaming first_party
    capabilities.tools first_party
    capabilities.json_schema first_party
    capabilities.reasoning first_party
    capabilities.caching unsought
    parameters first_party
    sold first_party
    quota first_party
    knowledge_cutoff first_party
    ");
    let gaps: Vec<String> = coverage.gaps.iter().map(|gap| format!("{} {}", gap.model, gap.field)).collect();
    insta::assert_snapshot!(gaps.join("\n"), @"
    azure_openai/switch limits.window
    azure_openai/quill limits.input
    azure_openai/switch limits.input
    azure_openai/switch limits.output
    azure_openai/switch lifecycle
    azure_openai/switch capabilities.streaming
    azure_openai/switch capabilities.tools
    azure_openai/switch capabilities.json_schema
    azure_openai/switch capabilities.reasoning
    azure_openai/quill capabilities.caching
    azure_openai/switch capabilities.caching
    azure_openai/switch sold
    azure_openai/switch quota
    azure_openai/switch knowledge_cutoff
    bedrock/sage limits.input
    bedrock/sage capabilities.json_schema
    bedrock/sage capabilities.caching
    bedrock/sage sold
    bedrock/sage quota
    bedrock/sage knowledge_cutoff
    ");
}

#[test]
fn the_page_says_shares_in_percent() {
    let page = little().coverage().to_markdown();
    let row = page.lines().find(|line| line.starts_with("| price ")).unwrap();
    insta::assert_snapshot!(row, @"| price |  | 100.0 |  |  |  |");
    assert!(Knowledge::FirstParty < Knowledge::Unsought);
}

#[test]
fn what_was_read_long_ago_is_told_with_its_sources() {
    let snapshot = little_on("2026-11-23");
    let stale = snapshot.facts_read_before("2027-01-01".parse().unwrap());
    let lines: Vec<String> = stale
        .iter()
        .map(|own| format!("{} {} {} {}", own.read, own.model, own.fact, own.sources.join(" ")))
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    2026-09-01 azure_openai/quill capabilities page
    2026-09-01 azure_openai/quill default_version page
    2026-09-01 azure_openai/quill quota page
    2026-09-01 azure_openai/quill replacement page
    2026-09-01 azure_openai/quill sold page
    2026-09-01 azure_openai/switch capabilities page
    2026-09-01 bedrock/sage capabilities page
    2026-09-01 bedrock/sage lifecycle page
    2026-09-01 bedrock/sage limits page
    2026-09-01 bedrock/sage price page
    2026-11-20 azure_openai/quill lifecycle gazette ledger page
    2026-11-20 azure_openai/quill limits gazette ledger page
    2026-11-20 azure_openai/quill price gazette ledger page
    2026-11-20 azure_openai/switch price gazette ledger
    ");
    let sources = snapshot.sources();
    let lines: Vec<String> = sources
        .sources
        .iter()
        .map(|own| {
            format!(
                "{} {:?} models {} rows {} newest of {}",
                own.source.id, own.age_days, own.models, own.rows, own.newest_of
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @"
    page-old Some(660) models 2 rows 7 newest of 7
    page Some(83) models 3 rows 19 newest of 16
    gazette Some(52) models 2 rows 4 newest of 1
    ledger Some(3) models 2 rows 9 newest of 9
    ");
}
