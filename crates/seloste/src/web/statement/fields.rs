//! A passage of a draft as a form, made from what the statement's language says may stand there.

use super::at_draft;
use crate::{
    messages::editor as say,
    store::draft::Draft,
    web::{
        desk::Hall,
        form::Fields,
        page::{Banner, banner},
    },
};
use maud::{Markup, html};
use seloste_register::{
    statement::{
        amend::{self, Field, Kind, Passage},
        diff,
    },
    text::Lang,
};

/// What was given for a field: its languages, its words, or one value.
pub(super) fn given(fields: &Fields, field: &Field) -> Vec<String> {
    let name = format!("f.{}", field.path);
    match &field.kind {
        Kind::Languages => {
            Lang::ALL.map(|lang| fields.get(&format!("{name}.{}", lang.code())).to_owned()).to_vec()
        }
        Kind::Words(known) if known.is_empty() => {
            let words = fields.get(&name).split(['\n', ',']).map(str::trim).filter(|word| !word.is_empty());
            words.map(str::to_owned).collect()
        }
        Kind::Words(_) => {
            fields.all().filter(|(key, _)| *key == name).map(|(_, word)| word.to_owned()).collect()
        }
        _ => {
            Some(fields.get(&name)).filter(|value| !value.is_empty()).map(str::to_owned).into_iter().collect()
        }
    }
}

/// The choice of a passage, and its form.
pub(super) fn beside(
    hall: &Hall<'_>,
    draft: &Draft,
    (passage, unfit): (Option<&str>, Option<&str>),
) -> Markup {
    let lang = hall.lang();
    let all = amend::passages(&draft.text);
    let found =
        passage.and_then(|passage| amend::fields(&draft.text, passage).ok().map(|fields| (passage, fields)));
    html! {
        h2 { (say::PASSAGE.get(lang)) }
        @if all.is_empty() { p.muted { (say::NO_TOML.get(lang)) } }
        @else {
            form.row method="get" action={ (at_draft(hall, draft)) "#beside" } {
                label.hidden for="at" { (say::PASSAGE.get(lang)) }
                select #at name="at" {
                    option value="" { (say::CHOOSE.get(lang)) }
                    @for (list, entries) in by_list(&all) {
                        optgroup label=(diff::list_name(list).get(lang)) {
                            @for one in entries { option value=(one.about) selected[Some(one.about.as_str()) == passage] { (label(one, lang)) } }
                        }
                    }
                }
                button type="submit" { (say::OPEN.get(lang)) }
            }
        }
        @if let Some((passage, fields)) = found { (form(hall, draft, (passage, &fields), unfit)) }
    }
}

fn label(passage: &Passage, lang: Lang) -> String {
    let [fi, sv, en] = &passage.name;
    let name = match lang {
        Lang::Fi => fi,
        Lang::Sv => sv,
        Lang::En => en,
    };
    if passage.about == passage.list {
        diff::list_name(&passage.list).get(lang).to_owned()
    } else {
        name.clone()
    }
}

fn by_list(all: &[Passage]) -> Vec<(&str, Vec<&Passage>)> {
    let mut lists: Vec<(&str, Vec<&Passage>)> = Vec::new();
    for passage in all {
        match lists.iter_mut().find(|(list, _)| *list == passage.list) {
            Some((_, entries)) => entries.push(passage),
            None => lists.push((&passage.list, vec![passage])),
        }
    }
    lists
}

fn form(hall: &Hall<'_>, draft: &Draft, (passage, fields): (&str, &[Field]), unfit: Option<&str>) -> Markup {
    let lang = hall.lang();
    html! {
        @if let Some(path) = unfit {
            (banner(Banner::Error, "", &html! { p { (say::NOT_FITTING.fill(lang, &[("key", path)])) } }))
        }
        form method="post" action={ (at_draft(hall, draft)) "/passage" } {
            (hall.frame.token())
            input type="hidden" name="revision" value=(draft.revision);
            input type="hidden" name="passage" value=(passage);
            @for (at, field) in fields.iter().enumerate() { (one(field, at, lang)) }
            p.actions { button.primary type="submit" { (say::SAVE_PASSAGE.get(lang)) } }
            p.hint { (say::SAVED_FIRST.get(lang)) }
        }
    }
}

fn one(field: &Field, at: usize, lang: Lang) -> Markup {
    let (name, id) = (format!("f.{}", field.path), format!("f{at}"));
    let value = field.values.first().map(String::as_str).unwrap_or_default();
    let title = html! { (diff::key_name(&field.path).get(lang)) @if field.needed { " *" } };
    let hint = html! { @if !field.about.is_empty() { p.hint lang="en" { (field.about) } } };
    if let Kind::Languages = field.kind {
        return html! {
            fieldset.field {
                legend { (title) }
                @for (text, one) in field.values.iter().map(String::as_str).chain(std::iter::repeat("")).zip(Lang::ALL) {
                    label for={ (id) "-" (one.code()) } { (one.code()) }
                    textarea #{ (id) "-" (one.code()) } name={ (name) "." (one.code()) } lang=(one.code()) rows=(rows(text)) { "\n" (text) }
                }
                (hint)
            }
        };
    }
    if let Kind::Words(known) = &field.kind
        && !known.is_empty()
    {
        return html! {
            fieldset.field {
                legend { (title) }
                @for (n, word) in known.iter().enumerate() {
                    div.check { input #{ (id) "-" (n) } type="checkbox" name=(name) value=(word) checked[field.values.contains(word)]; label for={ (id) "-" (n) } { code { (word) } } }
                }
                (hint)
            }
        };
    }
    html! {
        div.field {
            label for=(id) { (title) }
            @match &field.kind {
                Kind::OneOf(words) => select #(id) name=(name) {
                    @if !field.needed || value.is_empty() { option value="" { "–" } }
                    @for word in words { option value=(word) selected[word == value] { (word) } }
                },
                Kind::Flag => select #(id) name=(name) {
                    option value="" { "–" }
                    option value="true" selected[value == "true"] { (say::YES.get(lang)) }
                    option value="false" selected[value == "false"] { (say::NO.get(lang)) }
                },
                Kind::Number => input #(id) name=(name) inputmode="numeric" value=(value);,
                Kind::Day => input #(id) type="date" name=(name) value=(value);,
                Kind::Words(_) => textarea #(id) name=(name) rows=(field.values.len().clamp(2, 12)) spellcheck="false" { "\n" (field.values.join("\n")) },
                _ => input #(id) name=(name) value=(value);,
            }
            (hint)
        }
    }
}

fn rows(text: &str) -> usize {
    (text.chars().count() / 40 + 1).clamp(1, 8)
}
