//! Erases a part of what is held about somebody (GDPR 17, R5-130): items with their earlier values, objects with what belongs to them, and
//! places where the card appears. The rest stays usable. What went is remembered beside the keys by number and moment, so that a restored
//! copy loses it again. Not here: erasing everything (`mod.rs`).

use crate::{
    Gate, GateError,
    ask::Ask,
    card::{ObjectRef, SubjectRef},
    decide::Verb,
    derived,
    disclosures::{self, NoticeKind},
    erasure::Portion,
    errors::ItemProblem,
    holds,
    keyring::erased::{About, LastWord},
    payload::{Items, Word},
    proof::{Upkeep, Writing, seal_items},
    realm::Realm,
    store::{self, ObjectRow, PastRow, SealedRow, erasing, later, part, texts},
    tokens,
    values::{self, problem, problem_at},
    vault::SubjectKey,
    verbs::index,
};
use seloste_db::Tx;
use seloste_register::statement::model::{Item, ObjectKind};

/// People at once.
const AT_ONCE: i64 = 500;

/// What goes, by number.
#[derive(Debug, Default)]
struct Gone {
    items: Vec<Word>,
    /// Objects of the person.
    own: Vec<i64>,
    /// Objects of others in which the card appears: whose, which.
    elsewhere: Vec<(i64, i64)>,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Erases a part of what is held about somebody. Nothing goes when some of it has to stay.
    pub fn erase_part(&self, ask: &Ask, subject: &SubjectRef, portion: &Portion) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Erase, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Erase, None)));
        };
        if portion.items.is_empty() && portion.objects.is_empty() {
            return Err(GateError::Problems(vec![problem_at("items", nothing())]));
        }
        let items = self.items_of(realm, ask, portion)?;
        let work = |tx: &mut Tx<'_>, writing: &Writing<'_>| {
            tx.lock(&format!("subject {} {id}", realm.number))?;
            if store::subject(tx, realm.number, id)?.is_none() {
                return Err(GateError::Absent);
            }
            let mut gone = Gone { items, ..Gone::default() };
            self.objects_of(tx, realm, (id, &portion.objects), &mut gone)?;
            let at = writing.now().as_millisecond();
            // Beside the keys before it is durable here: a stop in between leaves the stricter of the two.
            self.keyring.put_words(realm.number, id, &words(&gone, id, at))?;
            let touched = carry_out(tx, (realm, &key), (id, &gone), at)?;
            disclosures::queue(tx, (realm.number, id), (NoticeKind::Corrected, at), &touched)?;
            Ok(())
        };
        self.record((realm, ask), permit, &[&key], work)?;
        self.remove_gone()
    }

    /// The items that go, with those that are derived from them.
    fn items_of(&self, realm: &Realm, ask: &Ask, portion: &Portion) -> Result<Vec<Word>, GateError> {
        let (mut found, mut wrong) = (Vec::new(), Vec::new());
        for id in &portion.items {
            let item = realm.statement().items.iter().find(|item| item.id == *id);
            let item = item.ok_or_else(|| values::not_declared(realm, ask, id.as_str()))?;
            wrong.extend(stays(item));
            found.push(realm.word(&item.id)?);
        }
        if !wrong.is_empty() {
            return Err(GateError::Problems(wrong));
        }
        let derived: Vec<Word> = derived::stale(realm, &found).into_iter().map(|(_, word)| word).collect();
        found.extend(derived);
        Ok(found)
    }

    /// The objects that go, with what belongs to them.
    fn objects_of(
        &self,
        tx: &mut Tx<'_>,
        realm: &Realm,
        (subject, names): (i64, &[ObjectRef]),
        gone: &mut Gone,
    ) -> Result<(), GateError> {
        let all = erasing::all_objects(tx, realm.number, subject)?;
        let appears = part::of_subject(tx, realm.number, subject)?;
        for name in names {
            let (owner, number) = self.object_number(realm, name).ok_or(GateError::Absent)?;
            if owner == subject && all.iter().any(|row| row.object == number) {
                gone.own.push(number);
            } else if appears.iter().any(|(of, _)| *of == (owner, number)) {
                gone.elsewhere.push((owner, number));
            } else {
                return Err(GateError::Absent);
            }
        }
        let mut next = 0;
        while let Some(parent) = gone.own.get(next).copied() {
            let children =
                all.iter().filter(|row| row.parent == Some(parent) && !gone.own.contains(&row.object));
            let children: Vec<i64> = children.map(|row| row.object).collect();
            gone.own.extend(children);
            next += 1;
        }
        let held_by = erasing::holds(tx, realm.number, subject)?;
        let mut wrong = Vec::new();
        for row in all.iter().filter(|row| gone.own.contains(&row.object)) {
            let held = holds::keep_object(realm, &held_by, row);
            wrong.extend(self.object_stays(realm, row, held)?);
        }
        let category = |item: &Word| realm.word(realm.item(*item)?.1.category.as_ref()?).ok();
        let mut categories = gone.items.iter().filter_map(category);
        if categories.any(|word| holds::of(realm, &held_by, (0, Some(word))).next().is_some()) {
            wrong.push(problem_at("items", held()));
        }
        if wrong.is_empty() { Ok(()) } else { Err(GateError::Problems(wrong)) }
    }

    /// Why an object can't go by itself.
    fn object_stays(
        &self,
        realm: &Realm,
        row: &ObjectRow,
        is_held: bool,
    ) -> Result<Option<ItemProblem>, GateError> {
        let name = self.object_ref(realm, row.subject, row.object)?;
        let kind: Option<&ObjectKind> = realm.kind(row.kind);
        let why = match kind {
            _ if is_held => held(),
            Some(kind) if kind.retention.floor.is_some() => by_law(),
            Some(kind) if kind.recording.is_some() => own_way(),
            Some(_) | None => return Ok(None),
        };
        Ok(Some(problem_at(&format!("object:{}", name.0), why)))
    }

    /// Takes out of a restored copy again what was erased in part; returns of how many people.
    pub(crate) fn replay_parts(&self, realm: &Realm) -> Result<u64, GateError> {
        let (mut after, mut people) = (i64::MIN, 0);
        loop {
            let said = self.keyring.words(realm.number, after, AT_ONCE)?;
            let Some((last, _)) = said.last() else { return Ok(people) };
            after = *last;
            let mut of: Vec<i64> = said
                .iter()
                .filter(|(_, word)| matches!(word.what, About::ItemGone | About::ObjectGone))
                .map(|(subject, _)| *subject)
                .collect();
            of.dedup();
            let keys = self.keyring.keys(realm.number, &of)?;
            for subject in of {
                let Some(key) = keys.get(&subject) else { continue };
                self.data.write(|tx| {
                    for (_, word) in said.iter().filter(|(whose, _)| *whose == subject) {
                        let mut gone = Gone::default();
                        match word.what {
                            About::ItemGone => gone.items.push(word.kind),
                            About::ObjectGone if word.channel == subject => gone.own.push(word.kind),
                            About::ObjectGone => gone.elsewhere.push((word.channel, word.kind)),
                            _ => continue,
                        }
                        carry_out(tx, (realm, key), (subject, &gone), word.at)?;
                    }
                    Ok::<_, GateError>(())
                })?;
                people += 1;
            }
        }
    }
}

/// What went, as it is remembered beside the keys: numbers, and whose an object is.
fn words(gone: &Gone, subject: i64, at: i64) -> Vec<LastWord> {
    let word = |what, kind, channel| LastWord { what, kind, channel, by_channel: 0, set_to: 1, at };
    let items = gone.items.iter().map(|item| word(About::ItemGone, *item, 0));
    let own = gone.own.iter().map(|object| word(About::ObjectGone, *object, subject));
    let elsewhere = gone.elsewhere.iter().map(|(owner, object)| word(About::ObjectGone, *object, *owner));
    items.chain(own).chain(elsewhere).collect()
}

/// Takes away what goes and was there at a moment; the categories that it was in.
fn carry_out(
    tx: &mut Tx<'_>,
    (realm, key): (&Realm, &SubjectKey),
    (subject, gone): (i64, &Gone),
    at: i64,
) -> Result<Vec<Word>, GateError> {
    let register = realm.number;
    for object in &gone.own {
        erasing::delete_object(tx, register, subject, *object)?;
    }
    for (owner, object) in &gone.elsewhere {
        for (who, role) in part::subjects(tx, register, (*owner, *object))? {
            if who == subject {
                part::remove_subject(tx, register, (*owner, *object), (subject, role))?;
            }
        }
    }
    if gone.items.is_empty() {
        return Ok(Vec::new());
    }
    let mut touched = Vec::new();
    let upkeep = Upkeep::of(realm, subject);
    for PastRow { object, category, version, body, .. } in store::past(tx, register, subject)? {
        if object != 0 {
            continue;
        }
        let row = SealedRow { subject, category, version, body };
        let mut items = upkeep.items(key, &row)?;
        if without(&mut items, &gone.items, at) {
            let body = seal_items(key, (register, subject, category), version, &items)?;
            texts::replace_past(tx, register, subject, (0, category, version), &body)?;
        }
    }
    let mut all = Vec::new();
    for row in store::sealed(tx, register, subject)? {
        let mut items = upkeep.items(key, &row)?;
        if without(&mut items, &gone.items, at) {
            let version = later(row.version);
            let body = seal_items(key, (register, subject, row.category), version, &items)?;
            let row = SealedRow { subject, category: row.category, version, body };
            if !store::replace_sealed(tx, register, &row)? {
                return Err(GateError::Conflict(Vec::new()));
            }
            touched.push(row.category);
        }
        all.push(items);
    }
    tokens::set(tx, register, subject, &index::tokens(realm, all.iter()))?;
    Ok(touched)
}

/// Takes values of items out that were recorded until a moment; whether there were any.
fn without(items: &mut Items, gone: &[Word], at: i64) -> bool {
    let mut any = false;
    for stored in items.0.iter_mut().filter(|stored| gone.contains(&stored.item)) {
        let before = stored.values.len();
        stored.values.retain(|value| value.recorded > at);
        any |= stored.values.len() != before;
    }
    any
}

/// Why an item can't go by itself.
fn stays(item: &Item) -> Option<ItemProblem> {
    if item.required {
        return Some(problem_at(item.id.as_str(), needed()));
    }
    let floor = item.retention.as_ref().is_some_and(|retention| retention.floor.is_some());
    floor.then(|| problem_at(item.id.as_str(), by_law()))
}

fn nothing() -> seloste_register::diagnostics::Problem {
    problem(
        "nothing-to-erase",
        ["Mitään poistettavaa ei ole valittu.", "Inget att radera har valts.", "Nothing to erase is chosen."],
        [
            "Valitse tietoja tai tapahtumia, tai poista kaikki.",
            "Välj uppgifter eller objekt, eller radera allt.",
            "Choose items or objects, or erase everything.",
        ],
    )
}

fn needed() -> seloste_register::diagnostics::Problem {
    problem(
        "required",
        [
            "Henkilöä ei voi olla rekisterissä ilman tätä tietoa.",
            "Personen kan inte finnas i registret utan den här uppgiften.",
            "Nobody can be in the register without this.",
        ],
        [
            "Poista kaikki henkilön tiedot.",
            "Radera alla personens uppgifter.",
            "Erase everything about the person.",
        ],
    )
}

fn by_law() -> seloste_register::diagnostics::Problem {
    problem(
        "kept-by-law",
        ["Laki vaatii säilyttämään tämän.", "Lagen kräver att detta bevaras.", "The law wants this kept."],
        [
            "Kerro henkilölle, mitä jää, miksi ja mihin asti.",
            "Berätta för personen vad som blir kvar, varför och till när.",
            "Tell the person what stays, why and until when.",
        ],
    )
}

fn held() -> seloste_register::diagnostics::Problem {
    problem(
        "held",
        [
            "Tätä tarvitaan avoimessa asiassa.",
            "Detta behövs i ett öppet ärende.",
            "This is held for an open case.",
        ],
        [
            "Poista se, kun asia on päättynyt.",
            "Radera det när ärendet är avslutat.",
            "Erase it when the case is over.",
        ],
    )
}

fn own_way() -> seloste_register::diagnostics::Problem {
    problem(
        "recording-has-its-own-end",
        [
            "Tallenne tuhotaan omalla toiminnollaan, avaimineen.",
            "En inspelning förstörs med sin egen åtgärd, med nyckeln.",
            "A recording is destroyed by its own verb, with its key.",
        ],
        ["Tuhoa tallenne.", "Förstör inspelningen.", "Destroy the recording."],
    )
}
