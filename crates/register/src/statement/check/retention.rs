//! Rules about how long things are kept.

use super::{Check, every_item, text};
use crate::{
    diagnostics::{Place, Problem},
    statement::{
        model::{Anchor, ObjectKind, Retention},
        period::Period,
    },
    text::Text,
};

impl Check<'_> {
    pub(super) fn retention(&mut self) {
        let written = self.written;
        for (at, category) in written.categories.iter().enumerate() {
            if let Some(retention) = &category.retention {
                self.one_retention(&format!("category[{at}].retention"), retention, None);
            }
        }
        for (at, group) in written.subject_groups.iter().enumerate() {
            if let Some(retention) = &group.retention {
                self.one_retention(&format!("subject-group[{at}].retention"), retention, None);
            }
        }
        if written.requests.keep.as_ref().is_some_and(|keep| Period::parse(keep).is_none()) {
            self.at("requests.keep", length());
        }
        for (at, object) in written.objects.iter().enumerate() {
            self.one_retention(&format!("object[{at}].retention"), &object.retention, Some(object));
        }
        for placed in every_item(written) {
            let path = format!("{}.retention", placed.path);
            if let Some(retention) = &placed.item.retention {
                self.one_retention(&path, retention, placed.object);
            }
            if placed.item.keep_replaced.as_ref().is_some_and(|keep| Period::parse(keep).is_none()) {
                self.at(&format!("{}.keep-replaced", placed.path), length());
            }
        }
    }

    fn one_retention(&mut self, path: &str, retention: &Retention, object: Option<&ObjectKind>) {
        let period = Period::parse(&retention.keep);
        match period {
            None => self.at(&format!("{path}.keep"), length()),
            Some(period)
                if period.is_zero() && matches!(retention.after, Anchor::Recorded | Anchor::ObjectDate) =>
            {
                self.at(&format!("{path}.keep"), keeps_nothing());
            }
            Some(_) => {}
        }
        let of_object = matches!(retention.after, Anchor::ObjectDate | Anchor::ObjectEnd);
        let endless = retention.after == Anchor::ObjectEnd && object.is_some_and(|object| !object.period);
        if (of_object && object.is_none()) || endless {
            self.at(&format!("{path}.after"), anchor());
        }
        if let Some(floor) = &retention.floor {
            self.floor(path, floor, period);
        }
        self.outer_limit(path, retention);
        self.stored_only(path, retention);
    }

    fn floor(&mut self, path: &str, id: &str, period: Option<Period>) {
        let law = self.law;
        let path_of_floor = format!("{path}.floor");
        let Some(floor) = law.floor(id, self.on) else {
            let known: Vec<&str> = law.floors.iter().map(|floor| floor.id.as_str()).collect();
            return self.at(&path_of_floor, unknown_floor(id, &known.join(", ")));
        };
        let least = Period::parse(&floor.keep).map(Period::parts);
        if period.map(Period::parts) < least {
            self.at(&path_of_floor, law_keeps_longer(&floor.name));
        }
    }
}

/// A length that is none, at a place.
pub(crate) fn not_a_length(place: Option<Place>) -> Problem {
    Problem { place, ..length() }
}

pub(super) fn length() -> Problem {
    Problem::error(
        "retention-not-a-length",
        Text::new(
            "Aikaa ei ole annettu laskettavassa muodossa.",
            "Tiden har inte angetts i en form som går att räkna med.",
            "The time is not given in a form that can be counted with.",
        ),
        Text::new(
            "Kirjoita pituus vuosina, kuukausina, viikkoina tai päivinä: \"P2Y\" on kaksi vuotta, \"P6M\" kuusi kuukautta, \"P30D\" kolmekymmentä päivää.",
            "Skriv längden i år, månader, veckor eller dagar: \"P2Y\" är två år, \"P6M\" sex månader, \"P30D\" trettio dagar.",
            "Write the length in years, months, weeks or days: \"P2Y\" is two years, \"P6M\" six months, \"P30D\" thirty days.",
        ),
    )
}

fn keeps_nothing() -> Problem {
    Problem::error(
        "retention-keeps-nothing",
        Text::new(
            "Tieto poistuisi samana päivänä kuin se tallennetaan.",
            "Uppgiften skulle raderas samma dag som den sparas.",
            "The data would go on the day on which it is stored.",
        ),
        Text::new(
            "Anna pituus, joka on suurempi kuin nolla, tai laske aika jostakin muusta hetkestä (after).",
            "Ange en längd som är större än noll eller räkna tiden från något annat (after).",
            "Give a length above zero, or count it from something else (after).",
        ),
    )
}

fn anchor() -> Problem {
    Problem::error(
        "retention-from-nothing",
        Text::new(
            "Säilytysaika lasketaan hetkestä, jota tällä tiedolla ei ole.",
            "Bevaringstiden räknas från något som den här uppgiften inte har.",
            "The retention counts from something that this data does not have.",
        ),
        Text::new(
            "object-date ja object-end koskevat vain tapahtumia; object-end vaatii lisäksi, että lajilla on period = true. Henkilön tiedoille sopii relationship-end, last-activity tai recorded. Ryhmä (category), jossa on vain tapahtumia, ei tarvitse säilytysaikaa: kukin laji sanoo omansa.",
            "object-date och object-end gäller bara objekt; object-end kräver dessutom period = true. För personens uppgifter passar relationship-end, last-activity eller recorded. En kategori med bara objekt behöver ingen tid: varje slag säger sin egen.",
            "object-date and object-end are for objects alone; object-end also needs period = true. For a person's items use relationship-end, last-activity or recorded. A category of objects alone needs none: each kind says its own.",
        ),
    )
}

fn unknown_floor(id: &str, known: &str) -> Problem {
    Problem::error(
        "unknown-floor",
        text(
            format!("Lakipaketissa ei ole säilytysaikaa ”{id}”, joka olisi voimassa."),
            format!("Lagpaketet har ingen gällande bevaringstid ”{id}”."),
            format!("The law pack has no statutory minimum “{id}” in force."),
        ),
        text(
            format!("Valitse jokin näistä: {known}."),
            format!("Välj något av dessa: {known}."),
            format!("Choose one of: {known}."),
        ),
    )
}

fn law_keeps_longer(name: &Text) -> Problem {
    Problem::note(
        "law-keeps-longer",
        text(
            format!("Laki vaatii pidemmän säilytysajan ({}). Noudatetaan lakia.", name.fi),
            format!("Lagen kräver en längre bevaringstid ({}). Lagen följs.", name.sv),
            format!("The law demands a longer time ({}). The law is followed.", name.en),
        ),
        Text::new(
            "Mitään ei tarvitse tehdä: seloste kertoo molemmat ajat. Jos haluat, että ne ovat samat, pidennä säilytysaikaa.",
            "Inget behöver göras: beskrivningen anger båda tiderna. Förläng bevaringstiden om de ska vara lika.",
            "Nothing has to change: the notice tells both times. Lengthen the retention if they are to be the same.",
        ),
    )
}
