//! How requests arrive, how a person is known, how answers go out.

use super::Named;
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// How a request, a consent or a prohibition arrived. Every way counts, offered or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intake {
    /// By letter.
    Letter,
    /// At an outlet's or an office's desk.
    Outlet,
    /// By telephone.
    Phone,
    /// By e-mail.
    Email,
    /// By a form on a page.
    Web,
    /// In the person's own account.
    Account,
    /// By text message.
    Text,
    /// By the link in a message that ends such messages.
    Link,
}

impl Named for Intake {
    const ALL: &'static [Self] = &[
        Self::Letter,
        Self::Outlet,
        Self::Phone,
        Self::Email,
        Self::Web,
        Self::Account,
        Self::Text,
        Self::Link,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::Outlet => "outlet",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Web => "web",
            Self::Account => "account",
            Self::Text => "text",
            Self::Link => "link",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Letter => Text::new("kirje", "brev", "letter"),
            Self::Outlet => Text::new("toimipaikka", "verksamhetsställe", "outlet"),
            Self::Phone => Text::new("puhelin", "telefon", "telephone"),
            Self::Email => Text::new("sähköposti", "e-post", "e-mail"),
            Self::Web => Text::new("verkkolomake", "webbformulär", "web form"),
            Self::Account => Text::new("oma tili", "eget konto", "own account"),
            Self::Text => Text::new("tekstiviesti", "textmeddelande", "text message"),
            Self::Link => Text::new("viestin linkki", "länken i ett meddelande", "the link in a message"),
        }
    }
}

/// How certain it is who asks; the order is from nothing to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Assurance {
    /// Not at all: anybody could say it.
    None,
    /// Likely.
    Low,
    /// As in everyday dealings.
    Substantial,
    /// As with an official document.
    High,
}

impl Named for Assurance {
    const ALL: &'static [Self] = &[Self::None, Self::Low, Self::Substantial, Self::High];

    fn code(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Low => "low",
            Self::Substantial => "substantial",
            Self::High => "high",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::None => Text::new("ei varmuutta", "ingen visshet", "no certainty"),
            Self::Low => Text::new("todennäköinen", "sannolik", "likely"),
            Self::Substantial => Text::new("korotettu", "väsentlig", "substantial"),
            Self::High => Text::new("korkea", "hög", "high"),
        }
    }
}

/// How it was found out who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The person's own account.
    OwnAccount,
    /// Control of an e-mail address or a telephone number that stood in the register before.
    ContactChannel,
    /// An identity document that was seen at a desk; not copied.
    DocumentSeen,
    /// A letter with a signature.
    SignedLetter,
    /// A qualified electronic signature (eIDAS 25(2)).
    QualifiedSignature,
    /// Strong electronic identification (Act 617/2009).
    StrongIdentification,
    /// A name and an identity code, which many people know: proves nothing (R5-121).
    NameAndCode,
}

impl Named for Method {
    const ALL: &'static [Self] = &[
        Self::OwnAccount,
        Self::ContactChannel,
        Self::DocumentSeen,
        Self::SignedLetter,
        Self::QualifiedSignature,
        Self::StrongIdentification,
        Self::NameAndCode,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::OwnAccount => "own-account",
            Self::ContactChannel => "contact-channel",
            Self::DocumentSeen => "document-seen",
            Self::SignedLetter => "signed-letter",
            Self::QualifiedSignature => "qualified-signature",
            Self::StrongIdentification => "strong-identification",
            Self::NameAndCode => "name-and-code",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::OwnAccount => Text::new("oma tili", "eget konto", "own account"),
            Self::ContactChannel => Text::new(
                "linkki tai soitto rekisterissä olevaan osoitteeseen tai numeroon",
                "länk eller samtal till en adress eller ett nummer i registret",
                "link or call to an address or number on record",
            ),
            Self::DocumentSeen => Text::new(
                "nähty henkilöllisyysasiakirja",
                "identitetshandling har visats",
                "identity document seen",
            ),
            Self::SignedLetter => Text::new("allekirjoitettu kirje", "undertecknat brev", "signed letter"),
            Self::QualifiedSignature => Text::new(
                "hyväksytty sähköinen allekirjoitus",
                "kvalificerad elektronisk underskrift",
                "qualified electronic signature",
            ),
            Self::StrongIdentification => Text::new(
                "vahva sähköinen tunnistaminen",
                "stark elektronisk identifiering",
                "strong electronic identification",
            ),
            Self::NameAndCode => {
                Text::new("nimi ja henkilötunnus", "namn och personbeteckning", "name and identity code")
            }
        }
    }
}

impl Method {
    /// How certain it makes us.
    #[must_use]
    pub const fn assurance(self) -> Assurance {
        match self {
            Self::NameAndCode => Assurance::None,
            Self::ContactChannel | Self::SignedLetter => Assurance::Low,
            Self::OwnAccount => Assurance::Substantial,
            Self::DocumentSeen | Self::QualifiedSignature | Self::StrongIdentification => Assurance::High,
        }
    }
}

/// An identity document that was seen at a desk: its kind, and nothing else of it (R5-120).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// A passport.
    Passport,
    /// An identity card.
    IdentityCard,
    /// A driving licence.
    DrivingLicence,
    /// A residence permit card.
    ResidencePermit,
    /// Another document that an authority has given, with a picture.
    Other,
}

impl Named for Document {
    const ALL: &'static [Self] =
        &[Self::Passport, Self::IdentityCard, Self::DrivingLicence, Self::ResidencePermit, Self::Other];

    fn code(self) -> &'static str {
        match self {
            Self::Passport => "passport",
            Self::IdentityCard => "identity-card",
            Self::DrivingLicence => "driving-licence",
            Self::ResidencePermit => "residence-permit",
            Self::Other => "other",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Passport => Text::new("passi", "pass", "passport"),
            Self::IdentityCard => Text::new("henkilökortti", "identitetskort", "identity card"),
            Self::DrivingLicence => Text::new("ajokortti", "körkort", "driving licence"),
            Self::ResidencePermit => {
                Text::new("oleskelulupakortti", "uppehållstillståndskort", "residence permit card")
            }
            Self::Other => Text::new(
                "muu viranomaisen kuvallinen asiakirja",
                "annan myndighetshandling med foto",
                "another official document with a picture",
            ),
        }
    }
}

/// On whose behalf somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// The person.
    Own,
    /// A minor who asks for what is about the minor.
    Minor,
    /// A guardian, for the person.
    Guardian,
    /// Somebody whom the person has authorised.
    Representative,
    /// Somebody about a person who has died (no data subject any more: DPA and GDPR recital 27).
    Deceased,
    /// Somebody with an address that several people use: the address alone tells nobody apart.
    SharedAddress,
    /// Somebody else than the person whose data was asked for.
    WrongPerson,
}

impl Named for Party {
    const ALL: &'static [Self] = &[
        Self::Own,
        Self::Minor,
        Self::Guardian,
        Self::Representative,
        Self::Deceased,
        Self::SharedAddress,
        Self::WrongPerson,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Minor => "minor",
            Self::Guardian => "guardian",
            Self::Representative => "representative",
            Self::Deceased => "deceased",
            Self::SharedAddress => "shared-address",
            Self::WrongPerson => "wrong-person",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Own => Text::new("henkilö itse", "personen själv", "the person"),
            Self::Minor => Text::new("alaikäinen itse", "minderårig själv", "a minor, in person"),
            Self::Guardian => {
                Text::new("huoltaja tai edunvalvoja", "vårdnadshavare eller intressebevakare", "a guardian")
            }
            Self::Representative => {
                Text::new("valtuutettu edustaja", "befullmäktigat ombud", "an authorised representative")
            }
            Self::Deceased => {
                Text::new("kuolleen henkilön asia", "ärende om en avliden", "about a person who has died")
            }
            Self::SharedAddress => Text::new("yhteinen osoite", "delad adress", "a shared address"),
            Self::WrongPerson => Text::new("väärä henkilö", "fel person", "the wrong person"),
        }
    }
}

impl Party {
    /// Whether the case may open or change the person's data at all.
    #[must_use]
    pub const fn may_be_served(self) -> bool {
        match self {
            Self::Own | Self::Minor | Self::Guardian | Self::Representative => true,
            Self::Deceased | Self::SharedAddress | Self::WrongPerson => false,
        }
    }

    /// Whether the right to speak for the person must be shown, beside who asks.
    #[must_use]
    pub const fn needs_authority(self) -> bool {
        matches!(self, Self::Guardian | Self::Representative)
    }
}

/// How an answer goes out. A copy, and an electronic one, can always be chosen (GDPR 12(3), 15(3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// By post.
    Letter,
    /// A copy in a common electronic form.
    ElectronicCopy,
    /// Handed over at an outlet.
    AtOutlet,
    /// Shown in a meeting.
    Meeting,
    /// Shown in a meeting over a video connection.
    RemoteMeeting,
    /// Listened to or read on the premises, with somebody beside.
    Listening,
}

impl Named for Form {
    const ALL: &'static [Self] = &[
        Self::Letter,
        Self::ElectronicCopy,
        Self::AtOutlet,
        Self::Meeting,
        Self::RemoteMeeting,
        Self::Listening,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::Letter => "letter",
            Self::ElectronicCopy => "electronic-copy",
            Self::AtOutlet => "at-outlet",
            Self::Meeting => "meeting",
            Self::RemoteMeeting => "remote-meeting",
            Self::Listening => "listening",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Letter => Text::new("postitse", "per post", "by post"),
            Self::ElectronicCopy => {
                Text::new("sähköisenä jäljennöksenä", "som elektronisk kopia", "as an electronic copy")
            }
            Self::AtOutlet => Text::new(
                "noudetaan toimipaikasta",
                "hämtas på ett verksamhetsställe",
                "handed over at an outlet",
            ),
            Self::Meeting => Text::new("näytetään tapaamisessa", "visas vid ett möte", "shown in a meeting"),
            Self::RemoteMeeting => Text::new(
                "näytetään etätapaamisessa",
                "visas vid ett distansmöte",
                "shown in a remote meeting",
            ),
            Self::Listening => Text::new(
                "katsellaan tai kuunnellaan valvotusti",
                "visas eller avlyssnas under tillsyn",
                "read or listened to with somebody beside",
            ),
        }
    }
}

impl Form {
    /// Whether the person is left with a copy. A case in which a copy was asked for stays open until one is given (R5-122).
    #[must_use]
    pub const fn leaves_a_copy(self) -> bool {
        match self {
            Self::Letter | Self::ElectronicCopy | Self::AtOutlet => true,
            Self::Meeting | Self::RemoteMeeting | Self::Listening => false,
        }
    }
}

/// Why an answer takes longer than a month (GDPR 12(3)): a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DelayReason {
    /// The request is complex.
    Complexity,
    /// There are many requests of the person.
    Number,
}

impl Named for DelayReason {
    const ALL: &'static [Self] = &[Self::Complexity, Self::Number];

    fn code(self) -> &'static str {
        match self {
            Self::Complexity => "complexity",
            Self::Number => "number",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Complexity => {
                Text::new("pyyntö on monimutkainen", "begäran är komplicerad", "the request is complex")
            }
            Self::Number => {
                Text::new("pyyntöjä on useita", "begärandena är många", "there are several requests")
            }
        }
    }
}

impl DelayReason {
    /// Its term in DPV.
    #[must_use]
    pub const fn dpv(self) -> &'static str {
        match self {
            Self::Complexity => "eu-gdpr:JustificationA12Complexity",
            Self::Number => "eu-gdpr:JustificationA12HighVolume",
        }
    }
}

/// Why a fee is asked for (GDPR 12(5), 15(3)): a closed list. Without one of these the price is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeeReason {
    /// A further copy of the same data.
    FurtherCopy,
    /// The request is manifestly unfounded.
    ManifestlyUnfounded,
    /// The request is excessive.
    Excessive,
}

impl Named for FeeReason {
    const ALL: &'static [Self] = &[Self::FurtherCopy, Self::ManifestlyUnfounded, Self::Excessive];

    fn code(self) -> &'static str {
        match self {
            Self::FurtherCopy => "further-copy",
            Self::ManifestlyUnfounded => "manifestly-unfounded",
            Self::Excessive => "excessive",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::FurtherCopy => Text::new(
                "lisäjäljennös samoista tiedoista",
                "ytterligare kopia av samma uppgifter",
                "a further copy of the same data",
            ),
            Self::ManifestlyUnfounded => Text::new(
                "ilmeisen perusteeton pyyntö",
                "uppenbart ogrundad begäran",
                "a manifestly unfounded request",
            ),
            Self::Excessive => Text::new("kohtuuton pyyntö", "orimlig begäran", "an excessive request"),
        }
    }
}
