//! The coverage as a page of Markdown.

use std::fmt::{self, Write as _};

use super::{Coverage, CoverageRow, Knowledge};

impl Coverage {
    /// The table as a document, for `docs/COVERAGE.md`.
    pub fn to_markdown(&self) -> String {
        let mut page = String::new();
        // Writing to a text does not fail.
        let _ = self.write_markdown(&mut page);
        page
    }

    fn write_markdown(&self, page: &mut String) -> fmt::Result {
        writeln!(page, "# Coverage\n")?;
        writeln!(page, "How far the facts are known, over the models that live on {}.", self.basis.as_of)?;
        writeln!(
            page,
            "Each counts once, in its default version and on its usual offer. In percent of the models;"
        )?;
        writeln!(page, "`cargo xtask catalog coverage` writes this page.\n")?;
        writeln!(page, "- *first party*: the provider's own page or API states it")?;
        writeln!(page, "- *2+*, *1*: catalogs of so many lineages state it; copies count once")?;
        writeln!(page, "- *sought*: looked for and not found; the model's file says where and when")?;
        writeln!(page, "- *open*: nobody looked yet")?;
        writeln!(page)?;
        writeln!(
            page,
            "What stands in no row (modalities, capabilities, the cutoff) has the sources of the whole"
        )?;
        writeln!(
            page,
            "file: where one of them is first party it counts so, and a catalog may have stated the field."
        )?;
        let mut provider = None;
        for row in &self.rows {
            if provider != Some(&row.provider) {
                writeln!(page, "\n## {}, {} models\n", row.provider, row.models)?;
                writeln!(page, "| field | first party | 2+ | 1 | sought | open |")?;
                writeln!(page, "|---|--:|--:|--:|--:|--:|")?;
                provider = Some(&row.provider);
            }
            let cells: Vec<String> = Knowledge::ALL.iter().map(|own| share(row, *own)).collect();
            writeln!(page, "| {} | {} |", row.field, cells.join(" | "))?;
        }
        Ok(())
    }
}

/// A share in percent with one decimal, rounded down; nothing where there is none.
fn share(row: &CoverageRow, knowledge: Knowledge) -> String {
    let count = row.known.get(&knowledge).copied().unwrap_or_default();
    let tenths = (count * 1_000).checked_div(row.models).unwrap_or_default();
    if count == 0 { String::new() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}
