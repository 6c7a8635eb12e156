//! What ties a new person to the register, on the form at which the person is added: an object of their own, whose fields are on the
//! form, or a place in somebody else's, from whose page the form was reached (R6-003). Not here: whether it ties (the gate).

use super::{
    desk::Desk,
    fields::{self, Drawn, Filled},
    form::Fields,
    object_form::{changes, day, day_field},
    page::{Banner, banner},
};
use crate::messages::{page as frame_say, person as say};
use maud::{Markup, html};
use seloste_gate::{
    Along,
    card::{ObjectDraft, ObjectRef},
    errors::ItemProblem,
};
use seloste_register::{
    id::{LinkId, SourceId},
    statement::model::{Action, LinkRole, ObjectKind, SubjectGroup},
};

/// Fields that name the object of somebody else's and the place in it.
pub(super) const OBJECT: &str = "tied-object";
pub(super) const ROLE: &str = "tied-role";

const PREFIX: &str = "t";

/// What the form asks for.
pub(super) enum Tying<'d> {
    /// Nothing: the group need not be tied to the register.
    Free,
    /// An object of the person's own.
    Own(&'d ObjectKind),
    /// A place in an object of somebody else's.
    Place(ObjectRef, &'d LinkRole),
    /// A place in an object of one of these kinds, none of which was named.
    Unnamed(Vec<&'d ObjectKind>),
}

impl<'d> Tying<'d> {
    /// What a group asks for; `object` and `role` are of the page that the form was reached from, or as they were sent.
    pub(super) fn of(desk: &'d Desk<'_>, group: &SubjectGroup, (object, role): (&str, &str)) -> Self {
        let kinds = || group.tied_by.iter().filter_map(|tie| Some((tie, desk.rules.object(&tie.object)?)));
        if group.tied_by.is_empty() {
            return Self::Free;
        }
        let named = kinds().find_map(|(tie, kind)| {
            let link = tie.link.as_ref().filter(|link| !object.is_empty() && link.as_str() == role)?;
            kind.links.iter().find(|one| one.id == *link)
        });
        if let Some(role) = named {
            return Self::Place(ObjectRef(object.to_owned()), role);
        }
        let own = kinds().find(|(tie, kind)| tie.link.is_none() && !kind.parent_required);
        own.map_or_else(
            || Self::Unnamed(kinds().map(|(_, kind)| kind).collect()),
            |(_, kind)| Self::Own(kind),
        )
    }

    /// Its part of the form.
    pub(super) fn draw(&self, desk: &Desk<'_>, typed: &Fields, problems: &[ItemProblem]) -> Markup {
        match self {
            Self::Free => html! {},
            Self::Own(kind) => own(desk, kind, (typed, problems)),
            Self::Place(object, role) => html! {
                input type="hidden" name=(OBJECT) value=(object.0);
                input type="hidden" name=(ROLE) value=(role.id);
                p.hint { (desk.say(&say::TIED_AS)) ": " (desk.read(&role.name).to_lowercase()) }
            },
            Self::Unnamed(_) => html! {},
        }
    }

    /// What stands instead of the form where nobody can be added from it: where to go.
    pub(super) fn elsewhere(&self, desk: &Desk<'_>) -> Option<Markup> {
        let Self::Unnamed(kinds) = self else { return None };
        let mut names: Vec<String> = kinds.iter().map(|kind| desk.read(&kind.name).to_lowercase()).collect();
        names.dedup();
        let text = say::TIED_ELSEWHERE.fill(desk.lang(), &[("kinds", &names.join(", "))]);
        Some(html! {
            (banner(Banner::Note, "", &html! { p { (text) } }))
            @if desk.may(Action::Find) {
                p.actions { a.button href=(desk.at("find")) { (desk.say(&frame_say::FIND_PERSON)) } }
            }
        })
    }

    /// What was sent of it.
    pub(super) fn along(&self, desk: &Desk<'_>, fields: &Fields, problems: &mut Vec<ItemProblem>) -> Along {
        match self {
            Self::Free | Self::Unnamed(_) => Along::default(),
            Self::Own(kind) => {
                let objects = drafted(desk, kind, fields, problems).into_iter().collect();
                Along { objects, ..Along::default() }
            }
            Self::Place(object, role) => {
                Along { links: vec![(object.clone(), role.id.clone())], ..Along::default() }
            }
        }
    }
}

fn own(desk: &Desk<'_>, kind: &ObjectKind, (typed, problems): (&Fields, &[ItemProblem])) -> Markup {
    let first = if kind.period { &say::STARTS } else { &say::DATE };
    let ends = Some(desk.say(&say::ENDS_HINT));
    html! {
        section.sheet {
            h2 { (desk.read(&kind.name)) }
            (day_field(desk, ("starts", desk.say(first), None), Some(typed.get("starts")), problems))
            @if kind.period { (day_field(desk, ("ends", desk.say(&say::ENDS), ends), Some(typed.get("ends")), problems)) }
            @for item in kind.items.iter().filter(|item| !item.generated) {
                (fields::draw(desk, item, &Filled::typed(typed, PREFIX, item), &Drawn { prefix: PREFIX, problems, below: html! {} }))
            }
        }
    }
}

fn drafted(
    desk: &Desk<'_>,
    kind: &ObjectKind,
    fields: &Fields,
    problems: &mut Vec<ItemProblem>,
) -> Option<ObjectDraft> {
    // The object comes from where the person comes from, if it may.
    let chosen = SourceId::new(fields.get("source")).ok().filter(|source| kind.sources.contains(source));
    let source = chosen.or_else(|| kind.sources.first().cloned())?;
    let starts = day(desk, fields, "starts", problems)?;
    let ends = if fields.has("ends") { day(desk, fields, "ends", problems) } else { None };
    let items = changes(desk, &kind.items, (PREFIX, fields, &source), problems);
    let (parent, state, assigned, lines) = (None, None, None, Vec::new());
    Some(ObjectDraft { kind: kind.id.clone(), parent, state, starts, ends, source, assigned, items, lines })
}

/// Ways from an object's page to the form at which people are added whom the object then ties.
pub(super) fn adders(desk: &Desk<'_>, kind: &ObjectKind, object: &ObjectRef) -> Markup {
    let groups = desk.rules.statement().subject_groups.iter();
    let ways = groups.flat_map(|group| group.tied_by.iter().map(move |tie| (group, tie)));
    let ways = ways.filter(|(_, tie)| tie.object == kind.id);
    let ways: Vec<(&SubjectGroup, &LinkId)> =
        ways.filter_map(|(group, tie)| Some((group, tie.link.as_ref()?))).collect();
    let name = |link: &LinkId| {
        kind.links.iter().find(|role| role.id == *link).map_or("", |role| desk.read(&role.name))
    };
    html! {
        @if !ways.is_empty() {
            p.actions {
                @for (group, link) in ways {
                    a.button href={ (desk.at("new")) "?group=" (group.id) "&object=" (object.0) "&role=" (link) } {
                        (desk.say(&say::ADD)) ": " (name(link).to_lowercase()) " (" (desk.read(&group.name).to_lowercase()) ")"
                    }
                }
            }
        }
    }
}
