//! Whether a caller is known in another register of the same controller. Where one may look follows from both statements: this one's
//! names the other as a recipient of what a caller is known by, for the purpose at hand; the other's names this one as a source, and
//! has that purpose. What is found is what the asker finds there anyway; nothing is joined or noted about who the caller is. Not
//! here: copying somebody over (`disclose/copy.rs`).

use crate::{
    Gate, GateError,
    ask::{Actor, Ask},
    card::{Hit, ObjectRef},
    realm::Realm,
};
use seloste_register::{
    id::RegisterId,
    statement::model::{Item, ItemType, Recipient, RecipientKind, SourceKind},
};

/// People whom a number or an address may find.
const ROWS: u32 = 20;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Registers that the statements let be looked into for callers, for the purpose at hand. Whether the asker may find people
    /// there, its roles there say.
    #[must_use]
    pub fn callers_elsewhere(&self, ask: &Ask) -> Vec<RegisterId> {
        let Ok(realm) = self.realm(&ask.register) else { return Vec::new() };
        let flows = flows(&realm, ask).filter_map(|flow| flow.register.clone());
        flows.filter(|there| self.realm(there).is_ok_and(|there| knows(&there, ask))).collect()
    }

    /// People in another register who have a number or an address that the asker reads of a recording's caller here; `actor` is the
    /// same account with its roles there.
    pub fn caller_elsewhere(
        &self,
        ask: &Ask,
        recording: &ObjectRef,
        (register, actor): (&RegisterId, Actor),
    ) -> Result<Vec<Hit>, GateError> {
        self.medium(ask, recording)?;
        let (subject, _) = self.open_object(ask, recording)?;
        let card = self.open_card(ask, &subject)?;
        let realm = &*self.realm(&ask.register)?;
        let flow = flows(realm, ask).find(|flow| flow.register.as_ref() == Some(register));
        let flow = flow.filter(|_| self.realm(register).is_ok_and(|there| knows(&there, ask)));
        let flow = flow.ok_or(GateError::Absent)?;
        let there = Ask { actor, register: register.clone(), ..ask.clone() };
        let carried: Vec<_> = identifying(realm, flow, ask).map(|item| &item.id).collect();
        let opened = card.categories.iter().flat_map(|category| &category.items);
        let values = opened.filter(|one| carried.contains(&&one.item)).flat_map(|one| &one.values);
        let mut hits: Vec<Hit> = Vec::new();
        for value in values {
            for hit in self.find(&there, value.value.inner(), ROWS)? {
                if hits.iter().all(|known| known.subject != hit.subject) {
                    hits.push(hit);
                }
            }
        }
        Ok(hits)
    }
}

/// Flows into registers of one's own that carry what a caller is known by, for the purpose at hand.
fn flows<'r>(realm: &'r Realm, ask: &'r Ask) -> impl Iterator<Item = &'r Recipient> {
    let ours =
        |one: &&Recipient| one.kind == RecipientKind::OwnRegister && one.purposes.contains(&ask.purpose);
    let flows = realm.statement().recipients.iter().filter(ours);
    flows.filter(|one| identifying(realm, one, ask).next().is_some())
}

/// Whether the other register's statement knows of the flow.
fn knows(there: &Realm, ask: &Ask) -> bool {
    let statement = there.statement();
    let ours = statement.sources.iter().any(|source| {
        source.kind == SourceKind::OwnRegister && source.register.as_ref() == Some(&ask.register)
    });
    ours && there.rules().purpose(&ask.purpose).is_some()
}

/// Items of a flow by which a caller is found: a telephone number, an e-mail address. One that is masked finds nobody.
fn identifying<'r>(realm: &'r Realm, flow: &'r Recipient, ask: &'r Ask) -> impl Iterator<Item = &'r Item> {
    let tells = |item: &&Item| matches!(item.item_type, ItemType::Phone | ItemType::Email);
    let carried = |item: &&Item| item.category.as_ref().is_some_and(|one| flow.categories.contains(one));
    let items = realm.statement().items.iter().filter(tells).filter(carried);
    items.filter(|item| !crate::opened::is_masked(item, &ask.purpose))
}
