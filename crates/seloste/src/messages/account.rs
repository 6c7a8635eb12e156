//! Words about accounts, roles, keys and undertakings.

use super::Message;
use crate::{session::password::Unfit, work::staff::Wrong};
use seloste_register::text::Lang;

/// The task of the first account.
pub const KEEPS_ACCOUNTS: Message = Message::new(
    "Pitää yllä käyttäjätunnuksia ja käyttöoikeuksia",
    "Sköter användarkonton och behörigheter",
    "Keeps accounts and access rights",
);

const NO_REGISTER: Message = Message::new(
    "Sellaista rekisteriä ei ole.",
    "Det finns inget sådant register.",
    "There is no such register.",
);
const NO_ACCOUNT: Message = Message::new(
    "Tällä käyttäjätunnuksella ei ole voimassa olevaa tiliä.",
    "Det finns inget gällande konto med det användarnamnet.",
    "No open account has that user name.",
);
const NAME_NOT_WHOLE: Message = Message::new(
    "Kirjoita henkilön etunimi ja sukunimi.",
    "Skriv personens förnamn och efternamn.",
    "Write the person's first name and surname.",
);
const NAME_NOT_OF_PERSON: Message = Message::new(
    "Tili on aina yhden ihmisen. Kirjoita hänen oma nimensä, ei toimipisteen tai ryhmän nimeä.",
    "Ett konto tillhör alltid en enda människa. Skriv personens eget namn, inte namnet på ett ställe eller en grupp.",
    "An account is always one person's. Write the person's own name, not that of a desk or a group.",
);
const USER_NAME_FORM: Message = Message::new(
    "Käyttäjätunnuksessa on 2–40 merkkiä: a–z, 0–9, piste, yhdys- tai alaviiva tai @. Se alkaa kirjaimella.",
    "Ett användarnamn har 2–40 tecken: a–z, 0–9, punkt, bindestreck, understreck eller @. Det börjar med en bokstav.",
    "A user name has 2 to 40 characters: a–z, 0–9, full stop, hyphen, underscore or @. It begins with a letter.",
);
const USER_NAME_SHARED: Message = Message::new(
    "Tämä käyttäjätunnus viittaa yhteiskäyttöön. Valitse tunnus, joka kuuluu vain tälle henkilölle.",
    "Det här användarnamnet tyder på delad användning. Välj ett som tillhör bara den här personen.",
    "This user name looks shared. Choose one that belongs to this person alone.",
);
const USER_NAME_TAKEN: Message = Message::new(
    "Käyttäjätunnus on tai on ollut jonkun muun. Valitse toinen.",
    "Användarnamnet är eller har varit någon annans. Välj ett annat.",
    "Somebody has or had that user name. Choose another.",
);
const EMAIL_FORM: Message =
    Message::new("Tarkista sähköpostiosoite.", "Kontrollera e-postadressen.", "Check the e-mail address.");
const EMAIL_SHARED: Message = Message::new(
    "Tämä on yhteinen sähköpostiosoite. Anna henkilön oma osoite tai henkilöstönumero.",
    "Det här är en delad e-postadress. Ange personens egen adress eller personalnummer.",
    "This e-mail address is a shared one. Give the person's own address or a personnel number.",
);
const EMAIL_TAKEN: Message = Message::new(
    "Sähköpostiosoite on jo toisella tilillä. Yhdellä ihmisellä on yksi tili.",
    "E-postadressen finns redan på ett annat konto. En människa har ett konto.",
    "Another account has that e-mail address. One person has one account.",
);
const MARK_FORM: Message = Message::new(
    "Henkilöstönumerossa on 1–40 merkkiä.",
    "Ett personalnummer har 1–40 tecken.",
    "A personnel number has 1 to 40 characters.",
);
const MARK_TAKEN: Message = Message::new(
    "Henkilöstönumero on jo toisella tilillä. Yhdellä ihmisellä on yksi tili.",
    "Personalnumret finns redan på ett annat konto. En människa har ett konto.",
    "Another account has that personnel number. One person has one account.",
);
const NOTHING_PERSONAL: Message = Message::new(
    "Anna henkilön oma sähköpostiosoite tai henkilöstönumero.",
    "Ange personens egen e-postadress eller personalnummer.",
    "Give the person's own e-mail address or personnel number.",
);
const SAME_PERSON: Message = Message::new(
    "Samannimisellä henkilöllä on jo tili. Jos kyseessä on toinen ihminen, anna kummallekin oma sähköpostiosoite tai \
     henkilöstönumero.",
    "En person med samma namn har redan ett konto. Om det är en annan människa, ange egen e-postadress eller eget \
     personalnummer för båda.",
    "Somebody of the same name has an account already. If this is another person, give both an e-mail address or a \
     personnel number of their own.",
);
const PASSWORD_SHORT: Message = Message::new(
    "Salasanassa on oltava vähintään 12 merkkiä. Muutama sana peräkkäin on hyvä salasana.",
    "Lösenordet ska ha minst 12 tecken. Några ord efter varandra är ett bra lösenord.",
    "A password needs at least 12 characters. A few words in a row make a good one.",
);
const PASSWORD_LONG: Message = Message::new(
    "Salasana on liian pitkä: enintään 200 tavua.",
    "Lösenordet är för långt: högst 200 byte.",
    "The password is too long: 200 bytes at most.",
);
const PASSWORD_COMMON: Message = Message::new(
    "Tuo salasana arvattaisiin ensimmäisten joukossa. Valitse toinen.",
    "Det lösenordet skulle gissas bland de första. Välj ett annat.",
    "That password would be among the first guesses. Choose another.",
);
const PASSWORD_OWN_NAME: Message = Message::new(
    "Salasanassa ei saa olla omaa nimeä eikä käyttäjätunnusta.",
    "Lösenordet får inte innehålla det egna namnet eller användarnamnet.",
    "The password must not hold the person's own name or user name.",
);
const PASSWORDS_DIFFER: Message = Message::new(
    "Salasanat eroavat toisistaan. Kirjoita ne uudelleen.",
    "Lösenorden skiljer sig åt. Skriv dem på nytt.",
    "The passwords differ. Type them again.",
);
const PASSWORD_WRONG: Message = Message::new(
    "Nykyinen salasana ei ole oikein, tai sitä on yritetty liian monta kertaa. Odota hetki ja yritä uudelleen.",
    "Det nuvarande lösenordet är fel, eller så har för många försök gjorts. Vänta en stund och försök igen.",
    "The present password is not right, or was tried too often. Wait a moment and try again.",
);
const NO_ROLE: Message = Message::new(
    "Rekisteriselosteessa ei ole roolia {name}. Sen roolit ovat: {roles}.",
    "Registerbeskrivningen har ingen roll {name}. Rollerna är: {roles}.",
    "The register's statement has no role {name}. Its roles are: {roles}.",
);
const NO_AREA: Message = Message::new(
    "Rekisteriselosteessa ei ole aluetta {name}.",
    "Registerbeskrivningen har inget område {name}.",
    "The register's statement has no area {name}.",
);
const AREA_MISSING: Message = Message::new(
    "Rooli {name} koskee aluetta. Valitse vähintään yksi alue.",
    "Rollen {name} gäller ett område. Välj minst ett.",
    "The role {name} is for an area. Choose at least one.",
);
const AREAS_DIFFER: Message = Message::new(
    "Henkilön aluekohtaisilla rooleilla on oltava samat alueet. Päätä ensin vanha rooli.",
    "Personens områdesbundna roller ska ha samma områden. Avsluta den gamla rollen först.",
    "A person's roles for areas must have the same areas. End the old role first.",
);
const NO_COMPANY: Message = Message::new(
    "Rekisteriselosteessa ei ole yritystä {name}, tai se ei silloin kuulu konserniin.",
    "Registerbeskrivningen har inget företag {name}, eller så hör det inte till koncernen då.",
    "The register's statement has no company {name}, or it is not in the group then.",
);
const COMPANY_NOT_ADMITTED: Message = Message::new(
    "Roolia {name} ei voi antaa yrityksen {company} väelle: seloste ei nimeä sitä roolin yrityksissä (companies).",
    "Rollen {name} kan inte ges till folk från företaget {company}: beskrivningen nämner det inte bland rollens företag (companies).",
    "The role {name} can't be given to people of the company {company}: the statement does not name it among the role's companies.",
);
const ENGAGEMENT_NOT_ADMITTED: Message = Message::new(
    "Roolia {name} ei voi antaa henkilölle, jonka työskentelyn muoto ei ole selosteen hyväksymä.",
    "Rollen {name} kan inte ges till någon vars anställningsform beskrivningen inte godtar.",
    "The role {name} can't be given to somebody who is engaged in another way than the statement takes.",
);
const NO_AGREEMENT: Message = Message::new(
    "Yrityksen {name} kanssa ei ole kirjattu voimassa olevaa käsittelijäsopimusta. Kirjaa se koneella komennolla: seloste user agreement --company {name} --reference \"...\"",
    "Det finns inget antecknat gällande personuppgiftsbiträdesavtal med företaget {name}. Anteckna det på maskinen med kommandot: seloste user agreement --company {name} --reference \"...\"",
    "No processor agreement with the company {name} is on record and in force. Put it on record on the machine: seloste user agreement --company {name} --reference \"...\"",
);
const END_BEFORE_START: Message = Message::new(
    "Päättymispäivän on oltava alkamispäivän jälkeen.",
    "Slutdagen ska vara efter startdagen.",
    "The end must be after the start.",
);
const TASK_MISSING: Message = Message::new(
    "Kirjoita lyhyesti, mihin tehtävään rooli annetaan (enintään 200 merkkiä).",
    "Skriv kort för vilken uppgift rollen ges (högst 200 tecken).",
    "Say briefly what task the role is given for (200 characters at most).",
);
const ROLE_HELD: Message = Message::new(
    "Henkilöllä on jo rooli {name}.",
    "Personen har redan rollen {name}.",
    "The person holds the role {name} already.",
);
const NOBODY_KEEPS: Message = Message::new(
    "Yksikään rekisteriselosteen rooli ei pidä yllä käyttäjätunnuksia. Lisää roolille duties = [\"accounts\"].",
    "Ingen roll i registerbeskrivningen sköter användarkonton. Lägg till duties = [\"accounts\"] för en roll.",
    "No role of the statement keeps accounts. Add duties = [\"accounts\"] to one.",
);
const SET_UP_ALREADY: Message = Message::new(
    "Käyttöönotto on jo tehty. Kirjaudu sisään.",
    "Ibruktagningen är redan gjord. Logga in.",
    "The set-up is done already. Sign in.",
);
const CODE_WRONG: Message = Message::new(
    "Koodi on väärä tai vanhentunut.",
    "Koden är fel eller för gammal.",
    "The code is wrong or too old.",
);
const ROLE_NOT_HELD: Message = Message::new(
    "Sinulla ei ole roolia {name} tässä rekisterissä.",
    "Du har inte rollen {name} i det här registret.",
    "You don't hold the role {name} in this register.",
);
const KEY_LIFE: Message = Message::new(
    "Avain on voimassa 1–366 päivää.",
    "En nyckel gäller 1–366 dagar.",
    "A key works for 1 to 366 days.",
);
const LABEL_MISSING: Message = Message::new(
    "Anna avaimelle nimi, josta muistat sen käytön (enintään 80 merkkiä).",
    "Ge nyckeln ett namn som påminner om vad den används till (högst 80 tecken).",
    "Give the key a name that tells what it is for (80 characters at most).",
);
const LAST_KEEPER: Message = Message::new(
    "Tämän jälkeen kukaan ei voisi pitää yllä käyttäjätunnuksia. Anna rooli ensin toiselle.",
    "Efter det här skulle ingen kunna sköta användarkontona. Ge först rollen till någon annan.",
    "Nobody could keep the accounts after this. Give the role to somebody else first.",
);
const OWN_ROLE: Message = Message::new(
    "Kukaan ei anna roolia itselleen. Pyydä toista ylläpitäjää tai palvelimen ylläpitäjää.",
    "Ingen ger sig själv en roll. Be en annan som sköter konton eller serverns driftsansvariga.",
    "Nobody gives a role to themselves. Ask another keeper of accounts or the operator of the server.",
);
const OTHER_REGISTERS: Message = Message::new(
    "Henkilöllä on rooleja rekisterissä, jonka käyttäjistä et vastaa. Pyydä sen ylläpitäjää.",
    "Personen har roller i ett register vars användare du inte sköter. Be den som sköter det.",
    "The person has roles in a register whose accounts you don't keep. Ask its keeper.",
);
const PASSKEY_REFUSED: Message = Message::new(
    "Pääsyavain ei kelvannut. Yritä uudelleen.",
    "Lösennyckeln godkändes inte. Försök igen.",
    "The passkey was not accepted. Try again.",
);
const SESSION_OLD: Message = Message::new(
    "Kirjauduit yli kymmenen minuuttia sitten. Kirjaudu ulos ja uudelleen sisään, niin voit muuttaa tätä.",
    "Du loggade in för över tio minuter sedan. Logga ut och in igen, så kan du ändra det här.",
    "You signed in over ten minutes ago. Sign out and in again; then you can change this.",
);
const LAST_FACTOR: Message = Message::new(
    "Roolisi vaatii vahvistuksen. Lisää ensin toinen, sitten voit poistaa tämän.",
    "Din roll kräver en bekräftelse. Lägg först till en annan, sedan kan du ta bort den här.",
    "Your role asks for a confirmation. Add another first; then you can remove this one.",
);
const SECOND_MISSING: Message = Message::new(
    "Roolisi vaatii vahvistuksen. Kirjaudu sisään ja lisää se.",
    "Din roll kräver en bekräftelse. Logga in och lägg till en.",
    "Your role asks for a confirmation. Sign in and add one.",
);
const PASSKEY_NO_ADDRESS: Message = Message::new(
    "Pääsyavaimet toimivat vain, kun palvelulla on oma osoite ja suojattu yhteys (https).",
    "Lösennycklar fungerar bara när tjänsten har en egen adress och säker förbindelse (https).",
    "Passkeys work only when the service has an address of its own and a secure connection (https).",
);

/// What does not fit, in words.
#[must_use]
pub fn wrong(wrong: &Wrong, lang: Lang) -> String {
    let named = |message: &Message, name: &str| message.fill(lang, &[("name", name)]);
    match wrong {
        Wrong::NoRole(role, roles) => {
            let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
            NO_ROLE.fill(lang, &[("name", role.as_str()), ("roles", &roles.join(", "))])
        }
        Wrong::NoArea(area) => named(&NO_AREA, area.as_str()),
        Wrong::AreaMissing(role) => named(&AREA_MISSING, role.as_str()),
        Wrong::NoCompany(company) => named(&NO_COMPANY, company.as_str()),
        Wrong::CompanyNotAdmitted(role, company) => {
            COMPANY_NOT_ADMITTED.fill(lang, &[("name", role.as_str()), ("company", company.as_str())])
        }
        Wrong::EngagementNotAdmitted(role) => named(&ENGAGEMENT_NOT_ADMITTED, role.as_str()),
        Wrong::NoAgreement(company) => named(&NO_AGREEMENT, company.as_str()),
        Wrong::RoleHeld(role) => named(&ROLE_HELD, role.as_str()),
        Wrong::RoleNotHeld(role) => named(&ROLE_NOT_HELD, role.as_str()),
        plain => plain_words(plain).get(lang).to_owned(),
    }
}

/// The words of what names nothing.
fn plain_words(wrong: &Wrong) -> Message {
    match wrong {
        Wrong::NoRegister => NO_REGISTER,
        Wrong::NoAccount => NO_ACCOUNT,
        Wrong::NameNotWhole => NAME_NOT_WHOLE,
        Wrong::NameNotOfPerson => NAME_NOT_OF_PERSON,
        Wrong::UserNameForm => USER_NAME_FORM,
        Wrong::UserNameShared => USER_NAME_SHARED,
        Wrong::UserNameTaken => USER_NAME_TAKEN,
        Wrong::EmailForm => EMAIL_FORM,
        Wrong::EmailShared => EMAIL_SHARED,
        Wrong::EmailTaken => EMAIL_TAKEN,
        Wrong::MarkForm => MARK_FORM,
        Wrong::MarkTaken => MARK_TAKEN,
        Wrong::NothingPersonal => NOTHING_PERSONAL,
        Wrong::SamePerson => SAME_PERSON,
        Wrong::Password(unfit) => unfit_words(*unfit),
        Wrong::PasswordsDiffer => PASSWORDS_DIFFER,
        Wrong::PasswordWrong => PASSWORD_WRONG,
        Wrong::AreasDiffer => AREAS_DIFFER,
        Wrong::EndBeforeStart => END_BEFORE_START,
        Wrong::TaskMissing => TASK_MISSING,
        Wrong::NobodyKeepsAccounts => NOBODY_KEEPS,
        Wrong::SetUpAlready => SET_UP_ALREADY,
        Wrong::CodeWrong => CODE_WRONG,
        Wrong::KeyLife => KEY_LIFE,
        Wrong::LabelMissing => LABEL_MISSING,
        Wrong::LastKeeper => LAST_KEEPER,
        Wrong::OwnRole => OWN_ROLE,
        Wrong::OtherRegisters => OTHER_REGISTERS,
        Wrong::PasskeyRefused => PASSKEY_REFUSED,
        Wrong::SessionOld => SESSION_OLD,
        Wrong::LastFactor => LAST_FACTOR,
        Wrong::SecondMissing => SECOND_MISSING,
        Wrong::PasskeyNoAddress => PASSKEY_NO_ADDRESS,
        Wrong::NoRole(..) => NO_ROLE,
        Wrong::NoArea(_) => NO_AREA,
        Wrong::AreaMissing(_) => AREA_MISSING,
        Wrong::NoCompany(_) => NO_COMPANY,
        Wrong::CompanyNotAdmitted(..) => COMPANY_NOT_ADMITTED,
        Wrong::EngagementNotAdmitted(_) => ENGAGEMENT_NOT_ADMITTED,
        Wrong::NoAgreement(_) => NO_AGREEMENT,
        Wrong::RoleHeld(_) => ROLE_HELD,
        Wrong::RoleNotHeld(_) => ROLE_NOT_HELD,
    }
}

fn unfit_words(unfit: Unfit) -> Message {
    match unfit {
        Unfit::Short => PASSWORD_SHORT,
        Unfit::Long => PASSWORD_LONG,
        Unfit::Common => PASSWORD_COMMON,
        Unfit::OwnName => PASSWORD_OWN_NAME,
    }
}
