//! What may be decided, and on which grounds something may be refused: closed lists in the terms of DPV 2.x, extensions
//! `eu-gdpr` and `justifications`.

use super::{Named, RightKind};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All that was asked for is done.
    Granted,
    /// A part of it is done; the rest is refused, with grounds.
    Partly,
    /// Nothing of it is done, with grounds.
    Refused,
}

impl Named for Outcome {
    const ALL: &'static [Self] = &[Self::Granted, Self::Partly, Self::Refused];

    fn code(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Partly => "partly",
            Self::Refused => "refused",
        }
    }

    fn name(self) -> Text {
        match self {
            Self::Granted => Text::new("hyväksytty", "bifallen", "granted"),
            Self::Partly => Text::new("hyväksytty osittain", "delvis bifallen", "granted in part"),
            Self::Refused => Text::new("hylätty", "avslagen", "refused"),
        }
    }
}

impl Outcome {
    /// The status of the request in DPV.
    #[must_use]
    pub const fn dpv(self) -> &'static str {
        match self {
            // DPV has no term for a part: the rest stands with its justification.
            Self::Granted | Self::Partly => "dpv:RequestAccepted",
            Self::Refused => "dpv:RequestRejected",
        }
    }
}

/// Why something is refused: a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// The request is manifestly unfounded.
    ManifestlyUnfounded,
    /// The request is excessive.
    Excessive,
    /// Who asks could not be established.
    IdentityNotProved,
    /// It would harm others' rights and freedoms.
    OthersRights,
    /// A law obliges to keep the data.
    LegalObligation,
    /// The data is needed for a legal claim.
    LegalClaims,
    /// Freedom of expression and information.
    Expression,
    /// A task in the public interest.
    PublicInterest,
    /// Archiving, research or statistics in the public interest.
    Archiving,
    /// A law exempts from giving the information.
    LegallyExempt,
    /// The controller's compelling grounds override.
    OverridingGrounds,
    /// The use is needed for a contract with the person.
    Contract,
    /// The data is right as it is.
    NotIncorrect,
    /// The right does not exist with this legal basis.
    OtherBasis,
}

impl Named for Ground {
    const ALL: &'static [Self] = &[
        Self::ManifestlyUnfounded,
        Self::Excessive,
        Self::IdentityNotProved,
        Self::OthersRights,
        Self::LegalObligation,
        Self::LegalClaims,
        Self::Expression,
        Self::PublicInterest,
        Self::Archiving,
        Self::LegallyExempt,
        Self::OverridingGrounds,
        Self::Contract,
        Self::NotIncorrect,
        Self::OtherBasis,
    ];

    fn code(self) -> &'static str {
        match self {
            Self::ManifestlyUnfounded => "manifestly-unfounded",
            Self::Excessive => "excessive",
            Self::IdentityNotProved => "identity-not-proved",
            Self::OthersRights => "others-rights",
            Self::LegalObligation => "legal-obligation",
            Self::LegalClaims => "legal-claims",
            Self::Expression => "expression",
            Self::PublicInterest => "public-interest",
            Self::Archiving => "archiving",
            Self::LegallyExempt => "legally-exempt",
            Self::OverridingGrounds => "overriding-grounds",
            Self::Contract => "contract",
            Self::NotIncorrect => "not-incorrect",
            Self::OtherBasis => "other-basis",
        }
    }

    #[expect(clippy::too_many_lines, reason = "a table of texts: one for each ground, nothing else")]
    fn name(self) -> Text {
        match self {
            Self::ManifestlyUnfounded => Text::new(
                "Pyyntö on ilmeisen perusteeton (tietosuoja-asetus 12 artiklan 5 kohta).",
                "Begäran är uppenbart ogrundad (dataskyddsförordningen artikel 12.5).",
                "The request is manifestly unfounded (GDPR 12(5)).",
            ),
            Self::Excessive => Text::new(
                "Pyyntö on kohtuuton, koska se toistuu (tietosuoja-asetus 12 artiklan 5 kohta).",
                "Begäran är orimlig eftersom den upprepas (dataskyddsförordningen artikel 12.5).",
                "The request is excessive because it is repeated (GDPR 12(5)).",
            ),
            Self::IdentityNotProved => Text::new(
                "Pyytäjän henkilöllisyyttä ei ole voitu varmistaa (tietosuoja-asetus 12 artiklan 6 kohta).",
                "Det har inte gått att fastställa vem som begär (dataskyddsförordningen artikel 12.6).",
                "Who asks could not be established (GDPR 12(6)).",
            ),
            Self::OthersRights => Text::new(
                "Pyynnön toteuttaminen loukkaisi muiden oikeuksia ja vapauksia (tietosuoja-asetus 15 artiklan 4 kohta ja 20 artiklan 4 kohta).",
                "Att uppfylla begäran skulle kränka andras rättigheter och friheter (dataskyddsförordningen artiklarna 15.4 och 20.4).",
                "Doing it would harm the rights and freedoms of others (GDPR 15(4) and 20(4)).",
            ),
            Self::LegalObligation => Text::new(
                "Laki velvoittaa säilyttämään tiedot (tietosuoja-asetus 17 artiklan 3 kohdan b alakohta).",
                "Lagen förpliktar till att bevara uppgifterna (dataskyddsförordningen artikel 17.3 b).",
                "A law obliges us to keep the data (GDPR 17(3)(b)).",
            ),
            Self::LegalClaims => Text::new(
                "Tietoja tarvitaan oikeudellista vaadetta varten (tietosuoja-asetus 17 artiklan 3 kohdan e alakohta).",
                "Uppgifterna behövs för ett rättsligt anspråk (dataskyddsförordningen artikel 17.3 e).",
                "The data is needed for a legal claim (GDPR 17(3)(e)).",
            ),
            Self::Expression => Text::new(
                "Sananvapaus ja tiedonvälityksen vapaus (tietosuoja-asetus 17 artiklan 3 kohdan a alakohta).",
                "Yttrande- och informationsfrihet (dataskyddsförordningen artikel 17.3 a).",
                "Freedom of expression and information (GDPR 17(3)(a)).",
            ),
            Self::PublicInterest => Text::new(
                "Tietoja tarvitaan yleistä etua koskevaan tehtävään (tietosuoja-asetus 17 artiklan 3 kohdan b alakohta).",
                "Uppgifterna behövs för en uppgift av allmänt intresse (dataskyddsförordningen artikel 17.3 b).",
                "The data is needed for a task in the public interest (GDPR 17(3)(b)).",
            ),
            Self::Archiving => Text::new(
                "Yleisen edun mukainen arkistointi, tutkimus tai tilastointi (tietosuoja-asetus 17 artiklan 3 kohdan d alakohta).",
                "Arkivering av allmänt intresse, forskning eller statistik (dataskyddsförordningen artikel 17.3 d).",
                "Archiving in the public interest, research or statistics (GDPR 17(3)(d)).",
            ),
            Self::LegallyExempt => Text::new(
                "Laki rajoittaa oikeutta saada tieto (tietosuojalain 34 §).",
                "Lagen begränsar rätten att få uppgiften (34 § i dataskyddslagen).",
                "A law limits the right to be told (Data Protection Act, section 34).",
            ),
            Self::OverridingGrounds => Text::new(
                "Käsittelylle on huomattavan tärkeä ja perusteltu syy (tietosuoja-asetus 21 artiklan 1 kohta).",
                "Det finns tvingande berättigade skäl för behandlingen (dataskyddsförordningen artikel 21.1).",
                "There are compelling legitimate grounds for the processing (GDPR 21(1)).",
            ),
            Self::Contract => Text::new(
                "Käsittely on tarpeen sopimuksen täyttämiseksi (tietosuoja-asetus 6 artiklan 1 kohdan b alakohta).",
                "Behandlingen behövs för att uppfylla avtalet (dataskyddsförordningen artikel 6.1 b).",
                "The processing is needed to perform the contract (GDPR 6(1)(b)).",
            ),
            Self::NotIncorrect => Text::new(
                "Tieto on selvityksen mukaan oikea (tietosuoja-asetus 16 artikla).",
                "Uppgiften är enligt utredningen riktig (dataskyddsförordningen artikel 16).",
                "The data was looked into and is right (GDPR 16).",
            ),
            Self::OtherBasis => Text::new(
                "Oikeutta ei ole, kun käsittely perustuu muuhun kuin suostumukseen tai sopimukseen (tietosuoja-asetus 20 artiklan 1 kohta).",
                "Rätten gäller inte när behandlingen grundar sig på något annat än samtycke eller avtal (dataskyddsförordningen artikel 20.1).",
                "The right does not exist where the processing rests on other than consent or contract (GDPR 20(1)).",
            ),
        }
    }
}

impl Ground {
    /// Its term in DPV.
    #[must_use]
    pub const fn dpv(self) -> &'static str {
        match self {
            Self::ManifestlyUnfounded => "eu-gdpr:JustificationA12ManifestlyUnfounded",
            Self::Excessive => "eu-gdpr:JustificationA12ManifestlyExcessive",
            Self::IdentityNotProved => "eu-gdpr:JustificationA12IdentityFailure",
            Self::OthersRights => "justifications:ThirdPartyRightsImpaired",
            Self::LegalObligation => "eu-gdpr:JustificationA17LegallyRequired",
            Self::LegalClaims => "eu-gdpr:JustificationA17LegalClaims",
            Self::Expression => "eu-gdpr:JustificationA17FreedomOfExpression",
            Self::PublicInterest => "eu-gdpr:JustificationA17PublicInterest",
            Self::Archiving => "eu-gdpr:JustificationA17Archiving",
            Self::LegallyExempt => "justifications:LegallyExempted",
            Self::OverridingGrounds => "justifications:LegitimateInterestOverride",
            Self::Contract => "justifications:ContractPerformanceNecessity",
            Self::NotIncorrect => "justifications:ProcessRejected",
            Self::OtherBasis => "justifications:LegalProcessImpaired",
        }
    }

    /// Whether the ground can stand against a right at all. A consent is taken back and a use for direct marketing is
    /// objected to without any balancing (GDPR 7(3), 21(3)).
    #[must_use]
    pub const fn stands_against(self, kind: RightKind) -> bool {
        match self {
            Self::ManifestlyUnfounded | Self::Excessive | Self::IdentityNotProved => {
                !matches!(kind, RightKind::WithdrawConsent)
            }
            Self::OthersRights | Self::LegallyExempt => {
                matches!(kind, RightKind::Inspect | RightKind::Portability | RightKind::Complaint)
            }
            Self::LegalObligation | Self::Expression | Self::PublicInterest | Self::Archiving => {
                matches!(kind, RightKind::Erase)
            }
            Self::LegalClaims => matches!(kind, RightKind::Erase | RightKind::Restrict | RightKind::Object),
            Self::OverridingGrounds => matches!(kind, RightKind::Object),
            Self::Contract => matches!(kind, RightKind::Erase | RightKind::Restrict),
            Self::NotIncorrect => matches!(kind, RightKind::Rectify | RightKind::Restrict),
            Self::OtherBasis => matches!(kind, RightKind::Portability | RightKind::Object),
        }
    }
}
