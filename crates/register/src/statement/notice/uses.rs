//! What a notice says of the limits of a purpose: whom it concerns, what it is never used for, whose products it advertises
//! and what advertising needs.

use super::{
    Block, Entry,
    build::{Of, led},
    ids, people,
    phrases::uses as say,
    words,
};
use crate::{
    id::GroupId,
    statement::model::{
        Customers, GroupKind, Item, MarketingNeed, MarketingRow, ObjectKind, Purpose, PurposeClass,
        SubjectGroup, Whose,
    },
    text::{Lang, Phrase},
};

/// The groups of people that a purpose concerns. Organisations are no data subjects.
pub(super) fn persons<'a>(of: Of<'a>, purpose: &Purpose) -> impl Iterator<Item = &'a SubjectGroup> {
    let groups = of.rules.statement().subject_groups.iter();
    groups.filter(|group| {
        group.kind != GroupKind::Organisation && touches(purpose, std::slice::from_ref(&group.id))
    })
}

/// Whether a purpose uses an item of the groups that it concerns.
pub(super) fn takes_item(purpose: &Purpose, item: &Item) -> bool {
    item.purposes.contains(&purpose.id) && touches(purpose, &item.groups)
}

/// Whether a purpose uses a kind of object of the groups that it concerns.
pub(super) fn takes_object(purpose: &Purpose, object: &ObjectKind) -> bool {
    object.purposes.contains(&purpose.id) && touches(purpose, &object.groups)
}

/// Whether a purpose concerns any of some groups; none named means all, there as here.
fn touches(purpose: &Purpose, groups: &[GroupId]) -> bool {
    let everybody = purpose.groups.is_empty() || groups.is_empty();
    everybody || groups.iter().any(|group| purpose.groups.contains(group))
}

/// Entries below one purpose.
pub(super) fn limits(of: Of<'_>, purpose: &Purpose) -> Vec<Entry> {
    let id = format!("purpose--{}", purpose.id);
    let statement = of.rules.statement();
    let mut entries = Vec::new();
    let groups = statement.subject_groups.iter().filter(|group| purpose.groups.contains(&group.id));
    let groups: Vec<&str> = groups.map(|group| group.name.get(of.lang)).collect();
    if !groups.is_empty() {
        entries.push(Entry::led(
            format!("{id}--groups"),
            of.say(say::CONCERNS),
            format!("{}.", groups.join(", ")),
        ));
    }
    if let Some(ties) = people::tied(of, &purpose.tied_by) {
        entries.push(Entry::led(format!("{id}--tied"), of.say(say::TIED), ties));
    }
    let never: Vec<&str> = purpose.never.iter().map(|class| of.say(class_name(*class))).collect();
    if !never.is_empty() {
        let names = words::joined(&never, words::AND, of.lang);
        entries.push(Entry::led(format!("{id}--never"), of.say(say::NEVER), format!("{names}.")));
    }
    entries.extend(advertiser(of, &id, purpose));
    if let Some(similar) = &purpose.bought_similar {
        let products = similar.products.get(of.lang);
        entries.push(Entry::new(format!("{id}--similar"), bought(products, of.lang)));
    }
    entries
}

fn bought(products: &str, lang: Lang) -> String {
    match lang {
        Lang::Fi => format!(
            "Jos olet ostanut meiltä ja antanut samalla osoitteesi, voimme mainostaa sinulle samankaltaisia tuotteita ilman erillistä suostumusta ({products}). Voit kieltää sen maksutta jokaisessa viestissä."
        ),
        Lang::Sv => format!(
            "Om du har köpt av oss och samtidigt gett din adress får vi göra reklam för liknande produkter utan särskilt samtycke ({products}). Du kan avgiftsfritt förbjuda det i varje meddelande."
        ),
        Lang::En => format!(
            "If you bought from us and gave your address with the sale, we may advertise similar products to you without separate consent ({products}). You can refuse free of charge in every message."
        ),
    }
}

fn advertiser(of: Of<'_>, id: &str, purpose: &Purpose) -> Option<Entry> {
    let statement = of.rules.statement();
    let named = purpose.marketer.as_ref().and_then(|wanted| {
        let group =
            statement.group_companies.iter().find(|one| one.id == *wanted).map(|one| one.name.as_str());
        group.or_else(|| {
            statement.joint_controllers.iter().find(|one| one.id == *wanted).map(|one| one.name.as_str())
        })
    });
    let text = match (named, purpose.whose) {
        (Some(name), _) => name.to_owned(),
        (None, Whose::Own) => return None,
        (None, whose) => of.say(whose_name(whose)).to_owned(),
    };
    Some(Entry::led(format!("{id}--advertiser"), of.say(say::ADVERTISES), format!("{text}.")))
}

const fn whose_name(whose: Whose) -> Phrase {
    match whose {
        Whose::Own => Phrase::new("omat tuotteet", "egna produkter", "our own products"),
        Whose::Group => Phrase::new(
            "konsernin muiden yritysten tuotteet",
            "andra koncernföretags produkter",
            "products of other companies of the group",
        ),
        Whose::Partner => Phrase::new(
            "kumppanien tuotteet; kumppani ei saa tietoja",
            "partners produkter; partnern får inga uppgifter",
            "partners’ products; the partner gets no data",
        ),
    }
}

/// What the register's own marketing rules ask beyond the law.
pub(super) fn marketing(of: Of<'_>) -> Option<Block> {
    let rows = of.rules.statement().marketing.iter().map(|row| {
        let channels: Vec<&str> =
            row.channels.iter().map(|channel| of.say(words::channel(*channel))).collect();
        let lead =
            if channels.is_empty() { of.say(say::EVERY_CHANNEL).to_owned() } else { channels.join(", ") };
        Entry::led(ids::marketing(row), lead, needed(of, row))
    });
    led("marketing", of.say(say::MARKETING), ids::distinct(rows.collect()))
}

fn needed(of: Of<'_>, row: &MarketingRow) -> String {
    let need = of.say(match row.needs {
        MarketingNeed::NoProhibition => say::UNLESS_PROHIBITED,
        MarketingNeed::Consent => say::WITH_CONSENT,
        MarketingNeed::Forbidden => say::NOT_AT_ALL,
    });
    let recipients = row.recipients.iter().map(|kind| of.say(kind_name(*kind)));
    let whose = row.whose.iter().map(|whose| of.say(whose_name(*whose)));
    let mut about: Vec<&str> = recipients.chain(whose).collect();
    if row.customers == Some(Customers::BoughtSimilar) {
        about.push(of.say(say::HAS_BOUGHT));
    }
    if about.is_empty() { format!("{need}.") } else { format!("{need} ({}).", about.join("; ")) }
}

const fn kind_name(kind: GroupKind) -> Phrase {
    match kind {
        GroupKind::Person => Phrase::new("yksityishenkilöt", "privatpersoner", "private persons"),
        GroupKind::ContactPerson => Phrase::new(
            "organisaatioiden yhteyshenkilöt",
            "organisationers kontaktpersoner",
            "contact persons of organisations",
        ),
        GroupKind::Organisation => Phrase::new("organisaatiot", "organisationer", "organisations"),
        GroupKind::SoleTrader => Phrase::new("toiminimet", "enskilda näringsidkare", "sole traders"),
    }
}

/// A kind of use, as a noun.
pub(super) const fn class_name(class: PurposeClass) -> Phrase {
    match class {
        PurposeClass::Service => Phrase::new("asiakkaan palveleminen", "kundservice", "serving the customer"),
        PurposeClass::Marketing => Phrase::new("suoramainonta", "direktreklam", "direct advertising"),
        PurposeClass::DistanceSelling => Phrase::new("etämyynti", "distansförsäljning", "distance selling"),
        PurposeClass::OtherMarketing => {
            Phrase::new("muu suoramarkkinointi", "annan direktmarknadsföring", "other direct marketing")
        }
        PurposeClass::Targeting => {
            Phrase::new("mainonnan kohdentaminen", "riktad reklam", "targeting of advertising")
        }
        PurposeClass::Research => Phrase::new(
            "markkina- ja mielipidetutkimus",
            "marknads- och opinionsundersökningar",
            "market and opinion research",
        ),
        PurposeClass::Directory => Phrase::new("henkilömatrikkeli", "personmatrikel", "a personal directory"),
        PurposeClass::Genealogy => Phrase::new("sukututkimus", "släktforskning", "genealogy"),
        PurposeClass::Statistics => {
            Phrase::new("tilastointi ja suunnittelu", "statistik och planering", "statistics and planning")
        }
        PurposeClass::Administration => {
            Phrase::new("rekisterin hallinto", "förvaltning av registret", "administration of the register")
        }
        PurposeClass::Quality => Phrase::new(
            "palvelun laadun kehittäminen",
            "utveckling av servicekvaliteten",
            "developing the quality of service",
        ),
        PurposeClass::Training => {
            Phrase::new("henkilöstön kouluttaminen", "utbildning av personalen", "training of staff")
        }
        PurposeClass::Evidence => Phrase::new(
            "tapahtuneen todentaminen",
            "styrkande av vad som har hänt",
            "proving what has happened",
        ),
        PurposeClass::StaffReview => Phrase::new(
            "työntekijän arviointi tai kurinpito",
            "bedömning av anställda eller disciplinära åtgärder",
            "judging or disciplining a member of staff",
        ),
        PurposeClass::DirectoryPublication => Phrase::new(
            "yhteystietojen julkaiseminen luettelossa",
            "publicering av kontaktuppgifter i en katalog",
            "publication of contact details in a directory",
        ),
    }
}
