//! What an import's pages share: counts, tables of rows, names of columns.

use crate::{
    messages::{Message, import as say, person as person_say},
    store::batch::Counts,
    web::{desk::Desk, errors::Trouble},
    work::import::ImportError,
};
use maud::{Markup, html};
use seloste_register::text::Lang;

/// Counts, each a way to its rows when the page at `place` can list them.
pub(super) fn figures(desk: &Desk<'_>, counts: &Counts, place: Option<&str>) -> Markup {
    let all: [(i64, &Message, Option<&str>); 6] = [
        (counts.created, &say::CREATED, Some("created")),
        (counts.updated, &say::UPDATED, Some("updated")),
        (counts.unchanged, &say::UNCHANGED, Some("unchanged")),
        (counts.duplicate, &say::DUPLICATE, Some("duplicate")),
        (counts.refused, &say::REFUSED, Some("failed")),
        (counts.failed, &say::FAILED, Some("failed")),
    ];
    html! {
        ul.figures {
            @for (count, words, rows) in all {
                li {
                    @match (place, rows) {
                        (Some(place), Some(rows)) if count > 0 => {
                            a.figure href=(desk.at(&format!("{place}?rows={rows}"))) { b { (count) } span { (desk.say(words)) } }
                        }
                        _ => { span.figure { b { (count) } span { (desk.say(words)) } } }
                    }
                }
            }
        }
    }
}

/// Rows as a table, with the way to those after them.
pub(super) fn listed(desk: &Desk<'_>, next: Option<&str>, (heads, body): (&Markup, &Markup)) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::ROWS)) { table { thead { tr { (heads) } } tbody { (body) } } }
        @if let Some(next) = next { p.actions { a.button href=(desk.at(next)) { (desk.say(&person_say::NEXT_PAGE)) } } }
    }
}

/// A column as the person knows it: its header, or the item's name.
pub(super) fn column(desk: &Desk<'_>, column: &str) -> String {
    crate::web::errors::item_name(column, &desk.frame, &desk.rules)
}

/// An import's error as trouble of a page.
pub(super) fn trouble(error: ImportError, lang: Lang) -> Trouble {
    match error {
        ImportError::Gate(error) => error.into(),
        ImportError::NoBatch => Trouble::Absent,
        other => Trouble::Failed(other.told(lang).join(" ")),
    }
}
