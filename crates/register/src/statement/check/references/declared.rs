//! What a statement declares by name, and what it is called when a name is missing. The kind of an [`Id`] says in which list it
//! has to stand.

use crate::{
    diagnostics::Problem,
    document::nearest,
    id::{Id, kind},
    statement::{
        check::text,
        model::{RecipientKind, Statement},
    },
};

/// Names of one sort: the key of the tables that declare them, what one of them is called, and all that there are.
pub(super) struct Declared<'a> {
    pub(super) key: &'static str,
    pub(super) called: [&'static str; 3],
    pub(super) ids: Vec<&'a str>,
}

/// A kind of name that is declared in a list of the statement.
pub(super) trait Listed {
    /// The key of the tables that declare them.
    const KEY: &'static str;

    /// The list, as it is written.
    fn declared(statement: &Statement) -> Declared<'_>;
}

/// `kind: "key", [fi, sv, en], the names`.
macro_rules! listed {
    ($($kind:ident: $key:literal, $called:expr, $names:expr;)*) => {$(
        impl Listed for kind::$kind {
            const KEY: &'static str = $key;

            fn declared(statement: &Statement) -> Declared<'_> {
                let names: fn(&Statement) -> Vec<&str> = $names;
                Declared { key: Self::KEY, called: $called, ids: names(statement) }
            }
        }
    )*};
}

listed! {
    Purpose: "purpose", ["Käyttötarkoitusta", "Ändamålet", "The purpose"], |s| names(&s.purposes, |x| &x.id);
    Source: "source", ["Tietolähdettä", "Källan", "The source"], |s| names(&s.sources, |x| &x.id);
    Category: "category", ["Tietoryhmää", "Kategorin", "The category"], |s| names(&s.categories, |x| &x.id);
    Group: "subject-group", ["Rekisteröityjen ryhmää", "Gruppen av registrerade", "The group of people"],
        |s| names(&s.subject_groups, |x| &x.id);
    Consent: "consent", ["Suostumusta", "Samtycket", "The consent"], |s| names(&s.consents, |x| &x.id);
    Role: "role", ["Roolia", "Rollen", "The role"], |s| names(&s.roles, |x| &x.id);
    Company: "group-company", ["Yritystä", "Företaget", "The company"], |s| {
        let others = names(&s.group_companies, |x| &x.id).into_iter();
        std::iter::once(s.controller.id.as_str())
            .chain(others)
            .chain(names(&s.joint_controllers, |x| &x.id))
            .chain(processors(s))
            .collect()
    };
    Object: "object", ["Tapahtumalajia", "Objektslaget", "The kind of object"], |s| names(&s.objects, |x| &x.id);
    Space: "space", ["Tilaa", "Utrymmet", "The space"], |s| names(&s.spaces, |x| &x.id);
    System: "system", ["Järjestelmää", "Systemet", "The system"], |s| names(&s.systems, |x| &x.id);
    Recipient: "recipient", ["Vastaanottajaa", "Mottagaren", "The recipient"], |s| names(&s.recipients, |x| &x.id);
    Site: "site", ["Toimipaikkaa", "Platsen", "The site"], |s| names(&s.sites, |x| &x.id);
    Measure: "measure", ["Toimenpidettä", "Åtgärden", "The measure"], |s| names(&s.measures, |x| &x.id);
}

/// Processors: their people may work in the register too, under their agreement (claim R4-036).
fn processors(statement: &Statement) -> impl Iterator<Item = &str> {
    let processors = statement.recipients.iter().filter(|one| one.kind == RecipientKind::Processor);
    processors.map(|one| one.id.as_str())
}

/// The names of declared things.
pub(super) fn names<'a, T, K: 'a>(all: &'a [T], id: impl Fn(&'a T) -> &'a Id<K>) -> Vec<&'a str> {
    all.iter().map(|one| id(one).as_str()).collect()
}

impl Declared<'_> {
    /// That a name is not among them, and which was perhaps meant.
    pub(super) fn lack(&self, id: &str) -> Problem {
        let Self { key, called: [fi, sv, en], ids } = self;
        let remedy = match nearest(id, ids) {
            Some(near) => text(
                format!("Tarkoititko ”{near}”? Muussa tapauksessa esittele se kohdassa [[{key}]]."),
                format!("Menade du ”{near}”? Deklarera den annars under [[{key}]]."),
                format!("Did you mean “{near}”? If not, declare it under [[{key}]]."),
            ),
            None if ids.is_empty() => text(
                format!("Esittele se kohdassa [[{key}]]."),
                format!("Deklarera den under [[{key}]]."),
                format!("Declare it under [[{key}]]."),
            ),
            None => {
                let shown = ids.iter().take(20).copied().collect::<Vec<_>>().join(", ");
                let all = if ids.len() > 20 { format!("{shown}, …") } else { shown };
                text(
                    format!("Esittele se kohdassa [[{key}]] tai valitse jokin näistä: {all}."),
                    format!("Deklarera den under [[{key}]] eller välj något av dessa: {all}."),
                    format!("Declare it under [[{key}]], or choose one of: {all}."),
                )
            }
        };
        Problem::error(
            "unknown-reference",
            text(
                format!("{fi} ”{id}” ei ole selosteessa."),
                format!("{sv} ”{id}” finns inte i beskrivningen."),
                format!("{en} “{id}” is not in the statement."),
            ),
            remedy,
        )
    }
}
