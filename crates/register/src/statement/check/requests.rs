//! Rules about requests: what a statement may ask of a person who uses a right, and what it must not. Where it asks more
//! than the law allows the law holds (contradictions A1 of a legacy text: form, price, time and proof of identity).

use super::{Check, ids::duplicate, text};
use crate::{
    diagnostics::Problem,
    law::{Price, Right},
    statement::{
        model::{
            Action, AnswerAddress, AnswerForm, AssuranceLevel, IdentityMethod, Item, ItemType,
            RequestChannel, RightRule,
        },
        period::Period,
    },
    text::Text,
};

impl Check<'_> {
    pub(super) fn requests(&mut self) {
        self.offered();
        self.forms("requests.forms", &self.written.requests.forms);
        self.letters();
        self.identity();
        self.answered();
        self.fee();
        for (at, one) in self.written.requests.receivers.iter().enumerate() {
            let known = self.written.joint_controllers.iter().any(|company| company.id == *one);
            if !known && !self.unsure("joint-controller") {
                self.at(&format!("requests.receivers[{at}]"), receiver_without_role(one.as_str()));
            }
        }
        for (at, rule) in self.written.rights.iter().enumerate() {
            self.right(&format!("right[{at}]"), rule);
            // Of two rules about one right the second would be a promise that nothing keeps.
            if self.written.rights.iter().take(at).any(|other| other.right == rule.right) {
                self.at(&format!("right[{at}].right"), duplicate(&rule.right));
            }
        }
        self.rights_left_out();
    }

    /// Writing can't be the only way in which a no counts (GDPR 7(3), 12(2), 21; claim R4-051).
    fn offered(&mut self) {
        let ways = &self.written.requests.prohibitions;
        if ways.as_slice() == [RequestChannel::Letter] {
            self.at("requests.prohibitions", prohibition_only_in_writing());
        }
    }

    /// A form is an offer: a copy, electronic if so asked, can always be had (GDPR 12(3), 15(3)).
    fn forms(&mut self, path: &str, forms: &[AnswerForm]) {
        if !forms.is_empty() && !forms.contains(&AnswerForm::ElectronicCopy) {
            self.at(path, answer_form_fixed());
        }
    }

    /// A letter needs an address that the catalogue knows (claims R7-006, R7-027).
    fn letters(&mut self) {
        let requests = &self.written.requests;
        let posted = requests.forms.contains(&AnswerForm::Letter) || requests.letters_to.is_some();
        let missing = [ItemType::Street, ItemType::PostalCode].into_iter().find(|kind| !self.has(*kind));
        if let Some(kind) = missing.filter(|_| posted && !self.unsure("item")) {
            let on_record = requests.letters_to == Some(AnswerAddress::OnRecord);
            let path = if on_record { "requests.letters-to" } else { "requests.forms" };
            self.at(path, answer_needs_item(kind));
        }
    }

    fn has(&self, kind: ItemType) -> bool {
        self.filled.items.iter().any(|item: &Item| item.item_type == kind)
    }

    fn identity(&mut self) {
        let requests = &self.written.requests;
        if requests.identity.as_slice() == [IdentityMethod::SignedLetter] {
            self.at("requests.identity", signature_only());
        }
        for (at, method) in requests.identity.iter().enumerate() {
            if self.law.assurance(*method, self.on) == AssuranceLevel::None {
                self.at(&format!("requests.identity[{at}]"), identifies_nobody());
            }
        }
        for (at, kind) in requests.asks.iter().enumerate() {
            if !self.has(*kind) && !self.unsure("item") {
                self.at(&format!("requests.asks[{at}]"), asks_for_more(*kind));
            }
        }
    }

    /// Requests are answered by somebody (GDPR 12(3)).
    fn answered(&mut self) {
        let mut grants = self.filled.roles.iter().flat_map(|role| &role.grants);
        if !grants.any(|grant| grant.actions.contains(&Action::Requests)) && !self.unsure("role") {
            self.at("requests", nobody_answers());
        }
    }

    /// The first copy is free however often it is asked for (GDPR 12(5), 15(3); CJEU C-307/22).
    fn fee(&mut self) {
        let Some(fee) = &self.written.requests.fee else { return };
        let free = self.law.fee("first-copy", self.on).filter(|one| one.price == Price::Free);
        if let Some(free) = free.filter(|_| fee.free_a_year.is_some()) {
            self.at("requests.fee.free-a-year", fee_against_law(&free.called()));
        }
    }

    fn right(&mut self, path: &str, rule: &RightRule) {
        let Some(right) = self.law.right(&rule.right, self.on) else {
            let known: Vec<&str> = self.law.rights.iter().map(|right| right.id.as_str()).collect();
            return self.at(&format!("{path}.right"), unknown_right(&rule.right, &known.join(", ")));
        };
        if let Some(within) = &rule.answer_within {
            self.within(&format!("{path}.answer-within"), within, right);
        }
        self.forms(&format!("{path}.forms"), &rule.forms);
        let best = self.written.requests.identity.iter().map(|one| self.law.assurance(*one, self.on)).max();
        if rule.level > best && best.is_some() {
            self.at(&format!("{path}.level"), level_out_of_reach());
        }
    }

    fn within(&mut self, path: &str, within: &str, right: &Right) {
        let Some(promised) = Period::parse(within) else {
            return self.at(path, super::retention::length());
        };
        let deadline = right.deadline.as_ref().and_then(|id| self.law.deadline(id, self.on));
        let lawful =
            deadline.and_then(|deadline| Some((Period::parse(&deadline.length)?, deadline.called())));
        if let Some((_, law)) = lawful.filter(|(lawful, _)| promised.exceeds(*lawful)) {
            self.at(path, slower_than_law(&right.name, &law));
        }
    }

    /// A statement that lists rights and leaves some out may be read as if there were no others.
    fn rights_left_out(&mut self) {
        let (written, law) = (&self.written.rights, self.law);
        if written.is_empty() {
            return;
        }
        let named = |right: &Right| written.iter().any(|rule| rule.right == right.id);
        let exists = |right: &Right| right.exists_with(&self.filled.purposes);
        let added: Vec<&Right> = law.rights.iter().filter(|right| !named(right) && exists(right)).collect();
        if !added.is_empty() && !self.unsure("right") {
            self.at("right[0]", law_adds_rights(&added));
        }
    }
}

/// The item kinds that a request can turn on, as people say them.
fn kind_name(kind: ItemType) -> Text {
    match kind {
        ItemType::IdentityCode => Text::new("henkilötunnusta", "personbeteckning", "identity code"),
        ItemType::BirthDate => Text::new("syntymäaikaa", "födelsedatum", "date of birth"),
        ItemType::Street | ItemType::PostalCode | ItemType::Town => {
            Text::new("postiosoitetta", "postadress", "postal address")
        }
        ItemType::Phone => Text::new("puhelinnumeroa", "telefonnummer", "telephone number"),
        ItemType::Email => Text::new("sähköpostiosoitetta", "e-postadress", "e-mail address"),
        ItemType::CustomerNumber => Text::new("asiakasnumeroa", "kundnummer", "customer number"),
        _ => Text::new("tietoa", "uppgift", "item"),
    }
}

fn prohibition_only_in_writing() -> Problem {
    Problem::decision(
        "prohibition-only-in-writing",
        Text::new(
            "Kielto tai peruutus otettaisiin vastaan vain kirjallisena. Muullakin tavalla tehty on voimassa heti.",
            "Förbud och återkallelser skulle tas emot bara skriftligen. De gäller genast även när de görs på annat sätt.",
            "A prohibition or withdrawal would be taken in writing alone. One made in any other way has effect at once as well.",
        ),
        Text::new(
            "Lisää muita tapoja (prohibitions) tai kirjaa päätös, ettei kirjallinen muoto ole ehto (GDPR 7(3), 12(2) ja 21).",
            "Lägg till andra sätt (prohibitions) eller anteckna ett beslut om att skriftlig form inte är ett villkor (GDPR 7.3, 12.2 och 21).",
            "Add other ways (prohibitions), or record a decision that writing is no condition (GDPR 7(3), 12(2) and 21).",
        ),
    )
}

fn answer_form_fixed() -> Problem {
    Problem::decision(
        "answer-form-fixed",
        Text::new(
            "Vastausta tarjottaisiin vain määrätyssä muodossa. Sähköisen jäljennöksen saa aina pyytämällä.",
            "Svar skulle ges bara i en bestämd form. En elektronisk kopia fås alltid på begäran.",
            "An answer would be offered in a fixed form alone. An electronic copy can always be had by asking.",
        ),
        Text::new(
            "Lisää \"electronic-copy\" muotoihin (forms) tai kirjaa päätös, että muoto on vain tarjous (GDPR 12(3) ja 15(3)).",
            "Lägg till \"electronic-copy\" bland formerna (forms) eller anteckna ett beslut om att formen bara är ett erbjudande (GDPR 12.3 och 15.3).",
            "Add \"electronic-copy\" to the forms, or record a decision that the form is an offer only (GDPR 12(3) and 15(3)).",
        ),
    )
}

fn answer_needs_item(kind: ItemType) -> Problem {
    let kind = kind_name(kind);
    Problem::decision(
        "answer-needs-missing-item",
        text(
            format!("Vastaus lähetettäisiin kirjeenä, mutta rekisterissä ei ole {}.", kind.fi),
            format!("Svaret skulle skickas per brev, men i registret finns ingen {}.", kind.sv),
            format!("The answer would go by letter, but the register has no {}.", kind.en),
        ),
        Text::new(
            "Tarjoa muu muoto, lisää osoitetiedot tai kirjaa päätös: osoite todetaan yhtä pyyntöä varten eikä sitä tallenneta rekisteriin.",
            "Erbjud en annan form, lägg till adressuppgifter eller anteckna ett beslut: adressen styrks för ett enda ärende och sparas inte i registret.",
            "Offer another form, add an address, or record a decision: the address is proved for one case alone and is not stored.",
        ),
    )
}

fn signature_only() -> Problem {
    Problem::decision(
        "identity-by-signature-only",
        Text::new(
            "Henkilöllisyyden voisi osoittaa vain allekirjoituksella, jota ei ole mihin verrata.",
            "Identiteten skulle kunna styrkas bara med en underskrift som det inte finns något att jämföra med.",
            "Identity could be shown by a signature alone, which there is nothing to compare with.",
        ),
        Text::new(
            "Tarjoa muitakin tapoja (identity), esimerkiksi \"strong-identification\" ja \"contact-channel\", tai kirjaa päätös, että ne kelpaavat yhtä lailla (GDPR 12(2) ja 12(6)).",
            "Erbjud också andra sätt (identity), till exempel \"strong-identification\" och \"contact-channel\", eller anteckna ett beslut om att de duger lika väl (GDPR 12.2 och 12.6).",
            "Offer other ways too (identity), such as \"strong-identification\" and \"contact-channel\", or record a decision that they serve as well (GDPR 12(2) and 12(6)).",
        ),
    )
}

fn identifies_nobody() -> Problem {
    Problem::decision(
        "identity-method-proves-nothing",
        Text::new(
            "Nimi ja henkilötunnus eivät osoita, kuka pyytää. Pelkästään niiden perusteella ei vastata.",
            "Namn och personbeteckning visar inte vem som begär. Enbart på grund av dem ges inget svar.",
            "A name and an identity code do not show who asks. They alone bring no answer.",
        ),
        Text::new(
            "Poista tapa tai kirjaa päätös, ettei tunnusta vaadita eikä tallenneta (tietosuojalaki 29 §).",
            "Ta bort sättet eller anteckna ett beslut om att beteckningen varken krävs eller sparas (dataskyddslagen 29 §).",
            "Remove the way, or record a decision that the code is neither demanded nor stored (Data Protection Act, section 29).",
        ),
    )
}

fn asks_for_more(kind: ItemType) -> Problem {
    let kind = kind_name(kind);
    Problem::decision(
        "request-asks-what-register-lacks",
        text(
            format!("Pyynnössä kysyttäisiin {}, jota rekisterissä ei ole mihin verrata.", kind.fi),
            format!(
                "I begäran skulle {} efterfrågas, som registret inte har något att jämföra med.",
                kind.sv
            ),
            format!(
                "A request would have to give the {}, which the register has nothing to compare with.",
                kind.en
            ),
        ),
        Text::new(
            "Poista se kohdasta asks tai kirjaa päätös: sitä ei vaadita eikä siitä jää jälkeä (GDPR 5(1)(c) ja 11).",
            "Ta bort den från asks eller anteckna ett beslut: den krävs inte och lämnar inga spår (GDPR 5.1 c och 11).",
            "Remove it from asks, or record a decision: it is not demanded and leaves no trace (GDPR 5(1)(c) and 11).",
        ),
    )
}

fn nobody_answers() -> Problem {
    Problem::error(
        "nobody-answers-requests",
        Text::new(
            "Mikään rooli ei käsittele ihmisten pyyntöjä, joten niihin ei vastaisi kukaan (GDPR 12(3)).",
            "Ingen roll behandlar människors begäranden, så ingen skulle besvara dem (GDPR 12.3).",
            "No role handles people's requests, so that nobody would answer them (GDPR 12(3)).",
        ),
        Text::new(
            "Lisää jonkin roolin [[role.grant]]-kohtaan toiminto \"requests\".",
            "Lägg till åtgärden \"requests\" i någon rolls [[role.grant]].",
            "Add the action \"requests\" to a [[role.grant]] of some role.",
        ),
    )
}

fn fee_against_law(law: &Text) -> Problem {
    Problem::decision(
        "request-fee-against-law",
        text(
            format!(
                "Seloste rajoittaa maksuttomien pyyntöjen määrää, mutta laki ei ({}). Jokainen pyyntö on maksuton.",
                law.fi
            ),
            format!(
                "Beskrivningen begränsar antalet avgiftsfria begäranden, men lagen gör det inte ({}). Varje begäran är avgiftsfri.",
                law.sv
            ),
            format!(
                "The statement limits how many requests are free, but the law does not ({}). Every request is free.",
                law.en
            ),
        ),
        Text::new(
            "Poista free-a-year tai kirjaa päätös, että määrä on vähimmäismäärä eikä raja.",
            "Ta bort free-a-year eller anteckna ett beslut om att antalet är ett minimum och ingen gräns.",
            "Remove free-a-year, or record a decision that the number is a minimum and no limit.",
        ),
    )
}

fn receiver_without_role(id: &str) -> Problem {
    Problem::error(
        "receiver-without-role",
        text(
            format!("Pyyntöjä ottaisi vastaan ”{id}”, jonka asemaa ei ole kerrottu."),
            format!("Begäranden skulle tas emot av ”{id}”, vars ställning inte anges."),
            format!("Requests would be received by “{id}”, whose role is not declared."),
        ),
        Text::new(
            "Esittele yritys yhteisrekisterinpitäjänä ([[joint-controller]]) tehtävineen (GDPR 26).",
            "Deklarera företaget som gemensamt personuppgiftsansvarigt ([[joint-controller]]) med uppgifter (GDPR 26).",
            "Declare the company as a joint controller ([[joint-controller]]) with its duties (GDPR 26).",
        ),
    )
}

fn unknown_right(id: &str, known: &str) -> Problem {
    Problem::error(
        "unknown-right",
        text(
            format!("Lakipaketissa ei ole oikeutta ”{id}”."),
            format!("Lagpaketet har ingen rättighet ”{id}”."),
            format!("The law pack has no right “{id}”."),
        ),
        text(
            format!("Valitse jokin näistä: {known}."),
            format!("Välj något av dessa: {known}."),
            format!("Choose one of: {known}."),
        ),
    )
}

fn level_out_of_reach() -> Problem {
    Problem::error(
        "level-out-of-reach",
        Text::new(
            "Vaadittuun varmuuteen ei pääse millään tarjotulla tavalla.",
            "Ingen av de erbjudna vägarna når den säkerhet som krävs.",
            "None of the ways that are offered reaches the certainty that is asked for.",
        ),
        Text::new(
            "Tarjoa varmempi tapa (requests.identity) tai laske vaatimusta (level).",
            "Erbjud ett säkrare sätt (requests.identity) eller sänk kravet (level).",
            "Offer a more certain way (requests.identity), or ask for less (level).",
        ),
    )
}

fn slower_than_law(name: &Text, law: &Text) -> Problem {
    Problem::decision(
        "slower-than-law",
        text(
            format!(
                "{}: seloste lupaa vastauksen hitaammin kuin laki ({}). Noudatetaan lakia.",
                name.fi, law.fi
            ),
            format!("{}: beskrivningen lovar svar långsammare än lagen ({}). Lagen följs.", name.sv, law.sv),
            format!(
                "{}: the statement promises an answer later than the law does ({}). The law is followed.",
                name.en, law.en
            ),
        ),
        Text::new(
            "Lyhennä aikaa (answer-within), poista se tai kirjaa päätös.",
            "Förkorta tiden (answer-within), ta bort den eller anteckna ett beslut.",
            "Shorten the time (answer-within), remove it, or record a decision.",
        ),
    )
}

fn law_adds_rights(added: &[&Right]) -> Problem {
    let join =
        |pick: fn(&Text) -> &str| added.iter().map(|one| pick(&one.name)).collect::<Vec<_>>().join("; ");
    let (fi, sv, en) = (join(|name| &name.fi), join(|name| &name.sv), join(|name| &name.en));
    Problem::note(
        "law-adds-rights",
        text(
            format!("Seloste ei mainitse kaikkia oikeuksia. Laki antaa myös nämä: {fi}."),
            format!("Beskrivningen nämner inte alla rättigheter. Lagen ger också dessa: {sv}."),
            format!("The statement does not name every right. The law gives these too: {en}."),
        ),
        Text::new(
            "Mitään ei tarvitse tehdä: julkaistu seloste ja pyyntöjen jono sisältävät ne.",
            "Inget behöver göras: den publicerade beskrivningen och kön av begäranden har dem med.",
            "Nothing needs to be done: the published notice and the queue of requests have them.",
        ),
    )
}
