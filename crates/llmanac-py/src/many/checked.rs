//! Whether columns of texts hold what their type promises: what another library hands out may not.

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, GenericStringArray, OffsetSizeTrait, RecordBatch, StringViewArray};
use arrow_schema::DataType;

use super::columns::Texts;

/// The columns whose texts are read.
pub const READ: [&str; 5] = ["model", "day", "tier", "scope", "region"];

/// Checks the texts of a batch that are read, and those that are handed on and may be read later.
///
/// Once a batch and not once a slice of it; other columns are never looked at. What was handed on without being text is
/// as the source made it.
///
/// # Errors
///
/// The column, and what is wrong with it.
pub fn batch(batch: &RecordBatch, kept: &[usize]) -> Result<(), String> {
    for (place, (field, column)) in batch.schema_ref().fields().iter().zip(batch.columns()).enumerate() {
        let (name, is_kept) = (field.name().as_str(), kept.contains(&place));
        if is_kept || READ.contains(&name) {
            texts(name, column.as_ref())?;
        }
        if is_kept && is_dictionary_of_texts(column.data_type()) {
            // Those that are read have their places held against the list in any case.
            Texts::of(name, column.as_ref())?;
        }
    }
    Ok(())
}

fn is_dictionary_of_texts(kind: &DataType) -> bool {
    matches!(kind, DataType::Dictionary(_, values)
        if matches!(**values, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View))
}

fn texts(name: &str, column: &dyn Array) -> Result<(), String> {
    let checked = match column.data_type() {
        DataType::Utf8 => column.as_string_opt::<i32>().map_or(Ok(()), by_offsets),
        DataType::LargeUtf8 => column.as_string_opt::<i64>().map_or(Ok(()), by_offsets),
        DataType::Utf8View => column.as_string_view_opt().map_or(Ok(()), by_views),
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary_opt();
            return dictionary.map_or(Ok(()), |dictionary| texts(name, dictionary.values().as_ref()));
        }
        _ => Ok(()),
    };
    checked.map_err(|fault| format!("the column `{name}` {fault}"))
}

fn by_offsets<O: OffsetSizeTrait>(texts: &GenericStringArray<O>) -> Result<(), String> {
    let (offsets, bytes) = (texts.value_offsets(), texts.value_data());
    let broken = || "has offsets that lie outside its bytes".to_owned();
    let ends = offsets.first().zip(offsets.last());
    let (first, last) =
        ends.and_then(|(first, last)| first.to_usize().zip(last.to_usize())).ok_or_else(broken)?;
    if !offsets.is_sorted() {
        return Err(broken());
    }
    // Any part of ASCII is a text; other bytes are, where no text begins within a letter.
    if bytes.get(first..last).ok_or_else(broken)?.is_ascii() {
        return Ok(());
    }
    for (row, ends) in offsets.windows(2).enumerate().filter(|(row, _)| texts.is_valid(*row)) {
        let [from, to] = ends else { continue };
        let own = from.to_usize().zip(to.to_usize()).and_then(|(from, to)| bytes.get(from..to));
        of_bytes(row, own.ok_or_else(broken)?)?;
    }
    Ok(())
}

fn by_views(texts: &StringViewArray) -> Result<(), String> {
    /// So many bytes stand in the view itself.
    const WITHIN: usize = 12;
    for (row, view) in texts.views().iter().enumerate().filter(|(row, _)| texts.is_valid(*row)) {
        let word = |at: u32| usize::try_from((view >> at) & u128::from(u32::MAX)).unwrap_or(usize::MAX);
        let (length, buffer, offset) = (word(0), word(64), word(96));
        let inline = view.to_le_bytes();
        let own = match length <= WITHIN {
            true => inline.get(4..4 + length),
            false => texts
                .data_buffers()
                .get(buffer)
                .and_then(|bytes| bytes.as_slice().get(offset..offset.checked_add(length)?)),
        };
        of_bytes(row, own.ok_or_else(|| format!("has a view that lies outside its bytes, in row {row}"))?)?;
    }
    Ok(())
}

fn of_bytes(row: usize, bytes: &[u8]) -> Result<(), String> {
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(()),
        Err(_) => {
            let told: String = String::from_utf8_lossy(bytes).chars().take(80).collect();
            Err(format!(
                "is not UTF-8 in row {row} of its batch: `{told}`; read or write it with its encoding stated"
            ))
        }
    }
}
