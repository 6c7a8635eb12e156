//! Giving somebody's data to others, and telling those who were given data of its correction. Not here: whether they may be
//! given it (the gate), what is typed (`work/disclosure.rs`).

use crate::{
    app::Shared,
    messages::{Message, disclosure as say, page as frame_say},
    web::{
        about::account_names,
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Fields, Posted, see_other},
        page::{Banner, banner},
        personal,
        visit::AtWork,
        when,
    },
    work::disclosure::{self as work, Outcome, Typed},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::{
    GateError,
    ask::{AccountId, Actor},
    card::SubjectRef,
    disclosures::{
        Disclosed, InLog, NoticeKind, Parcel, RecipientNotice,
        asked::{Asked, AskedState},
    },
};
use seloste_register::{
    id::{RecipientId, RegisterId},
    statement::model::DisclosureGround,
};
use std::collections::HashMap;

/// `GET .../s/{subject}/disclosures`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Path<(String, String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let given = desk.gate.disclosures(&desk.ask, &subject)?;
        let asked = desk.gate.asked_to_give(&desk.ask, &subject)?;
        let checkers = given.iter().filter_map(|one| one.checked.map(|(_, by)| by));
        let deciders = asked.iter().flat_map(|one| [Some(one.by), one.decided_by]).flatten();
        let names = account_names(desk, given.iter().map(|one| one.by).chain(checkers).chain(deciders))?;
        let title = desk.say(&say::TITLE);
        let content = html! {
            h1 { (title) }
            p.lead { (desk.say(&say::LEAD)) }
            @if given.is_empty() { p.muted { (desk.say(&say::NONE)) } } @else { (table(desk, &subject, (&given, &names))) }
            (asked_sheet(desk, &subject, &asked, &names))
            section.sheet { h2 { (desk.say(&say::GIVE)) } (forms(desk)) }
            p.actions {
                a.button href=(desk.at(&format!("s/{}", subject.0))) { (desk.say(&frame_say::BACK)) }
                a.button href=(desk.at("disclosures")) { (desk.say(&say::NOTICES)) }
            }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}

/// `POST .../s/{subject}/disclosures`: gives, and shows what is to be handed over, once.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        Ok(
            match work::make(
                desk.gate,
                &desk.ask,
                &subject,
                (typed(&fields), &|register| there(desk, register)),
            )? {
                Outcome::Given(parcel) => handed(desk, &subject, &parcel),
                Outcome::Copied(_) | Outcome::Waiting(_) | Outcome::Refused(_) => {
                    see_other(&desk.at(&format!("s/{}/disclosures", subject.0)))
                }
            },
        )
    })
    .await
}

/// `POST .../s/{subject}/disclosures/asked`: a second person agrees to what was put forward, or refuses it.
pub(crate) async fn decide(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let (what, number) = fields.get("do").split_once(' ').ok_or(Trouble::Absent)?;
        let number = number.parse().map_err(|_| Trouble::Absent)?;
        if what == "agree" {
            let parcel = desk.gate.agree_to_give(&desk.ask, &subject, number)?;
            return Ok(handed(desk, &subject, &parcel));
        }
        desk.gate.refuse_asked(&desk.ask, &subject, (number, fields.get("why")))?;
        Ok(see_other(&desk.at(&format!("s/{}/disclosures", subject.0))))
    })
    .await
}

/// `POST .../s/{subject}/disclosures/checked`: somebody else has gone over a disclosure and found it right.
pub(crate) async fn checked(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Path<(String, String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        desk.gate.disclosure_checked(&desk.ask, &subject, fields.get("reference"))?;
        Ok(see_other(&desk.at(&format!("s/{}/disclosures", subject.0))))
    })
    .await
}

/// Whoever is at the desk, with the roles held in another register.
fn there(desk: &Desk<'_>, register: &RegisterId) -> Result<Actor, GateError> {
    let signed = desk.signed.as_ref().ok_or(GateError::Absent)?;
    Ok(signed.actor(desk.app, register)?)
}

fn typed(fields: &Fields) -> Typed {
    let given = |name: &str| Some(fields.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let (recipient, purpose) = match given("declared") {
        Some(both) => match both.split_once(' ') {
            Some((recipient, purpose)) => (Some(recipient.to_owned()), Some(purpose.to_owned())),
            None => (Some(both), None),
        },
        None => (None, None),
    };
    let categories = fields.all().filter(|(name, _)| *name == "category");
    Typed {
        recipient,
        purpose,
        to: given("to"),
        ground: given("ground"),
        provision: given("provision"),
        case_number: given("case_number"),
        refuse: given("refuse"),
        categories: categories.map(|(_, value)| value.to_owned()).collect(),
    }
}

fn table(
    desk: &Desk<'_>,
    subject: &SubjectRef,
    (given, names): (&[Disclosed], &HashMap<AccountId, String>),
) -> Markup {
    let heads = [&say::WHEN, &say::TO, &say::WHAT, &say::WHO, &say::REFERENCE, &say::CHECKED];
    let categories = |one: &Disclosed| {
        let name = |id: &seloste_register::id::CategoryId| {
            desk.rules.category(id).map_or(id.to_string(), |found| desk.read(&found.name).to_owned())
        };
        one.categories.iter().map(name).collect::<Vec<_>>().join(", ")
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::TITLE)) {
            table {
                thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } } }
                tbody {
                    @for one in given {
                        tr {
                            td.nowrap { (when::moment(one.given, desk.lang())) }
                            td {
                                @match &one.recipient {
                                    Some(id) => (recipient(desk, id)),
                                    None => (personal::text(&one.words)),
                                }
                                @if let Some(ground) = one.ground { span.origin { (desk.say(ground_name(ground))) } }
                            }
                            td { (categories(one)) }
                            td { (names.get(&one.by).map_or("–", String::as_str)) }
                            td { code { (one.reference) } }
                            td { (checking(desk, subject, (one, names))) }
                        }
                    }
                }
            }
        }
    }
}

/// Who has gone over a disclosure, or the way to say so for anybody but who made it; and whether the log tells the same.
fn checking(
    desk: &Desk<'_>,
    subject: &SubjectRef,
    (one, names): (&Disclosed, &HashMap<AccountId, String>),
) -> Markup {
    let place = desk.at(&format!("s/{}/disclosures/checked", subject.0));
    html! {
        @match (one.in_log, one.checked) {
            (InLog::Missing, _) => { span.tag.bad { (desk.say(&say::NOT_IN_LOG)) } }
            (_, Some((at, by))) => {
                (names.get(&by).map_or("–", String::as_str)) span.origin { (when::moment(at, desk.lang())) }
            }
            (_, None) if one.by == desk.ask.actor.account => { span.muted { (desk.say(&say::NOT_CHECKED)) } }
            (_, None) => {
                form method="post" action=(place) {
                    (desk.frame.token())
                    button.button type="submit" name="reference" value=(one.reference) { (desk.say(&say::CHECK)) }
                }
            }
        }
    }
}

/// What others asked to be given: what waits for a second person first, with the two ways to decide it.
fn asked_sheet(
    desk: &Desk<'_>,
    subject: &SubjectRef,
    asked: &[Asked],
    names: &HashMap<AccountId, String>,
) -> Markup {
    if asked.is_empty() {
        return html! {};
    }
    let place = desk.at(&format!("s/{}/disclosures/asked", subject.0));
    let name = |id: &AccountId| names.get(id).map_or("–", String::as_str);
    html! {
        section.sheet {
            h2 { (desk.say(&say::ASKED)) }
            @for one in asked {
                div.field {
                    p {
                        (when::moment(one.asked, desk.lang())) ", " (name(&one.by)) " "
                        @match one.state {
                            AskedState::Waiting => { span.tag.warn { (desk.say(&say::WAITS)) } }
                            AskedState::Given => { span.tag.good { (desk.say(&say::WAS_GIVEN)) } }
                            AskedState::Refused => { span.tag.bad { (desk.say(&say::WAS_REFUSED)) } }
                        }
                    }
                    p { (personal::text(&one.words)) span.origin { (desk.say(ground_name(one.ground))) } }
                    @if let Some(why) = &one.why { p { (desk.say(&say::REFUSED_BECAUSE)) ": " (personal::text(why)) } }
                    @if let Some(by) = &one.decided_by { p.muted { (desk.say(&say::WHO)) ": " (name(by)) } }
                    @if one.state == AskedState::Waiting && one.by != desk.ask.actor.account {
                        form method="post" action=(place) {
                            (desk.frame.token())
                            p.actions { button.primary type="submit" name="do" value={ "agree " (one.number) } { (desk.say(&say::AGREE)) } }
                        }
                    }
                    @if one.state == AskedState::Waiting {
                        form method="post" action=(place) autocomplete="off" {
                            (desk.frame.token())
                            div.field {
                                label for={ "why-" (one.number) } { (desk.say(&say::REFUSED_BECAUSE)) }
                                input id={ "why-" (one.number) } name="why" required maxlength="2000";
                            }
                            p.actions { button type="submit" name="do" value={ "refuse " (one.number) } { (desk.say(&say::REFUSE)) } }
                        }
                    }
                }
            }
        }
    }
}

fn recipient(desk: &Desk<'_>, id: &RecipientId) -> String {
    let found = desk.rules.statement().recipients.iter().find(|one| one.id == *id);
    found.map_or_else(|| id.to_string(), |found| desk.read(&found.name).to_owned())
}

const fn ground_name(ground: DisclosureGround) -> &'static Message {
    match ground {
        DisclosureGround::Law => &say::GROUND_LAW,
        DisclosureGround::OwnRequest => &say::GROUND_OWN,
        DisclosureGround::Authority => &say::GROUND_AUTHORITY,
    }
}

const fn ground_code(ground: DisclosureGround) -> &'static str {
    match ground {
        DisclosureGround::Law => "law",
        DisclosureGround::OwnRequest => "own-request",
        DisclosureGround::Authority => "authority",
    }
}

/// Two forms: to a recipient that the statement names, and to somebody else once, where it names a ground for that.
fn forms(desk: &Desk<'_>) -> Markup {
    let statement = desk.rules.statement();
    let grounds = &statement.disclosure.grounds;
    html! {
        @if !statement.recipients.is_empty() {
            details {
                summary { (desk.say(&say::DECLARED)) }
                form method="post" action=(desk.frame.path) autocomplete="off" {
                    (desk.frame.token())
                    div.field {
                        label for="declared" { (desk.say(&say::RECIPIENT)) ", " (desk.say(&say::PURPOSE)) }
                        select #declared name="declared" {
                            @for one in &statement.recipients { @for purpose in &one.purposes {
                                option value={ (one.id) " " (purpose) } {
                                    (desk.read(&one.name)) ", "
                                    (desk.rules.purpose(purpose).map_or(purpose.as_str(), |found| desk.read(&found.name)))
                                }
                            } }
                        }
                    }
                    (categories(desk))
                    p.actions { button type="submit" { (desk.say(&say::GIVE)) } }
                }
            }
        }
        @if !grounds.is_empty() {
            details {
                summary { (desk.say(&say::SINGLE)) }
                form method="post" action=(desk.frame.path) autocomplete="off" {
                    (desk.frame.token())
                    div.field { label for="to" { (desk.say(&say::NAME)) } input #to name="to" required maxlength="500"; }
                    div.field {
                        label for="ground" { (desk.say(&say::GROUND)) }
                        select #ground name="ground" {
                            @for ground in grounds { option value=(ground_code(*ground)) { (desk.say(ground_name(*ground))) } }
                        }
                    }
                    div.field { label for="provision" { (desk.say(&say::PROVISION)) } textarea #provision name="provision" rows="2" required maxlength="500" {} }
                    div.field {
                        label for="case_number" { (desk.say(&say::CASE_NUMBER)) }
                        input #case_number name="case_number" maxlength="100" aria-describedby="case-number-hint";
                        p.hint #case-number-hint { (desk.say(&say::CASE_NUMBER_HINT)) }
                    }
                    (categories(desk))
                    div.field {
                        label for="refuse" { (desk.say(&say::REFUSE_HOW)) }
                        input #refuse name="refuse" maxlength="2000";
                    }
                    p.actions { button type="submit" { (desk.say(&say::GIVE)) } }
                }
            }
        }
    }
}

fn categories(desk: &Desk<'_>) -> Markup {
    html! {
        fieldset {
            legend { (desk.say(&say::CATEGORIES)) }
            @for one in &desk.rules.statement().categories {
                label.check { input type="checkbox" name="category" value=(one.id); span { (desk.read(&one.name)) } }
            }
        }
    }
}

/// What is to be handed over. It is shown once; opening it again is another disclosure.
fn handed(desk: &Desk<'_>, subject: &SubjectRef, parcel: &Parcel) -> Response {
    let title = desk.say(&say::PARCEL);
    let items = parcel.categories.iter().flat_map(|category| &category.items);
    let shown = items.filter(|item| !item.values.is_empty());
    let named = shown.filter_map(|item| Some((item, desk.rules.item(&item.item)?)));
    let content = html! {
        div.narrow {
            h1 { (title) }
            (banner(Banner::Done, "", &html! { p { (say::PARCEL_LEAD.fill(desk.lang(), &[("reference", &parcel.reference)])) } }))
            dl.facts {
                @for (item, declared) in named {
                    div { dt { (desk.read(&declared.name)) } dd { (personal::values(item, declared, desk.lang())) } }
                }
            }
            p.actions { a.button href=(desk.at(&format!("s/{}/disclosures", subject.0))) { (desk.say(&frame_say::BACK)) } }
        }
    };
    desk.frame.page(title, &content)
}

/// `GET .../disclosures`: what recipients have to be told.
pub(crate) async fn notices(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    at: AtWork,
) -> Response {
    at_desk(app, at, place, move |desk| {
        let found = desk.gate.recipient_notices(&desk.ask)?;
        let title = desk.say(&say::NOTICES);
        let content = html! {
            h1 { (title) }
            p.lead { (desk.say(&say::NOTICES_LEAD)) }
            @if found.is_empty() { div.empty { p { (desk.say(&say::NO_NOTICES)) } } } @else { (notice_table(desk, &found)) }
        };
        Ok(desk.frame.page(title, &content))
    })
    .await
}

/// `POST .../disclosures`: one press each.
pub(crate) async fn told(
    State(app): State<Shared>,
    Path(place): Path<(String, String)>,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, place, move |desk| {
        let (step, number) = fields.get("do").split_once(' ').ok_or(Trouble::Absent)?;
        let step = work::step(step).ok_or(Trouble::Absent)?;
        let number = number.parse().map_err(|_| Trouble::Absent)?;
        desk.gate.recipient_told(&desk.ask, number, step)?;
        Ok(see_other(&desk.at("disclosures")))
    })
    .await
}

fn notice_table(desk: &Desk<'_>, found: &[RecipientNotice]) -> Markup {
    let heads = [&say::WHEN, &say::RECIPIENT, &say::REFERENCE, &say::WHAT, &say::STATE];
    html! {
        form method="post" action=(desk.frame.path) {
            (desk.frame.token())
            div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::NOTICES)) {
                table {
                    thead { tr { @for head in heads { th scope="col" { (desk.say(head)) } } } }
                    tbody { @for one in found { (notice_row(desk, one)) } }
                }
            }
        }
    }
}

fn notice_row(desk: &Desk<'_>, one: &RecipientNotice) -> Markup {
    let what = match one.kind {
        NoticeKind::Corrected => &say::CORRECTED,
        NoticeKind::Erased => &say::ERASED,
        NoticeKind::Restricted => &say::RESTRICTED,
        NoticeKind::Stopped => &say::STOPPED,
    };
    let (class, words) = match work::stand(one, desk.gate.clock().now()) {
        "late" => ("tag bad", &say::NOT_TOLD),
        "remind" => ("tag warn", &say::REMIND),
        "told" => ("tag", &say::TOLD),
        _ => ("tag", &say::NOT_TOLD),
    };
    let next = if one.told.is_none() { ("told", &say::MARK_TOLD) } else { ("reminded", &say::MARK_REMINDED) };
    html! {
        tr {
            td.nowrap { (when::moment(one.made, desk.lang())) }
            td { (one.recipient.as_ref().map_or_else(|| desk.say(&say::ANOTHER).to_owned(), |id| recipient(desk, id))) }
            td { code { (one.reference) } }
            td { (desk.say(what)) }
            td {
                span class=(class) { (desk.say(words)) } " "
                button.small-button type="submit" name="do" value={ (next.0) " " (one.number) } { (desk.say(next.1)) } " "
                button.small-button type="submit" name="do" value={ "receipt " (one.number) } { (desk.say(&say::MARK_RECEIPT)) }
            }
        }
    }
}
