//! Rules about what ties people to a register: it has to be something that they can have, and that comes to an end.

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    id::GroupId,
    statement::model::{Statement, SubjectGroup, Tie},
    text::Text,
};

/// Every tie that a statement names, with its place.
pub(super) fn every_tie(statement: &Statement) -> Vec<(String, &Tie)> {
    let mut all = Vec::new();
    for (at, group) in statement.subject_groups.iter().enumerate() {
        all.extend(of_group(at, group));
    }
    for (at, purpose) in statement.purposes.iter().enumerate() {
        let ties = purpose.tied_by.iter().enumerate();
        all.extend(ties.map(|(number, tie)| (format!("purpose[{at}].tied-by[{number}]"), tie)));
    }
    all
}

/// What a group names, with its places.
fn of_group(at: usize, group: &SubjectGroup) -> Vec<(String, &Tie)> {
    let lists = [("tied-by", &group.tied_by), ("leaves-with", &group.leaves_with)];
    let each = lists.into_iter().flat_map(|(key, ties)| ties.iter().enumerate().map(move |one| (key, one)));
    each.map(|(key, (number, tie))| (format!("subject-group[{at}].{key}[{number}]"), tie)).collect()
}

impl Check<'_> {
    /// A tie that nobody of the group can have would keep everybody out; one without an end would keep them for good.
    pub(super) fn ties(&mut self) {
        let filled = self.filled;
        for (at, group) in filled.subject_groups.iter().enumerate() {
            for (path, tie) in of_group(at, group) {
                self.tie(&path, tie, Some(group));
            }
        }
        for (at, purpose) in filled.purposes.iter().enumerate() {
            for (number, tie) in purpose.tied_by.iter().enumerate() {
                self.tie(&format!("purpose[{at}].tied-by[{number}]"), tie, None);
            }
        }
    }

    /// One tie; of a group, or of a purpose.
    fn tie(&mut self, path: &str, tie: &Tie, group: Option<&SubjectGroup>) {
        let Some(kind) = self.filled.objects.iter().find(|kind| kind.id == tie.object) else { return };
        let takes = |groups: &[GroupId]| group.is_none_or(|group| groups.contains(&group.id));
        let can_have = match &tie.link {
            None => kind.groups.is_empty() || takes(&kind.groups),
            Some(link) => kind.links.iter().any(|role| role.id == *link && takes(&role.groups)),
        };
        if !can_have && !self.unsure("object") {
            self.at(path, not_to_be_had(&kind.name));
        }
        if !kind.period && kind.closed_states.is_empty() {
            self.at(path, endless(&kind.name));
        }
    }
}

fn not_to_be_had(kind: &Text) -> Problem {
    Problem::error(
        "tie-not-to-be-had",
        text(
            format!(
                "Kukaan ei voi sitoutua rekisteriin näin: ”{}” ei sovi tälle ryhmälle tai tässä roolissa.",
                kind.fi
            ),
            format!(
                "Ingen kan vara bunden till registret så här: ”{}” passar inte gruppen eller rollen.",
                kind.sv
            ),
            format!(
                "Nobody can be tied to the register like this: “{}” does not fit the group or the role.",
                kind.en
            ),
        ),
        Text::new(
            "Ilman link-avainta ryhmän on oltava lajin groups-luettelossa; link nimeää lajin roolin, jonka groups-luettelossa ryhmä on.",
            "Utan link ska gruppen finnas i slagets groups; link anger en roll hos slaget som har gruppen i sin groups.",
            "Without link, the group is in the kind's groups; link names a role of the kind that has the group in its groups.",
        ),
    )
}

fn endless(kind: &Text) -> Problem {
    Problem::error(
        "tie-without-end",
        text(
            format!("”{}” ei pääty koskaan, joten se pitäisi ihmiset rekisterissä ikuisesti.", kind.fi),
            format!(
                "”{}” tar aldrig slut, så det skulle hålla människor kvar i registret för alltid.",
                kind.sv
            ),
            format!("“{}” never ends, so it would keep people in the register for good.", kind.en),
        ),
        Text::new(
            "Anna lajille period = true tai closed-states.",
            "Ge slaget period = true eller closed-states.",
            "Give the kind period = true or closed-states.",
        ),
    )
}
