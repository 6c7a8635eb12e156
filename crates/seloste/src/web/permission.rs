//! Consents and prohibitions: dated records for each channel, set and taken back in one press.

use crate::{
    app::Shared,
    messages::{page as frame_say, person as say},
    web::{
        desk::{Desk, at_desk},
        errors::Trouble,
        form::{Fields, Posted, see_other},
        personal,
        visit::AtWork,
        when,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use maud::{Markup, html};
use seloste_gate::card::{
    AddressMark, Addressable, Card, Exact, Permission, PermissionChange, PermissionKind, Set, SubjectRef,
};
use seloste_gate::{permissions::is_against_direct_marketing, personal::Personal};
use seloste_register::{
    id::{ConsentId, ProhibitionId},
    right::{Intake, Named as _},
    statement::model::{Action, Channel},
    text::{Lang, Text},
};

/// A consent or a prohibition with the notice that it rests on.
type Worded = (Permission, Option<Personal>);
type Place = Path<(String, String, String)>;

/// How a person's word comes to a desk.
const SAID_BY: [Intake; 6] =
    [Intake::Phone, Intake::Email, Intake::Letter, Intake::Outlet, Intake::Text, Intake::Web];
/// Longest notice that is kept as proof, in characters.
const NOTICE: usize = 1000;

/// The part of the card that says how the person may be approached.
pub(crate) fn sheet(desk: &Desk<'_>, card: &Card) -> Markup {
    let statement = desk.rules.statement();
    if statement.prohibitions.is_empty() && statement.consents.is_empty() {
        return html! {};
    }
    let may = desk.may(Action::Permissions);
    let standing: Vec<&Permission> = card.permissions.iter().filter(|one| one.until.is_none()).collect();
    if !may && standing.is_empty() {
        return html! {};
    }
    html! {
        section.sheet {
            div.sheet-head {
                h2 { (desk.say(&say::PERMISSIONS)) }
                @if may { a href=(desk.at(&format!("s/{}/permissions", card.subject.0))) { (desk.say(&say::EDIT)) span.hidden { ": " (desk.say(&say::PERMISSIONS)) } } }
            }
            @if standing.is_empty() { p.muted { (desk.say(&say::NO_PERMISSIONS)) } }
            ul.related { @for one in standing { li { span { (told(desk, one)) span.origin { (since(desk, one)) } } (tag(desk, one)) } } }
        }
    }
}

/// The same on a person's own page, with the way to change it.
pub(crate) fn sheet_own(desk: &Desk<'_>, card: &Card, change: &str) -> Markup {
    let standing: Vec<&Permission> = card.permissions.iter().filter(|one| one.until.is_none()).collect();
    if standing.is_empty() {
        return html! {};
    }
    html! {
        section.sheet {
            div.sheet-head { h2 { (desk.say(&say::PERMISSIONS)) } a href=(change) { (desk.say(&say::EDIT)) span.hidden { ": " (desk.say(&say::PERMISSIONS)) } } }
            ul.related { @for one in standing { li { span { (told(desk, one)) span.origin { (since(desk, one)) } } (tag(desk, one)) } } }
        }
    }
}

pub(crate) fn tag(desk: &Desk<'_>, one: &Permission) -> Markup {
    match one.what {
        PermissionKind::Prohibition(_) => html! { span.tag.bad { (desk.say(&say::PROHIBITED)) } },
        PermissionKind::Consent(_) => html! { span.tag.good { (desk.say(&say::CONSENTED)) } },
    }
}

/// When it was given or set, as exactly as the reader may know it (R3-011).
fn from(one: &Permission, lang: Lang) -> String {
    match one.exact {
        Exact::Moment => when::moment(one.from, lang),
        Exact::Year => when::date_of(one.from).year().to_string(),
    }
}

pub(crate) fn since(desk: &Desk<'_>, one: &Permission) -> String {
    let day = match one.exact {
        Exact::Moment => when::day(when::date_of(one.from), desk.lang()),
        Exact::Year => when::date_of(one.from).year().to_string(),
    };
    let by = one.by.name();
    let by = by.get(desk.lang());
    format!("{}, {by}", say::SINCE.fill(desk.lang(), &[("day", &day)]))
}

/// What a permission is called, with its channel.
fn label(desk: &Desk<'_>, what: &PermissionKind, channel: Option<Channel>) -> String {
    let statement = desk.rules.statement();
    let name: Option<&Text> = match what {
        PermissionKind::Consent(id) => {
            statement.consents.iter().find(|one| one.id == *id).map(|one| &one.name)
        }
        PermissionKind::Prohibition(id) => {
            statement.prohibitions.iter().find(|one| one.id == *id).map(|one| &one.name)
        }
    };
    let name = name.map(|name| desk.read(name)).unwrap_or_default();
    match channel {
        Some(channel) => format!("{name}: {}", desk.say(when::channel(channel))),
        None => name.to_owned(),
    }
}

/// What a permission that stands is called: whether it is about one number or address alone, too.
fn told(desk: &Desk<'_>, one: &Permission) -> String {
    let name = label(desk, &one.what, one.channel);
    match one.address {
        Some(_) => format!("{name} ({})", desk.say(&say::ONE_ADDRESS)),
        None => name,
    }
}

/// `GET .../s/{subject}/permissions`.
pub(crate) async fn get(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    at: AtWork,
) -> Response {
    at_desk(app, at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        let all = desk.gate.worded_permissions(&desk.ask, &subject)?;
        let addresses = desk.gate.addresses(&desk.ask, &subject)?;
        Ok(page(desk, &subject, (&all, &addresses)))
    })
    .await
}

/// `POST .../s/{subject}/permissions`.
pub(crate) async fn post(
    State(app): State<Shared>,
    Path((register, purpose, subject)): Place,
    posted: Posted,
) -> Response {
    let fields = posted.fields;
    at_desk(app, posted.at, (register, purpose), move |desk| {
        let subject = SubjectRef(subject);
        if is_no_marketing(&fields) {
            let by = Intake::read(fields.get("by")).ok_or(Trouble::Absent)?;
            desk.gate.forbid_direct_marketing(&desk.ask, &subject, (by, notice(&fields)))?;
            return Ok(see_other(&desk.at(&format!("s/{}/permissions", subject.0))));
        }
        let change = change(&fields, Intake::read(fields.get("by"))).ok_or(Trouble::Absent)?;
        if fields.has("address") {
            desk.gate.permit_address(&desk.ask, &subject, change, fields.get("address"))?;
        } else if fields.get("guardian") == "yes" {
            desk.gate.permit_by_guardian(&desk.ask, &subject, change)?;
        } else {
            desk.gate.permit(&desk.ask, &subject, change)?;
        }
        Ok(see_other(&desk.at(&format!("s/{}/permissions", subject.0))))
    })
    .await
}

/// A press reads `set prohibition direct-advertising phone`; a channel of `-` means all. `by` is how the person's word came.
pub(crate) fn change(fields: &Fields, by: Option<Intake>) -> Option<PermissionChange> {
    let mut words = fields.get("do").split(' ');
    let set = match words.next()? {
        "set" => Set::InForce,
        "lift" => Set::TakenBack,
        _ => return None,
    };
    let (kind, id) = (words.next()?, words.next()?);
    let what = match kind {
        "consent" => PermissionKind::Consent(ConsentId::new(id).ok()?),
        "prohibition" => PermissionKind::Prohibition(ProhibitionId::new(id).ok()?),
        _ => return None,
    };
    let channel = match words.next()? {
        "-" => None,
        word => Some(when::read_channel(word)?),
    };
    Some(PermissionChange { what, channel, set, by: by?, notice: notice(fields) })
}

/// The notice that a word rests on, as typed.
fn notice(fields: &Fields) -> Option<String> {
    let notice: String = fields.get("notice").trim().chars().take(NOTICE).collect();
    (!notice.is_empty()).then_some(notice)
}

/// Whether all direct marketing was prohibited in one press (R4-047).
pub(crate) fn is_no_marketing(fields: &Fields) -> bool {
    fields.get("do") == "no-marketing"
}

/// That press; nothing when each prohibition of direct marketing stands in every channel, or none is declared.
pub(crate) fn no_marketing<'a>(desk: &Desk<'_>, all: impl Iterator<Item = &'a Permission> + Clone) -> Markup {
    let declared = desk.rules.statement().prohibitions.iter().filter(|one| is_against_direct_marketing(one));
    let stands = |one: &Permission, id: &ProhibitionId| {
        let wide = one.until.is_none() && one.channel.is_none() && one.address.is_none();
        wide && matches!(&one.what, PermissionKind::Prohibition(set) if set == id)
    };
    let mut open = declared.filter(|id| !all.clone().any(|one| stands(one, &id.id)));
    html! {
        @if open.next().is_some() {
            div.sheet {
                p.muted #no-marketing-hint { (desk.say(&say::NO_MARKETING_HINT)) }
                button class="small-button danger" type="submit" name="do" value="no-marketing" aria-describedby="no-marketing-hint" { (desk.say(&say::NO_MARKETING)) }
            }
        }
    }
}

fn page(desk: &Desk<'_>, subject: &SubjectRef, (all, addresses): (&[Worded], &[Addressable])) -> Response {
    let title = desk.say(&say::PERMISSIONS);
    let statement = desk.rules.statement();
    let content = html! {
        div.narrow {
            h1 { (title) }
            p.lead { (desk.say(&say::AT_ONCE)) }
            form method="post" action=(desk.frame.path) {
                (desk.frame.token())
                div.sheet {
                    div.field {
                        label for="by" { (desk.say(&say::BY)) }
                        select #by name="by" { @for one in SAID_BY { option value=(one.code()) { (one.name().get(desk.lang())) } } }
                    }
                    div.field {
                        label for="notice" { (desk.say(&say::NOTICE_TEXT)) }
                        input #notice name="notice" maxlength=(NOTICE) autocomplete="off" aria-describedby="notice-hint";
                        p.hint #notice-hint { (desk.say(&say::NOTICE_HINT)) }
                    }
                    @if statement.consents.iter().any(|consent| consent.minimum_age.is_some()) {
                        div.field {
                            label.check { input type="checkbox" name="guardian" value="yes" aria-describedby="guardian-hint"; span { (desk.say(&say::GUARDIAN)) } }
                            p.hint #guardian-hint { (desk.say(&say::GUARDIAN_HINT)) }
                        }
                    }
                }
                (no_marketing(desk, all.iter().map(|(one, _)| one)))
                @if !statement.prohibitions.is_empty() {
                    section.sheet {
                        h2 { (desk.say(&say::PROHIBITIONS)) }
                        ul.related {
                            @for one in &statement.prohibitions {
                                @for channel in channels(&one.channels) { (row(desk, &PermissionKind::Prohibition(one.id.clone()), channel, all)) }
                            }
                        }
                    }
                }
                @for one in &statement.consents {
                    section.sheet {
                        h2 { (desk.read(&one.name)) }
                        p.muted { (desk.say(&say::WORDING)) ": " q { (desk.read(&one.wording)) } }
                        ul.related { @for channel in channels(&one.channels) { (row(desk, &PermissionKind::Consent(one.id.clone()), channel, all)) } }
                    }
                }
            }
            (one_by_one(desk, all, addresses))
            (past(desk, all.iter().map(|(one, _)| one)))
            p.actions { a.button href=(desk.at(&format!("s/{}", subject.0))) { (desk.say(&frame_say::BACK)) } }
        }
    };
    desk.frame.page(title, &content)
}

/// The person's numbers and addresses, each with what may be said of it alone (R1-024, R4-018).
fn one_by_one(desk: &Desk<'_>, all: &[Worded], addresses: &[Addressable]) -> Markup {
    let statement = desk.rules.statement();
    html! {
        @for (at, one) in addresses.iter().enumerate() {
            @if let Some(item) = desk.rules.item(&one.item) {
                form.sheet method="post" action=(desk.frame.path) {
                    (desk.frame.token())
                    h2 { (item.name.get(desk.lang())) ": " (personal::shown(&one.value.value, item, desk.lang())) }
                    input type="hidden" name="address" value=(personal::in_field(&one.value, item, desk.lang()).as_str());
                    div.field {
                        label for=(format!("by-{at}")) { (desk.say(&say::BY)) }
                        select id=(format!("by-{at}")) name="by" { @for by in SAID_BY { option value=(by.code()) { (by.name().get(desk.lang())) } } }
                    }
                    ul.related {
                        @for declared in &statement.prohibitions {
                            @for channel in of_address(&declared.channels, one) { (row_at(desk, &PermissionKind::Prohibition(declared.id.clone()), channel, (all, Some(one.mark)))) }
                        }
                        @for declared in &statement.consents {
                            @for channel in of_address(&declared.channels, one) { (row_at(desk, &PermissionKind::Consent(declared.id.clone()), channel, (all, Some(one.mark)))) }
                        }
                    }
                }
            }
        }
    }
}

/// The channels of a declared kind in which one number or address is reached.
fn of_address(declared: &[Channel], one: &Addressable) -> Vec<Option<Channel>> {
    channels(declared).into_iter().filter(|way| way.is_none_or(|way| one.channels.contains(&way))).collect()
}

/// Each channel by itself; all at once where the statement does not tell them apart.
pub(crate) fn channels(declared: &[Channel]) -> Vec<Option<Channel>> {
    if declared.is_empty() { vec![None] } else { declared.iter().copied().map(Some).collect() }
}

fn row(desk: &Desk<'_>, what: &PermissionKind, channel: Option<Channel>, all: &[Worded]) -> Markup {
    row_at(desk, what, channel, (all, None))
}

fn row_at(
    desk: &Desk<'_>,
    what: &PermissionKind,
    channel: Option<Channel>,
    (all, address): (&[Worded], Option<AddressMark>),
) -> Markup {
    // What was said of all channels stands in each.
    let here = |(one, _): &&Worded| {
        let covers = one.channel == channel || one.channel.is_none();
        one.what == *what && one.until.is_none() && covers && one.address == address
    };
    let standing = all.iter().find(here);
    let (kind, id) = match what {
        PermissionKind::Consent(id) => ("consent", id.as_str()),
        PermissionKind::Prohibition(id) => ("prohibition", id.as_str()),
    };
    let (press, none, class) = match (what, standing.is_some()) {
        (PermissionKind::Prohibition(_), true) => (&say::LIFT, &say::NOT_SET, "small-button"),
        (PermissionKind::Prohibition(_), false) => {
            (&say::SET_PROHIBITION, &say::NOT_SET, "small-button danger")
        }
        (PermissionKind::Consent(_), true) => (&say::WITHDRAW, &say::NOT_GIVEN, "small-button"),
        (PermissionKind::Consent(_), false) => (&say::GIVE, &say::NOT_GIVEN, "small-button"),
    };
    let verb = if standing.is_some() { "lift" } else { "set" };
    let value = format!("{verb} {kind} {id} {}", channel.map_or("-", when::channel_word));
    let name = label(desk, what, channel);
    html! {
        li {
            span {
                (name) " "
                @match standing { Some((one, notice)) => { (tag(desk, one)) span.origin { (since(desk, one)) @if let Some(notice) = notice { ": " q { (personal::text(notice)) } } } } None => { span.origin { (desk.say(none)) } } }
            }
            button class=(class) type="submit" name="do" value=(value) { (desk.say(press)) span.hidden { ": " (name) } }
        }
    }
}

/// What was in force earlier (claim R1-025).
pub(crate) fn past<'a>(desk: &Desk<'_>, all: impl Iterator<Item = &'a Permission>) -> Markup {
    let lang = desk.lang();
    let over: Vec<(&Permission, String)> =
        all.filter_map(|one| Some((one, when::moment(one.until?, lang)))).collect();
    html! {
        @if !over.is_empty() {
            div.scroll tabindex="0" role="region" aria-label=(desk.say(&say::PAST)) {
                table {
                    caption { (desk.say(&say::PAST)) }
                    thead { tr { th scope="col" { (desk.say(&say::ITEM)) } th scope="col" { (desk.say(&say::FROM)) } th scope="col" { (desk.say(&say::UNTIL)) } th scope="col" { (desk.say(&say::BY)) } } }
                    tbody {
                        @for (one, until) in over {
                            tr { td { (told(desk, one)) } td { (from(one, lang)) } td { (until) } td { (one.by.name().get(lang)) } }
                        }
                    }
                }
            }
        }
    }
}
