//! What a file's columns mean: how the file was read, samples, how often each column is filled, and a choice for each.

use super::{
    around::{self, Chosen},
    held, steps,
};
use crate::{
    messages::{import as say, page as frame_say},
    web::{
        desk::Desk,
        errors::Trouble,
        form::Fields,
        page::{Banner, banner},
        personal,
    },
    work::import::{
        self, Form, Inspection,
        shelf::{self, Held},
    },
};
use axum::response::Response;
use maud::{Markup, html};
use seloste_register::{
    id::{CategoryId, ChoiceId, GroupId, ItemId, SourceId},
    import::{Bought, Column, Delimiter, Mapping, Meaning, Suggestion},
    statement::model::{Item, ItemType},
};

/// Encodings that a person may choose; the guess is added when it is another.
const ENCODINGS: [&str; 4] = ["UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE"];

/// The page; after a mistake with what was chosen and typed, none of it lost.
pub(super) fn page(
    desk: &Desk<'_>,
    token: &str,
    (wrong, typed): (&[String], Option<&Fields>),
) -> Result<Response, Trouble> {
    let Some(Held { upload, mapping, source, .. }) = held(desk, token)? else { return Ok(super::gone(desk)) };
    let seen = import::inspect(&upload, &mapping, desk.rules.statement());
    let failed = seen.as_ref().err().map(|error| error.told(desk.lang()));
    let all: Vec<&String> = wrong.iter().chain(&failed).collect();
    let content = html! {
        h1 { (desk.say(&say::TITLE)) ": " (upload.name()) }
        (steps(desk, 1))
        @if !all.is_empty() { (banner(Banner::Error, "", &html! { ul.problems { @for one in all { li { (one) } } } })) }
        form method="post" action=(desk.at(&format!("import/{token}"))) {
            (desk.frame.token())
            @match &seen {
                Ok(seen) => {
                    (file(desk, seen, &mapping))
                    @if is_bought(desk, &source) { (bought(desk, mapping.bought.as_ref(), typed)) }
                    (table(desk, seen, (&mapping, typed)))
                    p.actions {
                        button.primary type="submit" name="do" value="try" { (desk.say(&say::TRY)) }
                        a.button href=(desk.at("import")) { (desk.say(&frame_say::CANCEL)) }
                    }
                }
                Err(_) => { p.actions { a.button href=(desk.at("import")) { (desk.say(&frame_say::BACK)) } } }
            }
        }
    };
    Ok(desk.frame.page(desk.say(&say::TITLE), &content))
}

fn file(desk: &Desk<'_>, seen: &Inspection, mapping: &Mapping) -> Markup {
    let groups = desk.groups();
    html! {
        section.sheet {
            h2 { (desk.say(&say::FOUND)) }
            div.filters {
                @match &seen.form {
                    Form::Text { encoding, delimiter } => {
                        (select(desk, ("encoding", &say::ENCODING), &encodings(encoding.encoding.name()), encoding.encoding.name()))
                        (select(desk, ("delimiter", &say::DELIMITER), &delimiters(desk), delimiter.name()))
                    }
                    Form::Workbook { sheet, sheets } => {
                        (select(desk, ("sheet", &say::SHEET), &sheets.iter().map(|one| (one.clone(), one.clone())).collect::<Vec<_>>(), sheet))
                    }
                }
                @if groups.len() > 1 {
                    @let list: Vec<(String, String)> = groups.iter().map(|one| (one.id.to_string(), desk.read(&one.name).to_owned())).collect();
                    (select(desk, ("group", &say::GROUP), &list, mapping.group.as_ref().map_or("", GroupId::as_str)))
                }
                div.field { span.label { (desk.say(&say::ROWS)) } (seen.profile.rows()) }
                div.field { button type="submit" name="do" value="look" { (desk.say(&say::READ_AGAIN)) } }
            }
        }
    }
}

/// Whether files from a source are bought lists.
fn is_bought(desk: &Desk<'_>, source: &SourceId) -> bool {
    desk.rules.source(source).is_some_and(|source| source.bought)
}

/// How the list was bought.
fn bought(desk: &Desk<'_>, said: Option<&Bought>, typed: Option<&Fields>) -> Markup {
    let known = said.map(|bought| [bought.seller.clone(), bought.on.to_string(), bought.terms.clone()]);
    let again = typed.map(|fields| ["seller", "bought", "terms"].map(|name| fields.get(name).to_owned()));
    let [seller, on, terms] = again.or(known).unwrap_or_default();
    html! {
        section.sheet {
            h2 { (desk.say(&say::BOUGHT)) }
            p.muted { (desk.say(&say::BOUGHT_LEAD)) }
            div.field {
                label for="seller" { (desk.say(&say::SELLER)) }
                input #seller name="seller" maxlength="120" value=(seller);
            }
            div.field {
                label for="bought" { (desk.say(&say::BOUGHT_ON)) }
                input #bought type="date" name="bought" value=(on);
            }
            div.field {
                label for="terms" { (desk.say(&say::TERMS)) }
                textarea #terms name="terms" maxlength="1000" rows="3" { (terms) }
            }
        }
    }
}

/// What was typed of how the list was bought; `None` while a part is missing.
fn typed_bought(fields: &Fields) -> Option<Bought> {
    let text = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    Some(Bought { seller: text("seller")?, on: fields.get("bought").parse().ok()?, terms: text("terms")? })
}

fn encodings(guess: &str) -> Vec<(String, String)> {
    let known = ENCODINGS.into_iter().filter(|one| *one != guess);
    std::iter::once(guess).chain(known).map(|one| (one.to_owned(), one.to_owned())).collect()
}

fn delimiters(desk: &Desk<'_>) -> Vec<(String, String)> {
    let all = Delimiter::ALL.iter().zip(&say::DELIMITERS);
    all.map(|(one, words)| (one.name().to_owned(), desk.say(words).to_owned())).collect()
}

fn select(
    desk: &Desk<'_>,
    (name, label): (&str, &crate::messages::Message),
    list: &[(String, String)],
    chosen: &str,
) -> Markup {
    html! {
        div.field {
            label for=(name) { (desk.say(label)) }
            select id=(name) name=(name) { @for (value, shown) in list { option value=(value) selected[value == chosen] { (shown) } } }
        }
    }
}

fn table(desk: &Desk<'_>, seen: &Inspection, (mapping, typed): (&Mapping, Option<&Fields>)) -> Markup {
    let rows = seen.profile.rows().max(1);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::STEPS[1])) {
            table {
                thead { tr {
                    th scope="col" { (desk.say(&say::COLUMN)) } th scope="col" { (desk.say(&say::SAMPLES)) }
                    th.n scope="col" { (desk.say(&say::FILLED)) } th scope="col" { (desk.say(&say::MEANING)) }
                } }
                tbody {
                    @for (n, (column, suggestion)) in seen.profile.columns().iter().zip(&seen.suggestions).enumerate() {
                        tr {
                            th scope="row" { (column.header) }
                            td.samples { @for sample in &column.samples { div { (personal::sample(sample)) } } }
                            td.n { (column.filled * 100 / rows) " %" }
                            @let name = format!("m.{n}");
                            @let chosen = typed.map_or_else(|| chosen(suggestion, mapping), |fields| fields.get(&name).to_owned());
                            td { (meaning(desk, (&name, &suggestion.header), &chosen)) }
                        }
                    }
                }
            }
        }
    }
}

/// What was said about a column, else what is guessed.
fn chosen(suggestion: &Suggestion, mapping: &Mapping) -> String {
    let said = mapping.columns.iter().find(|column| column.header == suggestion.header);
    let around = around::said(mapping, &suggestion.header);
    if let Some(column) = said {
        value(&column.item, column.label.as_ref())
    } else if let Some(said) = around {
        said
    } else if mapping.ignore.contains(&suggestion.header) {
        "-".to_owned()
    } else {
        match &suggestion.meaning {
            Meaning::Item(item, label) => value(item, label.as_ref()),
            Meaning::NotAllowed | Meaning::Technical => "-".to_owned(),
            Meaning::Unknown => String::new(),
        }
    }
}

/// The choice of what a column means.
fn meaning(desk: &Desk<'_>, (name, header): (&str, &str), chosen: &str) -> Markup {
    html! {
        select name=(name) aria-label={ (desk.say(&say::MEANING)) ": " (header) } {
            option value="" { (desk.say(&say::CHOOSE)) }
            option value="-" selected[chosen == "-"] { (desk.say(&say::LEAVE_OUT)) }
            @for category in &desk.rules.statement().categories {
                @let items = importable(desk, &category.id);
                @if !items.is_empty() {
                    optgroup label=(desk.read(&category.name)) { @for item in items { (item_options(desk, item, ("", chosen))) } }
                }
            }
            (around::options(desk, chosen))
        }
    }
}

/// The items of a category that a file can bring: all but what a rule computes.
fn importable<'a>(desk: &'a Desk<'_>, category: &CategoryId) -> Vec<&'a Item> {
    let items = desk.rules.statement().items.iter();
    items.filter(|item| item.category.as_ref() == Some(category) && item.rule.is_none()).collect()
}

pub(super) fn value(item: &ItemId, label: Option<&ChoiceId>) -> String {
    label.map_or_else(|| item.to_string(), |label| format!("{item} {label}"))
}

/// The choices that are an item's, each with what goes before it.
pub(super) fn item_options(desk: &Desk<'_>, item: &Item, (before, chosen): (&str, &str)) -> Markup {
    let name = desk.read(&item.name);
    let whole = format!("{before}{}", item.id);
    html! {
        option value=(whole) selected[chosen == whole] { (name) }
        @if item.item_type != ItemType::Choice {
            @for label in &item.choices {
                @let value = format!("{before}{}", value(&item.id, Some(&label.id)));
                option value=(value) selected[chosen == value] { (name) ": " (desk.read(&label.name).to_lowercase()) }
            }
        }
    }
}

/// Takes what was chosen into the mapping; gives what is still wrong with it.
pub(super) fn take(
    desk: &Desk<'_>,
    (token, held): (&str, &Held<'_>),
    fields: &Fields,
) -> Result<Vec<String>, Trouble> {
    let text = |name: &str| Some(fields.get(name).to_owned()).filter(|text| !text.is_empty());
    let mut mapping = Mapping {
        encoding: text("encoding"),
        delimiter: text("delimiter"),
        sheet: text("sheet"),
        group: GroupId::new(fields.get("group")).ok(),
        bought: typed_bought(fields),
        ..Mapping::default()
    };
    let seen = match import::inspect(&held.upload, &mapping, desk.rules.statement()) {
        Ok(seen) => seen,
        Err(error) => return Ok(vec![error.told(desk.lang())]),
    };
    let tries = fields.get("do") == "try";
    let (mut undecided, mut around, mut wrong) = (false, Chosen::default(), Vec::new());
    for (n, header) in seen.headers.iter().enumerate() {
        match fields.get(&format!("m.{n}")) {
            "" => undecided = true,
            "-" => mapping.ignore.push(header.clone()),
            chosen if around.take(header, chosen) => {}
            chosen => mapping.columns.extend(column(header, chosen)),
        }
    }
    match around.mapping(desk) {
        Ok(object) => mapping.object = object,
        Err(told) => wrong.push(told),
    }
    if !tries {
        // Read anew: other columns may come of it, so that nothing that was chosen for the old ones is kept.
        mapping.columns.clear();
        mapping.ignore.clear();
        mapping.object = None;
        wrong.clear();
        undecided = false;
    }
    shelf::set_mapping(desk.gate, token, &mapping)?;
    wrong.extend(undecided.then(|| desk.say(&say::UNDECIDED).to_owned()));
    let untold = tries && is_bought(desk, &held.source) && mapping.bought.is_none();
    wrong.extend(untold.then(|| desk.say(&say::BOUGHT_UNTOLD).to_owned()));
    Ok(wrong)
}

/// A column that an item was chosen for.
pub(super) fn column(header: &str, chosen: &str) -> Option<Column> {
    let mut words = chosen.split(' ');
    let item = ItemId::new(words.next()?).ok()?;
    let label = words.next().and_then(|label| ChoiceId::new(label).ok());
    Some(Column { header: header.to_owned(), item, label })
}
