//! Why an asker sees what it sees of a subject, and who else can.

use crate::{
    Gate, GateError,
    ask::Ask,
    card::{Explanation, Reason, SubjectRef},
    decide::{Categories, Verb},
    realm::Realm,
};
use seloste_register::{
    id::{CategoryId, PurposeId, RoleId},
    statement::model::{Grant, Output, Role, Scope},
    text::{Lang, Text},
};

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Why the asker sees what it sees of a subject, and who else can.
    pub fn explain(&self, ask: &Ask, subject: &SubjectRef) -> Result<Explanation, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (mut permit, id, reached) = self.reach_subject(realm, ask, (Verb::Explain, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Explain, None)));
        };
        permit.admit(id, reached.granted, Categories::NONE);
        self.record_alone((realm, ask), permit, &[&key])?;
        let categories = &realm.statement().categories;
        let mine = categories.iter().enumerate().map(|(at, category)| {
            let seen = reached.granted.read.covers(Categories::one(at));
            (category.id.clone(), if seen { reasons(realm, ask, &category.id) } else { Vec::new() })
        });
        let others = categories.iter().map(|category| (category.id.clone(), others(realm, &category.id)));
        Ok(Explanation { mine: mine.collect(), others: others.collect() })
    }
}

fn reasons(realm: &Realm, ask: &Ask, category: &CategoryId) -> Vec<Reason> {
    let held = |role: &&Role| ask.actor.roles.contains(&role.id);
    let lets_in = |grant: &Grant| grant.purposes.contains(&ask.purpose) && grant.read.contains(category);
    realm
        .statement()
        .roles
        .iter()
        .filter(held)
        .filter(|role| role.grants.iter().any(lets_in))
        .map(|role| Reason {
            role: role.id.clone(),
            purpose: ask.purpose.clone(),
            words: words(realm, role, &ask.purpose, category),
        })
        .collect()
}

fn others(realm: &Realm, category: &CategoryId) -> Vec<(RoleId, Vec<PurposeId>)> {
    let gives_rows =
        |id: &&PurposeId| realm.rules().purpose(id).is_some_and(|purpose| purpose.output == Output::Rows);
    let purposes = |role: &Role| -> Vec<PurposeId> {
        let mut found: Vec<PurposeId> = role
            .grants
            .iter()
            .filter(|grant| grant.read.contains(category))
            .flat_map(|grant| grant.purposes.iter().filter(gives_rows).cloned())
            .collect();
        found.sort();
        found.dedup();
        found
    };
    realm
        .statement()
        .roles
        .iter()
        .map(|role| (role.id.clone(), purposes(role)))
        .filter(|(_, purposes)| !purposes.is_empty())
        .collect()
}

/// The rule in plain words.
fn words(realm: &Realm, role: &Role, purpose: &PurposeId, category: &CategoryId) -> Text {
    let name = |lang: Lang| {
        let purpose = realm.rules().purpose(purpose).map_or("", |purpose| purpose.name.get(lang));
        let category = realm.rules().category(category).map_or("", |category| category.name.get(lang));
        (role.name.get(lang).to_owned(), purpose.to_owned(), category.to_owned())
    };
    let (role_fi, purpose_fi, category_fi) = name(Lang::Fi);
    let (role_sv, purpose_sv, category_sv) = name(Lang::Sv);
    let (role_en, purpose_en, category_en) = name(Lang::En);
    let [whom_fi, whom_sv, whom_en] = whom(role.scope);
    Text {
        fi: format!(
            "Rooli ”{role_fi}” näkee ryhmän ”{category_fi}” tarkoitukseen ”{purpose_fi}”: {whom_fi}."
        ),
        sv: format!(
            "Rollen ”{role_sv}” ser gruppen ”{category_sv}” för ändamålet ”{purpose_sv}”: {whom_sv}."
        ),
        en: format!("The role “{role_en}” sees “{category_en}” for the purpose “{purpose_en}”: {whom_en}."),
    }
}

const fn whom(scope: Scope) -> [&'static str; 3] {
    match scope {
        Scope::All => ["kaikki rekisterin henkilöt", "alla personer i registret", "everyone in the register"],
        Scope::Area => ["oman alueen henkilöt", "personer i det egna området", "people of one's own areas"],
        Scope::OwnMaintained => {
            ["itse ylläpidetyt henkilöt", "personer som man själv förvaltar", "people whom one maintains"]
        }
        Scope::Assigned => [
            "henkilöt, joita itselle osoitettu avoin tehtävä koskee",
            "personer som en öppen uppgift man har tilldelats gäller",
            "people whom an open task of one's own concerns",
        ],
        Scope::Own => [
            "itse hoidetut asiat ja niiden henkilöt",
            "det som man själv har skött och personerna i det",
            "what one handled oneself, and the people in it",
        ],
        Scope::Participant => [
            "asiat, joissa on itse mukana, ja niiden henkilöt",
            "det som man själv deltar i och personerna i det",
            "what one takes part in, and the people in it",
        ],
        Scope::Organisation => [
            "itse ylläpidetyt organisaatiot ja niiden henkilöt",
            "organisationer som man själv förvaltar och deras personer",
            "organisations that one maintains, and their people",
        ],
    }
}
