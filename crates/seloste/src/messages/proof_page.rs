//! What stands around a proof report.

use super::Message;

/// Title.
pub(crate) const TITLE: Message = Message::new("Todistusraportti", "Bevisrapport", "Proof report");
/// What the report is.
pub(crate) const LEAD: Message = Message::new(
    "Selosteen jokainen lause on väite. Tässä kerrotaan, mikä niistä on osoitettu todeksi käynnissä olevasta järjestelmästä, milloin ja millä tarkistuksella.",
    "Varje mening i beskrivningen är ett påstående. Här framgår vilka av dem som har visats stämma i det system som är i drift, när och med vilken kontroll.",
    "Every sentence of the notice is a claim. This says which of them were shown to be true of the running system, when, and by which check.",
);
/// State.
pub(crate) const PROVEN: Message = Message::new("Osoitettu", "Visat", "Proven");
/// State.
pub(crate) const MEASURE: Message = Message::new("Toimenpide", "Åtgärd", "Measure");
/// State.
pub(crate) const UNPROVEN: Message = Message::new("Osoittamatta", "Inte visat", "Unproven");
/// State.
pub(crate) const BROKEN: Message = Message::new("Ei pidä", "Håller inte", "Broken");
/// What the state means.
pub(crate) const PROVEN_MEANS: Message = Message::new(
    "Järjestelmän oma tarkistus osoitti nämä.",
    "Systemets egen kontroll visade dessa.",
    "A check of the system showed these.",
);
/// What the state means.
pub(crate) const MEASURE_MEANS: Message = Message::new(
    "Nämä ovat ihmisten varassa; kahden ihmisen vahvistama näyttö on voimassa.",
    "Dessa vilar på människors arbete; bevisningen, bekräftad av två personer, gäller.",
    "These rest on what people do; evidence that two people confirmed is in date.",
);
/// What the state means.
pub(crate) const UNPROVEN_MEANS: Message = Message::new(
    "Mikään ei vielä osoita näitä. Se ei tarkoita, että ne eivät pitäisi paikkaansa.",
    "Ingenting visar ännu dessa. Det betyder inte att de inte stämmer.",
    "Nothing shows these yet. That does not mean that they are untrue.",
);
/// What the state means.
pub(crate) const BROKEN_MEANS: Message = Message::new(
    "Tarkistus osoitti, että nämä eivät pidä, tai niiden näyttö on vanhentunut.",
    "En kontroll visade att dessa inte håller, eller så är bevisningen föråldrad.",
    "A check showed that these don't hold, or their evidence is out of date.",
);
/// Heading of a table.
pub(crate) const CLAIM: Message = Message::new("Väite", "Påstående", "Claim");
/// Heading of a table.
pub(crate) const WHY: Message = Message::new("Mitä löytyi", "Vad som framkom", "What was found");
/// The rule that a claim rests on.
pub(crate) const RULE: Message = Message::new("Sääntö", "Regel", "Rule");
/// The claim's name.
pub(crate) const NAME: Message = Message::new("Tunnus", "Beteckning", "Id");
/// The checks of a claim.
pub(crate) const CHECKS: Message = Message::new("Tarkistukset", "Kontroller", "Checks");
/// Heading of all findings.
pub(crate) const FINDINGS: Message =
    Message::new("Tarkistukset ja näyttö", "Kontroller och bevisning", "Checks and evidence");
/// The controller.
pub(crate) const CONTROLLER: Message =
    Message::new("Rekisterinpitäjä", "Personuppgiftsansvarig", "Controller");
/// The statement's version.
pub(crate) const VERSION: Message =
    Message::new("Selosteen versio", "Beskrivningens version", "Version of the statement");
/// When.
pub(crate) const CHECKED: Message = Message::new("Tarkistettu", "Kontrollerat", "Checked");
/// How many in which state.
pub(crate) const RESULT: Message = Message::new("Tulos", "Resultat", "Result");
/// The ledger's checkpoint.
pub(crate) const LEDGER: Message = Message::new("Lokin tila", "Loggens läge", "State of the ledger");
/// The ledger's checkpoint.
pub(crate) const CHECKPOINT: Message = Message::new(
    "{size} allekirjoitettua merkintää, juuri {root}",
    "{size} signerade poster, rot {root}",
    "{size} signed entries, root {root}",
);
/// No checkpoint.
pub(crate) const NO_CHECKPOINT: Message =
    Message::new("Ei vielä merkintöjä.", "Inga poster ännu.", "No entries yet.");
/// No report.
pub(crate) const NO_REPORT: Message = Message::new(
    "Väitteitä ei ole vielä tarkistettu.",
    "Påståendena har ännu inte kontrollerats.",
    "The claims have not been checked yet.",
);
/// Has the claims checked at once.
pub(crate) const CHECK_NOW: Message = Message::new("Tarkista nyt", "Kontrollera nu", "Check now");
/// When claims are checked.
pub(crate) const WHEN_CHECKED: Message = Message::new(
    "Väitteet tarkistetaan kerran vuorokaudessa ja aina, kun uusi versio otetaan käyttöön.",
    "Påståendena kontrolleras en gång per dygn och alltid när en ny version tas i bruk.",
    "The claims are checked once a day and whenever a new version comes into force.",
);
/// They are being checked.
pub(crate) const UNDER_WAY: Message = Message::new(
    "Väitteitä tarkistetaan. Sivu päivittyy itsestään.",
    "Påståendena kontrolleras. Sidan uppdateras av sig själv.",
    "The claims are being checked. The page renews itself.",
);
/// Other forms of the report.
pub(crate) const FORMS: Message = Message::new("Muut muodot", "Andra format", "Other forms");
/// Heading of the states on a notice.
pub(crate) const STATES: Message = Message::new(
    "Mitkä lauseista on osoitettu",
    "Vilka meningar som har visats",
    "Which sentences are shown",
);
