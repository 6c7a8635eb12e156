//! Rules about special categories of personal data (GDPR 9). Not here: the identity code, which has a rule of its own (`items`).

use super::{Check, Placed, text};
use crate::{
    diagnostics::Problem,
    statement::model::{
        Basis, Category, PurposeClass, RecipientKind, Special, SpecialGround, UndertakingKind,
    },
    text::Text,
};

/// Parts of words that special data go by, in the three languages. A name with one of them is worth a second look.
const TELLING: [&str; 26] = [
    "terveysti",
    "terveydenti",
    "sairau",
    "diagnoo",
    "allergi",
    "lääkity",
    "vammaisuu",
    "ammattiliit",
    "uskonno",
    "vakaumu",
    "seksuaali",
    "biometri",
    "hälsouppgift",
    "hälsotillstånd",
    "sjukdom",
    "diagnos",
    "medicinering",
    "fackför",
    "religi",
    "sexuell",
    "health",
    "illness",
    "medication",
    "trade union",
    "ethnic",
    "biometric",
];

impl Check<'_> {
    pub(super) fn special(&mut self) {
        for (at, category) in self.written.categories.iter().enumerate() {
            if let Some(special) = &category.special {
                self.one_special(&format!("category[{at}].special"), category, special);
            }
        }
        let index = self.index;
        for Placed { path, item, .. } in &index.items {
            let declared = item.category.as_ref().and_then(|id| index.categories.get(id));
            if declared.is_some_and(|category| category.special.is_none()) && is_telling(&item.name) {
                self.at(&format!("{path}.name"), undeclared(&item.name));
            }
        }
    }

    fn one_special(&mut self, path: &str, category: &Category, special: &Special) {
        let name = &category.name;
        if special.kinds.is_empty() {
            self.at(&format!("{path}.kinds"), of_no_kind(name));
        }
        let blank = special.provision.as_ref().is_none_or(|words| words.en.trim().is_empty());
        if special.ground.rests_on_law() && blank {
            self.at(&format!("{path}.provision"), without_provision(name));
        }
        let ground = format!("{path}.ground");
        match special.ground {
            SpecialGround::ExplicitConsent => self.consented(&ground, category),
            SpecialGround::OwnMembers => self.stays_inside(category),
            SpecialGround::Care if self.written.register.undertaking.kind != UndertakingKind::Statutory => {
                self.at(&ground, without_secrecy(name));
            }
            _ => {}
        }
    }

    /// Explicit consent holds only if whatever is done with the data waits for it.
    fn consented(&mut self, path: &str, category: &Category) {
        let needs = |id| {
            let contents = self.index.contents.get(&category.id);
            contents.is_some_and(|contents| contents.needed_by.contains_key(id))
        };
        let other = self.filled.purposes.iter().find(|purpose| {
            needs(&purpose.id)
                && purpose.basis != Basis::Consent
                && purpose.class != PurposeClass::Administration
        });
        if let Some(purpose) = other {
            self.at(path, rests_otherwise(&category.name, &purpose.name));
        }
    }

    /// What a body knows of its members does not leave it (GDPR 9(2)(d)).
    fn stays_inside(&mut self, category: &Category) {
        for (at, recipient) in self.written.recipients.iter().enumerate() {
            if recipient.kind != RecipientKind::Processor && recipient.categories.contains(&category.id) {
                self.at(
                    &format!("recipient[{at}].categories"),
                    leaves_members(&category.name, &recipient.name),
                );
            }
        }
    }
}

fn is_telling(name: &Text) -> bool {
    let Text { fi, sv, en } = name;
    [fi, sv, en].iter().any(|name| {
        let lower = name.to_lowercase();
        TELLING.iter().any(|part| lower.contains(part))
    })
}

fn undeclared(item: &Text) -> Problem {
    Problem::note(
        "special-data-undeclared",
        text(
            format!(
                "”{}” näyttää kuuluvan erityisiin henkilötietoryhmiin, joiden käsittely on kielletty ilman perustetta (GDPR 9).",
                item.fi
            ),
            format!(
                "”{}” verkar höra till särskilda kategorier av personuppgifter, som inte får behandlas utan grund (GDPR 9).",
                item.sv
            ),
            format!(
                "“{}” seems to be special data, which may not be processed without a ground of its own (GDPR 9).",
                item.en
            ),
        ),
        Text::new(
            "Siirrä se omaan tietoryhmäänsä ja lisää ryhmään esimerkiksi special = { kinds = [\"health\"], ground = \"explicit-consent\" }. Jos tieto ei koske ihmistä, mitään ei tarvitse tehdä.",
            "Flytta den till en egen kategori och lägg där till exempelvis special = { kinds = [\"health\"], ground = \"explicit-consent\" }. Om uppgiften inte gäller en människa behöver inget göras.",
            "Move it to a category of its own and add there, for example, special = { kinds = [\"health\"], ground = \"explicit-consent\" }. If it is not about a person, nothing has to be done.",
        ),
    )
}

fn of_no_kind(category: &Text) -> Problem {
    Problem::error(
        "special-of-no-kind",
        text(
            format!("Ei ole sanottu, miksi ”{}” on erityinen henkilötietoryhmä.", category.fi),
            format!("Det sägs inte varför ”{}” är en särskild kategori av personuppgifter.", category.sv),
            format!("What makes “{}” special data is not said.", category.en),
        ),
        Text::new(
            "Luettele, mitä tiedot paljastavat: kinds = [\"health\"].",
            "Räkna upp vad uppgifterna avslöjar: kinds = [\"health\"].",
            "List what it reveals: kinds = [\"health\"].",
        ),
    )
}

fn without_provision(category: &Text) -> Problem {
    Problem::error(
        "special-without-provision",
        text(
            format!("Ryhmän ”{}” peruste on laissa, mutta säännöstä ei ole nimetty.", category.fi),
            format!("Grunden för ”{}” finns i lag, men bestämmelsen anges inte.", category.sv),
            format!("The ground of “{}” is given by a law, but the provision is not named.", category.en),
        ),
        Text::new(
            "Lisää provision = { fi = \"...\", sv = \"...\", en = \"...\" }: laki, sen numero ja pykälä (GDPR 9(2)).",
            "Lägg till provision = { fi = \"...\", sv = \"...\", en = \"...\" }: lagen, dess nummer och paragraf (GDPR 9.2).",
            "Add provision = { fi = \"...\", sv = \"...\", en = \"...\" }: the act, its number and the section (GDPR 9(2)).",
        ),
    )
}

fn without_secrecy(category: &Text) -> Problem {
    Problem::error(
        "special-without-secrecy",
        text(
            format!(
                "Hoidon perusteella tietoja ”{}” saavat käsitellä vain lakisääteisesti salassapitovelvolliset.",
                category.fi
            ),
            format!(
                "På grund av vård får ”{}” behandlas endast av den som har lagstadgad tystnadsplikt.",
                category.sv
            ),
            format!(
                "For care “{}” may be processed only by people who are bound to secrecy by law.",
                category.en
            ),
        ),
        Text::new(
            "Kirjoita register.undertaking-kohtaan kind = \"statutory\", tai valitse toinen peruste (GDPR 9(3)).",
            "Skriv kind = \"statutory\" i register.undertaking, eller välj en annan grund (GDPR 9.3).",
            "Write kind = \"statutory\" in register.undertaking, or choose another ground (GDPR 9(3)).",
        ),
    )
}

fn rests_otherwise(category: &Text, purpose: &Text) -> Problem {
    Problem::error(
        "special-without-consent",
        text(
            format!(
                "Tietojen ”{}” käsittely perustuu nimenomaiseen suostumukseen, mutta ”{}” ei odota suostumusta.",
                category.fi, purpose.fi
            ),
            format!(
                "Behandlingen av ”{}” grundar sig på uttryckligt samtycke, men ”{}” väntar inte på samtycke.",
                category.sv, purpose.sv
            ),
            format!(
                "“{}” is processed on explicit consent, but “{}” does not wait for consent.",
                category.en, purpose.en
            ),
        ),
        Text::new(
            "Tee käyttötarkoituksesta suostumukseen perustuva (basis = \"consent\"), poista se ryhmän tiedoista tai valitse toinen peruste.",
            "Låt ändamålet grunda sig på samtycke (basis = \"consent\"), ta bort det från kategorins uppgifter eller välj en annan grund.",
            "Let the purpose rest on consent (basis = \"consent\"), take it from the items of the category, or choose another ground.",
        ),
    )
}

fn leaves_members(category: &Text, recipient: &Text) -> Problem {
    Problem::error(
        "special-leaves-its-members",
        text(
            format!("Jäsenistä kertovia tietoja ”{}” luovutettaisiin ulos: ”{}”.", category.fi, recipient.fi),
            format!(
                "Uppgifter om medlemmar (”{}”) skulle lämnas ut till utomstående: ”{}”.",
                category.sv, recipient.sv
            ),
            format!("What “{}” tells of members would be disclosed to “{}”.", category.en, recipient.en),
        ),
        Text::new(
            "Poista ryhmä vastaanottajalta, tai rakenna luovutus jäsenen suostumuksen varaan (ground = \"explicit-consent\"; GDPR 9(2)(d)).",
            "Ta bort kategorin från mottagaren, eller låt utlämnandet bygga på medlemmens samtycke (ground = \"explicit-consent\"; GDPR 9.2 d).",
            "Remove the category from the recipient, or let it rest on the member's consent (ground = \"explicit-consent\"; GDPR 9(2)(d)).",
        ),
    )
}
