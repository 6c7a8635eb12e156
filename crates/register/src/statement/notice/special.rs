//! What a notice says of special categories of personal data: what they reveal, and the ground on which they are processed
//! (GDPR 9). Not here: what is in them (`content`).

use super::{build::Of, words};
use crate::{
    statement::model::{Special, SpecialGround, SpecialKind},
    text::Phrase,
};

/// A sentence about a special category; nothing for any other.
pub(super) fn told(of: Of<'_>, special: Option<&Special>) -> String {
    const LEAD: Phrase = Phrase::new(
        "Erityinen henkilötietoryhmä",
        "Särskild kategori av personuppgifter",
        "Special category of personal data",
    );
    const GROUND: Phrase = Phrase::new("Peruste", "Grund", "Ground");
    let Some(special) = special else { return String::new() };
    let kinds: Vec<&str> = special.kinds.iter().map(|kind| of.say(revealed(*kind))).collect();
    let provision = special.provision.as_ref().map(|provision| format!(", {}", provision.get(of.lang)));
    format!(
        "{}: {}. {}: {}{}.",
        of.say(LEAD),
        words::joined(&kinds, words::AND, of.lang),
        of.say(GROUND),
        of.say(ground(special.ground)),
        provision.unwrap_or_default()
    )
}

const fn revealed(kind: SpecialKind) -> Phrase {
    match kind {
        SpecialKind::Origin => {
            Phrase::new("rotu tai etninen alkuperä", "ras eller etniskt ursprung", "racial or ethnic origin")
        }
        SpecialKind::Opinions => {
            Phrase::new("poliittiset mielipiteet", "politiska åsikter", "political opinions")
        }
        SpecialKind::Beliefs => Phrase::new(
            "uskonnollinen tai filosofinen vakaumus",
            "religiös eller filosofisk övertygelse",
            "religious or philosophical beliefs",
        ),
        SpecialKind::TradeUnion => {
            Phrase::new("ammattiliiton jäsenyys", "medlemskap i fackförening", "trade union membership")
        }
        SpecialKind::Genetic => Phrase::new("geneettiset tiedot", "genetiska uppgifter", "genetic data"),
        SpecialKind::Biometric => {
            Phrase::new("biometriset tiedot", "biometriska uppgifter", "biometric data")
        }
        SpecialKind::Health => Phrase::new("terveys", "hälsa", "health"),
        SpecialKind::SexLife => Phrase::new(
            "seksuaalinen käyttäytyminen tai suuntautuminen",
            "sexualliv eller sexuell läggning",
            "sex life or sexual orientation",
        ),
    }
}

const fn ground(ground: SpecialGround) -> Phrase {
    match ground {
        SpecialGround::ExplicitConsent => Phrase::new(
            "nimenomainen suostumus (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan a alakohta)",
            "uttryckligt samtycke (allmänna dataskyddsförordningen, artikel 9.2 a)",
            "explicit consent (GDPR, Article 9(2)(a))",
        ),
        SpecialGround::EmploymentLaw => Phrase::new(
            "työoikeus ja sosiaaliturva (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan b alakohta)",
            "arbetsrätt och social trygghet (allmänna dataskyddsförordningen, artikel 9.2 b)",
            "employment and social protection law (GDPR, Article 9(2)(b))",
        ),
        SpecialGround::VitalInterests => Phrase::new(
            "elintärkeä etu (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan c alakohta)",
            "grundläggande intressen (allmänna dataskyddsförordningen, artikel 9.2 c)",
            "vital interests (GDPR, Article 9(2)(c))",
        ),
        SpecialGround::OwnMembers => Phrase::new(
            "yhteisön omien jäsenten tiedot, joita ei luovuteta ulkopuolisille (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan d alakohta)",
            "uppgifter om sammanslutningens egna medlemmar, som inte lämnas ut till utomstående (allmänna dataskyddsförordningen, artikel 9.2 d)",
            "data about the body's own members, which is not disclosed outside of it (GDPR, Article 9(2)(d))",
        ),
        SpecialGround::MadePublic => Phrase::new(
            "henkilö on itse saattanut tiedot julkisiksi (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan e alakohta)",
            "personen har själv offentliggjort uppgifterna (allmänna dataskyddsförordningen, artikel 9.2 e)",
            "the person has made the data public (GDPR, Article 9(2)(e))",
        ),
        SpecialGround::LegalClaims => Phrase::new(
            "oikeusvaateen laatiminen, esittäminen tai puolustaminen (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan f alakohta)",
            "fastställande, utövande eller försvar av rättsliga anspråk (allmänna dataskyddsförordningen, artikel 9.2 f)",
            "establishment, exercise or defence of legal claims (GDPR, Article 9(2)(f))",
        ),
        SpecialGround::PublicInterest => Phrase::new(
            "tärkeä yleinen etu (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan g alakohta)",
            "viktigt allmänt intresse (allmänna dataskyddsförordningen, artikel 9.2 g)",
            "substantial public interest (GDPR, Article 9(2)(g))",
        ),
        SpecialGround::Care => Phrase::new(
            "terveyden- tai sosiaalihuolto (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan h alakohta)",
            "hälso- och sjukvård eller social omsorg (allmänna dataskyddsförordningen, artikel 9.2 h)",
            "health or social care (GDPR, Article 9(2)(h))",
        ),
        SpecialGround::PublicHealth => Phrase::new(
            "kansanterveys (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan i alakohta)",
            "folkhälsa (allmänna dataskyddsförordningen, artikel 9.2 i)",
            "public health (GDPR, Article 9(2)(i))",
        ),
        SpecialGround::Research => Phrase::new(
            "arkistointi, tutkimus tai tilastointi (yleinen tietosuoja-asetus, 9 artiklan 2 kohdan j alakohta)",
            "arkivering, forskning eller statistik (allmänna dataskyddsförordningen, artikel 9.2 j)",
            "archiving, research or statistics (GDPR, Article 9(2)(j))",
        ),
    }
}

/// The ground's name in the vocabularies of linked data: the point of GDPR 9(2).
pub(super) const fn article(ground: SpecialGround) -> &'static str {
    match ground {
        SpecialGround::ExplicitConsent => "A9-2-a",
        SpecialGround::EmploymentLaw => "A9-2-b",
        SpecialGround::VitalInterests => "A9-2-c",
        SpecialGround::OwnMembers => "A9-2-d",
        SpecialGround::MadePublic => "A9-2-e",
        SpecialGround::LegalClaims => "A9-2-f",
        SpecialGround::PublicInterest => "A9-2-g",
        SpecialGround::Care => "A9-2-h",
        SpecialGround::PublicHealth => "A9-2-i",
        SpecialGround::Research => "A9-2-j",
    }
}
