//! Copies a person into another register of the same controller by a declared flow (R3-015): the sister's statement names this register
//! as a source, its own rules and its own grants decide what is taken in, and every prohibition goes along in the same unit of work.
//! Consents stay behind: what the person agreed to here was not said there. Not here: giving data to anybody else (`disclose.rs`).

use crate::{
    Gate, GateError, addresses,
    ask::{Actor, Ask},
    batches,
    card::{OpenedItem, SubjectRef},
    decide::Verb,
    disclosures::{self, DisclosureDraft, Moved, Parcel, Receiver},
    errors::RefusalCode,
    import::{Batch, Met, Outcome, Row},
    keyring::erased::{About, LastWord},
    realm::Realm,
    store::{self, PermissionRow},
    values::{problem, problem_at},
};
use seloste_db::Tx;
use seloste_register::{
    diagnostics::Problem,
    id::{ItemId, ProhibitionId, PurposeId, RegisterId, SourceId},
    item::{self, Valid},
    statement::model::{Action, Item, ItemType, Prohibition, PurposeClass, SourceKind},
};

/// The row of the one person.
const ROW: i64 = 1;

/// A prohibition as it stands in the sister register.
struct Word {
    kind: i64,
    channel: i64,
    by: i64,
    number: i64,
}

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// The register into which a declared recipient takes the data, when it is served here.
    #[must_use]
    pub fn takes_into(&self, ask: &Ask, draft: &DisclosureDraft) -> Option<RegisterId> {
        let Receiver::Declared { recipient, .. } = &draft.to else { return None };
        let realm = self.realm(&ask.register).ok()?;
        let found = realm.statement().recipients.iter().find(|one| one.id == *recipient)?;
        found.register.clone().filter(|register| self.realm(register).is_ok())
    }

    /// Gives categories of a subject to the sister register that the recipient is, and takes them in there; `there` is the same
    /// account with its roles in that register. What is not taken in is not on record as given.
    pub fn copy_over(
        &self,
        ask: &Ask,
        subject: &SubjectRef,
        (draft, there): (&DisclosureDraft, Actor),
    ) -> Result<Moved, GateError> {
        let register = self.takes_into(ask, draft).ok_or(GateError::Absent)?;
        let (here, sister) = (&*self.realm(&ask.register)?, &*self.realm(&register)?);
        let source = source_of(sister, here)?;
        let there = Ask {
            purpose: self.work_there(sister, (&there, ask))?,
            actor: there,
            register,
            reason: ask.reason.clone(),
        };
        let words = self.words_along((here, ask), sister, subject)?;
        let parcel = self.give_out(ask, subject, draft)?;
        let taken = self.take_in(sister, (&there, source), (here, &parcel), &words);
        match taken {
            Ok((copy, met, left_out)) => Ok(Moved {
                reference: parcel.reference,
                subject: copy,
                met,
                left_out,
                prohibitions: words.len() as u64,
            }),
            Err(error) => {
                let id = self.subject_number(here, subject).ok_or(GateError::Absent)?;
                self.data.write(|tx| disclosures::take_back(tx, (here.number, id), &parcel.reference))?;
                Err(error)
            }
        }
    }

    /// A purpose for which the account may take people in there, and write their prohibitions down.
    fn work_there(&self, sister: &Realm, (actor, ask): (&Actor, &Ask)) -> Result<PurposeId, GateError> {
        let roles = sister.statement().roles.iter().filter(|role| actor.roles.contains(&role.id));
        let mut grants = roles.flat_map(|role| &role.grants);
        let takes = grants.find(|grant| grant.actions.contains(&Action::Import));
        let refused = || {
            let there = Ask { register: sister.register.clone(), actor: actor.clone(), ..ask.clone() };
            let refusal = sister.table.refusal(RefusalCode::ActionNotGranted, &there);
            self.refused(sister, &there, (Verb::Import, None), refusal)
        };
        takes.and_then(|grant| grant.purposes.first().cloned()).ok_or_else(refused)
    }

    /// The prohibitions that stand here, as the sister register knows them.
    fn words_along(
        &self,
        (here, ask): (&Realm, &Ask),
        sister: &Realm,
        subject: &SubjectRef,
    ) -> Result<Vec<Word>, GateError> {
        let absent = || self.absent(here, ask, (Verb::Disclose, None));
        let id = self.subject_number(here, subject).ok_or_else(absent)?;
        let rows = self.data.read(|tx| store::permissions(tx, here.number, id))?;
        let mut words: Vec<Word> = Vec::new();
        for row in rows.iter().filter(|row| row.prohibition && row.until.is_none()) {
            let id: ProhibitionId = here.id(row.kind)?;
            let Some(said) = here.statement().prohibitions.iter().find(|one| one.id == id) else { continue };
            // One address is known by a mark of its own register: there it is every address of that channel.
            let (channel, _) = addresses::parted(row.channel);
            for kind in kinds_there(sister, said)? {
                let kind = sister.word(kind)?;
                if words.iter().any(|word| word.kind == kind && word.channel == channel) {
                    continue;
                }
                words.push(Word { kind, channel, by: row.by_channel, number: self.next_number(sister)? });
            }
        }
        Ok(words)
    }

    fn take_in(
        &self,
        sister: &Realm,
        (there, source): (&Ask, SourceId),
        (here, parcel): (&Realm, &Parcel),
        words: &[Word],
    ) -> Result<(SubjectRef, Met, Vec<ItemId>), GateError> {
        let (items, left_out) = carried((here, parcel), sister)?;
        let group = sister.statement().subject_groups.first().map(|group| group.id.clone());
        let group = group.ok_or_else(|| GateError::Failed("the register has no group".to_owned()))?;
        // Below nought: never the number of a file.
        let number = -self.next_number(sister)?;
        let batch = Batch { number, source, group, areas: Vec::new() };
        let rows = vec![Row { number: ROW, items, finds: Vec::new(), object: None }];
        let mut met = None;
        let note = |tx: &mut Tx<'_>, _: &[Outcome]| {
            met = met_in(tx, (sister.number, number))?;
            let Some((subject, _)) = met else { return Ok(()) };
            self.say_there(tx, (sister, there), (subject, words))
        };
        let outcomes = self.import(there, &batch, rows, note)?;
        match outcomes.into_iter().next() {
            Some(Outcome::Refused(refusal)) => return Err(GateError::Refused(refusal)),
            Some(Outcome::Wrong(problems)) => return Err(GateError::Problems(problems)),
            _ => {}
        }
        let (subject, met) = met.ok_or_else(|| GateError::Failed("the copy met nobody".to_owned()))?;
        Ok((self.subject_ref(sister, subject)?, met, left_out))
    }

    /// Puts prohibitions in force there, beside the keys first.
    fn say_there(
        &self,
        tx: &mut Tx<'_>,
        (sister, there): (&Realm, &Ask),
        (subject, words): (i64, &[Word]),
    ) -> Result<(), GateError> {
        let now = self.clock.now().as_millisecond();
        let standing = store::permissions(tx, sister.number, subject)?;
        let stands = |word: &&Word| {
            standing.iter().any(|row| {
                let wide = row.channel == 0 || row.channel == word.channel;
                row.prohibition && row.until.is_none() && row.kind == word.kind && wide
            })
        };
        let fresh: Vec<&Word> = words.iter().filter(|word| !stands(word)).collect();
        let last = |word: &&Word| LastWord {
            what: About::Prohibition,
            kind: word.kind,
            channel: word.channel,
            by_channel: word.by,
            set_to: 1,
            at: now,
        };
        self.keyring.put_words(sister.number, subject, &fresh.iter().map(last).collect::<Vec<_>>())?;
        for word in fresh {
            let row = PermissionRow {
                permission: word.number,
                prohibition: true,
                kind: word.kind,
                channel: word.channel,
                since: now,
                until: None,
                by_channel: word.by,
                wording: None,
                account: there.actor.account.0,
                body: None,
            };
            store::add_permission(tx, sister.number, subject, &row)?;
        }
        Ok(())
    }
}

/// Whom the row met, and how.
fn met_in(tx: &mut Tx<'_>, place: (i64, i64)) -> Result<Option<(i64, Met)>, GateError> {
    for met in [Met::Created, Met::Updated, Met::Unchanged, Met::Duplicate] {
        if let Some(row) = batches::rows(tx, place, (met.number(), 0), 1)?.first() {
            return Ok(Some((row.subject, met)));
        }
    }
    Ok(None)
}

/// The source that the sister's statement declares for this register.
fn source_of(sister: &Realm, here: &Realm) -> Result<SourceId, GateError> {
    let ours = |source: &&seloste_register::statement::model::Source| {
        source.kind == SourceKind::OwnRegister && source.register.as_ref() == Some(&here.register)
    };
    let found = sister.statement().sources.iter().find(ours).map(|source| source.id.clone());
    found.ok_or_else(|| GateError::Problems(vec![problem_at("recipient", no_source())]))
}

/// Prohibitions of the sister register that stop what one of this register stops: the one of the same name, and for whatever that
/// leaves open the narrowest that stops it.
fn kinds_there<'s>(sister: &'s Realm, said: &Prohibition) -> Result<Vec<&'s ProhibitionId>, GateError> {
    let known = &sister.statement().prohibitions;
    let mut kinds: Vec<&Prohibition> = known.iter().filter(|one| one.id == said.id).collect();
    let used = |class: &PurposeClass| sister.statement().purposes.iter().any(|one| one.class == *class);
    for class in said.stops.iter().filter(|class| used(class)) {
        if kinds.iter().any(|kind| stops_all(kind, *class)) {
            continue;
        }
        let stopping = known.iter().filter(|one| stops_all(one, *class));
        let narrowest = stopping.min_by_key(|one| one.stops.len());
        kinds.push(narrowest.ok_or_else(|| GateError::Problems(vec![problem_at("prohibition", loose())]))?);
    }
    Ok(kinds.into_iter().map(|kind| &kind.id).collect())
}

/// Whether a prohibition stops a class of purposes, whoever's advertising it is.
fn stops_all(kind: &Prohibition, class: PurposeClass) -> bool {
    kind.stops.contains(&class) && kind.whose.is_empty()
}

type Values = Vec<(ItemId, Vec<Valid>)>;

/// Values as the sister register declares them: by the item's name, else by its type where one item alone is of it; a name in one item is
/// taken apart at its last blank. What it doesn't declare stays behind.
fn carried((here, parcel): (&Realm, &Parcel), sister: &Realm) -> Result<(Values, Vec<ItemId>), GateError> {
    let (mut values, mut left_out): (Values, _) = (Vec::new(), Vec::new());
    let opened = parcel.categories.iter().flat_map(|category| &category.items);
    for one in opened.filter(|one| !one.values.is_empty()) {
        let Some(item) = here.rules().item(&one.item) else { continue };
        let before = values.len();
        match counterpart(sister, item) {
            Some(target) => values.push((target.id.clone(), read_all(target, one)?)),
            None => values.extend(names(sister, item, one)?),
        }
        if values.len() == before {
            left_out.push(one.item.clone());
        }
    }
    Ok((values, left_out))
}

fn counterpart<'s>(sister: &'s Realm, item: &Item) -> Option<&'s Item> {
    let open = |one: &&Item| !one.generated && one.item_type == item.item_type;
    let items = &sister.statement().items;
    if let Some(same) = items.iter().filter(open).find(|one| one.id == item.id) {
        return Some(same);
    }
    let telling = !matches!(item.item_type, ItemType::Text | ItemType::Choice | ItemType::Date);
    let mut alike = items.iter().filter(open).filter(|_| telling && !item.generated);
    let found = alike.next();
    found.filter(|_| alike.next().is_none())
}

fn read_all(target: &Item, one: &OpenedItem) -> Result<Vec<Valid>, GateError> {
    let most = target.max_values.max(1) as usize;
    one.values.iter().take(most).map(|value| read(target, value.value.inner())).collect()
}

fn read(target: &Item, written: &str) -> Result<Valid, GateError> {
    item::read(target, written, None).map_err(|problems| {
        let named = |problem| problem_at(target.id.as_str(), problem);
        GateError::Problems(problems.into_iter().map(named).collect())
    })
}

/// First names and surname out of one item that is a name.
fn names(sister: &Realm, item: &Item, one: &OpenedItem) -> Result<Values, GateError> {
    let of_type = |kind| sister.statement().items.iter().find(|one| one.item_type == kind);
    let (Some(first), Some(last)) = (of_type(ItemType::FirstNames), of_type(ItemType::Surname)) else {
        return Ok(Vec::new());
    };
    let written = one.values.first().map(|value| value.value.inner());
    let parted = written.and_then(|name| name.trim().rsplit_once(char::is_whitespace));
    match (item.item_type, parted) {
        (ItemType::Text, Some((given, surname))) if !Realm::is_prose(item) => Ok(vec![
            (first.id.clone(), vec![read(first, given)?]),
            (last.id.clone(), vec![read(last, surname)?]),
        ]),
        _ => Ok(Vec::new()),
    }
}

fn no_source() -> Problem {
    problem(
        "register-no-source",
        [
            "Vastaanottavan rekisterin seloste ei tunne tätä rekisteriä lähteenä.",
            "Det mottagande registrets beskrivning känner inte till det här registret som källa.",
            "The receiving register's statement does not know this register as a source.",
        ],
        [
            "Lisää sen selosteeseen lähde, jonka kind on own-register ja register tämä rekisteri.",
            "Lägg till en källa i dess beskrivning med kind own-register och register det här registret.",
            "Add a source to its statement whose kind is own-register and whose register is this one.",
        ],
    )
}

fn loose() -> Problem {
    problem(
        "prohibition-without-place",
        [
            "Henkilö on kieltänyt jotain, mihin vastaanottavassa rekisterissä ei ole kieltoa.",
            "Personen har förbjudit något som det inte finns något förbud mot i det mottagande registret.",
            "The person has forbidden something for which the receiving register has no prohibition.",
        ],
        [
            "Lisää kielto vastaanottavan rekisterin selosteeseen. Siihen asti henkilöä ei kopioida.",
            "Lägg till förbudet i det mottagande registrets beskrivning. Tills dess kopieras personen inte.",
            "Add the prohibition to the receiving register's statement. Until then the person is not copied.",
        ],
    )
}
