//! Answers a mention: covers it, or says why it stays.

use super::{
    Reason, Spot,
    ask::{self, Reads},
    cover, mention_place, seek,
};
use crate::{
    Gate, GateError,
    ask::Ask,
    decide::{Categories, Verb},
    holds,
    mentions::{Answer, MentionRef, MentionsLeft, rows},
    realm::Realm,
    requests::body,
    store::erasing,
    values::{problem, problem_at},
    verbs::reach::Asker,
};
use seloste_db::Tx;

/// Longest reason, in characters.
const REASON: usize = 1_000;

#[expect(clippy::missing_errors_doc, reason = "all answer as GateError says")]
impl Gate {
    /// Answers a mention. What is covered is covered in earlier versions too, and in copies that are restored; what stays needs a
    /// reason, which is kept sealed with the person whose text it is.
    pub fn answer_mention(
        &self,
        ask: &Ask,
        mention: &MentionRef,
        (answer, reason): (Answer, Option<&str>),
    ) -> Result<(), GateError> {
        let realm = &*self.realm(&ask.register)?;
        let mut permit = self.permit_for(realm, ask, Verb::Redact)?;
        let absent = || self.absent(realm, ask, (Verb::Redact, None));
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        let too_long = reason.is_some_and(|reason| reason.chars().count() > REASON);
        if too_long || answer == Answer::Keep && reason.is_none() {
            return Err(GateError::Problems(vec![no_reason()]));
        }
        let numbers = self.mention_number(realm, mention).ok_or_else(absent)?;
        let asker = Asker::new(realm, ask);
        let (row, reads, held_by) = self.data.read(|tx| {
            let Some(row) = rows::one(tx, realm.number, numbers)? else {
                return Ok((None, None, Vec::new()));
            };
            let reads = ask::reads(tx, realm, (&permit, &asker, ask), &row)?;
            Ok::<_, GateError>((Some(row), reads, erasing::holds(tx, realm.number, numbers.0)?))
        })?;
        let (Some(row), Some(reads), Some(key)) = (row, reads, self.subject_key(realm, numbers.0)?) else {
            return Err(absent());
        };
        if answer == Answer::Cover
            && holds::of(realm, &held_by, (row.object, Some(row.category))).next().is_some()
        {
            return Err(GateError::Problems(vec![held()]));
        }
        let spot = Spot { subject: row.subject, object: row.object, category: row.category, item: row.item };
        let covering = if answer == Answer::Cover {
            let found = seek::open_found(realm, &key, &row)?;
            let words: Vec<String> = found.words.iter().map(|(_, word)| word.clone()).collect();
            let plan = self.data.read(|tx| cover::plan(tx, (realm, &key), spot, &words))?;
            // Beside the keys first, so that no restore in between forgets it.
            self.remember_cover(realm, (row.subject, &key), &plan)?;
            Some(plan)
        } else {
            None
        };
        let wanted = realm.category_index(row.category).map_or(Categories::NONE, Categories::one);
        match reads {
            Reads::Card(reached) => permit.admit(row.subject, reached.granted, wanted),
            Reads::Case => permit.admit_words(row.subject, Categories::NONE),
        }
        permit.tell(format!("answer:{}", answer.code()));
        let kept = Reason { reason: reason.map(str::to_owned) };
        let sealed = body::seal(&key, &mention_place((realm.number, row.subject, row.mention), 2), &kept)?;
        let work = |tx: &mut Tx<'_>, writing: &crate::proof::Writing<'_>| {
            let at = writing.now().as_millisecond();
            let by = (answer.number(), at, ask.actor.account.0);
            if !rows::answer(tx, realm.number, numbers, by, &sealed)? {
                return Err(GateError::Absent);
            }
            if let Some(plan) = &covering {
                cover::carry_out(tx, (realm, &key), (row.subject, plan))?;
            }
            Ok(())
        };
        self.record((realm, ask), permit, &[&key], work).map(drop)
    }

    /// What an erasure that was asked for in a case still needs: its searches to be through, its mentions to be answered.
    pub(crate) fn mentions_of_case(
        tx: &mut Tx<'_>,
        realm: &Realm,
        case: i64,
    ) -> Result<MentionsLeft, GateError> {
        let mut all = MentionsLeft::default();
        for search in rows::of_case(tx, realm.number, case)? {
            let left = rows::left(tx, realm.number, &search)?;
            all.searching += left.searching;
            all.open += left.open;
        }
        Ok(all)
    }
}

fn no_reason() -> crate::errors::ItemProblem {
    problem_at(
        "reason",
        problem(
            "reason-missing",
            [
                "Syy puuttuu, tai se on liian pitkä (enintään 1000 merkkiä).",
                "Orsaken saknas eller är för lång (högst 1000 tecken).",
                "The reason is missing or too long (at most 1000 characters).",
            ],
            [
                "Kirjoita, miksi maininta jää tekstiin.",
                "Skriv varför omnämnandet blir kvar i texten.",
                "Write why the mention stays in the text.",
            ],
        ),
    )
}

fn held() -> crate::errors::ItemProblem {
    problem_at(
        "answer",
        problem(
            "held",
            [
                "Vireillä oleva asia pitää tätä tekstiä, joten sitä ei voi peittää.",
                "Ett pågående ärende behåller den här texten, så den kan inte täckas över.",
                "A pending case holds this text, so it can't be covered.",
            ],
            [
                "Pura pidätys ensin, tai kirjaa, miksi maininta jää.",
                "Häv spärren först, eller anteckna varför omnämnandet blir kvar.",
                "Release the hold first, or record why the mention stays.",
            ],
        ),
    )
}
