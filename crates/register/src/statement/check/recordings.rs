//! Rules about recordings: what may come in, who may listen, for what.

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    id::{ItemId, ObjectKindId},
    statement::model::{
        Action, Item, ItemType, Listener, Listening, Note, ObjectKind, PurposeClass, Recording, Role, Scope,
    },
    statement::period::Period,
    text::Text,
};

impl Check<'_> {
    pub(super) fn recordings(&mut self) {
        for (at, object) in self.filled.objects.iter().enumerate() {
            if let Some(recording) = &object.recording {
                let path = format!("object[{at}].recording");
                self.intake(&path, object, recording);
                if !object.items.iter().any(|item| item.item_type == ItemType::Moment) {
                    self.at(&path, recording_of_a_day(&object.name));
                }
                for (number, listener) in recording.listeners.iter().enumerate() {
                    self.listener(&format!("{path}.listen[{number}]"), listener);
                }
                self.listeners(&path, object, recording);
            }
            if let Some(note) = &object.note {
                self.note(&format!("object[{at}].note"), object, note);
            }
        }
    }

    fn intake(&mut self, path: &str, object: &ObjectKind, recording: &Recording) {
        let item = |id: &ItemId| object.items.iter().find(|item| item.id == *id);
        let tells = |item: Option<&Item>| {
            item.is_some_and(|item| {
                item.item_type == ItemType::Choice
                    && recording
                        .directions
                        .iter()
                        .all(|way| item.choices.iter().any(|choice| choice.id.as_str() == way.as_str()))
            })
        };
        if !tells(item(&recording.direction_item)) {
            self.at(&format!("{path}.direction-item"), recording_item(&object.name));
        }
        let told = item(&recording.told_item);
        if told.is_none_or(|item| item.item_type != ItemType::Flag) {
            self.at(&format!("{path}.told-item"), recording_item(&object.name));
        }
        let answerer = recording.answerer_item.as_ref().map(item);
        if answerer.is_some_and(|item| item.is_none_or(|item| item.item_type != ItemType::Text)) {
            self.at(&format!("{path}.answerer-item"), recording_item(&object.name));
        }
        let number = recording.number_item.as_ref().map(item);
        let unfit = |item: Option<&Item>| item.is_none_or(|item| item.item_type != ItemType::Phone);
        let needless = number.is_none() && !recording.numbers.is_empty();
        if needless || number.is_some_and(unfit) {
            self.at(&format!("{path}.number-item"), recording_item(&object.name));
        }
        if recording.first_need_within.as_deref().is_some_and(|length| Period::parse(length).is_none()) {
            self.at(&format!("{path}.first-need-within"), recording_item(&object.name));
        }
        if recording.directions.is_empty() || !(1..=100).contains(&recording.share_percent) {
            let key = if recording.directions.is_empty() { "directions" } else { "share-percent" };
            self.at(&format!("{path}.{key}"), records_nothing(&object.name));
        }
    }

    /// A note belongs to a recording, and its items can hold what a note is.
    fn note(&mut self, path: &str, object: &ObjectKind, note: &Note) {
        let fits = |id: &ItemId, wanted: ItemType| {
            object.items.iter().any(|item| item.id == *id && item.item_type == wanted)
        };
        let recorded = |id: &ObjectKindId| {
            self.filled.objects.iter().any(|other| other.id == *id && other.recording.is_some())
        };
        let on_recordings =
            object.parent_required && !object.parents.is_empty() && object.parents.iter().all(recorded);
        let wrong = [
            ("second-item", fits(&note.second_item, ItemType::Number)),
            ("text-item", fits(&note.text_item, ItemType::Text)),
        ];
        for (key, _) in wrong.into_iter().filter(|(_, fits)| !fits) {
            self.at(&format!("{path}.{key}"), note_on_nothing(&object.name));
        }
        if !on_recordings {
            self.at(path, note_on_nothing(&object.name));
        }
    }

    /// How somebody listens, against scope, purpose and what the purposes ask for.
    fn listener(&mut self, path: &str, listener: &Listener) {
        let filled = self.filled;
        for (at, role) in filled.roles.iter().enumerate().filter(|(_, it)| listener.roles.contains(&it.id)) {
            if listener.how == Listening::OwnCalls && role.scope != Scope::Own {
                self.both((&format!("{path}.how"), &format!("role[{at}].scope")), own_calls(&role.name));
            }
        }
        let named = filled.purposes.iter().enumerate().filter(|(_, it)| listener.purposes.contains(&it.id));
        for (at, purpose) in named {
            let training = purpose.class == PurposeClass::Training;
            if training && !matches!(listener.how, Listening::LedSession | Listening::OwnCalls) {
                self.both(
                    (&format!("{path}.how"), &format!("purpose[{at}]")),
                    training_without_session(&purpose.name),
                );
            }
            if listener.how == Listening::StatedReason && !purpose.reason_required {
                self.both(
                    (&format!("{path}.how"), &format!("purpose[{at}]")),
                    reason_not_asked(&purpose.name),
                );
            }
        }
    }

    /// Nobody listens whom the recording's own rules don't name, and nothing is taken out (claim R2-023).
    fn listeners(&mut self, path: &str, object: &ObjectKind, recording: &Recording) {
        let filled = self.filled;
        for (r, role) in filled.roles.iter().enumerate() {
            for (g, grant) in role.grants.iter().enumerate() {
                if !grant.read.contains(&object.category) {
                    continue;
                }
                let place = format!("role[{r}].grant[{g}]");
                let stranger = grant.purposes.iter().any(|purpose| !hears(recording, role, purpose));
                if stranger {
                    self.both((&format!("{place}.read"), path), not_a_listener(&role.name, &object.name));
                }
                if grant.actions.contains(&Action::Export) {
                    self.both((&format!("{place}.actions"), path), recordings_leave(&object.name));
                }
            }
        }
    }
}

fn hears(recording: &Recording, role: &Role, purpose: &crate::id::PurposeId) -> bool {
    recording.listeners.iter().any(|one| one.roles.contains(&role.id) && one.purposes.contains(purpose))
}

fn recording_item(kind: &Text) -> Problem {
    Problem::error(
        "recording-item",
        text(
            format!(
                "Tallenteella ”{}” ei ole tietoa, johon tämä sääntö viittaa, tai se on väärää tyyppiä.",
                kind.fi
            ),
            format!(
                "Inspelningen ”{}” saknar den uppgift som regeln hänvisar till, eller så är den av fel typ.",
                kind.sv
            ),
            format!(
                "The recording “{}” lacks the item that this rule names, or it has the wrong type.",
                kind.en
            ),
        ),
        Text::new(
            "direction-item on choice, jolla ovat arvot inbound ja outbound sen mukaan, mitä directions sallii; number-item on phone; told-item on flag; answerer-item on text; pituus on esimerkiksi P1M.",
            "direction-item är en choice med värdena inbound och outbound enligt vad directions tillåter; number-item är phone; told-item är flag; answerer-item är text; en längd är till exempel P1M.",
            "direction-item is a choice with the values inbound and outbound, as directions allows; number-item is a phone; told-item is a flag; answerer-item is a text; a length is for example P1M.",
        ),
    )
}

fn note_on_nothing(kind: &Text) -> Problem {
    Problem::error(
        "note-on-nothing",
        text(
            format!("”{}” ei voi olla huomio tallenteen johonkin kohtaan.", kind.fi),
            format!("”{}” kan inte vara en anteckning vid en punkt i en inspelning.", kind.sv),
            format!("“{}” can't be a note at a time of a recording.", kind.en),
        ),
        Text::new(
            "Anna parents, joissa on vain tallenteita, ja parent-required = true; second-item on number ja text-item on text.",
            "Ange parents med bara inspelningar och parent-required = true; second-item är number och text-item är text.",
            "Give it parents that are all recordings, and parent-required = true; second-item is a number and text-item a text.",
        ),
    )
}

fn records_nothing(kind: &Text) -> Problem {
    Problem::error(
        "recording-share",
        text(
            format!("Sääntö ei kerro, mitä lajista ”{}” tallennetaan.", kind.fi),
            format!("Regeln säger inte vad av slaget ”{}” som spelas in.", kind.sv),
            format!("The rule does not say what of “{}” is recorded.", kind.en),
        ),
        Text::new(
            "Anna ainakin yksi suunta ja osuus 1–100 prosenttia, tai poista recording.",
            "Ange minst en riktning och en andel på 1–100 procent, eller ta bort recording.",
            "Give at least one direction and a share of 1 to 100 per cent, or remove recording.",
        ),
    )
}

/// Lists, answers and terms go by the moments of the recording itself.
fn recording_of_a_day(name: &Text) -> Problem {
    let (fi, sv, en) = (&name.fi, &name.sv, &name.en);
    Problem::note(
        "recording-of-a-day",
        text(
            format!("Tallenteesta ”{fi}” säilyy vain päivä: mikään sen tieto ei kerro kellonaikaa."),
            format!("Av inspelningen ”{sv}” bevaras bara dagen: ingen av dess uppgifter anger klockslaget."),
            format!(
                "Of the recording “{en}” the day alone is kept: none of its items tells the time of day."
            ),
        ),
        Text::new(
            "Lisää sille hetki-tiedot (type = \"moment\"), kuten started ja ended. Muuten luettelot näyttävät sen alkaneen keskiyöllä, ja sen aika päättyy päivän eikä minuutin mukaan.",
            "Lägg till ögonblick (type = \"moment\"), såsom started och ended. Annars visar listorna att den började vid midnatt, och dess tid går ut efter dag och inte efter minut.",
            "Add moments to it (type = \"moment\"), such as started and ended. Otherwise lists show that it began at midnight, and its term ends by the day and not by the minute.",
        ),
    )
}

fn own_calls(role: &Text) -> Problem {
    Problem::error(
        "own-calls-only",
        text(
            format!(
                "Rooli ”{}” saa kuunnella vain omia puhelujaan, mutta roolin rajaus ulottuu muihinkin.",
                role.fi
            ),
            format!(
                "Rollen ”{}” får bara lyssna på sina egna samtal, men rollens räckvidd är större.",
                role.sv
            ),
            format!("The role “{}” may listen to its own calls only, but its scope reaches others.", role.en),
        ),
        Text::new(
            "Anna roolille scope = \"own\" tai valitse toinen tapa kuunnella (how).",
            "Ge rollen scope = \"own\" eller välj ett annat sätt att lyssna (how).",
            "Give the role scope = \"own\", or choose another way to listen (how).",
        ),
    )
}

fn training_without_session(purpose: &Text) -> Problem {
    Problem::error(
        "training-without-session",
        text(
            format!(
                "”{}” on koulutusta, mutta kuuntelua ei ole sidottu kouluttajan pitämään tilaisuuteen.",
                purpose.fi
            ),
            format!(
                "”{}” är utbildning, men lyssnandet är inte bundet till ett tillfälle som utbildaren leder.",
                purpose.sv
            ),
            format!(
                "“{}” is training, but listening is not tied to a session that the trainer leads.",
                purpose.en
            ),
        ),
        Text::new(
            "Valitse how = \"led-session\": koulutettavat eivät saa omaa oikeutta toisten puheluihin.",
            "Välj how = \"led-session\": deltagarna får ingen egen rätt till andras samtal.",
            "Choose how = \"led-session\": those who are trained get no access of their own to others' calls.",
        ),
    )
}

fn reason_not_asked(purpose: &Text) -> Problem {
    Problem::error(
        "reason-not-asked",
        text(
            format!("Kuuntelu vaatii kirjatun syyn, mutta ”{}” ei kysy syytä.", purpose.fi),
            format!("Lyssnandet kräver ett antecknat skäl, men ”{}” frågar inte efter något.", purpose.sv),
            format!("Listening needs a written reason, but “{}” does not ask for one.", purpose.en),
        ),
        Text::new(
            "Lisää käyttötarkoitukselle reason-required = true.",
            "Lägg till reason-required = true för ändamålet.",
            "Add reason-required = true to the purpose.",
        ),
    )
}

fn not_a_listener(role: &Text, kind: &Text) -> Problem {
    Problem::error(
        "not-a-listener",
        text(
            format!(
                "Rooli ”{}” näkisi tallenteet ”{}”, mutta niiden omat säännöt eivät nimeä sitä tähän tarkoitukseen.",
                role.fi, kind.fi
            ),
            format!(
                "Rollen ”{}” skulle komma åt inspelningarna ”{}”, men deras egna regler nämner den inte för detta ändamål.",
                role.sv, kind.sv
            ),
            format!(
                "The role “{}” would get at the recordings “{}”, but their own rules don't name it for this purpose.",
                role.en, kind.en
            ),
        ),
        Text::new(
            "Lisää [[object.recording.listen]], joka nimeää roolin ja tarkoituksen, tai poista oikeus.",
            "Lägg till [[object.recording.listen]] med rollen och ändamålet eller ta bort rättigheten.",
            "Add a [[object.recording.listen]] that names the role and the purpose, or remove the grant.",
        ),
    )
}

fn recordings_leave(kind: &Text) -> Problem {
    Problem::error(
        "recordings-leave",
        text(
            format!("Tallenteita ”{}” ei viedä ulos millään roolilla.", kind.fi),
            format!("Inspelningarna ”{}” tas inte ut med någon roll.", kind.sv),
            format!("No role takes recordings (“{}”) out.", kind.en),
        ),
        Text::new(
            "Poista export: tallenne lähtee vain rekisteröidyn pyynnöstä tai kirjatulla luovutuksella.",
            "Ta bort export: en inspelning lämnas bara ut på den registrerades begäran eller som ett antecknat utlämnande.",
            "Remove export: a recording leaves only at the person's request or by a recorded disclosure.",
        ),
    )
}
