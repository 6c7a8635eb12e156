//! Words of the pages about data that is given to others.

use super::Message;

pub(crate) const TITLE: Message = Message::new("Luovutukset", "Utlämnanden", "Disclosures");
pub(crate) const LEAD: Message = Message::new(
    "Kenelle tämän henkilön tietoja on annettu. Rekisteröity saa tiedon vastaanottajista.",
    "Till vem uppgifter om personen har lämnats. Den registrerade får veta vem mottagarna är.",
    "To whom this person's data was given. The person is told who the recipients are.",
);
pub(crate) const NONE: Message = Message::new(
    "Tietoja ei ole annettu kenellekään.",
    "Uppgifter har inte lämnats till någon.",
    "No data was given to anybody.",
);
pub(crate) const WHEN: Message = Message::new("Milloin", "När", "When");
pub(crate) const TO: Message = Message::new("Kenelle", "Till vem", "To whom");
pub(crate) const WHAT: Message = Message::new("Mitä", "Vad", "What");
pub(crate) const WHO: Message = Message::new("Päättäjä", "Beslutsfattare", "Decided by");
pub(crate) const REFERENCE: Message = Message::new("Viite", "Referens", "Reference");
pub(crate) const CHECKED: Message = Message::new("Tarkistus", "Kontroll", "Check");
pub(crate) const CHECK: Message =
    Message::new("Merkitse tarkistetuksi", "Anteckna som kontrollerat", "Mark as checked");
pub(crate) const NOT_CHECKED: Message =
    Message::new("Odottaa toista henkilöä", "Väntar på en annan person", "Waits for another person");
pub(crate) const NOT_IN_LOG: Message =
    Message::new("Loki ei kerro samaa", "Loggen berättar inte detsamma", "The log does not tell the same");
pub(crate) const GIVE: Message = Message::new("Luovuta tietoja", "Lämna ut uppgifter", "Give data");
pub(crate) const DECLARED: Message = Message::new(
    "Selosteessa nimetylle vastaanottajalle",
    "Till en mottagare som registerbeskrivningen nämner",
    "To a recipient that the statement names",
);
pub(crate) const RECIPIENT: Message = Message::new("Vastaanottaja", "Mottagare", "Recipient");
pub(crate) const PURPOSE: Message = Message::new("Tarkoitus", "Ändamål", "Purpose");
pub(crate) const SINGLE: Message = Message::new(
    "Muulle, yksittäistapauksessa",
    "Till någon annan, i ett enskilt fall",
    "To somebody else, once",
);
pub(crate) const NAME: Message = Message::new("Saajan nimi", "Mottagarens namn", "The receiver's name");
pub(crate) const GROUND: Message = Message::new("Peruste", "Grund", "Ground");
pub(crate) const GROUND_LAW: Message = Message::new("laki velvoittaa", "lagen förpliktar", "the law obliges");
pub(crate) const GROUND_OWN: Message =
    Message::new("henkilön oma pyyntö", "personens egen begäran", "the person's own request");
pub(crate) const GROUND_AUTHORITY: Message =
    Message::new("viranomaisen pyyntö", "begäran av en myndighet", "an authority's request");
pub(crate) const PROVISION: Message = Message::new(
    "Säännös, tai pyyntö ja miten henkilöllisyys todettiin",
    "Bestämmelsen, eller begäran och hur identiteten fastställdes",
    "The provision, or the request and how identity was proved",
);
pub(crate) const CATEGORIES: Message = Message::new(
    "Luovutettavat tiedot, vain nämä",
    "Uppgifter som lämnas, bara dessa",
    "The data given, these alone",
);
pub(crate) const PARCEL: Message =
    Message::new("Luovutettavat tiedot", "Uppgifter som lämnas ut", "The data to be handed over");
pub(crate) const PARCEL_LEAD: Message = Message::new(
    "Luovutus on kirjattu. Anna vastaanottajalle nämä tiedot ja viite {reference}: sillä kerrotaan myöhemmistä oikaisuista.",
    "Utlämnandet är antecknat. Ge mottagaren dessa uppgifter och referensen {reference}: med den meddelas senare rättelser.",
    "It is on record. Give the recipient this data and the reference {reference}: later corrections are told by it.",
);
pub(crate) const NOTICES: Message =
    Message::new("Ilmoitukset vastaanottajille", "Meddelanden till mottagare", "Notices to recipients");
pub(crate) const NOTICES_LEAD: Message = Message::new(
    "Vastaanottajille kerrotaan, kun heille annettuja tietoja on oikaistu, poistettu tai rajoitettu (tietosuoja-asetus 19 artikla).",
    "Mottagare får veta när uppgifter som de har fått har rättats, raderats eller begränsats (dataskyddsförordningen artikel 19).",
    "Recipients are told when data that they were given was corrected, erased or restricted (GDPR 19).",
);
pub(crate) const NO_NOTICES: Message = Message::new(
    "Kaikki ilmoitukset on kuitattu.",
    "Alla meddelanden är kvitterade.",
    "Every notice is confirmed.",
);
pub(crate) const ANOTHER: Message = Message::new("muu saaja", "annan mottagare", "another receiver");
pub(crate) const CORRECTED: Message = Message::new("oikaistu", "rättats", "corrected");
pub(crate) const ERASED: Message = Message::new("poistettu", "raderats", "erased");
pub(crate) const STOPPED: Message = Message::new(
    "käyttö kielletty tai suostumus peruttu",
    "användningen förbjuden eller samtycket återkallat",
    "use prohibited or consent withdrawn",
);
pub(crate) const RESTRICTED: Message = Message::new("rajoitettu", "begränsats", "restricted");
pub(crate) const STATE: Message = Message::new("Tila", "Status", "State");
pub(crate) const NOT_TOLD: Message = Message::new("kertomatta", "inte meddelat", "not told");
pub(crate) const TOLD: Message =
    Message::new("kerrottu, ei kuitattu", "meddelat, inte kvitterat", "told, not confirmed");
pub(crate) const REMIND: Message = Message::new("muistuta", "påminn", "remind");
pub(crate) const MARK_TOLD: Message = Message::new("Kerrottu", "Meddelat", "Told");
pub(crate) const MARK_REMINDED: Message = Message::new("Muistutettu", "Påmint", "Reminded");
pub(crate) const MARK_RECEIPT: Message = Message::new("Kuitattu", "Kvitterat", "Confirmed");
pub(crate) const ASKED: Message =
    Message::new("Pyydetyt luovutukset", "Begärda utlämnanden", "Disclosures that were asked for");
pub(crate) const WAITS: Message = Message::new(
    "odottaa toista päättäjää",
    "väntar på en andra beslutsfattare",
    "waits for a second person",
);
pub(crate) const WAS_GIVEN: Message = Message::new("annettu", "lämnat", "given");
pub(crate) const WAS_REFUSED: Message = Message::new("evätty", "avslaget", "refused");
pub(crate) const REFUSED_BECAUSE: Message =
    Message::new("Miksi ei anneta", "Varför det inte lämnas", "Why it is not given");
pub(crate) const AGREE: Message =
    Message::new("Hyväksy ja luovuta", "Godkänn och lämna ut", "Agree and give");
pub(crate) const REFUSE: Message = Message::new("Epää", "Avslå", "Refuse");
pub(crate) const CASE_NUMBER: Message =
    Message::new("Pyytäjän asianumero", "Ärendenummer hos den som begär", "The receiver's case number");
pub(crate) const CASE_NUMBER_HINT: Message = Message::new(
    "Tarvitaan, kun toinen henkilö hyväksyy viranomaiselle luovuttamisen.",
    "Behövs när en andra person godkänner ett utlämnande till en myndighet.",
    "Needed where a second person agrees to what an authority gets.",
);
pub(crate) const REFUSE_HOW: Message = Message::new(
    "Jos ei anneta: miksi (kieltäytyminen kirjataan)",
    "Om det inte lämnas: varför (avslaget antecknas)",
    "If it is not given: why (the refusal is put on record)",
);
