//! A package as one table: a line for each value. Opens in any spreadsheet.

use super::{Extent, PackageError, Told};
use crate::work::personal;
use seloste_gate::card::OpenedItem;
use seloste_register::statement::model::Item;

/// UTF-8 with a mark at its beginning, by which spreadsheets know it.
pub(super) fn csv(told: &Told<'_>) -> Result<Vec<u8>, PackageError> {
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let packing = |_: csv::Error| PackageError::Packing;
    writer.write_record(["place", "item", "value", "label", "source", "recorded"]).map_err(packing)?;
    let mut line = |place: &str, item: &Item, opened: &OpenedItem| -> Result<(), PackageError> {
        for value in told.of_item(item, opened) {
            let label = value.label.as_ref().map_or("", |label| label.as_str());
            let text = personal::cell(value);
            let recorded = value.recorded.to_string();
            let cells = [place, opened.item.as_str(), text.as_str(), label, value.source.as_str(), &recorded];
            writer.write_record(cells).map_err(packing)?;
        }
        Ok(())
    };
    for category in &told.package.categories {
        for opened in &category.items {
            if let Some(item) = told.rules.item(&opened.item) {
                line(category.category.as_str(), item, opened)?;
            }
        }
    }
    let parts = told.package.links.iter().filter_map(|part| part.object.as_ref());
    for object in told.package.objects.iter().chain(parts.filter(|_| told.extent == Extent::All)) {
        let Some(kind) = told.rules.object(&object.kind) else { continue };
        let place = format!("{} {} {}", object.kind, object.starts, object.object.0);
        let all = object.items.iter().chain(object.lines.iter().flatten());
        for opened in all {
            let declared = kind.items.iter().chain(&kind.line_items).find(|item| item.id == opened.item);
            if let Some(item) = declared {
                line(&place, item, opened)?;
            }
        }
    }
    writer.into_inner().map_err(|_| PackageError::Packing)
}
