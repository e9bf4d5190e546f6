//! The price sheet, read by a reader of RFC 4180.

use super::*;
use crate::testing::{little, little_registry};

/// The values of each line.
fn read(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut value, mut is_quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                value.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => line.push(std::mem::take(&mut value)),
            '\n' if !is_quoted => {
                line.push(std::mem::take(&mut value));
                lines.push(std::mem::take(&mut line));
            }
            letter => value.push(letter),
        }
    }
    assert!(!is_quoted && value.is_empty() && line.is_empty());
    lines
}

#[test]
fn the_sheet_of_the_little_catalog() {
    let sheet = export(&little(), ExportFormat::Csv);
    insta::assert_snapshot!(format!("{}\n{}", sheet.text, unsaid(&sheet)), @"
    provider,model,version,status,scope,tier,input_over,grade,meter,billed_as,rate,per,unit,list_rate,discount,free,from,to,sources,layer
    azure_openai,quill,2025-01-10,retired,global,standard,0,,input.text,,5,1000000,token,,,,2025-01-10,,ledger,catalog
    azure_openai,quill,2025-01-10,retired,global,standard,0,,input.image,input.text,5,1000000,token,,,,2025-01-10,,ledger,catalog
    azure_openai,quill,2025-01-10,retired,global,standard,0,,output.text,,15,1000000,token,,,,2025-01-10,,ledger,catalog
    azure_openai,quill,2025-01-10,retired,zone:us,standard,0,,input.text,,2.75,1000000,token,,,,2025-01-10,,ledger,catalog
    azure_openai,quill,2025-01-10,retired,zone:us,standard,0,,input.image,input.text,2.75,1000000,token,,,,2025-01-10,,ledger,catalog
    azure_openai,quill,2025-01-10,retired,zone:us,standard,0,,output.text,,13.2,1000000,token,,,,2025-01-10,,ledger,catalog
    azure_openai,quill,2025-08-01,disputed,global,standard,0,,input.text,,2.5,1000000,token,,,,2026-03-01,,ledger gazette,catalog
    azure_openai,quill,2025-08-01,disputed,global,standard,0,,input.image,input.text,2.5,1000000,token,,,,2026-03-01,,ledger gazette,catalog
    azure_openai,quill,2025-08-01,disputed,global,standard,0,,cache_read.text,,1.25,1000000,token,,,,2026-03-01,,ledger gazette,catalog
    azure_openai,quill,2025-08-01,disputed,global,standard,0,,output.text,,12,1000000,token,,,,2026-03-01,,ledger gazette,catalog
    azure_openai,quill,2025-08-01,disputed,global,batch,0,,input.text,,1.25,1000000,token,,,,2025-08-01,,ledger,catalog
    azure_openai,quill,2025-08-01,disputed,global,batch,0,,input.image,input.text,1.25,1000000,token,,,,2025-08-01,,ledger,catalog
    azure_openai,quill,2025-08-01,disputed,global,batch,0,,output.text,,5,1000000,token,,,,2025-08-01,,ledger,catalog
    azure_openai,quill,2025-08-01,disputed,zone:us,standard,0,,input.text,,2.75,1000000,token,,,,2025-08-01,,ledger,catalog
    azure_openai,quill,2025-08-01,disputed,zone:us,standard,0,,input.image,input.text,2.75,1000000,token,,,,2025-08-01,,ledger,catalog
    azure_openai,quill,2025-08-01,disputed,zone:us,standard,0,,output.text,,13.2,1000000,token,,,,2025-08-01,,ledger,catalog
    azure_openai,quill,2025-08-01,disputed,zone:us,batch,0,,input.text,,1.25,1000000,token,,,,2025-08-01,,ledger,catalog
    azure_openai,quill,2025-08-01,disputed,zone:us,batch,0,,input.image,input.text,1.25,1000000,token,,,,2025-08-01,,ledger,catalog
    azure_openai,quill,2025-08-01,disputed,zone:us,batch,0,,output.text,,5,1000000,token,,,,2025-08-01,,ledger,catalog
    azure_openai,switch,,active,global,standard,0,,input.text,,0.5,1000000,token,,,,2025-01-10,,ledger gazette,catalog
    bedrock,sage,v1:0,active,region,standard,0,,input.text,,3,1000000,token,,,,2026-01-15,,page,catalog
    bedrock,sage,v1:0,active,region,standard,0,,output.text,,15,1000000,token,,,,2026-01-15,,page,catalog
    bedrock,sage,v1:0,active,region,standard,0,,web_search,,10,1000,request,,,,2026-01-15,,page,catalog
    bedrock,sage,v1:0,active,region,standard,100000,,input.text,,6,1000000,token,,,,2026-01-15,,page,catalog
    bedrock,sage,v1:0,active,region,standard,100000,,output.text,,22.5,1000000,token,,,,2026-01-15,,page,catalog
    bedrock,sage,v1:0,active,zone:us,standard,0,,input.text,,3,1000000,token,,,,2026-01-15,,page,catalog
    bedrock,sage,v1:0,active,zone:us,standard,0,,output.text,,15,1000000,token,,,,2026-01-15,,page,catalog

    azure_openai/quill-old: no price of it is known on the day
    ");
}

#[test]
fn every_line_has_a_value_for_each_column_whatever_stands_in_it() {
    let registry = little_registry();
    registry
        .add_overlay(
            "a,\"b\"\n.toml",
            "[[discount]]\nname = \"ours, \\\"new\\\"\"\nprovider = \"azure_openai\"\npercent = \"10\"\n",
        )
        .unwrap_or_else(|error| panic!("{error}"));
    let lines = read(&export(&registry.snapshot(), ExportFormat::Csv).text);
    let (head, rows) = lines.split_first().unwrap();
    assert!(rows.iter().all(|row| row.len() == head.len()), "{lines:?}");
    let at = |column: &str| head.iter().position(|own| own == column).unwrap();
    let discounted = rows.iter().filter(|row| row[at("discount")] == "ours, \"new\"").count();
    assert!(discounted > 0, "{lines:?}");
    for row in rows.iter().filter(|row| !row[at("discount")].is_empty()) {
        let decimal = |column: &str| row[at(column)].parse::<rust_decimal::Decimal>().unwrap();
        assert_eq!(
            decimal("rate") * rust_decimal::Decimal::from(10),
            decimal("list_rate") * rust_decimal::Decimal::from(9)
        );
    }
}
