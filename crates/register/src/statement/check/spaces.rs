//! Rules about spaces, visibility, links and the scopes that go through them.

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    id::{CategoryId, GroupId},
    statement::model::{
        Anchor, Closed, GroupKind, Holders, Item, ItemType, ObjectKind, Retention, Role, Scope, SpaceUsers,
        SubjectGroup, Visibility,
    },
    statement::period::Period,
    text::Text,
};

impl Check<'_> {
    pub(super) fn spaces(&mut self) {
        for (at, role) in self.filled.roles.iter().enumerate() {
            self.links_of_scope(at, role);
            if role.holders == Holders::Outside {
                self.outsider(at, role);
            }
        }
        for (at, object) in self.filled.objects.iter().enumerate() {
            self.visibility(at, object);
            if object.organisations_only {
                self.organisations_only(at, object);
            }
        }
        for (at, group) in self.filled.subject_groups.iter().enumerate() {
            self.leavers(at, group);
        }
    }

    /// A scope that goes through objects needs a kind of object that it can go through.
    fn links_of_scope(&mut self, at: usize, role: &Role) {
        let readable = |kind: &&ObjectKind| reads(role, &kind.category);
        let kinds: Vec<&ObjectKind> = self.filled.objects.iter().filter(readable).collect();
        let goes = match role.scope {
            Scope::All | Scope::Area | Scope::OwnMaintained | Scope::Assigned => return,
            Scope::Own => !kinds.is_empty(),
            Scope::Participant => kinds.iter().any(|kind| kind.links.iter().any(|link| link.staff)),
            Scope::Organisation => self.filled.objects.iter().any(|kind| self.joins_organisation(kind)),
        };
        if !goes && !self.unsure("object") {
            self.at(&format!("role[{at}].scope"), scope_without_links(&role.name));
        }
    }

    /// Whether a kind of object brings an organisation and others together: it is a person's and an organisation is linked to it,
    /// or the other way round.
    fn joins_organisation(&self, kind: &ObjectKind) -> bool {
        let mut organisations = self.filled.subject_groups.iter().filter(|one| self.is_organisation(&one.id));
        let linked = |id: &GroupId| kind.links.iter().any(|link| link.groups.contains(id));
        let has = |id: &GroupId| kind.groups.is_empty() || kind.groups.contains(id);
        let others = kind.links.iter().any(|link| !link.groups.is_empty());
        organisations.any(|one| linked(&one.id) || others && has(&one.id))
    }

    fn is_organisation(&self, id: &GroupId) -> bool {
        let group = self.filled.subject_groups.iter().find(|group| group.id == *id);
        group.is_some_and(|group| matches!(group.kind, GroupKind::Organisation | GroupKind::SoleTrader))
    }

    /// People outside reach what they take part in, and only in spaces that let them in (claim R5-128).
    fn outsider(&mut self, at: usize, role: &Role) {
        if matches!(role.scope, Scope::All | Scope::Area) {
            self.both(
                (&format!("role[{at}].scope"), &format!("role[{at}].holders")),
                outsider_reaches_everyone(&role.name),
            );
        }
        let filled = self.filled;
        for (s, space) in filled.spaces.iter().enumerate().filter(|(_, it)| it.users == SpaceUsers::Staff) {
            let mut kinds = filled.objects.iter().filter(|kind| kind.space.as_ref() == Some(&space.id));
            if let Some(kind) = kinds.find(|kind| reads(role, &kind.category)) {
                self.both(
                    (&format!("role[{at}].holders"), &format!("space[{s}]")),
                    outsider_in_staff_space(&role.name, &kind.name, &space.name),
                );
            }
        }
    }

    fn visibility(&mut self, at: usize, object: &ObjectKind) {
        let path = format!("object[{at}].visibility");
        let limited = object.visibility.iter().any(|it| *it != Visibility::Open);
        if limited && !object.links.iter().any(|link| link.staff) {
            self.at(&path, hidden_from_everyone(&object.name));
        }
    }

    /// Nothing leads from an object of organisations to a person (claim R5-093).
    fn organisations_only(&mut self, at: usize, object: &ObjectKind) {
        let path = format!("object[{at}]");
        let promise = format!("{path}.organisations-only");
        let all = !object.groups.is_empty() && object.groups.iter().all(|id| self.is_organisation(id));
        if !all && !self.unsure("subject-group") {
            self.both((&format!("{path}.groups"), &promise), leads_to_person(&object.name));
        }
        for (number, link) in object.links.iter().enumerate() {
            if link.groups.iter().any(|id| !self.is_organisation(id)) {
                self.both(
                    (&format!("{path}.link[{number}].groups"), &promise),
                    leads_to_person(&object.name),
                );
            }
        }
        if let Some(number) = object.items.iter().position(names_person) {
            self.both((&format!("{path}.item[{number}].type"), &promise), leads_to_person(&object.name));
        }
        let filled = self.filled;
        for (number, parent) in object.parents.iter().enumerate() {
            let kind = filled.objects.iter().find(|kind| kind.id == *parent);
            if kind.is_some_and(|kind| !kind.organisations_only) {
                self.both((&format!("{path}.parents[{number}]"), &promise), leads_to_person(&object.name));
            }
        }
        let sole = filled.subject_groups.iter().find(|group| group.kind == GroupKind::SoleTrader);
        if sole.is_some_and(|group| object.groups.contains(&group.id)) {
            self.at(&format!("{path}.groups"), sole_trader(&object.name));
        }
    }

    /// Who has left stays for history only if something is kept of them.
    fn leavers(&mut self, at: usize, group: &SubjectGroup) {
        if group.closed != Closed::Hidden {
            return;
        }
        // History is of no use to anybody who does not know whose it is: other categories may go at once.
        let known_by = self.filled.items.iter().find(|item| {
            is_name(item)
                && (item.groups.is_empty() || item.groups.contains(&group.id))
                && item.retention.as_ref().is_some_and(goes_at_once)
        });
        let Some(category) = known_by.and_then(|item| item.category.as_ref()) else { return };
        if let Some(category) = self.filled.categories.iter().position(|one| one.id == *category) {
            self.both(
                (&format!("subject-group[{at}].closed"), &format!("category[{category}].retention")),
                leavers_not_kept(&group.name),
            );
        }
    }
}

fn reads(role: &Role, category: &CategoryId) -> bool {
    role.grants.iter().any(|grant| grant.read.contains(category))
}

/// Whether nothing is left when somebody's relationship has ended.
fn goes_at_once(retention: &Retention) -> bool {
    retention.after == Anchor::RelationshipEnd
        && Period::parse(&retention.keep).is_some_and(|period| period.is_zero())
}

const fn is_name(item: &Item) -> bool {
    matches!(item.item_type, ItemType::FirstNames | ItemType::Surname | ItemType::OrganisationName)
}

const fn names_person(item: &Item) -> bool {
    matches!(
        item.item_type,
        ItemType::FirstNames
            | ItemType::Surname
            | ItemType::Phone
            | ItemType::Email
            | ItemType::BirthDate
            | ItemType::IdentityCode
    )
}

fn scope_without_links(role: &Text) -> Problem {
    Problem::error(
        "scope-without-links",
        text(
            format!(
                "Rooli ”{}” ulottuu henkilöihin tapahtumien kautta, mutta mikään tapahtumalaji ei vie heidän luokseen.",
                role.fi
            ),
            format!("Rollen ”{}” når personer via objekt, men inget objektslag leder till dem.", role.sv),
            format!(
                "The role “{}” reaches people through objects, but no kind of object leads to them.",
                role.en
            ),
        ),
        Text::new(
            "own vaatii tapahtumalajin, jonka rooli näkee; participant vaatii siltä kohdan [[object.link]], jossa staff = true; organisation vaatii lajin, jonka linkki yhdistää organisaation ja muita.",
            "own kräver ett objektslag som rollen ser; participant kräver att slaget har [[object.link]] med staff = true; organisation kräver ett slag vars länk förenar en organisation och andra.",
            "own needs a kind of object that the role reads; participant needs one with a [[object.link]] with staff = true; organisation needs a kind whose link joins an organisation and others.",
        ),
    )
}

fn outsider_reaches_everyone(role: &Text) -> Problem {
    Problem::error(
        "outsider-reaches-everyone",
        text(
            format!(
                "Rooli ”{}” on ulkopuolisille, mutta se ulottuu muihinkin kuin niihin asioihin, joissa he ovat mukana.",
                role.fi
            ),
            format!("Rollen ”{}” är för utomstående men når annat än det som de deltar i.", role.sv),
            format!(
                "The role “{}” is for people outside, yet it reaches more than what they take part in.",
                role.en
            ),
        ),
        Text::new(
            "Valitse scope = \"participant\" tai poista holders = \"outside\".",
            "Välj scope = \"participant\" eller ta bort holders = \"outside\".",
            "Choose scope = \"participant\", or remove holders = \"outside\".",
        ),
    )
}

fn outsider_in_staff_space(role: &Text, kind: &Text, space: &Text) -> Problem {
    Problem::error(
        "outsider-in-staff-space",
        text(
            format!(
                "Ulkopuolisten rooli ”{}” näkisi lajin ”{}”, joka on vain henkilöstön tilassa ”{}”.",
                role.fi, kind.fi, space.fi
            ),
            format!(
                "Rollen ”{}” för utomstående skulle se slaget ”{}”, som finns i personalens utrymme ”{}”.",
                role.sv, kind.sv, space.sv
            ),
            format!(
                "The role “{}”, for people outside, would see “{}”, which lives in the staff's space “{}”.",
                role.en, kind.en, space.en
            ),
        ),
        Text::new(
            "Siirrä tieto tilaan, jossa users = \"staff-and-outside\", anna sille oma tietoryhmä tai poista oikeus.",
            "Flytta uppgiften till ett utrymme med users = \"staff-and-outside\", ge den en egen kategori eller ta bort rättigheten.",
            "Move it to a space with users = \"staff-and-outside\", give it a category of its own, or remove the grant.",
        ),
    )
}

fn hidden_from_everyone(kind: &Text) -> Problem {
    Problem::error(
        "hidden-from-everyone",
        text(
            format!("”{}” voi olla suljettu tai yksityinen, mutta kukaan ei voi olla siinä mukana.", kind.fi),
            format!("”{}” kan vara slutet eller privat, men ingen kan delta i det.", kind.sv),
            format!("“{}” can be closed or private, but nobody can take part in it.", kind.en),
        ),
        Text::new(
            "Lisää [[object.link]], jossa staff = true, tai jätä visibility pois.",
            "Lägg till [[object.link]] med staff = true eller utelämna visibility.",
            "Add a [[object.link]] with staff = true, or leave visibility out.",
        ),
    )
}

fn leads_to_person(kind: &Text) -> Problem {
    Problem::error(
        "leads-to-a-person",
        text(
            format!(
                "”{}” koskee lupauksen mukaan vain organisaatioita, mutta tästä pääsee henkilöön.",
                kind.fi
            ),
            format!("”{}” gäller enligt löftet bara organisationer, men härifrån nås en person.", kind.sv),
            format!("“{}” is promised to be about organisations alone, but this leads to a person.", kind.en),
        ),
        Text::new(
            "Rajaa groups organisaatioihin ja poista henkilöön johtava linkki, tieto tai yläkohde, tai poista organisations-only.",
            "Begränsa groups till organisationer och ta bort länken, uppgiften eller det överordnade objektet som leder till en person, eller ta bort organisations-only.",
            "Limit groups to organisations and remove the link, item or parent that leads to a person, or remove organisations-only.",
        ),
    )
}

fn sole_trader(kind: &Text) -> Problem {
    Problem::note(
        "sole-trader-is-a-person",
        text(
            format!(
                "”{}” voi koskea yksityistä elinkeinonharjoittajaa, joka on myös rekisteröity: hänen tietonsa ovat henkilötietoja.",
                kind.fi
            ),
            format!(
                "”{}” kan gälla en enskild näringsidkare, som också är registrerad: uppgifterna är personuppgifter.",
                kind.sv
            ),
            format!(
                "“{}” may be about a sole trader, who is a data subject too: that data is personal.",
                kind.en
            ),
        ),
        Text::new(
            "Mitään ei tarvitse muuttaa; henkilö saa tiedot nähdäkseen kuten muutkin omansa.",
            "Inget behöver ändras; personen får se uppgifterna liksom sina övriga.",
            "Nothing has to change; the person gets to see it as all that is theirs.",
        ),
    )
}

fn leavers_not_kept(group: &Text) -> Problem {
    Problem::decision(
        "leavers-not-kept",
        text(
            format!(
                "Lähteneistä (”{}”) luvataan säilyttää historia, mutta toinen kohta poistaa tiedot heti suhteen päätyttyä. Tiedot poistetaan.",
                group.fi
            ),
            format!(
                "Historiken för dem som slutat (”{}”) ska bevaras, men ett annat ställe raderar uppgifterna genast när relationen upphör. Uppgifterna raderas.",
                group.sv
            ),
            format!(
                "Those who left (“{}”) are to stay for history, but another passage deletes the data as soon as the relationship ends. It is deleted.",
                group.en
            ),
        ),
        Text::new(
            "Anna säilytysaika, jonka verran historiaa tarvitaan, tai poista closed = \"hidden\".",
            "Ange hur länge historiken behövs eller ta bort closed = \"hidden\".",
            "Say for how long the history is needed, or remove closed = \"hidden\".",
        ),
    )
}
