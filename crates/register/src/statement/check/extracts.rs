//! Rules about what an assignment hands over beyond contact items (claim R5-024).

use super::{Check, text};
use crate::{diagnostics::Problem, statement::model::Item, text::Text};

impl Check<'_> {
    /// An item beyond contact items is one of the assignment's categories, has a written reason, and tells no story.
    pub(super) fn extracts(&mut self) {
        let filled = self.filled;
        for (r, recipient) in filled.recipients.iter().enumerate() {
            for (a, one) in recipient.assignments.iter().enumerate() {
                let path = format!("recipient[{r}].assignment[{a}]");
                let why = one.why.as_ref().is_some_and(|why| !why.en.trim().is_empty());
                if !one.items.is_empty() && !why {
                    self.at(&format!("{path}.items"), more_without_reason(&one.name));
                }
                for (number, id) in one.items.iter().enumerate() {
                    let item = filled.items.iter().find(|item| item.id == *id);
                    let of_task = |item: &&Item| {
                        item.category.as_ref().is_some_and(|category| one.categories.contains(category))
                    };
                    if !item.filter(of_task).is_some_and(Item::may_be_extracted) && !self.unsure("item") {
                        self.at(&format!("{path}.items[{number}]"), never_extracted(&one.name));
                    }
                }
            }
        }
    }
}

fn more_without_reason(name: &Text) -> Problem {
    Problem::error(
        "assignment-without-reason",
        text(
            format!("Toimeksianto ”{}” saisi muutakin kuin yhteystietoja, mutta syytä ei sanota.", name.fi),
            format!("Uppdraget ”{}” skulle få annat än kontaktuppgifter, men skälet sägs inte.", name.sv),
            format!("The assignment “{}” would get more than contact details, but why is not said.", name.en),
        ),
        Text::new(
            "Lisää why = { fi = ..., sv = ..., en = ... } tai poista items.",
            "Lägg till why = { fi = ..., sv = ..., en = ... } eller ta bort items.",
            "Add why = { fi = ..., sv = ..., en = ... }, or remove items.",
        ),
    )
}

fn never_extracted(name: &Text) -> Problem {
    Problem::error(
        "never-extracted",
        text(
            format!("Tätä tietoa ei voi antaa toimeksiantoon ”{}”.", name.fi),
            format!("Den här uppgiften kan inte ges till uppdraget ”{}”.", name.sv),
            format!("This item can't be given to the assignment “{}”.", name.en),
        ),
        Text::new(
            "Nimeä toimeksiannon tietoryhmän tieto. Avainsanat, vapaa teksti ja historia eivät lähde talosta.",
            "Ange en uppgift i uppdragets kategori. Nyckelord, fri text och historik lämnar inte huset.",
            "Name an item of the assignment's categories. Keywords, free text and history never leave.",
        ),
    )
}
