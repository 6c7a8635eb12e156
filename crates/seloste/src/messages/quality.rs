//! Texts of the pages of quality: assessments, figures, samples; of whether a call was recorded.

use super::Message;

pub(crate) const TITLE: Message = Message::new("Laatu", "Kvalitet", "Quality");
pub(crate) const LEAD: Message = Message::new(
    "Arviot ovat vastaajan henkilötietoja: hän näkee omansa, kuittaa ne luetuiksi tai riitauttaa ne. Arvio katoaa tallenteen mukana.",
    "Bedömningar är personuppgifter om den som svarade: hen ser sina egna, kvitterar dem som lästa eller bestrider dem. En bedömning försvinner med inspelningen.",
    "Assessments are personal data of whoever answered: they see their own, acknowledge or dispute them. An assessment goes with its recording.",
);
pub(crate) const MINE_LEAD: Message = Message::new(
    "Tässä ovat sinun puheluistasi tehdyt arviot. Kuittaa ne luetuiksi, tai kerro, mistä olet eri mieltä.",
    "Här är bedömningarna av dina samtal. Kvittera dem som lästa eller berätta vad du inte håller med om.",
    "These are the assessments of your calls. Acknowledge them, or say what you disagree with.",
);
pub(crate) const FROM: Message = Message::new("Alkaen", "Från", "From");
pub(crate) const UNTIL: Message = Message::new("Päättyen", "Till", "Until");
pub(crate) const BY: Message = Message::new("Luvut ryhmittäin", "Siffror per", "Figures by");
pub(crate) const BY_FORM: Message = Message::new("lomake", "blankett", "form");
pub(crate) const BY_AGENT: Message = Message::new("vastaaja", "den som svarade", "agent");
pub(crate) const BY_NUMBER: Message = Message::new("palvelunumero", "servicenummer", "service number");
pub(crate) const BY_MONTH: Message = Message::new("kuukausi", "månad", "month");
pub(crate) const SHOW: Message = Message::new("Näytä", "Visa", "Show");
pub(crate) const FIGURES: Message = Message::new("Luvut", "Siffror", "Figures");
pub(crate) const RECORDINGS: Message = Message::new("Puheluita", "Samtal", "Calls");
pub(crate) const MEAN: Message = Message::new("Keskiarvo", "Medelvärde", "Mean");
pub(crate) const FAILED: Message = Message::new("Hylättyjä", "Underkända", "Failed");
pub(crate) const TOO_SMALL: Message = Message::new(
    "Ryhmiä, joissa on alle {count} arvioitua puhelua, ei näytetä.",
    "Grupper med färre än {count} bedömda samtal visas inte.",
    "Groups with fewer than {count} assessed calls are not shown.",
);
pub(crate) const NO_FIGURES: Message = Message::new(
    "Yhdessäkään ryhmässä ei ole tarpeeksi arvioituja puheluita.",
    "Ingen grupp har tillräckligt många bedömda samtal.",
    "No group has enough assessed calls.",
);
pub(crate) const ASSESSMENTS: Message = Message::new("Arviot", "Bedömningar", "Assessments");
pub(crate) const NONE: Message = Message::new(
    "Jaksolla ei ole arvioita.",
    "Perioden har inga bedömningar.",
    "There are no assessments in the period.",
);
pub(crate) const DATE: Message = Message::new("Päivä", "Datum", "Date");
pub(crate) const AGENT: Message = Message::new("Vastaaja", "Den som svarade", "Agent");
pub(crate) const ASSESSOR: Message = Message::new("Arvioija", "Bedömare", "Assessor");
pub(crate) const ASSESS: Message = Message::new("Arvioi", "Bedöm", "Assess");
pub(crate) const ASSESSED: Message =
    Message::new("Tallenteen arviot", "Bedömningar av inspelningen", "Assessments of the recording");
pub(crate) const BESIDE: Message = Message::new(
    "Eri arvioijien pisteet ovat rinnakkain. Kun ne eroavat, sopikaa, mitä kysymys tarkoittaa.",
    "Olika bedömares poäng står bredvid varandra. När de skiljer sig, kom överens om vad frågan betyder.",
    "The points of different assessors stand beside each other. Where they differ, agree on what the question means.",
);
pub(crate) const SCORE: Message = Message::new("Tulos", "Resultat", "Score");
pub(crate) const FAILS: Message = Message::new("hylkäävä puute", "underkännande brist", "failing fault");
pub(crate) const CHOOSE_FORM: Message = Message::new("Valitse lomake", "Välj blankett", "Choose a form");
pub(crate) const POINTS: Message =
    Message::new("{most} pistettä enintään", "högst {most} poäng", "at most {most} points");
pub(crate) const WEIGHT: Message = Message::new("paino {weight}", "vikt {weight}", "weight {weight}");
pub(crate) const LISTEN: Message =
    Message::new("Kuuntele tallenne", "Lyssna på inspelningen", "Listen to the recording");
pub(crate) const REPLY: Message = Message::new("Vastineesi", "Ditt genmäle", "Your reply");
pub(crate) const ACKNOWLEDGE: Message = Message::new("Kuittaa luetuksi", "Kvittera som läst", "Acknowledge");
pub(crate) const DISPUTE: Message = Message::new("Riitauta", "Bestrid", "Dispute");
pub(crate) const DISPUTE_HINT: Message =
    Message::new("Mistä olet eri mieltä?", "Vad håller du inte med om?", "What do you disagree with?");
pub(crate) const SAMPLE: Message = Message::new("Otos", "Urval", "Sample");
pub(crate) const SAMPLE_LEAD: Message = Message::new(
    "Otokseen tulee jokaiselta vastaajalta yhtä monta puhelua, eikä kukaan valitse niitä: ne ratkaisee siemenellä laskettu tiiviste. Samalla siemenellä saa saman otoksen.",
    "Urvalet tar lika många samtal av var och en som svarar, och ingen väljer dem: en kontrollsumma räknad med ett frö avgör. Samma frö ger samma urval.",
    "The sample takes as many calls of each agent, and nobody chooses them: a hash with a seed does. The same seed draws the same sample.",
);
pub(crate) const EACH: Message =
    Message::new("Puheluita vastaajaa kohti", "Samtal per svarande", "Calls of each agent");
pub(crate) const SEED: Message = Message::new("Siemen", "Frö", "Seed");
pub(crate) const SEED_HINT: Message = Message::new("tyhjänä uusi", "tomt: ett nytt", "empty: a new one");
pub(crate) const NOT_SO_MANY: [Message; 2] = [
    Message::new(
        "Näin monta puhelua ei arvota vastaajaa kohti.",
        "Så många samtal dras inte per svarande.",
        "So many calls are not drawn of each agent.",
    ),
    Message::new("Anna luku väliltä 1–50.", "Ange ett tal från 1 till 50.", "Give a number from 1 to 50."),
];
pub(crate) const SEED_TOO_LONG: [Message; 2] = [
    Message::new("Siemen on liian pitkä.", "Fröet är för långt.", "The seed is too long."),
    Message::new(
        "Siemenessä on enintään 64 merkkiä.",
        "Ett frö har högst 64 tecken.",
        "A seed has at most 64 characters.",
    ),
];
pub(crate) const DRAW: Message = Message::new("Arvo otos", "Dra urval", "Draw");
pub(crate) const DRAWN: Message = Message::new(
    "Siemen {seed}; otos {of} puhelusta.",
    "Frö {seed}; urval ur {of} samtal.",
    "Seed {seed}; drawn from {of} calls.",
);
pub(crate) const CUT: Message = Message::new(
    "Puheluita on enemmän kuin kerralla käydään läpi: vanhimmat jäivät pois. Lyhennä jaksoa.",
    "Det finns fler samtal än vad som gås igenom: de äldsta lämnades bort. Förkorta perioden.",
    "There are more calls than are gone through: the oldest were left out. Choose a shorter period.",
);
pub(crate) const OF: Message = Message::new("{count} puhelusta", "av {count} samtal", "of {count} calls");
pub(crate) const CALLS: Message =
    Message::new("Onko puhelu tallennettu?", "Har samtalet spelats in?", "Was a call recorded?");
pub(crate) const CALLS_LEAD: Message = Message::new(
    "Kun asiassa on varmaa, kuka kysyy, tästä näkee hänen puhelunsa: tallennettu, ei tallennettu tai tallennettu ja poistettu.",
    "När det är säkert vem som frågar visas personens samtal här: inspelat, inte inspelat eller inspelat och raderat.",
    "Once it is certain who asks, their calls are shown here: recorded, not recorded, or recorded and deleted.",
);
pub(crate) const CALL_AT: Message = Message::new("Puhelun aika", "Samtalets tid", "Time of the call");
pub(crate) const LOOK: Message = Message::new("Katso", "Titta", "Look");
pub(crate) const NO_CALL: Message = Message::new(
    "Tältä ajalta ei tunneta hänen puheluitaan.",
    "Inga samtal är kända från den tiden.",
    "No call of theirs is known from that time.",
);
pub(crate) const RECORDED: Message = Message::new("Tallennettu", "Inspelat", "Recorded");
pub(crate) const NOT_RECORDED: Message = Message::new("Ei tallennettu", "Inte inspelat", "Not recorded");
pub(crate) const DELETED: Message =
    Message::new("Tallennettu ja poistettu", "Inspelat och raderat", "Recorded and deleted");
pub(crate) const DELETED_ON: Message = Message::new(
    "Tallennettu ja poistettu {day}",
    "Inspelat och raderat {day}",
    "Recorded and deleted on {day}",
);
