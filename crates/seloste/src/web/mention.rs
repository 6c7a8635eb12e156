//! What others' texts say of people who were erased: each with the words around it, covered or let stay by one press.

use crate::{
    app::Shared,
    messages::mention as say,
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        personal,
        visit::AtWork,
    },
    work::mentions::{self as work, Typed},
};
use axum::{
    extract::{Path, RawQuery, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    MentionPage,
    mentions::{Answer, Clue, Mention, Passage, Present, Stands},
    request::RequestRef,
};
use seloste_register::id::ItemId;

/// `GET /r/{register}/for/{purpose}/mentions`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    RawQuery(query): RawQuery,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        let fields = Fields::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
        let given = |name: &str| Some(fields.get(name).to_owned()).filter(|text| !text.is_empty());
        let request = given("request").map(RequestRef);
        let waiting = work::go_on(desk.gate, work::A_MOMENT)?;
        let found = desk.gate.mentions(&desk.ask, request.as_ref(), given("after").as_deref())?;
        Ok(page(desk, &found, (request.as_ref(), waiting)))
    })
    .await
}

/// `POST /r/{register}/for/{purpose}/mentions`: one answer.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        let Some((answer, mention)) = fields.get("do").split_once(' ') else { return Err(Trouble::Absent) };
        let reason = Some(fields.get("reason").trim().to_owned()).filter(|text| !text.is_empty());
        let typed = Typed { mention: mention.to_owned(), answer: answer.to_owned(), reason };
        work::answer(desk.gate, &desk.ask, &typed)?;
        let request = fields.get("request");
        let back = if request.is_empty() {
            desk.at("mentions")
        } else {
            desk.at(&format!("mentions?request={request}"))
        };
        Ok(see_other(&back))
    })
    .await
}

fn page(desk: &Desk<'_>, found: &MentionPage, (request, waiting): (Option<&RequestRef>, bool)) -> Response {
    let title = desk.say(&say::TITLE);
    let of = |next: &str| match request {
        Some(request) => format!("mentions?request={}&after={next}", request.0),
        None => format!("mentions?after={next}"),
    };
    let content = html! {
        div.narrow {
            h1 { (title) }
            p.lead { (desk.say(&say::LEAD)) }
            @if waiting { (banner(Banner::Warning, "", &html! { p { (desk.say(&say::SEARCHING)) } })) }
            @if found.mentions.is_empty() && !waiting { p.muted { (desk.say(&say::NONE)) } }
            @for (at, mention) in found.mentions.iter().enumerate() { (one(desk, (at, mention), request)) }
            @if let Some(next) = &found.next { p.actions { a.button href=(desk.at(&of(next))) { (desk.say(&say::MORE)) } } }
        }
    };
    desk.frame.page(title, &content)
}

fn one(desk: &Desk<'_>, (at, mention): (usize, &Mention), request: Option<&RequestRef>) -> Markup {
    let lang = desk.lang();
    let (whose, to) = match &mention.stands {
        Stands::Item { subject, object: Some((object, _)), .. } => {
            (format!("s/{}/o/{}", subject.0, object.0), &say::WHOSE)
        }
        Stands::Item { subject, .. } => (format!("s/{}", subject.0), &say::WHOSE),
        Stands::Words(request) | Stands::File(request) => {
            (format!("requests/{}", request.0), &say::WHOSE_REQUEST)
        }
    };
    let clues: Vec<&str> = mention.clues.iter().map(|clue| say::clue(*clue).get(lang)).collect();
    let reason = format!("reason-{at}");
    html! {
        section.sheet {
            h2 { (place(desk, mention)) }
            @if mention.passages.is_empty() { p.muted { (desk.say(&say::GONE)) } }
            @for passage in &mention.passages { (words(desk, passage)) }
            p.muted { (desk.say(&say::SUSPECTED)) ": " (clues.join(", ")) }
            p { a href=(desk.at(&whose)) { (desk.say(to)) } }
            form method="post" action=(desk.at("mentions")) {
                (desk.frame.token())
                @if let Some(request) = request { input type="hidden" name="request" value=(request.0); }
                div.field {
                    label for=(reason) { (desk.say(&say::REASON)) }
                    input id=(reason) name="reason" maxlength="1000" autocomplete="off";
                }
                p.actions {
                    button.danger type="submit" name="do" value=(press(Answer::Cover, mention)) { (desk.say(&say::COVER)) }
                    button type="submit" name="do" value=(press(Answer::Keep, mention)) { (desk.say(&say::KEEP)) }
                    @if !mention.clues.contains(&Clue::Sensitive) {
                        button type="submit" name="do" value=(press(Answer::Other, mention)) { (desk.say(&say::OTHER)) }
                    }
                }
            }
        }
    }
}

fn press(answer: Answer, mention: &Mention) -> String {
    format!("{} {}", answer.code(), mention.mention.0)
}

fn words(desk: &Desk<'_>, passage: &Passage) -> Markup {
    html! {
        p {
            (personal::text(&passage.before)) mark { (personal::text(&passage.words)) } (personal::text(&passage.after))
            @if passage.present == Present::Earlier { " " span.tag { (desk.say(&say::EARLIER)) } }
        }
    }
}

/// Where the text stands, in the statement's words.
fn place(desk: &Desk<'_>, mention: &Mention) -> String {
    let lang = desk.lang();
    let (object, wanted) = match &mention.stands {
        Stands::Item { object, item, .. } => (object.as_ref(), item),
        Stands::Words(_) => return desk.say(&say::IN_REQUEST).to_owned(),
        Stands::File(_) => return desk.say(&say::IN_FILE).to_owned(),
    };
    match object.and_then(|(_, kind)| desk.rules.object(kind)) {
        Some(kind) => {
            let mut items = kind.items.iter().chain(&kind.line_items);
            let item = items.find(|item| item.id == *wanted).map(|item| item.name.get(lang));
            format!("{}: {}", kind.name.get(lang), item.unwrap_or(wanted.as_str()))
        }
        None => own(desk, wanted),
    }
}

fn own(desk: &Desk<'_>, item: &ItemId) -> String {
    desk.rules.item(item).map_or(item.to_string(), |item| item.name.get(desk.lang()).to_owned())
}
