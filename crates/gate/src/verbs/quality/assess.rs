//! Makes an assessment by a form: the score follows from the answers, and whoever assesses is on record.

use super::{check, declared};
use crate::{
    Gate, GateError,
    ask::Ask,
    card::{ItemChange, NewValue, ObjectDraft, ObjectRef},
    quality::{Answered, AssessmentDraft},
    store::part,
    values::{problem_at, problem_of},
};
use seloste_register::{
    id::{ChoiceId, ItemId, SourceId},
    item,
    statement::{
        model::{Assessment, Item, ObjectKind},
        quality::Score,
    },
};

/// What values of an assessment are made from.
struct Making<'a> {
    kind: &'a ObjectKind,
    assessment: &'a Assessment,
    source: &'a SourceId,
}

impl Gate {
    /// Assesses a recording by a form (claim R2-006). The assessment belongs to the recording and is there for whoever handled it.
    ///
    /// # Errors
    /// Problems when the answers don't fit the form; otherwise as adding an object does.
    pub fn assess(
        &self,
        ask: &Ask,
        recording: &ObjectRef,
        draft: AssessmentDraft,
    ) -> Result<ObjectRef, GateError> {
        let realm = &*self.realm(&ask.register)?;
        let (kind, assessment) = declared(realm, ask, &draft.kind)?;
        let making = Making { kind, assessment, source: &draft.source };
        let score = making.score(&draft.form, &draft.answers)?;
        let subject = match self.object_number(realm, recording) {
            Some((subject, _)) => self.subject_ref(realm, subject)?,
            None => return Err(self.absent(realm, ask, (crate::decide::Verb::Edit, None))),
        };
        let object = ObjectDraft {
            kind: kind.id.clone(),
            parent: Some(recording.clone()),
            state: None,
            starts: self.today(),
            ends: None,
            source: draft.source.clone(),
            assigned: None,
            items: making.items(&draft.form, score, draft.items)?,
            lines: making.lines(draft.answers)?,
        };
        let assessor = realm.word(&assessment.assessor)?;
        let account = ask.actor.account.0;
        self.add_object_with(ask, &subject, object, |tx, name| {
            let of = self.object_number(realm, name).ok_or(GateError::Absent)?;
            Ok(part::add_account(tx, realm.number, of, (account, assessor))?)
        })
    }
}

impl Making<'_> {
    fn score(&self, form: &ChoiceId, answers: &[Answered]) -> Result<Score, GateError> {
        let points: Vec<_> = answers.iter().map(|one| (one.question.clone(), one.points)).collect();
        let at =
            |problem| GateError::Problems(vec![problem_at(self.assessment.question_item.as_str(), problem)]);
        let form = self.assessment.form(form).ok_or_else(|| {
            GateError::Problems(vec![problem_at(self.assessment.form_item.as_str(), check::no_form())])
        })?;
        form.score(&points).map_err(|unfit| at(check::misfit(&unfit)))
    }

    fn items(
        &self,
        form: &ChoiceId,
        score: Score,
        others: Vec<ItemChange>,
    ) -> Result<Vec<ItemChange>, GateError> {
        let own = [&self.assessment.form_item, &self.assessment.score_item, &self.assessment.failed_item];
        let mut items: Vec<ItemChange> = others.into_iter().filter(|one| !own.contains(&&one.item)).collect();
        items.push(self.value(&self.kind.items, &self.assessment.form_item, form.as_str())?);
        items.push(self.value(&self.kind.items, &self.assessment.score_item, &score.percent.to_string())?);
        items.push(self.value(&self.kind.items, &self.assessment.failed_item, check::flag(score))?);
        Ok(items)
    }

    fn lines(&self, answers: Vec<Answered>) -> Result<Vec<Vec<ItemChange>>, GateError> {
        let own = [&self.assessment.question_item, &self.assessment.points_item];
        let line = |one: Answered| {
            let mut line: Vec<ItemChange> =
                one.items.into_iter().filter(|other| !own.contains(&&other.item)).collect();
            let declared = &self.kind.line_items;
            line.push(self.value(declared, &self.assessment.question_item, one.question.as_str())?);
            line.push(self.value(declared, &self.assessment.points_item, &one.points.to_string())?);
            Ok(line)
        };
        answers.into_iter().map(line).collect()
    }

    fn value(&self, declared: &[Item], id: &ItemId, written: &str) -> Result<ItemChange, GateError> {
        let item = declared.iter().find(|item| item.id == *id);
        let item = item.ok_or_else(|| GateError::Failed(format!("the statement has no item {id}")))?;
        let value = item::read(item, written, None).map_err(|problems| {
            GateError::Problems(problems.into_iter().map(|one| problem_of(item, one)).collect())
        })?;
        Ok(ItemChange { item: id.clone(), values: vec![NewValue { value, source: self.source.clone() }] })
    }
}
