//! What leaves a case: what was granted is carried out, the case goes on to another register, letters, the person's data, the
//! view of it in a meeting. Not here: steps inside the case (`steps.rs`).

use crate::{
    app::Shared,
    messages::{letter as letter_say, requests as say},
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        visit::AtWork,
        when,
    },
    work::{
        package::{self, Extent, Told},
        requests::{self as work, TypedDeed, letter::Letter},
    },
};
use axum::{
    extract::{Path, State as Shares},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use maud::{Markup, PreEscaped, html};
use seloste_gate::{
    card::Page,
    package::Behalf,
    packages::{PackageState, PackedFile},
    request::{OpenedRequest, RequestRef},
};
use seloste_register::{
    id::{Id, RegisterId},
    right::{Outcome, RightKind, case::State},
};

type Place = Path<(String, String, String)>;

/// `POST .../requests/{request}/carry-out`.
pub(crate) async fn carry_out(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let deed = typed(&fields).read()?;
        let deed = (deed, desk.lang());
        work::carry_out((desk.gate, &desk.rules), &desk.ask, &RequestRef(request.clone()), deed)?;
        Ok(see_other(&desk.at(&format!("requests/{request}"))))
    })
    .await
}

/// What a form of carrying out sends: `prohibition ID`, `consent ID`, `erase`, `restrict`, or words.
fn typed(fields: &Fields) -> TypedDeed {
    let pressed = fields.get("deed");
    let words = Some(fields.get("why").trim().to_owned()).filter(|text| !text.is_empty());
    match pressed.split_once(' ').unwrap_or((pressed, "")) {
        ("prohibition", id) => TypedDeed { prohibition: Id::new(id).ok(), ..TypedDeed::default() },
        ("consent", id) => TypedDeed { consent: Id::new(id).ok(), ..TypedDeed::default() },
        ("elsewhere", _) => TypedDeed { words, ..TypedDeed::default() },
        ("erase-part", _) => part(fields),
        (act, _) => TypedDeed { act: Some(act.to_owned()), ..TypedDeed::default() },
    }
}

/// A part that is erased. One of which nothing was chosen is no deed: it never comes to erase everything.
fn part(fields: &Fields) -> TypedDeed {
    let all = |name: &'static str| fields.all().filter(move |(key, _)| *key == name).map(|(_, value)| value);
    let items: Vec<_> = all("item").filter_map(|id| Id::new(id).ok()).collect();
    let objects: Vec<_> = all("object").map(str::to_owned).collect();
    if items.is_empty() && objects.is_empty() {
        return TypedDeed::default();
    }
    TypedDeed { act: Some("erase".to_owned()), items, objects, ..TypedDeed::default() }
}

/// `POST .../requests/{request}/pass`.
pub(crate) async fn pass(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let to = RegisterId::new(fields.get("to")).map_err(|_| Trouble::Absent)?;
        if fields.has("also") {
            work::share(desk.app, (desk.gate, &desk.ask), &RequestRef(request.clone()), &to)?;
            return Ok(see_other(&desk.at(&format!("requests/{request}"))));
        }
        let receipt = work::pass(desk.app, (desk.gate, &desk.ask), &RequestRef(request), &to)?;
        let day = when::day(receipt.due, desk.lang());
        let content = html! {
            div.narrow {
                h1 { (desk.say(&say::PASS)) }
                (banner(Banner::Done, "", &html! { p { (say::PASSED.fill(desk.lang(), &[("day", &day)])) } }))
                p.actions { a.button href=(desk.at("requests")) { (desk.say(&say::BACK)) } }
            }
        };
        Ok(desk.frame.page(desk.say(&say::PASS), &content))
    })
    .await
}

/// `POST .../requests/{request}/package`: orders a copy, or fetches the one that is ready.
pub(crate) async fn package(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let request = RequestRef(request);
        if fields.get("do") != "fetch" {
            work::order_copy((desk.gate, &desk.ask, &*desk.rules), &request, desk.lang())?;
            return Ok(see_other(&desk.at(&format!("requests/{}", request.0))));
        }
        archive(&package::fetch(desk.gate, &desk.ask, &request)?)
    })
    .await
}

/// The files of a copy, in one archive.
pub(crate) fn archive(files: &[PackedFile]) -> Result<Response, Trouble> {
    let files = files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
    let bytes = package::zipped(files).map_err(|error| Trouble::Failed(error.to_string()))?;
    Ok(file(bytes, "application/zip", "attachment; filename=\"tiedot.zip\""))
}

/// `POST .../requests/{request}/letter`: a letter of the case, as a PDF.
pub(crate) async fn letter(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let about = Letter::read(fields.get("about")).ok_or(Trouble::Absent)?;
        let at = (desk.gate, &desk.ask, &*desk.rules);
        let document = work::letter::letter(at, &RequestRef(request), about, desk.lang())?;
        let bytes = seloste_letter::pdf(&document).map_err(|error| Trouble::Failed(error.to_string()))?;
        Ok(file(bytes, "application/pdf", "attachment; filename=\"kirje.pdf\""))
    })
    .await
}

/// `GET .../requests/{request}/view`: the answer, shown in a meeting while its time lasts (R5-123).
pub(crate) async fn view(
    Shares(app): Shares<Shared>,
    Path((register, purpose, request)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let request = RequestRef(request);
        let opened = desk.gate.open_request(&desk.ask, &request)?;
        let (Some(subject), Some(showing)) = (&opened.subject, &opened.case.showing) else {
            return Err(Trouble::Absent);
        };
        let package = package::open(desk.gate, &desk.ask, subject, Behalf::Showing(&request))?;
        let told = Told::new(&package, &desk.rules, desk.lang(), Extent::of(opened.case.kind));
        let document = told.document();
        let until = when::moment(showing.until, desk.lang());
        let content = html! {
            p { a href=(desk.at(&format!("requests/{}", request.0))) { (desk.say(&say::TO_CASE)) } }
            h1 { (document.title) }
            (banner(Banner::Warning, "", &html! { p { (say::OPEN_UNTIL.fill(desk.lang(), &[("time", &until)])) } }))
            // Written by `seloste_letter`, which escapes every text.
            (PreEscaped(seloste_letter::part(&document)))
        };
        let mut response = desk.frame.page(&document.title, &content);
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    })
    .await
}

fn file(bytes: Vec<u8>, media: &'static str, name: &'static str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static(name));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Where the person's data leaves the case: as a file, or shown while a view is open.
pub(super) fn leaving(desk: &Desk<'_>, opened: &OpenedRequest) -> Result<Markup, Trouble> {
    let request = &opened.line.request.0;
    Ok(html! {
        @if let Some(showing) = &opened.case.showing {
            @let open = showing.is_open_to(desk.ask.actor.account.0, desk.gate.clock().now());
            @if open {
                p.actions { a.button.primary href=(desk.at(&format!("requests/{request}/view"))) { (desk.say(&say::OPEN_VIEW)) } }
                p.muted { (say::OPEN_UNTIL.fill(desk.lang(), &[("time", &when::moment(showing.until, desk.lang()))])) }
            } @else {
                (banner(Banner::Warning, "", &html! { p { (desk.say(&say::VIEW_OVER)) } }))
            }
        }
        @if may_be_packed(opened) { (copy(desk, request)?) }
    })
}

/// How the copy stands, and what can be done with it.
fn copy(desk: &Desk<'_>, request: &str) -> Result<Markup, Trouble> {
    let lang = desk.lang();
    let order = desk.gate.package_order(&desk.ask, &RequestRef(request.to_owned()))?;
    let state = order.as_ref().map(|order| order.state);
    let address = desk.at(&format!("requests/{request}"));
    Ok(html! {
        @if let Some(order) = &order {
            p {
                @match order.state {
                    PackageState::Ready => (say::COPY_READY.fill(lang, &[("time", &when::moment(order.ends, lang))])),
                    PackageState::Stopped => (desk.say(&say::COPY_STOPPED)),
                    PackageState::Waiting | PackageState::Making => {
                        (say::COPY_MAKING.fill(lang, &[("made", &order.made.to_string()), ("of", &order.of.max(1).to_string())])) " "
                        a href=(address) { (desk.say(&say::LOOK_AGAIN)) }
                    }
                }
            }
            @if order.state == PackageState::Making { progress max=(order.of.max(1)) value=(order.made) aria-label=(desk.say(&say::PACKAGE_ORDER)) {} }
        }
        form method="post" action={ (address) "/package" } {
            (desk.frame.token())
            p.actions {
                @if state == Some(PackageState::Ready) { button.primary type="submit" name="do" value="fetch" { (desk.say(&say::PACKAGE)) } }
                @if matches!(state, None | Some(PackageState::Stopped)) { button.primary type="submit" name="do" value="order" { (desk.say(&say::PACKAGE_ORDER)) } }
            }
        }
    })
}

fn may_be_packed(opened: &OpenedRequest) -> bool {
    matches!(opened.case.kind, RightKind::Inspect | RightKind::Portability)
        && matches!(opened.case.state, State::Decided | State::Answered)
        && opened.case.linked
        && opened.case.outcome != Some(Outcome::Refused)
}

/// The letters that the case has something to say by.
pub(super) fn letters(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let names = [
        (Letter::Receipt, &letter_say::NAME_RECEIPT),
        (Letter::MoreTime, &letter_say::NAME_MORE_TIME),
        (Letter::Question, &letter_say::NAME_QUESTION),
        (Letter::Passed, &letter_say::NAME_PASSED),
        (Letter::Decision, &letter_say::NAME_DECISION),
    ];
    html! {
        section.sheet {
            h2 { (desk.say(&letter_say::LETTERS)) }
            p.muted { (desk.say(&letter_say::LETTERS_HINT)) }
            form.actions method="post" action=(desk.at(&format!("requests/{}/letter", opened.line.request.0))) {
                (desk.frame.token())
                @for (letter, name) in names.iter().filter(|(letter, _)| letter.is_of(opened)) {
                    button type="submit" name="about" value=(letter.code()) { (desk.say(name)) }
                }
            }
        }
    }
}

/// How what was granted is carried out: by the verb that the right needs, or, done elsewhere, in words.
pub(super) fn carry_form(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let (lang, statement) = (desk.lang(), desk.rules.statement());
    let kind = opened.case.kind;
    let forbids = kind == RightKind::Object;
    let withdraws = work::withdraws(kind);
    html! {
        details open {
            summary { (desk.say(&say::CARRY_OUT)) }
            form method="post" action=(desk.at(&format!("requests/{}/carry-out", opened.line.request.0))) autocomplete="off" {
                (desk.frame.token())
                fieldset {
                    legend { (desk.say(&say::CARRY_OUT_HOW)) }
                    @if forbids {
                        @for one in &statement.prohibitions { (deed(&format!("prohibition {}", one.id), &format!("{}: {}", desk.say(&say::DEED_FORBID), one.name.get(lang)))) }
                    }
                    @if withdraws {
                        @for one in &statement.consents { (deed(&format!("consent {}", one.id), &format!("{}: {}", desk.say(&say::DEED_WITHDRAW), one.name.get(lang)))) }
                    }
                    @if withdraws && statement.consents.len() > 1 { (deed("withdraw-all", desk.say(&say::DEED_WITHDRAW_ALL))) }
                    @if kind == RightKind::Erase { (deed("erase", desk.say(&say::DEED_ERASE))) (deed("erase-part", desk.say(&say::DEED_ERASE_PART))) }
                    @if kind == RightKind::Restrict { (deed("restrict", desk.say(&say::DEED_RESTRICT))) }
                    (deed("elsewhere", desk.say(&say::DEED_ELSEWHERE)))
                }
                @if kind == RightKind::Erase { (portions(desk, opened)) }
                (super::steps::why(desk, "carry-out"))
                p.actions { button.primary type="submit" { (desk.say(&say::CARRY_OUT)) } }
            }
        }
    }
}

fn deed(value: &str, words: &str) -> Markup {
    html! { label.check { input type="radio" name="deed" value=(value) required; span { (words) } } }
}

/// What may be chosen when a part is erased (R5-130): items that somebody can be without, the person's objects, and those of others in
/// which the card appears.
fn portions(desk: &Desk<'_>, opened: &OpenedRequest) -> Markup {
    let Some(subject) = &opened.subject else { return html! {} };
    let page = Page { after: None, rows: 200 };
    let (own, _) = desk.gate.timeline(&desk.ask, subject, &page).unwrap_or_default();
    let appears = desk.gate.contexts(&desk.ask, subject).unwrap_or_default();
    let items = desk.rules.statement().items.iter().filter(|item| !item.required && item.derived.is_none());
    let name = |kind| desk.rules.object(kind).map_or("", |kind| desk.read(&kind.name));
    html! {
        fieldset {
            legend { (desk.say(&say::PART)) }
            @for item in items { (chosen("item", item.id.as_str(), desk.read(&item.name))) }
            @for one in &own {
                (chosen("object", &one.object.0, &format!("{}, {}", name(&one.kind), when::day(one.starts, desk.lang()))))
            }
            @for one in &appears { (chosen("object", &one.object.0, name(&one.kind))) }
        }
    }
}

fn chosen(name: &str, value: &str, words: &str) -> Markup {
    html! { label.check { input type="checkbox" name=(name) value=(value); span { (words) } } }
}
