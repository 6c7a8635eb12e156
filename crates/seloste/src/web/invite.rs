//! Inviting somebody to their own pages: which invitations still work, one more sent, one taken back (claim R5-101). Not here: what an
//! invitation is (`work/own/invite.rs`).

use crate::{
    app::Shared,
    messages::{invitation as say, page as frame_say},
    web::{
        desk::{Desk, at_desk},
        errors::{self, Trouble},
        find::declared,
        form::{Fields, Posted, see_other},
        page::{Banner, banner, own_name},
        personal,
        visit::AtWork,
        when,
    },
    work::own::invite::{self as work, Invited, KeyCode, Typed},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use jiff::Timestamp;
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    card::{Card, OpenedItem, SubjectRef},
};
use seloste_register::{
    statement::model::{Item, ItemType},
    text::Lang,
};
use zeroize::Zeroizing;

type Place = Path<(String, String, String)>;

/// Whether the reader may change an address of the person, and so invite them.
pub(super) fn arises(desk: &Desk<'_>, card: &Card) -> bool {
    card.closed.is_none() && category_of_address(desk, card).is_some()
}

/// `GET .../s/{subject}/invite`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        page(desk, &SubjectRef(subject), &Fields::default(), &html! {})
    })
    .await
}

/// `POST .../s/{subject}/invite`: sends one, or takes one back.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        if fields.has("withdraw") {
            let made =
                fields.get("withdraw").parse().ok().and_then(|made| Timestamp::from_millisecond(made).ok());
            desk.gate.withdraw_invitation(&desk.ask, &subject, made.ok_or(Trouble::Absent)?)?;
            return Ok(see_other(&address(desk, &subject)));
        }
        send(desk, &subject, &fields)
    })
    .await
}

fn send(desk: &Desk<'_>, subject: &SubjectRef, fields: &Fields) -> Result<Response, Trouble> {
    let typed = Typed {
        email: fields.has("email").then(|| Zeroizing::new(fields.get("email").to_owned())),
        key: if fields.has("key") { KeyCode::Set } else { KeyCode::None },
        // What is no number of days is out of range, and said so.
        days: Some(fields.get("days").trim().parse().unwrap_or(0)),
    };
    let lang = Lang::from_code(fields.get("lang")).unwrap_or(desk.lang());
    match work::invite(desk.app, (desk.gate, &desk.ask, &desk.rules), subject, (&typed, lang)) {
        Ok(invited) => page(desk, subject, &Fields::default(), &sent(desk, &invited)),
        Err(GateError::Problems(found)) => {
            let words = errors::in_words(&found, desk.lang());
            let wrong = banner(Banner::Error, "", &html! { p { (words) } });
            let page = page(desk, subject, fields, &wrong)?;
            Ok(errors::with(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
        Err(other) => Err(other.into()),
    }
}

fn address(desk: &Desk<'_>, subject: &SubjectRef) -> String {
    desk.at(&format!("s/{}/invite", subject.0))
}

/// What was sent; a key code is shown this once.
fn sent(desk: &Desk<'_>, invited: &Invited) -> Markup {
    let ends = when::moment(invited.ends, desk.lang());
    let content = html! {
        p { (say::SENT.fill(desk.lang(), &[("ends", &ends)])) }
        @if let Some(key) = &invited.key {
            p.number { code { (key) } }
            p { (desk.say(&say::CODE)) }
        }
    };
    banner(Banner::Done, "", &content)
}

fn page(desk: &Desk<'_>, subject: &SubjectRef, typed: &Fields, said: &Markup) -> Result<Response, Trouble> {
    let card = desk.gate.open_card(&desk.ask, subject)?;
    let name = super::find::name(&desk.rules, items(&card), desk);
    let content = html! {
        div.narrow {
            h1 { (desk.say(&say::TITLE)) }
            p { (name.as_str()) }
            p.lead { (desk.say(&say::LEAD)) }
            (said)
            @if addresses(desk, &card).next().is_some() { (form(desk, &card, typed)) } @else { (nowhere(desk, &card)) }
            (waiting(desk, subject)?)
            p.actions { a.button href=(desk.at(&format!("s/{}", subject.0))) { (desk.say(&frame_say::BACK)) } }
        }
    };
    Ok(desk.frame.page(desk.say(&say::TITLE), &content))
}

fn items(card: &Card) -> impl Iterator<Item = &OpenedItem> {
    card.categories.iter().flat_map(|category| &category.items)
}

fn addresses<'c>(desk: &'c Desk<'_>, card: &'c Card) -> impl Iterator<Item = (&'c OpenedItem, &'c Item)> {
    let all = declared(&desk.rules, items(card));
    all.filter(|(opened, item)| item.item_type == ItemType::Email && !opened.values.is_empty())
}

/// The category in which an address may be put on this card by the reader.
fn category_of_address<'c>(desk: &Desk<'_>, card: &'c Card) -> Option<&'c str> {
    let of_address = |opened: &&OpenedItem| {
        desk.rules.item(&opened.item).is_some_and(|item| item.item_type == ItemType::Email)
    };
    let changing = card.categories.iter().filter(|category| category.may_change);
    changing
        .filter_map(|category| category.items.iter().find(of_address).map(|_| category.category.as_str()))
        .next()
}

fn nowhere(desk: &Desk<'_>, card: &Card) -> Markup {
    html! {
        section.sheet {
            p { (desk.say(&say::NO_ADDRESS)) }
            @if let Some(category) = category_of_address(desk, card) {
                p.actions {
                    a.button href=(desk.at(&format!("s/{}/edit/{category}", card.subject.0))) { (desk.say(&say::ADD_ADDRESS)) }
                }
            }
        }
    }
}

fn form(desk: &Desk<'_>, card: &Card, typed: &Fields) -> Markup {
    let lang = desk.lang();
    let default = work::DAYS.to_string();
    let days = if typed.has("days") { typed.get("days") } else { &default };
    let chosen = Lang::from_code(typed.get("lang")).unwrap_or(lang);
    html! {
        form.sheet method="post" action=(address(desk, &card.subject)) autocomplete="off" {
            (desk.frame.token())
            div.field {
                label for="email" { (desk.say(&say::ADDRESS)) }
                select #email name="email" {
                    @for (opened, item) in addresses(desk, card) {
                        @for value in &opened.values {
                            @let address = personal::in_field(value, item, lang);
                            option value=(address.as_str()) selected[address.as_str() == typed.get("email")] { (address.as_str()) }
                        }
                    }
                }
            }
            div.field {
                label for="lang" { (desk.say(&say::LANGUAGE)) }
                select #lang name="lang" {
                    @for one in Lang::ALL {
                        option value=(one.code()) lang=(one.code()) selected[one == chosen] { (own_name(one)) }
                    }
                }
            }
            div.field {
                label for="days" { (desk.say(&say::DAYS)) }
                input #days name="days" type="number" min="1" max="30" required value=(days) aria-describedby="days-hint";
                p.hint #days-hint { (desk.say(&say::DAYS_HINT)) }
            }
            div.field {
                div {
                    label.check {
                        input type="checkbox" name="key" value="yes" checked[typed.has("key")] aria-describedby="key-hint";
                        (desk.say(&say::KEY))
                    }
                }
                p.hint #key-hint { (desk.say(&say::KEY_HINT)) }
            }
            p.actions { button.primary type="submit" { (desk.say(&say::SEND)) } }
        }
    }
}

/// Invitations that still work.
fn waiting(desk: &Desk<'_>, subject: &SubjectRef) -> Result<Markup, Trouble> {
    let lang = desk.lang();
    let found = desk.gate.invitations(&desk.ask, subject)?;
    Ok(html! {
        section.sheet {
            h2 { (desk.say(&say::WAITING)) }
            @if found.is_empty() { p.muted { (desk.say(&say::NONE_WAITING)) } }
            @else {
                ul.related {
                    @for one in &found {
                        @let made = when::moment(one.made, lang);
                        li {
                            span {
                                (say::MADE.fill(lang, &[("made", &made)])) ", "
                                (say::ENDS.fill(lang, &[("ends", &when::moment(one.ends, lang))]))
                                @if one.has_key { " " span.tag { (desk.say(&say::WITH_KEY)) } }
                            }
                            form method="post" action=(address(desk, subject)) {
                                (desk.frame.token())
                                button.small-button type="submit" name="withdraw" value=(one.made.as_millisecond()) {
                                    (desk.say(&say::WITHDRAW)) span.hidden { ": " (made) }
                                }
                            }
                        }
                    }
                }
            }
        }
    })
}
