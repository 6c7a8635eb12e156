//! The person's contact details as a vCard 4.0 (RFC 6350), which telephones and mail programs read.

use super::Told;
use crate::work::personal;
use calcard::vcard::{VCard, VCardEntry, VCardProperty, VCardValue};
use seloste_register::statement::model::ItemType;
use zeroize::Zeroizing;

pub(super) fn vcard(told: &Told<'_>) -> String {
    let all = |wanted: ItemType| -> Vec<Zeroizing<String>> {
        let items = told.package.categories.iter().flat_map(|category| &category.items);
        items
            .filter_map(|opened| Some((opened, told.rules.item(&opened.item)?)))
            .filter(|(_, item)| item.item_type == wanted)
            .flat_map(|(opened, item)| told.of_item(item, opened))
            .map(personal::plain)
            .collect()
    };
    let first = |wanted| all(wanted).into_iter().next().map(|text| text.to_string()).unwrap_or_default();
    let (given, family) = (first(ItemType::FirstNames), first(ItemType::Surname));
    let organisation = first(ItemType::OrganisationName);
    let full = format!("{given} {family}").trim().to_owned();
    let full = if full.is_empty() { organisation.clone() } else { full };
    let mut entries = vec![
        VCardEntry::new(VCardProperty::Fn).with_value(VCardValue::Text(full)),
        VCardEntry::new(VCardProperty::N).with_values(texts([
            family,
            given,
            String::new(),
            String::new(),
            String::new(),
        ])),
    ];
    if !organisation.is_empty() {
        entries.push(VCardEntry::new(VCardProperty::Org).with_value(VCardValue::Text(organisation)));
    }
    for (wanted, property) in [(ItemType::Phone, VCardProperty::Tel), (ItemType::Email, VCardProperty::Email)]
    {
        for text in all(wanted) {
            entries.push(VCardEntry::new(property.clone()).with_value(VCardValue::Text(text.to_string())));
        }
    }
    let (street, town, code) = (first(ItemType::Street), first(ItemType::Town), first(ItemType::PostalCode));
    if !(street.is_empty() && town.is_empty() && code.is_empty()) {
        let parts =
            [String::new(), String::new(), street, town, String::new(), code, first(ItemType::Country)];
        entries.push(VCardEntry::new(VCardProperty::Adr).with_values(texts(parts)));
    }
    VCard { entries }.to_string()
}

fn texts<const N: usize>(parts: [String; N]) -> Vec<VCardValue> {
    parts.into_iter().map(VCardValue::Text).collect()
}
