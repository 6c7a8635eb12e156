//! What a refusal says to people: the rule in the statement's words. Not here: decisions.

use crate::{ask::Ask, errors::RefusalCode};
use seloste_register::{
    statement::{Rules, model::Action},
    text::{Lang, Text},
};

/// The words of a refusal.
pub(crate) fn of(code: RefusalCode, rules: &Rules, ask: &Ask) -> Text {
    filled(pattern(code), rules, ask, &Text::new("", "", ""))
}

/// The words of a refusal of an action that no role grants.
pub(crate) fn not_granted(action: Action, rules: &Rules, ask: &Ask) -> Text {
    let pattern = [
        "Roolisi ei anna oikeutta {deed} käyttötarkoituksessa ”{purpose}”.",
        "Din roll ger inte rätt att {deed} för ändamålet ”{purpose}”.",
        "Your role gives no right to {deed} for the purpose “{purpose}”.",
    ];
    filled(pattern, rules, ask, &action.deed())
}

fn filled([fi, sv, en]: [&str; 3], rules: &Rules, ask: &Ask, deed: &Text) -> Text {
    let fill = |lang: Lang, pattern: &str| {
        let purpose = rules.purpose(&ask.purpose).map(|purpose| purpose.name.get(lang));
        pattern
            .replace("{deed}", deed.get(lang))
            .replace("{purpose}", purpose.unwrap_or(ask.purpose.as_str()))
            .replace("{register}", rules.statement().register.name.get(lang))
    };
    Text { fi: fill(Lang::Fi, fi), sv: fill(Lang::Sv, sv), en: fill(Lang::En, en) }
}

#[expect(clippy::too_many_lines, reason = "a table of texts: one for each code, nothing else")]
const fn pattern(code: RefusalCode) -> [&'static str; 3] {
    match code {
        RefusalCode::PurposeNotDeclared => [
            "Rekisterin ”{register}” selosteessa ei ole käyttötarkoitusta ”{purpose}”. Tietoja saa käyttää vain selosteessa mainittuihin tarkoituksiin.",
            "Ändamålet ”{purpose}” finns inte i dataskyddsbeskrivningen för registret ”{register}”. Uppgifterna får användas bara för de ändamål som nämns där.",
            "The statement of the register “{register}” has no purpose “{purpose}”. The data may be used only for the purposes that it names.",
        ],
        RefusalCode::PurposeNotGranted => [
            "Tehtäviisi ei kuulu käyttötarkoitus ”{purpose}”.",
            "Ändamålet ”{purpose}” hör inte till dina uppgifter.",
            "The purpose “{purpose}” is not part of your duties.",
        ],
        RefusalCode::AggregateOnly => [
            "Käyttötarkoitus ”{purpose}” antaa vain lukumääriä, ei yksittäisten ihmisten tietoja.",
            "Ändamålet ”{purpose}” ger bara sammanställda tal, inte uppgifter om enskilda personer.",
            "The purpose “{purpose}” gives totals only, never data about one person.",
        ],
        RefusalCode::ActionNotGranted => [
            "Roolisi ei salli tätä toimintoa käyttötarkoituksessa ”{purpose}”.",
            "Din roll tillåter inte den här åtgärden för ändamålet ”{purpose}”.",
            "Your role does not allow this action for the purpose “{purpose}”.",
        ],
        RefusalCode::ChangeNotGranted => [
            "Et saa kirjata etkä muuttaa näitä tietoja käyttötarkoituksessa ”{purpose}”.",
            "Du får inte anteckna eller ändra de här uppgifterna för ändamålet ”{purpose}”.",
            "You may not write or change these data for the purpose “{purpose}”.",
        ],
        RefusalCode::NotEngaged => [
            "Työ- tai toimeksiantosuhteesi ei ole voimassa, joten et pääse rekisteriin ”{register}”.",
            "Ditt anställnings- eller uppdragsförhållande är inte i kraft, så du kommer inte åt registret ”{register}”.",
            "Your engagement is not in force, so the register “{register}” is closed to you.",
        ],
        RefusalCode::NotBound => [
            "Vaitiolositoumuksesi puuttuu. Rekisteri ”{register}” aukeaa, kun olet antanut sen.",
            "Din tystnadsförbindelse saknas. Registret ”{register}” öppnas när du har gett den.",
            "Your confidentiality undertaking is missing. The register “{register}” opens once you have given it.",
        ],
        RefusalCode::ReasonMissing => [
            "Käyttötarkoitus ”{purpose}” vaatii kirjallisen perusteen. Kirjoita, miksi tarvitset tietoja.",
            "Ändamålet ”{purpose}” kräver en skriftlig motivering. Skriv varför du behöver uppgifterna.",
            "The purpose “{purpose}” wants a written reason. Write why you need the data.",
        ],
        RefusalCode::TooManyCards => [
            "Olet avannut tunnin aikana niin monta korttia kuin käyttötarkoitus ”{purpose}” sallii. Odota hetki.",
            "Du har under en timme öppnat så många kort som ändamålet ”{purpose}” tillåter. Vänta en stund.",
            "Within an hour you have opened as many cards as the purpose “{purpose}” allows. Wait a while.",
        ],
        RefusalCode::NotDeclared => [
            "Rekisterin ”{register}” seloste ei tunne tätä. Mitään muuta kuin selosteessa mainittua ei tallenneta.",
            "Beskrivningen av registret ”{register}” känner inte till detta. Inget annat än det som nämns där lagras.",
            "The statement of the register “{register}” does not declare this. Nothing but what it declares is stored.",
        ],
        RefusalCode::SourceNotAllowed => [
            "Tätä tietoa ei selosteen mukaan saa ottaa tästä lähteestä.",
            "Enligt beskrivningen får den här uppgiften inte hämtas från denna källa.",
            "According to the statement this source may not provide these data.",
        ],
        RefusalCode::Prohibited => [
            "Henkilö on kieltänyt tietojensa käytön tarkoitukseen ”{purpose}” tai ei ole antanut siihen suostumusta.",
            "Personen har förbjudit att uppgifterna används för ändamålet ”{purpose}” eller har inte gett sitt samtycke till det.",
            "The person has forbidden the use of the data for the purpose “{purpose}”, or has not consented to it.",
        ],
        RefusalCode::GroupTooSmall => [
            "Joukko on liian pieni: näin harvasta ihmisestä ei näytetä lukumäärää käyttötarkoituksessa ”{purpose}”.",
            "Gruppen är för liten: för så få personer visas inget antal för ändamålet ”{purpose}”.",
            "The group is too small: no total is shown for so few people for the purpose “{purpose}”.",
        ],
        RefusalCode::Suppressed => [
            "Henkilö on poistettu rekisteristä ”{register}”, eikä häntä saa tuoda siihen uudelleen muiden tiedoista. Hän voi itse palata asiakkaaksi.",
            "Personen har raderats ur registret ”{register}” och får inte föras in på nytt ur andras uppgifter. Personen kan själv komma tillbaka.",
            "The person was erased from the register “{register}” and may not be brought in again from other people's data. The person may come back by their own doing.",
        ],
        RefusalCode::RecipientNotAllowed => [
            "Selosteen mukaan tämä vastaanottaja ei saa näitä tietoja rekisteristä ”{register}”.",
            "Enligt dataskyddsbeskrivningen får den här mottagaren inte dessa uppgifter ur registret ”{register}”.",
            "By the statement this recipient may not get these data from the register “{register}”.",
        ],
        RefusalCode::NoGround => [
            "Rekisterin ”{register}” tietoja luovutetaan vain selosteessa mainituilla perusteilla.",
            "Uppgifter ur registret ”{register}” lämnas ut bara på de grunder som nämns i dataskyddsbeskrivningen.",
            "Data of the register “{register}” are given out only on the grounds that its statement names.",
        ],
        RefusalCode::EventMissing => [
            "Tallennetta kuunnellaan tapahtuman tarkistamiseksi. Nimeä ensin tapahtuma, johon tallenne kuuluu.",
            "Inspelningen avlyssnas för att verifiera en händelse. Ange först den händelse som inspelningen hör till.",
            "The recording is listened to in order to verify an event. Name the event that it belongs to first.",
        ],
        RefusalCode::ChannelNotDeclared => [
            "Rekisterin ”{register}” selosteen mukaan ketään ei lähestytä tällä tavalla tarkoituksessa ”{purpose}”.",
            "Enligt beskrivningen av registret ”{register}” kontaktas ingen på detta sätt för ändamålet ”{purpose}”.",
            "By the statement of the register “{register}” nobody is approached in this way for the purpose “{purpose}”.",
        ],
        RefusalCode::NotTied => [
            "Rekisterin ”{register}” seloste päästää tähän ryhmään vain sen, jolla on voimassa oleva side rekisterinpitäjään, kuten sopimus. Lisää se yhdessä henkilön kanssa.",
            "Beskrivningen av registret ”{register}” tar i den här gruppen in bara den som har en bindning som är i kraft, såsom ett avtal. Lägg till den tillsammans med personen.",
            "The statement of the register “{register}” lets into this group only those whom something in force ties to the controller, such as a contract. Add it together with the person.",
        ],
        RefusalCode::OtherGroup => [
            "Rekisterin ”{register}” selosteen mukaan ”{purpose}” koskee muita ryhmiä, joten tähän ryhmään ei lisätä siinä ketään. Valitse toinen käyttötarkoitus tai ryhmä.",
            "Enligt beskrivningen av registret ”{register}” gäller ”{purpose}” andra grupper, så ingen läggs till i den här gruppen för det. Välj ett annat ändamål eller en annan grupp.",
            "By the statement of the register “{register}” the purpose “{purpose}” is about other groups, so nobody is added to this group for it. Choose another purpose or group.",
        ],
        RefusalCode::OtherArea => [
            "Roolisi koskee rekisterissä ”{register}” vain omia alueitasi, eikä henkilö olisi millään niistä. Valitse oma alueesi tai jätä alueet pois.",
            "Din roll gäller i registret ”{register}” bara dina egna områden, och personen skulle inte finnas i något av dem. Välj ett eget område eller utelämna områdena.",
            "Your role in the register “{register}” is for your own areas alone, and the person would be in none of them. Choose one of your own areas, or leave the areas out.",
        ],
        RefusalCode::OwnWord => [
            "Henkilö on asettanut kiellon itse omilla sivuillaan rekisterissä ”{register}”, ja vain hän itse voi poistaa sen.",
            "Personen har själv satt förbudet på sina egna sidor i registret ”{register}”, och bara personen själv kan ta bort det.",
            "The person set this prohibition on their own pages of the register “{register}”, and only the person can lift it.",
        ],
    }
}

/// Of a source that writes items of people who are there already, and brings none.
pub(crate) fn adds_nobody(source: &Text) -> Text {
    Text {
        fi: format!("Lähteestä ”{}” ei selosteen mukaan lisätä uusia henkilöitä.", source.fi),
        sv: format!("Enligt beskrivningen läggs inga nya personer till från källan ”{}”.", source.sv),
        en: format!("According to the statement the source “{}” brings no new persons.", source.en),
    }
}

/// Of a place from which a list is to go on, and which no list has given out.
pub(crate) fn unknown_place() -> Text {
    Text::new(
        "Tämä ei ole kohta, jonka luettelo olisi antanut.",
        "Det här är inget ställe som en lista har gett ut.",
        "This is not a place that a list has given out.",
    )
}

/// What to do about it.
pub(crate) fn unknown_place_remedy() -> Text {
    Text::new(
        "Anna edellisen sivun antama next sellaisenaan, tai jätä after pois ja aloita alusta.",
        "Ange föregående sidas next som det är, eller utelämna after och börja från början.",
        "Give the next of the page before as it is, or leave after out and begin anew.",
    )
}

/// A refusal's words with the name of what it is about.
pub(crate) fn naming(words: Text, name: &Text) -> Text {
    Text {
        fi: format!("”{}”: {}", name.fi, words.fi),
        sv: format!("”{}”: {}", name.sv, words.sv),
        en: format!("“{}”: {}", name.en, words.en),
    }
}
