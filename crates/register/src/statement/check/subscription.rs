//! Rules about the form at which people subscribe: it asks for what the register holds and needs, and for no more; what it
//! takes is a consent for e-mail, and waits for an answer no longer than needed (R3-013, R3-026).

use super::{Check, text};
use crate::{
    diagnostics::Problem,
    statement::{
        model::{Channel, Item, ItemType, Search, SourceKind, Subscription},
        period::Period,
    },
    text::Text,
};

/// The longest that a confirmation may be waited for, in days.
const LONGEST: u32 = 30;

impl Check<'_> {
    pub(super) fn subscription(&mut self) {
        let written = self.written;
        let Some(form) = &written.subscription else { return };
        let consents = std::iter::once(("subscription.consent".to_owned(), &form.consent));
        let also = form.also.iter().enumerate().map(|(at, id)| (format!("subscription.also[{at}]"), id));
        for (path, id) in consents.chain(also) {
            let declared = written.consents.iter().find(|one| one.id == *id);
            let by_mail =
                declared.is_none_or(|one| one.channels.is_empty() || one.channels.contains(&Channel::Email));
            if !by_mail {
                self.at(&path, not_by_mail());
            }
        }
        let period = Period::parse(&form.confirm_within);
        let most = Period::parse(&format!("P{LONGEST}D"));
        if period.zip(most).is_none_or(|(period, most)| period.is_zero() || period.exceeds(most)) {
            self.at("subscription.confirm-within", too_long());
        }
        self.asks(form);
    }

    fn asks(&mut self, form: &Subscription) {
        let filled = self.filled;
        let of_group = |item: &&Item| item.groups.is_empty() || item.groups.contains(&form.group);
        for (at, id) in form.asks.iter().enumerate() {
            let path = format!("subscription.asks[{at}]");
            let Some(item) = filled.items.iter().filter(of_group).find(|item| item.id == *id) else {
                if !self.unsure("item") {
                    self.at(&path, asks_for_more(id.as_str()));
                }
                continue;
            };
            if item.item_type == ItemType::IdentityCode {
                self.at(&path, asks_for_code(&item.name));
            } else if item.generated || item.derived.is_some() || !self.gives_themselves(item) {
                self.at(&path, not_from_the_person(&item.name));
            }
        }
        let known = |item: &&Item| form.asks.contains(&item.id);
        let mailed = |item: &Item| item.item_type == ItemType::Email && item.search.contains(&Search::Exact);
        if !filled.items.iter().filter(known).any(mailed) && !self.unsure("item") {
            self.at("subscription.asks", no_address());
        }
        let left_out = filled.items.iter().filter(of_group);
        let left_out = left_out.filter(|item| item.required && !item.generated && item.derived.is_none());
        let left_out: Vec<Text> =
            left_out.filter(|item| !known(item)).map(|item| item.name.clone()).collect();
        for name in left_out {
            self.at("subscription.asks", not_asked(&name));
        }
    }

    /// Whether the person may give an item, as somebody who comes into the register by it.
    fn gives_themselves(&self, item: &Item) -> bool {
        item.sources.iter().any(|id| {
            let mut sources = self.filled.sources.iter();
            sources.any(|one| one.id == *id && one.kind == SourceKind::Subject && one.adds_persons)
        })
    }
}

fn not_by_mail() -> Problem {
    Problem::error(
        "subscription-not-by-mail",
        Text::new(
            "Tilauslomakkeella annettava suostumus vahvistetaan sähköpostilla, mutta suostumusta ei voi antaa sähköpostille.",
            "Samtycket på prenumerationsformuläret bekräftas per e-post, men det kan inte ges för e-post.",
            "A consent given at the subscription form is confirmed by e-mail, but this one can't be given for e-mail.",
        ),
        Text::new(
            "Lisää suostumuksen kanaviin email.",
            "Lägg till email bland samtyckets kanaler.",
            "Add email to the consent's channels.",
        ),
    )
}

fn too_long() -> Problem {
    Problem::error(
        "subscription-waits",
        Text::new(
            "Vahvistamattoman tilauksen odotusaika puuttuu, ei ole aika tai on yli 30 päivää.",
            "Väntetiden för en obekräftad prenumeration saknas, är ingen tid eller är över 30 dagar.",
            "The time for which an unconfirmed subscription waits is no length of time, or longer than 30 days.",
        ),
        Text::new(
            "Kirjoita esimerkiksi confirm-within = \"P7D\".",
            "Skriv till exempel confirm-within = \"P7D\".",
            "Write for example confirm-within = \"P7D\".",
        ),
    )
}

fn asks_for_more(id: &str) -> Problem {
    Problem::error(
        "subscription-asks-for-more",
        text(
            format!("Tilauslomake kysyisi tietoa ”{id}”, jota ryhmästä ei rekisteröidä."),
            format!("Prenumerationsformuläret skulle fråga efter ”{id}”, som inte registreras om gruppen."),
            format!(
                "The subscription form would ask for “{id}”, which the register does not hold of the group."
            ),
        ),
        Text::new(
            "Poista se kohdasta asks tai määrittele tieto (item).",
            "Ta bort den ur asks eller deklarera uppgiften (item).",
            "Remove it from asks, or declare the item.",
        ),
    )
}

fn asks_for_code(name: &Text) -> Problem {
    Problem::error(
        "subscription-asks-for-code",
        text(
            format!("Tilauslomake kysyisi tunnusta ”{}”, jota tilaamiseen ei tarvita.", name.fi),
            format!(
                "Prenumerationsformuläret skulle fråga efter ”{}”, som inte behövs för att prenumerera.",
                name.sv
            ),
            format!("The subscription form would ask for “{}”, which subscribing does not need.", name.en),
        ),
        Text::new(
            "Poista se kohdasta asks (tietosuojalaki 29 §).",
            "Ta bort den ur asks (dataskyddslagen 29 §).",
            "Remove it from asks (Data Protection Act, section 29).",
        ),
    )
}

fn not_from_the_person(name: &Text) -> Problem {
    Problem::error(
        "subscription-asks-in-vain",
        text(
            format!("”{}” ei voi tulla tilaajalta itseltään.", name.fi),
            format!("”{}” kan inte komma från prenumeranten själv.", name.sv),
            format!("“{}” can't come from the subscriber.", name.en),
        ),
        Text::new(
            "Lisää tiedolle lähde, jonka kind on subject ja adds-persons true, tai poista tieto lomakkeelta.",
            "Ge uppgiften en källa med kind subject och adds-persons true, eller ta bort den från formuläret.",
            "Give the item a source of kind subject with adds-persons, or take it off the form.",
        ),
    )
}

fn no_address() -> Problem {
    Problem::error(
        "subscription-without-address",
        Text::new(
            "Tilauslomake ei kysy sähköpostiosoitetta, johon vahvistuspyyntö lähetetään.",
            "Prenumerationsformuläret frågar inte efter e-postadressen som bekräftelsen skickas till.",
            "The subscription form does not ask for the e-mail address to which the message for confirming goes.",
        ),
        Text::new(
            "Lisää kohtaan asks sähköpostiosoite, jota voi hakea kokonaisena (search = [\"exact\"]).",
            "Lägg till e-postadressen i asks; den ska kunna sökas hel (search = [\"exact\"]).",
            "Add the e-mail address to asks; it has to be searchable whole (search = [\"exact\"]).",
        ),
    )
}

fn not_asked(name: &Text) -> Problem {
    Problem::error(
        "subscription-leaves-out",
        text(
            format!("Tilauslomake ei kysy pakollista tietoa ”{}”.", name.fi),
            format!("Prenumerationsformuläret frågar inte efter den obligatoriska uppgiften ”{}”.", name.sv),
            format!("The subscription form does not ask for the required item “{}”.", name.en),
        ),
        Text::new(
            "Lisää se kohtaan asks, tai tee tiedosta vapaaehtoinen.",
            "Lägg till den i asks eller gör uppgiften frivillig.",
            "Add it to asks, or make the item optional.",
        ),
    )
}
