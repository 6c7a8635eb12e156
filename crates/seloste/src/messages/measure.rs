//! What pages say of measures.

use super::Message;
use crate::work::measure::{MeasureError, Stage};

/// Title.
pub(crate) const TITLE: Message = Message::new("Toimenpiteet", "Åtgärder", "Measures");
/// What they are.
pub(crate) const LEAD: Message = Message::new(
    "Toimenpide on lupaus, jonka ihmiset pitävät. Yksi liittää näytön, toinen vahvistaa sen. Ilman voimassa olevaa näyttöä toimenpidettä ei esitetä voimassa olevana.",
    "En åtgärd är ett löfte som människor håller. En person bifogar bevisningen och en annan bekräftar den. Utan gällande bevisning visas åtgärden inte som gällande.",
    "A measure is a promise that people keep. One person attaches evidence, another confirms it. Without evidence in date a measure is not shown as in force.",
);
/// No measures.
pub(crate) const NONE: Message = Message::new(
    "Seloste ei ilmoita toimenpiteitä.",
    "Beskrivningen anger inga åtgärder.",
    "The statement declares no measures.",
);
/// State.
pub(crate) const STATE: Message = Message::new("Tila", "Läge", "State");
/// Owner.
pub(crate) const OWNER: Message = Message::new("Vastuuhenkilö", "Ansvarig", "Owner");
/// Deputy.
pub(crate) const DEPUTY: Message = Message::new("Sijainen", "Ersättare", "Deputy");
/// Next review.
pub(crate) const REVIEW: Message =
    Message::new("Tarkistettava viimeistään", "Ses över senast", "To be reviewed by");
/// What the measure does not show.
pub(crate) const PROVES_NOT: Message =
    Message::new("Tämä ei osoita", "Detta visar inte", "This does not show");
/// Evidence.
pub(crate) const EVIDENCE: Message = Message::new("Näyttö", "Bevisning", "Evidence");
/// Attach.
pub(crate) const ATTACH: Message = Message::new("Liitä näyttö", "Bifoga bevisning", "Attach evidence");
/// Confirm.
pub(crate) const CONFIRM: Message = Message::new(
    "Vahvista nähneeni tämän",
    "Bekräfta att jag har sett detta",
    "Confirm that I have seen this",
);
/// Confirmed.
pub(crate) const CONFIRMED: Message = Message::new("Vahvistettu", "Bekräftad", "Confirmed");
/// Another person is waited for.
pub(crate) const WAITS: Message = Message::new(
    "Odottaa toisen ihmisen vahvistusta.",
    "Väntar på en annan persons bekräftelse.",
    "Waits for another person to confirm it.",
);
/// The file.
pub(crate) const CONTENT: Message = Message::new("Tiedosto", "Fil", "File");
/// What becomes of it.
pub(crate) const CONTENT_HINT: Message = Message::new(
    "Säilytetään sinetöitynä, enintään 10 Mt. Jos tiedosto jää muualle, anna sen sijaan sen nimi ja tiiviste.",
    "Bevaras förseglad, högst 10 MB. Om filen stannar någon annanstans, ange i stället dess namn och kontrollsumma.",
    "Kept sealed, at most 10 MB. If the file stays elsewhere, give its name and digest instead.",
);
/// Digest of the file.
pub(crate) const DIGEST: Message = Message::new(
    "Muualla olevan tiedoston SHA-256-tiiviste (64 merkkiä)",
    "SHA-256-summa för en fil som finns någon annanstans (64 tecken)",
    "SHA-256 of a file kept elsewhere (64 characters)",
);
/// Name of the file.
pub(crate) const FILE: Message = Message::new(
    "Muualla olevan tiedoston nimi",
    "Namn på en fil som finns någon annanstans",
    "Name of a file kept elsewhere",
);
/// What it shows.
pub(crate) const SHOWS: Message = Message::new("Mitä se osoittaa", "Vad den visar", "What it shows");
/// Who issued it.
pub(crate) const ISSUER: Message =
    Message::new("Kuka sen antoi", "Vem som har utfärdat den", "Who issued it");
/// The day that it is from.
pub(crate) const DATED: Message =
    Message::new("Päivä, jolta se on", "Dagen som den är från", "The day that it is from");
/// Measures of the reader's.
pub(crate) const YOURS: Message = Message::new(
    "Toimenpiteet, jotka odottavat sinua",
    "Åtgärder som väntar på dig",
    "Measures that wait for you",
);

/// A stage in words.
pub(crate) const fn stage(stage: Stage) -> Message {
    match stage {
        Stage::NeverShown => Message::new("näyttöä ei ole", "bevisning saknas", "never shown"),
        Stage::InForce => Message::new("voimassa", "i kraft", "in force"),
        Stage::Due => Message::new("tarkistettava pian", "ska ses över snart", "review due"),
        Stage::Lapsed => Message::new("vanhentunut", "föråldrad", "lapsed"),
    }
}

/// Why evidence was not taken, in words.
pub(crate) const fn wrong(error: &MeasureError) -> Message {
    match error {
        MeasureError::SamePerson => Message::new(
            "Näytön vahvistaa toinen ihminen kuin se, joka liitti sen.",
            "Bevisningen bekräftas av en annan person än den som bifogade den.",
            "Evidence is confirmed by another person than the one who attached it.",
        ),
        MeasureError::Unsaid(_) => Message::new(
            "Täytä jokainen kohta; tekstit ovat enintään 500 merkkiä.",
            "Fyll i varje punkt; texterna får ha högst 500 tecken.",
            "Fill in every field; texts have at most 500 characters.",
        ),
        MeasureError::NoFile => Message::new(
            "Valitse tiedosto tai anna muualla olevan tiedoston nimi ja tiiviste.",
            "Välj en fil, eller ange namn och kontrollsumma för en fil som finns någon annanstans.",
            "Choose a file, or give the name and digest of one kept elsewhere.",
        ),
        MeasureError::TooLarge => Message::new(
            "Tiedosto on suurempi kuin 10 Mt: säilytä se muualla ja anna sen tiiviste.",
            "Filen är större än 10 MB: bevara den någon annanstans och ange dess kontrollsumma.",
            "The file is larger than 10 MB: keep it elsewhere and give its digest.",
        ),
        MeasureError::Digest => Message::new(
            "Tiiviste on 64 heksadesimaalimerkkiä.",
            "Summan har 64 hexadecimala tecken.",
            "The digest has 64 hexadecimal characters.",
        ),
        MeasureError::Future => Message::new(
            "Näyttö ei voi olla tulevalta päivältä.",
            "Bevisningen kan inte vara från en kommande dag.",
            "Evidence is not from a day that is still to come.",
        ),
        _ => Message::new(
            "Tällaista näyttöä tai toimenpidettä ei ole odottamassa.",
            "Någon sådan bevisning eller åtgärd väntar inte.",
            "There is no such evidence or measure waiting.",
        ),
    }
}
