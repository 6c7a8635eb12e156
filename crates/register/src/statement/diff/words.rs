//! Sentences that changes are told in. Names stand in quotation marks and are not inflected.

use super::{Follow, Notes, Whom, tree};
use crate::text::{Lang, Text};

/// A sentence in three languages from templates in the order Finnish, Swedish, English; `{key}` stands for a part.
pub(super) fn say(templates: [&str; 3], parts: &[(&str, &Text)]) -> Text {
    let fill = |(template, lang): (&str, Lang)| {
        parts.iter().fold(template.to_owned(), |sentence, (key, part)| {
            sentence.replace(&format!("{{{key}}}"), part.get(lang))
        })
    };
    let [fi, sv, en] = templates;
    Text { fi: fill((fi, Lang::Fi)), sv: fill((sv, Lang::Sv)), en: fill((en, Lang::En)) }
}

/// A word that is the same in all languages.
pub(super) fn plain(word: &str) -> Text {
    Text::new(word, word, word)
}

/// Names after each other, each in quotation marks.
pub(super) fn quoted(names: &[Text]) -> Text {
    let all = |lang: Lang, open: &str, close: &str| -> String {
        let one = |name: &Text| format!("{open}{}{close}", name.get(lang));
        names.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    Text { fi: all(Lang::Fi, "”", "”"), sv: all(Lang::Sv, "”", "”"), en: all(Lang::En, "“", "”") }
}

/// Texts after each other, separated by a comma.
pub(super) fn listed(texts: &[Text]) -> Text {
    let all = |lang: Lang| texts.iter().map(|one| one.get(lang)).collect::<Vec<_>>().join(", ");
    Text { fi: all(Lang::Fi), sv: all(Lang::Sv), en: all(Lang::En) }
}

impl Notes<'_> {
    /// Names of declared things in quotation marks, as the newer version has them, or the older.
    pub(super) fn names(&self, list: &str, ids: &[String]) -> Text {
        let name = |id: &String| {
            let entry = self.new.one(list, id).or_else(|| self.old.one(list, id));
            entry.map_or_else(|| plain(id), |entry| tree::name(entry, id))
        };
        quoted(&ids.iter().map(name).collect::<Vec<_>>())
    }

    /// Whom a change concerns, in words.
    pub(super) fn said(&self, whom: &Whom) -> Text {
        let one = |list: &str, id: &str| self.names(list, &[id.to_owned()]);
        match whom {
            Whom::Nobody => say(
                ["Ei muuta kenenkään asemaa.", "Ändrar ingens ställning.", "Changes nobody's position."],
                &[],
            ),
            Whom::Everyone => {
                say(["Kaikki rekisteröidyt.", "Alla registrerade.", "Everyone in the register."], &[])
            }
            Whom::Groups(groups) => {
                let ids: Vec<String> = groups.iter().map(ToString::to_string).collect();
                say(
                    [
                        "Ryhmään kuuluvat: {names}.",
                        "De som hör till gruppen: {names}.",
                        "Members of: {names}.",
                    ],
                    &[("names", &self.names("subject-group", &ids))],
                )
            }
            Whom::Holders(items, kinds) => self.holders(items, kinds),
            Whom::Consented(id) => say(
                [
                    "Ne, jotka ovat antaneet suostumuksen {name}.",
                    "De som har gett samtycket {name}.",
                    "Those who have given the consent {name}.",
                ],
                &[("name", &one("consent", id.as_str()))],
            ),
            Whom::Prohibited(id) => say(
                [
                    "Ne, jotka ovat asettaneet kiellon {name}.",
                    "De som har meddelat förbudet {name}.",
                    "Those who have set the prohibition {name}.",
                ],
                &[("name", &one("prohibition", id.as_str()))],
            ),
            Whom::Staff(id) => say(
                [
                    "Työntekijät, joilla on rooli {name}.",
                    "Anställda med rollen {name}.",
                    "Staff in the role {name}.",
                ],
                &[("name", &one("role", id.as_str()))],
            ),
            Whom::AllStaff => say(
                [
                    "Kaikki rekisterin käyttäjät.",
                    "Alla som använder registret.",
                    "All staff who use the register.",
                ],
                &[],
            ),
        }
    }

    fn holders(&self, items: &[crate::id::ItemId], kinds: &[crate::id::ObjectKindId]) -> Text {
        let of = |list: &str, ids: Vec<String>| self.names(list, &ids);
        let items = of("item", items.iter().map(ToString::to_string).collect());
        let kinds = of("object", kinds.iter().map(ToString::to_string).collect());
        let both: Vec<Text> = [items, kinds].into_iter().filter(|names| !names.fi.is_empty()).collect();
        if both.is_empty() {
            return say(
                [
                    "Kenelläkään ei ole tällaista tietoa.",
                    "Ingen har sådana uppgifter.",
                    "Nobody has such data.",
                ],
                &[],
            );
        }
        say(
            [
                "Ne, joista on tallennettu: {names}.",
                "De om vilka följande har sparats: {names}.",
                "Those about whom these are stored: {names}.",
            ],
            &[("names", &listed(&both))],
        )
    }
}

/// What follows for those whom a change concerns.
pub(super) fn follow(follow: Follow) -> Text {
    let [fi, sv, en] = match follow {
        Follow::Undeclared => [
            "Tietoja ei enää ole selosteessa: niitä ei näe kukaan, ja seuraava säilytysajo hävittää ne.",
            "Uppgifterna ingår inte längre i beskrivningen: ingen ser dem, och nästa gallring förstör dem.",
            "The data is no longer declared: nobody can see it, and the next retention run destroys it.",
        ],
        Follow::Shorter => {
            ["Säilytysaika lyhenee.", "Bevaringstiden blir kortare.", "The data is kept for a shorter time."]
        }
        Follow::Longer => {
            ["Säilytysaika pitenee.", "Bevaringstiden blir längre.", "The data is kept for a longer time."]
        }
        Follow::Told13 => [
            "Heille on kerrottava ennen kuin versio otetaan käyttöön: se on voimassa heti (tietosuoja-asetuksen 13 artiklan 3 kohta).",
            "De ska informeras innan versionen tas i bruk: den gäller genast (artikel 13.3 i dataskyddsförordningen).",
            "They must be told before the version is activated: it is in force at once (GDPR, Article 13(3)).",
        ],
        Follow::Told14 => [
            "Heille on kerrottava tiedoista, jotka saadaan muualta (tietosuoja-asetuksen 14 artikla).",
            "De ska informeras om uppgifter som fås från annat håll (artikel 14 i dataskyddsförordningen).",
            "They must be told of data from elsewhere (GDPR, Article 14).",
        ],
        Follow::Weaker => [
            "Heille annettu lupaus heikkenee.",
            "Ett löfte till dem blir svagare.",
            "A promise to them becomes weaker.",
        ],
        Follow::WiderAccess => {
            ["Pääsy tietoihin laajenee.", "Tillgången till uppgifterna utvidgas.", "Access becomes wider."]
        }
        Follow::NarrowerAccess => {
            ["Pääsy tietoihin supistuu.", "Tillgången till uppgifterna minskar.", "Access becomes narrower."]
        }
        Follow::NewConsent => [
            "Annettu suostumus ei kata uutta sanamuotoa; sitä on pyydettävä uudelleen.",
            "Ett samtycke som redan getts täcker inte den nya lydelsen; det måste begäras på nytt.",
            "A consent already given does not cover the new wording; it must be asked for again.",
        ],
        Follow::MayNotFit => [
            "Tallennetut tiedot eivät ehkä ole uuden säännön mukaisia.",
            "Sparade uppgifter följer kanske inte den nya regeln.",
            "What is stored may not fit the new rule.",
        ],
        Follow::StaffAgain => [
            "Salassapitositoumus pyydetään kaikilta käyttäjiltä uudelleen.",
            "Alla användare ombeds avge tystnadsförbindelsen på nytt.",
            "All staff are asked for their undertaking again.",
        ],
        Follow::Reworded => [
            "Käytöstä kerrotaan toisin sanoin. Ohjelma ei tiedä, onko merkitys sama: jos käyttö laajenee, heille on kerrottava ennen muutosta (tietosuoja-asetuksen 13 artiklan 3 kohta).",
            "Användningen beskrivs med andra ord. Programmet vet inte om betydelsen är densamma: blir användningen vidare ska de informeras före ändringen (artikel 13.3 i dataskyddsförordningen).",
            "The use is told in other words. The program can't know whether they mean the same: if the use becomes wider, they must be told before it is done (GDPR, Article 13(3)).",
        ],
    };
    Text::new(fi, sv, en)
}

pub(super) fn order(list: &str) -> Text {
    say(
        ["Järjestys vaihtuu ({list}).", "Ordningen ändras ({list}).", "The order changes ({list})."],
        &[("list", &plain(list))],
    )
}

pub(super) fn stricter(what: &Text) -> Text {
    say(
        [
            "Voimassa on kirjoitettua tiukempi sääntö: {what}",
            "En strängare regel än den skrivna gäller: {what}",
            "A stricter rule than the written one holds: {what}",
        ],
        &[("what", what)],
    )
}

pub(super) fn no_longer_stricter(what: &Text) -> Text {
    say(
        [
            "Tämä tiukempi sääntö ei enää ole tarpeen: {what}",
            "Denna strängare regel behövs inte längre: {what}",
            "This stricter rule is no longer called for: {what}",
        ],
        &[("what", what)],
    )
}
