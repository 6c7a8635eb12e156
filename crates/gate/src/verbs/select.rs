//! Selects whom a campaign reaches in one channel: scope and filter first, then each person's own word, then whether there is
//! something to reach them by. Says of everybody passed over why. Not here: sending, what a consent is.

use super::{
    addressed::{self, There},
    find::Match,
    list::shows_kind,
    reach::{Asker, Reached, heard, in_scope},
};
use crate::{
    Gate, GateError,
    ask::Ask,
    campaign::{Approachable, Campaign, LeftOut, SelectionPage, SelectionTotals},
    card::{Hit, Page, SubjectRef},
    decide::{Categories, Permit, Verb},
    errors::RefusalCode,
    names::going_on,
    opened,
    permissions::{self, CHANNELS, Stand},
    proof::Recorded,
    realm::Realm,
    store::{self, SealedRow, narrow::Narrow},
    values::{problem, problem_at},
    vault::SubjectKey,
};
use seloste_db::Tx;
use seloste_register::{
    diagnostics::Problem,
    statement::model::{Channel, Item, ItemType, Output, Purpose, PurposeClass, Search},
};

/// Subjects fetched at once.
const BATCH: i64 = 256;
/// Subjects that one page looks at, at most; the next page goes on.
const LOOKED_AT: usize = 1_000;
/// What an entry says that is about people whom a selection passed over: they were not approached.
pub(super) const PASSED_OVER: &str = "passed-over:1";

/// A campaign that the statement knows, with what decides about it.
pub(super) struct Known<'a> {
    /// The purpose, with whose products the campaign is about.
    purpose: Purpose,
    channel: Channel,
    permit: &'a Permit,
    narrow: Narrow,
    /// Picking by what people have done: its permit and purpose.
    targeting: Option<(&'a Permit, &'a Purpose)>,
}

/// What became of one subject.
pub(super) enum Judged {
    /// Out of scope, or not what the filter asks for.
    Absent,
    Out(Box<Reached>, LeftOut),
    In(Box<Reached>, Vec<SealedRow>),
}

/// Somebody whom a selection passes over, with the key that the entry needs, and why.
type Passed = (Box<Reached>, SubjectKey, LeftOut);

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Goes through those whom a campaign reaches (R1-014, R1-015, R4-007).
    pub fn select(&self, ask: &Ask, campaign: &Campaign, page: &Page) -> Result<SelectionPage, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::List)?;
        let below = match &page.after {
            None => i64::MAX,
            Some(after) => going_on(self.cursor_number(realm, after))?,
        };
        let targeting = self.targeting(realm, ask, campaign, Verb::List)?;
        let known = self.known(realm, ask, campaign, (&permit, targeting.as_ref()))?;
        let wanted = page.rows.clamp(1, 200) as usize;
        let asker = Asker::new(realm, ask);
        let (judged, last) =
            self.data.read(|tx| judged(tx, realm, &known, (&asker, below), (wanted, LOOKED_AT)))?;
        let next = last.map(|last| self.cursor(realm, last)).transpose()?;
        let (reached, left_out) = self.reachable(realm, &known, judged)?;
        let shown = shown_items(realm, campaign.channel);
        let categories = categories_of(realm, &shown);
        let act = (known.purpose.clone(), known.channel);
        drop(known);
        let mut keys = Vec::new();
        for one in &reached {
            permit.admit(one.reached.row.subject, one.reached.granted, categories);
            keys.push(&one.key);
        }
        if let Some((ask, permit)) = targeting {
            self.record_alone((realm, &ask), permit, &[])?;
        }
        self.record_passed_over((realm, ask), &left_out)?;
        let recorded = self.record_alone((realm, ask), permit, &keys)?;
        let hits =
            reached.iter().map(|one| self.selected((realm, ask), (&act.0, act.1), (&recorded, &shown), one));
        let hits = hits.collect::<Result<_, _>>()?;
        let refs = left_out.iter().map(|(one, _, why)| Ok((self.subject_ref(realm, one.row.subject)?, *why)));
        Ok(SelectionPage { hits, left_out: refs.collect::<Result<_, GateError>>()?, next })
    }

    /// That people were looked at and passed over, in an entry of its own: the one about those who are reached stands for an
    /// approach that each of them lets happen.
    fn record_passed_over(&self, (realm, ask): (&Realm, &Ask), left_out: &[Passed]) -> Result<(), GateError> {
        if left_out.is_empty() {
            return Ok(());
        }
        let mut permit = self.permit_for(realm, ask, Verb::List)?;
        permit.tell(PASSED_OVER.to_owned());
        for (one, _, _) in left_out {
            permit.admit(one.row.subject, one.granted, Categories::NONE);
        }
        let keys: Vec<_> = left_out.iter().map(|(_, key, _)| key).collect();
        self.record_alone((realm, ask), permit, &keys).map(drop)
    }

    /// A selection in figures, for those who may count and not see whom (R3-020).
    pub fn selection_totals(&self, ask: &Ask, campaign: &Campaign) -> Result<SelectionTotals, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let permit = self.permit_for(realm, ask, Verb::Count)?;
        let targeting = self.targeting(realm, ask, campaign, Verb::Count)?;
        let known = self.known(realm, ask, campaign, (&permit, targeting.as_ref()))?;
        let asker = Asker::new(realm, ask);
        let mut totals = SelectionTotals::default();
        let mut below = i64::MAX;
        loop {
            let (found, last) =
                self.data.read(|tx| judged(tx, realm, &known, (&asker, below), (LOOKED_AT, LOOKED_AT)))?;
            let (reached, left_out) = self.reachable(realm, &known, found)?;
            totals.reached += reached.len() as u64;
            for (_, _, why) in left_out {
                *totals.left_out.entry(why).or_default() += 1;
            }
            match last {
                Some(last) => below = last,
                None => break,
            }
        }
        drop(known);
        if let Some((ask, permit)) = targeting {
            self.record_alone((realm, &ask), permit, &[])?;
        }
        self.record_alone((realm, ask), permit, &[])?;
        Ok(totals)
    }

    /// How a person stands to each purpose that approaches people, channel by channel, and why (R1-014, R4-010): for whoever
    /// keeps their permissions.
    pub fn approachable(&self, ask: &Ask, subject: &SubjectRef) -> Result<Vec<Approachable>, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (permit, id) = self.permit_over(realm, ask, (Verb::Permissions, subject))?;
        let Some(key) = self.subject_key(realm, id)? else {
            return Err(self.absent(realm, ask, (Verb::Permissions, None)));
        };
        let asker = Asker::new(realm, ask);
        let mut stands = Vec::new();
        self.data.read(|tx| {
            let Some(mut reached) = in_scope(tx, realm, &permit, &asker, id)? else {
                return Err(GateError::Absent);
            };
            let group = realm.id(reached.row.group)?;
            let every = realm.statement().purposes.iter().filter(|one| one.class.approaches());
            let every = every.filter(|one| one.concerns(&group));
            for purpose in every {
                let whom = heard(tx, realm, purpose, &mut reached)?;
                for channel in ways(purpose) {
                    let left_out = why(realm, (&reached.permissions, whom), purpose, channel);
                    stands.push(Approachable { purpose: purpose.id.clone(), channel, left_out });
                }
            }
            Ok(())
        })?;
        self.record((realm, ask), permit, &[&key], |_, _| Ok(stands)).map(|(_, stands)| stands)
    }

    /// The permit for picking people by what they have done, when the campaign does.
    fn targeting(
        &self,
        realm: &Realm,
        ask: &Ask,
        campaign: &Campaign,
        verb: Verb,
    ) -> Result<Option<(Ask, Permit)>, GateError> {
        let Some(purpose) = &campaign.targeting else {
            let declared = realm.statement().purposes.iter().any(|one| one.class == PurposeClass::Targeting);
            // The law pack and the statement decide about targeting apart from the message: it has to be named.
            return match campaign.filter.object {
                Some(_) if declared => Err(GateError::Problems(vec![problem_at("targeting", unnamed())])),
                _ => Ok(None),
            };
        };
        let ask = Ask { purpose: purpose.clone(), ..ask.clone() };
        let permit = self.permit_for(realm, &ask, verb)?;
        let is_targeting =
            realm.rules().purpose(purpose).is_some_and(|one| one.class == PurposeClass::Targeting);
        if is_targeting {
            return Ok(Some((ask, permit)));
        }
        Err(GateError::Problems(vec![problem_at("targeting", no_targeting())]))
    }

    /// The campaign, when the statement knows it.
    pub(super) fn known<'a>(
        &self,
        realm: &'a Realm,
        ask: &Ask,
        campaign: &Campaign,
        (permit, targeting): (&'a Permit, Option<&'a (Ask, Permit)>),
    ) -> Result<Known<'a>, GateError> {
        let refused = |error| self.recorded_refusal(realm, ask, (permit.verb, None), error);
        let refusal = |code| refused(GateError::Refused(realm.table.refusal(code, ask)));
        let purpose =
            realm.rules().purpose(&ask.purpose).ok_or_else(|| refusal(RefusalCode::PurposeNotDeclared))?;
        if purpose.output == Output::Aggregate {
            return Err(refusal(RefusalCode::AggregateOnly));
        }
        if !ways(purpose).contains(&campaign.channel) {
            return Err(refusal(RefusalCode::ChannelNotDeclared));
        }
        if campaign.filter.words.is_some() {
            return Err(GateError::Problems(vec![problem_at("words", no_words())]));
        }
        let (narrow_ask, narrow_permit) = targeting.map_or((ask, permit), |(ask, permit)| (ask, permit));
        let narrow = self.narrow(realm, narrow_ask, narrow_permit, &campaign.filter).map_err(refused)?;
        let whose = campaign.whose.unwrap_or(purpose.whose);
        let targeting =
            targeting.and_then(|(ask, permit)| Some((permit, realm.rules().purpose(&ask.purpose)?)));
        Ok(Known {
            purpose: Purpose { whose, ..purpose.clone() },
            channel: campaign.channel,
            permit,
            narrow,
            targeting,
        })
    }

    /// Those who have something to be reached by; and everybody left out, with the keys that the entry needs.
    fn reachable(
        &self,
        realm: &Realm,
        known: &Known<'_>,
        judged: Vec<Judged>,
    ) -> Result<(Vec<Match>, Vec<Passed>), GateError> {
        let subject = |one: &Judged| match one {
            Judged::Absent => None,
            Judged::Out(reached, _) | Judged::In(reached, _) => Some(reached.row.subject),
        };
        let mut keys = self.subject_keys(realm, judged.iter().filter_map(subject))?;
        let by = contact_items(realm, known.channel);
        let categories = categories_of(realm, &by);
        let (mut inside, mut out) = (Vec::new(), Vec::new());
        for one in judged {
            let Some(key) = subject(&one).and_then(|subject| keys.remove(&subject)) else { continue };
            match one {
                Judged::Absent => {}
                Judged::Out(reached, why) => out.push((reached, key, why)),
                Judged::In(reached, rows) => {
                    // Who counts and may not read is not told who has an address.
                    let counts = known.permit.verb == Verb::Count && !reached.granted.read.covers(categories);
                    let mut there = if counts { There::Yes } else { There::Nothing };
                    for row in &rows {
                        let Some(glance) = self.glance(realm, reached.granted, &key, row)? else { continue };
                        let here = glance.ask(|items| {
                            addressed::there(realm, &reached, (&known.purpose, known.channel), (&by, items))
                        });
                        there = there.max(here);
                    }
                    match there {
                        There::Yes => inside.push(Match { reached, key, rows, rank: 0 }),
                        There::Kept(why) => out.push((reached, key, why)),
                        There::Nothing => out.push((reached, key, LeftOut::NoContactDetail)),
                    }
                }
            }
        }
        Ok((inside, out))
    }

    fn selected(
        &self,
        (realm, ask): (&Realm, &Ask),
        act: (&Purpose, Channel),
        (recorded, shown): (&Recorded, &[&Item]),
        one: &Match,
    ) -> Result<Hit, GateError> {
        let mut items = Vec::new();
        for at in one.reached.granted.read.common(categories_of(realm, shown)).indices() {
            let word = realm.category_word(at);
            let Some(row) = one.rows.iter().find(|row| Some(row.category) == word) else { continue };
            let stored = self.unseal(realm, recorded, &one.key, row)?;
            let stored = addressed::within(realm, &one.reached, act, stored);
            let stored = opened::masked(realm, &ask.purpose, stored);
            let here =
                shown.iter().copied().filter(|item| realm.category_of(item.category.as_ref()) == Some(at));
            items.extend(opened::items(realm, here, stored)?);
        }
        Ok(Hit {
            subject: self.subject_ref(realm, one.reached.row.subject)?,
            group: realm.id(one.reached.row.group)?,
            closed: one.reached.row.closed.map(opened::day).transpose()?,
            items,
        })
    }
}

/// Judges subjects below a number until enough are in or enough were looked at; and where to go on.
pub(super) fn judged(
    tx: &mut Tx<'_>,
    realm: &Realm,
    known: &Known<'_>,
    (asker, mut below): (&Asker, i64),
    (wanted, most): (usize, usize),
) -> Result<(Vec<Judged>, Option<i64>), GateError> {
    let (mut found, mut inside, mut looked) = (Vec::new(), 0, 0);
    loop {
        let ids = store::narrow::ids(tx, realm.number, &known.narrow, below, BATCH)?;
        if ids.is_empty() {
            return Ok((found, None));
        }
        for subject in ids {
            if inside == wanted || looked == most {
                return Ok((found, Some(below)));
            }
            (below, looked) = (subject, looked + 1);
            match judge(tx, realm, known, asker, subject)? {
                Judged::Absent => {}
                one => {
                    inside += usize::from(matches!(one, Judged::In(..)));
                    found.push(one);
                }
            }
        }
    }
}

fn judge(
    tx: &mut Tx<'_>,
    realm: &Realm,
    known: &Known<'_>,
    asker: &Asker,
    subject: i64,
) -> Result<Judged, GateError> {
    let Some(mut reached) = in_scope(tx, realm, known.permit, asker, subject)? else {
        return Ok(Judged::Absent);
    };
    if !store::narrow::passes(tx, realm.number, &known.narrow, (&reached.row, &reached.areas))? {
        return Ok(Judged::Absent);
    }
    if let Some((permit, purpose)) = known.targeting {
        let Some(mut picked) = in_scope(tx, realm, permit, asker, subject)? else {
            return Ok(Judged::Absent);
        };
        if !shows_kind(tx, realm, &known.narrow, &picked)? {
            return Ok(Judged::Absent);
        }
        let whom = heard(tx, realm, purpose, &mut picked)?;
        let stand = permissions::stand_of_anywhere(realm.rules(), (&picked.permissions, whom), purpose);
        match stand {
            Stand::Allowed => {}
            Stand::Forbidden => return Ok(Judged::Out(reached, LeftOut::TargetingProhibited)),
            Stand::NoConsent => return Ok(Judged::Out(reached, LeftOut::NoConsentToTargeting)),
        }
    }
    let whom = heard(tx, realm, &known.purpose, &mut reached)?;
    if let Some(why) = why(realm, (&reached.permissions, whom), &known.purpose, known.channel) {
        return Ok(Judged::Out(reached, why));
    }
    let rows = store::sealed(tx, realm.number, subject)?;
    Ok(Judged::In(reached, rows))
}

/// Why somebody may not be approached for a purpose in a channel.
fn why(
    realm: &Realm,
    held: (&[crate::card::Permission], permissions::Whom),
    purpose: &Purpose,
    channel: Channel,
) -> Option<LeftOut> {
    match permissions::stand_of(realm.rules(), held, purpose, Some(channel)) {
        Stand::Allowed => None,
        Stand::NoConsent => Some(LeftOut::NoConsent),
        // The same without anybody's word tells the person's from the rules'.
        Stand::Forbidden => match permissions::stand_of(realm.rules(), (&[], held.1), purpose, Some(channel))
        {
            Stand::Forbidden => Some(LeftOut::NotThisWay),
            Stand::Allowed | Stand::NoConsent => Some(LeftOut::Prohibited),
        },
    }
}

/// Channels in which a purpose may approach people at all.
fn ways(purpose: &Purpose) -> Vec<Channel> {
    if purpose.channels.is_empty() && purpose.class.approaches() {
        return CHANNELS.to_vec();
    }
    purpose.channels.clone()
}

/// Items by which somebody is reached in a channel.
fn contact_items(realm: &Realm, channel: Channel) -> Vec<&Item> {
    let reaches = |item: &&Item| match channel {
        Channel::Post => item.item_type == ItemType::Street,
        Channel::Phone | Channel::Text => item.item_type == ItemType::Phone,
        Channel::Email => item.item_type == ItemType::Email,
    };
    realm.statement().items.iter().filter(reaches).collect()
}

/// What a selection shows of a person: the name, the language, and what the channel needs (R4-031).
fn shown_items(realm: &Realm, channel: Channel) -> Vec<&Item> {
    let shows = |item: &&Item| match item.item_type {
        ItemType::FirstNames | ItemType::Surname | ItemType::OrganisationName | ItemType::Language => true,
        ItemType::Street | ItemType::PostalCode | ItemType::Town | ItemType::Country => {
            channel == Channel::Post
        }
        ItemType::Phone => matches!(channel, Channel::Phone | Channel::Text),
        ItemType::Email => channel == Channel::Email,
        // A name that is one item.
        ItemType::Text => item.required && item.search.contains(&Search::Prefix),
        _ => false,
    };
    realm.statement().items.iter().filter(shows).collect()
}

fn categories_of(realm: &Realm, items: &[&Item]) -> Categories {
    let every = items.iter().filter_map(|item| realm.category_of(item.category.as_ref()));
    every.fold(Categories::NONE, |sum, at| sum.and(Categories::one(at)))
}

fn unnamed() -> Problem {
    problem(
        "targeting-unnamed",
        [
            "Ihmisiä valitaan sen perusteella, mitä he ovat tehneet, mutta kohdentamisen tarkoitus puuttuu.",
            "Personer väljs utifrån vad de har gjort, men ändamålet för riktandet saknas.",
            "People are picked by what they have done, but the purpose of targeting is not named.",
        ],
        [
            "Nimeä kohdentamisen käyttötarkoitus tai poista rajaus.",
            "Ange ändamålet för riktandet eller ta bort avgränsningen.",
            "Name the purpose of targeting, or take the filter away.",
        ],
    )
}

fn no_targeting() -> Problem {
    problem(
        "no-targeting",
        [
            "Tämä käyttötarkoitus ei ole kohdentamista.",
            "Detta ändamål är inte riktande.",
            "This purpose is not one of targeting.",
        ],
        [
            "Valitse selosteen kohdentamisen käyttötarkoitus.",
            "Välj beskrivningens ändamål för riktande.",
            "Choose the statement's purpose of targeting.",
        ],
    )
}

fn no_words() -> Problem {
    problem(
        "no-words",
        [
            "Valintaa ei rajata hakusanoilla.",
            "Ett urval avgränsas inte med sökord.",
            "A selection is not narrowed by words.",
        ],
        [
            "Rajaa ryhmällä, alueella tai lajilla.",
            "Avgränsa med grupp, område eller slag.",
            "Narrow by group, area or kind.",
        ],
    )
}
