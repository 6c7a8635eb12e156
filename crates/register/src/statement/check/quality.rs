//! Rules about assessments of recordings and about occasions on which people listen to theirs.

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    id::{ChoiceId, ItemId, LinkId, RoleId},
    statement::model::{Assessment, AssessmentForm, Item, ItemType, Listening, ObjectKind, Supervised},
    text::Text,
};

impl Check<'_> {
    pub(super) fn quality(&mut self) {
        for (at, object) in self.filled.objects.iter().enumerate() {
            if let Some(assessment) = &object.assessment {
                let path = format!("object[{at}].assessment");
                self.of_a_recording(&path, object);
                self.assessment(&path, object, assessment);
                for (number, form) in assessment.forms.iter().enumerate() {
                    self.form((&format!("{path}.form[{number}]"), object), (assessment, form));
                }
            }
            if let Some(supervised) = &object.supervised {
                let path = format!("object[{at}].supervised");
                self.of_a_recording(&path, object);
                self.supervised(&path, object, supervised);
            }
        }
        self.occasions();
    }

    /// What is about a recording belongs to one.
    fn of_a_recording(&mut self, path: &str, object: &ObjectKind) {
        let kinds = &self.filled.objects;
        let recording = |kind: &&ObjectKind| object.parents.contains(&kind.id);
        let all = kinds.iter().filter(recording).all(|kind| kind.recording.is_some());
        if object.parents.is_empty() || !all {
            self.at(path, not_of_a_recording(&object.name));
        }
    }

    fn assessment(&mut self, path: &str, object: &ObjectKind, assessment: &Assessment) {
        let items = [
            ("form-item", has(&object.items, &assessment.form_item, ItemType::Choice)),
            ("score-item", has(&object.items, &assessment.score_item, ItemType::Number)),
            ("failed-item", has(&object.items, &assessment.failed_item, ItemType::Flag)),
            ("reply-item", has(&object.items, &assessment.reply_item, ItemType::Text)),
            ("question-item", has(&object.line_items, &assessment.question_item, ItemType::Choice)),
            ("points-item", has(&object.line_items, &assessment.points_item, ItemType::Number)),
            ("assessor", links_staff(object, &assessment.assessor)),
            ("acknowledged", has_state(object, &assessment.acknowledged)),
            ("disputed", has_state(object, &assessment.disputed)),
        ];
        for (key, _) in items.iter().filter(|(_, fits)| !fits) {
            self.at(&format!("{path}.{key}"), quality_item(&object.name));
        }
        let known = |id: &RoleId| self.filled.roles.iter().any(|role| role.id == *id);
        if assessment.assessed.is_empty() || !assessment.assessed.iter().all(known) {
            self.at(&format!("{path}.assessed"), quality_item(&object.name));
        }
        if assessment.forms.is_empty() || assessment.min_group < 2 {
            self.at(path, unfit_form(&object.name));
        }
    }

    /// A form has questions, each once, with weight and points, and all of them have names.
    fn form(
        &mut self,
        (path, object): (&str, &ObjectKind),
        (assessment, form): (&Assessment, &AssessmentForm),
    ) {
        let choices = |items: &[Item], id: &ItemId| -> Vec<ChoiceId> {
            let item = items.iter().find(|item| item.id == *id);
            item.map_or_else(Vec::new, |item| item.choices.iter().map(|choice| choice.id.clone()).collect())
        };
        let questions = choices(&object.line_items, &assessment.question_item);
        let sound = form.questions.iter().enumerate().all(|(at, question)| {
            let twice = form.questions.iter().take(at).any(|earlier| earlier.id == question.id);
            question.weight > 0 && question.most > 0 && !twice && questions.contains(&question.id)
        });
        let named = choices(&object.items, &assessment.form_item).contains(&form.id);
        let twice = assessment.forms.iter().filter(|one| one.id == form.id).count() > 1;
        if !named || twice || !sound || form.questions.is_empty() || form.pass_percent > 100 {
            self.at(path, unfit_form(&object.name));
        }
        let mut numbers =
            self.filled.objects.iter().filter_map(|kind| kind.recording.as_ref()).flat_map(|it| &it.numbers);
        let known = form.numbers.iter().all(|id| numbers.any(|number| number.id == *id));
        if !known {
            self.at(&format!("{path}.numbers"), quality_item(&object.name));
        }
    }

    fn supervised(&mut self, path: &str, object: &ObjectKind, supervised: &Supervised) {
        let there = |id: &ItemId| object.items.iter().any(|item| item.id == *id);
        let moment = supervised.moment_item.as_ref();
        let items = [
            ("supervisor", links_staff(object, &supervised.supervisor)),
            ("identity-item", there(&supervised.identity_item)),
            ("moment-item", moment.is_none_or(|id| has(&object.items, id, ItemType::Moment))),
            (
                "waiting",
                !supervised.waiting.is_empty() && supervised.waiting.iter().all(|it| has_state(object, it)),
            ),
            ("minutes", supervised.minutes > 0),
        ];
        for (key, _) in items.iter().filter(|(_, fits)| !fits) {
            self.at(&format!("{path}.{key}"), quality_item(&object.name));
        }
    }

    /// Who listens on occasions needs a kind of occasion.
    fn occasions(&mut self) {
        let filled = self.filled;
        for (at, object) in filled.objects.iter().enumerate() {
            let Some(recording) = &object.recording else { continue };
            let held =
                filled.objects.iter().any(|it| it.supervised.is_some() && it.parents.contains(&object.id));
            let on_occasion =
                recording.listeners.iter().enumerate().filter(|(_, it)| it.how == Listening::Supervised);
            for (number, _) in on_occasion.filter(|_| !held) {
                self.at(&format!("object[{at}].recording.listen[{number}].how"), no_occasion(&object.name));
            }
        }
    }
}

fn has(items: &[Item], id: &ItemId, kind: ItemType) -> bool {
    items.iter().any(|item| item.id == *id && item.item_type == kind)
}

fn has_state(object: &ObjectKind, id: &ChoiceId) -> bool {
    object.states.iter().any(|state| state.id == *id)
}

fn links_staff(object: &ObjectKind, id: &LinkId) -> bool {
    object.links.iter().any(|link| link.id == *id && link.staff)
}

fn not_of_a_recording(kind: &Text) -> Problem {
    Problem::error(
        "not-of-a-recording",
        text(
            format!("”{}” koskee tallennetta, mutta se ei kuulu mihinkään tallenteiden lajiin.", kind.fi),
            format!("”{}” gäller en inspelning men hör inte till något slag av inspelningar.", kind.sv),
            format!("“{}” is about a recording, but does not belong to any kind of recording.", kind.en),
        ),
        Text::new(
            "Nimeä kohdassa parents lajit, joilla on recording, eikä muita.",
            "Ange i parents de slag som har recording och inga andra.",
            "Name in parents the kinds that have a recording, and no others.",
        ),
    )
}

fn quality_item(kind: &Text) -> Problem {
    Problem::error(
        "quality-item",
        text(
            format!(
                "Lajilla ”{}” ei ole sitä, mihin tämä sääntö viittaa, tai se on väärää tyyppiä.",
                kind.fi
            ),
            format!("Slaget ”{}” saknar det som regeln hänvisar till, eller så är det av fel typ.", kind.sv),
            format!("“{}” lacks what this rule names, or it has the wrong type.", kind.en),
        ),
        Text::new(
            "Viittaa lajin omiin tietoihin, tiloihin ja henkilöstön rooleihin sekä palvelunumeroihin; docs/statement.md kertoo tyypit.",
            "Hänvisa till slagets egna uppgifter, tillstånd och personalroller samt till servicenummer; docs/statement.md anger typerna.",
            "Name items, states and staff links of the kind itself, declared roles and service numbers; docs/statement.md tells the types.",
        ),
    )
}

fn unfit_form(kind: &Text) -> Problem {
    Problem::error(
        "assessment-form",
        text(
            format!("Lomakkeella ei voi arvioida: ”{}”.", kind.fi),
            format!("Blanketten duger inte för bedömning: ”{}”.", kind.sv),
            format!("A form of “{}” can't be used to assess.", kind.en),
        ),
        Text::new(
            "Lomakkeella on kysymyksiä, kukin kerran, painolla ja pisteillä yhdestä ylöspäin; lomake ja kysymykset ovat valintoja tiedoissa form-item ja question-item; min-group on vähintään 2.",
            "En blankett har frågor, var och en en gång, med vikt och poäng från ett uppåt; blankett och frågor är val i form-item och question-item; min-group är minst 2.",
            "A form has questions, each once, with a weight and points from one up; form and questions are choices of form-item and question-item; min-group is at least 2.",
        ),
    )
}

fn no_occasion(kind: &Text) -> Problem {
    Problem::error(
        "no-listening-occasion",
        text(
            format!(
                "Tallenteita ”{}” kuunnellaan tilaisuudessa, mutta mikään laji ei ole sellainen.",
                kind.fi
            ),
            format!(
                "Inspelningarna ”{}” avlyssnas vid ett tillfälle, men inget slag är ett sådant.",
                kind.sv
            ),
            format!("Recordings “{}” are listened to on an occasion, but no kind is one.", kind.en),
        ),
        Text::new(
            "Lisää laji, jolla on [object.supervised] ja jonka parents nimeää tallenteen, tai valitse toinen tapa (how).",
            "Lägg till ett slag med [object.supervised] vars parents anger inspelningen, eller välj ett annat sätt (how).",
            "Add a kind with [object.supervised] whose parents name the recording, or choose another way (how).",
        ),
    )
}
