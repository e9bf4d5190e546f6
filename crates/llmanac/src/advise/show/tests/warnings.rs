//! What to mind about a model, day by day.

use crate::testing::little_on;

#[test]
fn what_is_to_be_minded_depends_on_the_day() {
    let cases = [
        ("2025-01-01", "quill"),
        ("2025-03-01", "quill"),
        ("2026-02-01", "quill@2025-01-10"),
        ("2026-06-01", "quill@2025-01-10"),
        ("2026-11-23", "quill@2025-01-10"),
        ("2026-11-23", "quill"),
        ("2024-07-01", "quill-old"),
        ("2026-11-23", "sage"),
        ("2025-12-01", "sage"),
    ];
    let mut lines = Vec::new();
    for (day, name) in cases {
        lines.push(format!("{name} on {day}"));
        for warning in little_on(day).show(name).unwrap().warnings {
            lines.push(format!("  {}: {}", warning.code, warning.message));
        }
    }
    insta::assert_snapshot!(lines.join("\n"), @r"
    quill on 2025-01-01
      unreleased: azure_openai/quill@2025-01-10 is not served before 2025-01-10
      no_price: no price of azure_openai/quill is known for global/standard on 2025-01-01; prices begin on 2025-01-10
    quill on 2025-03-01
    quill@2025-01-10 on 2026-02-01
      deprecated: azure_openai/quill@2025-01-10 takes no new use since 2026-01-10; named in its place: bedrock/sage
      stale_facts: not read again for half a year: capabilities, limits.output (the oldest on 2025-02-01)
    quill@2025-01-10 on 2026-06-01
      deprecated: azure_openai/quill@2025-01-10 takes no new use since 2026-01-10; named in its place: bedrock/sage
      retires_soon: azure_openai/quill@2025-01-10 retires on 2026-10-01, in 122 days
      stale_facts: not read again for half a year: capabilities, limits.output (the oldest on 2025-02-01)
    quill@2025-01-10 on 2026-11-23
      retired: azure_openai/quill@2025-01-10 retired on 2026-10-01: calls fail; named in its place: bedrock/sage
      stale_facts: not read again for half a year: capabilities, limits.output (the oldest on 2025-02-01)
    quill on 2026-11-23
      disputed: sources differ on lifecycle.retires of azure_openai/quill@2025-08-01: 2026-10-01 (page), 2027-04-14 (gazette, ledger); 2027-04-14 is held: two unrelated catalogs name the later day
    quill-old on 2024-07-01
      deprecated: azure_openai/quill-old takes no new use since 2024-06-01; named in its place: azure_openai/quill
      no_price: no price of azure_openai/quill-old is known
    sage on 2026-11-23
    sage on 2025-12-01
      unreleased: bedrock/sage@v1:0 is not served before 2026-01-15
      no_price: no price of bedrock/sage is known for region/standard on 2025-12-01; prices begin on 2026-01-15
    ");
}
