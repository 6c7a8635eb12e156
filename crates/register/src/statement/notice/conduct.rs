//! What a notice says of objects beyond their items: who takes part, who may know of them, how recordings come in and who
//! hears them.

use super::{Entry, build::Of, phrases::conduct as say, words};
use crate::{
    statement::model::{Direction, LinkRole, Listener, Listening, ObjectKind, Recording, Visibility},
    text::{Lang, Phrase},
};

/// Entries about one kind of object, below its items.
pub(super) fn conduct(of: Of<'_>, object: &ObjectKind) -> Vec<Entry> {
    let id = format!("object--{}", object.id);
    let mut entries: Vec<Entry> =
        object.links.iter().map(|link| linked(of, format!("{id}--link--{}", link.id), link)).collect();
    entries.extend(space(of, &id, object));
    entries.extend(visibility(of, &id, object));
    if object.organisations_only {
        entries.push(Entry::new(format!("{id}--organisations-only"), of.say(say::ORGANISATIONS_ONLY)));
    }
    if let Some(recording) = &object.recording {
        entries.extend(recorded(of, &id, recording));
    }
    entries
}

/// Groups by name, as a list in a sentence.
fn groups(of: Of<'_>, wanted: &[crate::id::GroupId]) -> Vec<String> {
    let groups = of.rules.statement().subject_groups.iter().filter(|group| wanted.contains(&group.id));
    groups.map(|group| group.name.get(of.lang).to_owned()).collect()
}

fn linked(of: Of<'_>, id: String, link: &LinkRole) -> Entry {
    let mut who = groups(of, &link.groups);
    if link.staff {
        who.push(of.say(say::STAFF).to_owned());
    }
    let name = link.name.get(of.lang);
    let text = if who.is_empty() { name.to_owned() } else { format!("{name} ({})", who.join(", ")) };
    Entry::led(id, of.say(say::TAKES_PART), text)
}

fn space(of: Of<'_>, id: &str, object: &ObjectKind) -> Option<Entry> {
    let wanted = object.space.as_ref()?;
    let space = of.rules.statement().spaces.iter().find(|space| space.id == *wanted)?;
    Some(Entry::led(format!("{id}--space"), of.say(say::SPACE), space.name.get(of.lang)))
}

fn visibility(of: Of<'_>, id: &str, object: &ObjectKind) -> Option<Entry> {
    let choices = object.visibility.iter().map(|one| {
        of.say(match one {
            Visibility::Open => say::OPEN,
            Visibility::Closed => say::CLOSED,
            Visibility::Private => say::PRIVATE,
        })
    });
    let choices: Vec<&str> = choices.collect();
    let told = Entry::led(format!("{id}--visibility"), of.say(say::VISIBILITY), choices.join("; "));
    (!choices.is_empty()).then_some(told)
}

fn recorded(of: Of<'_>, id: &str, recording: &Recording) -> Vec<Entry> {
    let directions: Vec<&str> = recording
        .directions
        .iter()
        .map(|direction| {
            of.say(match direction {
                Direction::Inbound => say::INBOUND,
                Direction::Outbound => say::OUTBOUND,
            })
        })
        .collect();
    let directions = words::joined(&directions, words::AND, of.lang);
    let share = recording.share_percent;
    let share = match (of.lang, share) {
        (_, 100) => String::new(),
        (Lang::Fi, _) => format!(", enintään {share} sadasta"),
        (Lang::Sv, _) => format!(", högst {share} av hundra"),
        (Lang::En, _) => format!(", at most {share} in a hundred"),
    };
    let sentence = match of.lang {
        Lang::Fi => format!(
            "Tallennamme {directions}{share}. Siitä kerrotaan ennen kuin tallennus alkaa; muuten tallennetta ei säilytetä."
        ),
        Lang::Sv => format!(
            "Följande spelas in: {directions}{share}. Personen informeras innan inspelningen börjar; annars sparas den inte."
        ),
        Lang::En => format!(
            "We record {directions}{share}. The person is told before recording begins; otherwise no recording is kept."
        ),
    };
    let mut entries = vec![Entry::led(format!("{id}--recording"), of.say(say::RECORDING), sentence)];
    let numbers: Vec<String> =
        recording.numbers.iter().map(|one| format!("{} {}", one.name.get(of.lang), one.number)).collect();
    if !numbers.is_empty() {
        entries.push(Entry::led(
            format!("{id}--numbers"),
            of.say(say::NUMBERS),
            format!("{}.", numbers.join(", ")),
        ));
    }
    let heard = recording.listeners.iter();
    let heard: Vec<Entry> = heard.map(|one| listener(of, id, one)).collect();
    let heard = super::ids::distinct(heard);
    if !heard.is_empty() {
        entries.push(Entry::led(format!("{id}--listeners"), of.say(say::LISTENS), "").with(heard));
    }
    if recording.words_searched {
        let searched = Entry::new(format!("{id}--words-searched"), of.say(say::WORDS_SEARCHED));
        entries.push(searched);
    }
    let places: Vec<&str> = recording.listening_places.iter().map(|place| place.get(of.lang)).collect();
    if !places.is_empty() {
        entries.push(Entry::led(
            format!("{id}--listening-places"),
            of.say(say::PLACES),
            format!("{}.", places.join("; ")),
        ));
    }
    entries
}

fn listener(of: Of<'_>, object: &str, listener: &Listener) -> Entry {
    let who: Vec<&str> = listener.roles.iter().map(|role| role.as_str()).collect();
    let id = format!("{object}--listen--{}-{}", who.join("-"), super::ids::declared(&listener.how));
    let statement = of.rules.statement();
    let roles = statement.roles.iter().filter(|role| listener.roles.contains(&role.id));
    let roles: Vec<&str> = roles.map(|role| role.name.get(of.lang)).collect();
    let purposes = statement.purposes.iter().filter(|purpose| listener.purposes.contains(&purpose.id));
    let purposes: Vec<&str> = purposes.map(|purpose| purpose.name.get(of.lang)).collect();
    let how: Phrase = match listener.how {
        Listening::Task => say::BY_TASK,
        Listening::OwnCalls => say::OWN_CALLS,
        Listening::LedSession => say::LED_SESSION,
        Listening::StatedReason => say::STATED_REASON,
        Listening::Supervised => say::SUPERVISED,
    };
    let kinds = statement.objects.iter().filter(|kind| listener.events.contains(&kind.id));
    let kinds: Vec<&str> = kinds.map(|kind| kind.name.get(of.lang)).collect();
    let event = if kinds.is_empty() {
        String::new()
    } else {
        format!(" {} {}.", of.say(say::EVENT), kinds.join(", "))
    };
    Entry::new(id, format!("{} ({}). {}{event}", roles.join(", "), purposes.join(", "), of.say(how)))
}
