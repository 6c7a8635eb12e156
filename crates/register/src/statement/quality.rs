//! What an assessment by a form comes to. Pure. Not here: who may assess, where it is stored.

use super::model::{Assessment, AssessmentForm, ObjectKind};
use crate::{id::ChoiceId, item};

/// What the answers to a form come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Score {
    /// 0 to 100, rounded to the nearest whole number. A failed assessment has the score that its answers give all the same.
    pub percent: u32,
    /// Whether a question without points fails it whole.
    pub failed: bool,
    /// Whether it is passed: not failed, and not below the form's limit.
    pub passed: bool,
}

/// Why answers come to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfit {
    /// A question of the form has no answer.
    Unanswered(ChoiceId),
    /// An answer to what the form does not ask, or a second one.
    NotAsked(ChoiceId),
    /// More points than the question gives.
    TooMany(ChoiceId),
}

impl Assessment {
    /// A form by its name.
    #[must_use]
    pub fn form(&self, id: &ChoiceId) -> Option<&AssessmentForm> {
        self.forms.iter().find(|form| form.id == *id)
    }
}

impl AssessmentForm {
    /// Numbers whose calls it is for, in their normal form, as recordings of a kind have them. `None`: it is for calls to any.
    #[must_use]
    pub fn called(&self, recorded: Option<&ObjectKind>) -> Option<Vec<String>> {
        if self.numbers.is_empty() {
            return None;
        }
        let numbers = recorded.and_then(|kind| {
            let rules = kind.recording.as_ref()?;
            let declared = kind.items.iter().find(|item| Some(&item.id) == rules.number_item.as_ref())?;
            let own = rules.numbers.iter().filter(|number| self.numbers.contains(&number.id));
            let normal = |number: &str| Some(item::read(declared, number, None).ok()?.normal().to_owned());
            Some(own.filter_map(|number| normal(&number.number)).collect())
        });
        Some(numbers.unwrap_or_default())
    }

    /// What answers come to: each question's share of its points, by weight.
    ///
    /// # Errors
    /// When a question is unanswered, answered twice, not asked, or given too many points.
    pub fn score(&self, answers: &[(ChoiceId, u32)]) -> Result<Score, Unfit> {
        let asked = |id: &ChoiceId| self.questions.iter().any(|question| question.id == *id);
        for (at, (id, _)) in answers.iter().enumerate() {
            if !asked(id) || answers.iter().take(at).any(|(earlier, _)| earlier == id) {
                return Err(Unfit::NotAsked(id.clone()));
            }
        }
        let (mut earned, mut whole, mut failed) = (0.0, 0.0, false);
        for question in &self.questions {
            let answer = answers.iter().find(|(id, _)| *id == question.id);
            let (_, points) = answer.ok_or_else(|| Unfit::Unanswered(question.id.clone()))?;
            if *points > question.most {
                return Err(Unfit::TooMany(question.id.clone()));
            }
            let weight = f64::from(question.weight);
            whole += weight;
            earned += weight * f64::from(*points) / f64::from(question.most.max(1));
            failed |= question.fails && *points == 0;
        }
        let percent = if whole > 0.0 { (100.0 * earned / whole).round() } else { 0.0 };
        let percent = percent as u32;
        Ok(Score { percent, failed, passed: !failed && percent >= self.pass_percent })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statement::model::AssessmentQuestion;

    fn question(id: &str, weight: u32, most: u32, fails: bool) -> AssessmentQuestion {
        let definition = crate::text::Text::new("Malli", "Modell", "Sample");
        AssessmentQuestion { id: ChoiceId::new(id).unwrap(), definition, weight, most, fails }
    }

    fn form() -> AssessmentForm {
        let questions = vec![
            question("greeting", 1, 2, false),
            question("help", 3, 4, false),
            question("privacy", 1, 1, true),
        ];
        AssessmentForm {
            id: ChoiceId::new("service").unwrap(),
            numbers: Vec::new(),
            pass_percent: 70,
            questions,
        }
    }

    fn answers(points: &[(&str, u32)]) -> Vec<(ChoiceId, u32)> {
        points.iter().map(|(id, points)| (ChoiceId::new(id).unwrap(), *points)).collect()
    }

    #[test]
    fn a_score_goes_by_weight_and_a_failing_question_fails_it_whole() {
        let scored = form().score(&answers(&[("greeting", 1), ("help", 4), ("privacy", 1)])).unwrap();
        assert_eq!(scored, Score { percent: 90, failed: false, passed: true });
        let scored = form().score(&answers(&[("greeting", 2), ("help", 4), ("privacy", 0)])).unwrap();
        assert_eq!(scored, Score { percent: 80, failed: true, passed: false });
        let scored = form().score(&answers(&[("greeting", 2), ("help", 2), ("privacy", 1)])).unwrap();
        assert_eq!(scored, Score { percent: 70, failed: false, passed: true });
        let scored = form().score(&answers(&[("greeting", 0), ("help", 0), ("privacy", 1)])).unwrap();
        assert_eq!(scored, Score { percent: 20, failed: false, passed: false });
    }

    #[test]
    fn answers_fit_the_form_or_are_named() {
        let unfit = |points: &[(&str, u32)]| form().score(&answers(points)).unwrap_err();
        let id = |name: &str| ChoiceId::new(name).unwrap();
        assert_eq!(unfit(&[("greeting", 1), ("help", 4)]), Unfit::Unanswered(id("privacy")));
        assert_eq!(unfit(&[("greeting", 3), ("help", 4), ("privacy", 1)]), Unfit::TooMany(id("greeting")));
        assert_eq!(unfit(&[("mood", 1)]), Unfit::NotAsked(id("mood")));
        assert_eq!(unfit(&[("help", 1), ("help", 4)]), Unfit::NotAsked(id("help")));
    }
}
