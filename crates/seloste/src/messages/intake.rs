//! Texts of taking recordings in: why something was not taken, and what to do.

use super::Message;

pub(crate) const ROW: [Message; 2] = [
    Message::new(
        "Riviä tai tiedostoa ei voi lukea puhelun tiedoiksi.",
        "Raden eller filen kan inte läsas som uppgifter om ett samtal.",
        "The row or file can't be read as the data of a call.",
    ),
    Message::new(
        "Tarkista, että muoto on se, jonka annoit, ja lähetä uudelleen.",
        "Kontrollera att formatet är det som du angav och skicka på nytt.",
        "Check that its format is the one that you named, and send it again.",
    ),
];
pub(crate) const MOMENT: [Message; 2] = [
    Message::new("Aikaa ei voi lukea.", "Tiden kan inte läsas.", "The time can't be read."),
    Message::new(
        "Anna aika muodossa 2026-03-05T14:30:00+02:00 tai sekunteina vuodesta 1970.",
        "Ange tiden i formen 2026-03-05T14:30:00+02:00 eller i sekunder sedan 1970.",
        "Give it as 2026-03-05T14:30:00+02:00, or in seconds since 1970.",
    ),
];
pub(crate) const NO_START: [Message; 2] = [
    Message::new("Puhelun alku puuttuu.", "Samtalets början saknas.", "The start of the call is missing."),
    Message::new("Anna se.", "Ange den.", "Give it."),
];
pub(crate) const NO_END: [Message; 2] = [
    Message::new(
        "Puhelun loppu ja kesto puuttuvat.",
        "Samtalets slut och längd saknas.",
        "Both the end of the call and its length are missing.",
    ),
    Message::new("Anna toinen niistä.", "Ange den ena av dem.", "Give one of them."),
];
pub(crate) const ENDS_BEFORE_START: [Message; 2] = [
    Message::new(
        "Puhelu päättyy ennen kuin se alkaa.",
        "Samtalet slutar innan det börjar.",
        "The call ends before it starts.",
    ),
    Message::new(
        "Tarkista puhelinjärjestelmän kello ja aikavyöhyke.",
        "Kontrollera telefonsystemets klocka och tidszon.",
        "Check the telephone system's clock and time zone.",
    ),
];
pub(crate) const IN_THE_FUTURE: [Message; 2] = [
    Message::new(
        "Puhelu on tulevaisuudessa: puhelinjärjestelmän kello on edellä.",
        "Samtalet ligger i framtiden: telefonsystemets klocka går före.",
        "The call is in the future: the telephone system's clock is ahead.",
    ),
    Message::new(
        "Aseta kello oikeaan, tai kerro, paljonko se on edellä (--ahead).",
        "Ställ klockan rätt, eller ange hur mycket den går före (--ahead).",
        "Put the clock right, or say by how much it is ahead (--ahead).",
    ),
];
pub(crate) const NOT_DECLARED: [Message; 2] = [
    Message::new(
        "Selosteen mukaan tallenteesta ei säilytetä tällaista tietoa, joten sitä ei oteta vastaan.",
        "Enligt beskrivningen bevaras ingen sådan uppgift om en inspelning, och den tas inte emot.",
        "The statement keeps nothing of this kind about a recording; it is not taken in.",
    ),
    Message::new(
        "Poista tieto puhelinjärjestelmän lähettämistä.",
        "Ta bort uppgiften ur det som telefonsystemet skickar.",
        "Remove it from what the telephone system sends.",
    ),
];
pub(crate) const WHICH_KIND: [Message; 2] = [
    Message::new(
        "Selosteessa on monta tallenteiden lajia, eikä viestin lajia ole sanottu.",
        "Beskrivningen har flera slag av inspelningar, och meddelandets slag är inte angivet.",
        "The statement has several kinds of recording, and the message's kind is not said.",
    ),
    Message::new(
        "Sano laji (kind, --kind): {kinds}.",
        "Ange slaget (kind, --kind): {kinds}.",
        "Say the kind (kind, --kind): {kinds}.",
    ),
];
pub(crate) const NO_KIND: [Message; 2] = [
    Message::new(
        "Rekisterin seloste ei salli tämän lajin tallenteita.",
        "Registrets beskrivning tillåter inga inspelningar av detta slag.",
        "The register's statement allows no recordings of this kind.",
    ),
    Message::new(
        "Valitse laji, jonka seloste sallii.",
        "Välj ett slag som beskrivningen tillåter.",
        "Choose a kind that the statement allows.",
    ),
];
pub(crate) const NO_DELIVERY: [Message; 2] = [
    Message::new(
        "Lähettäjän tunnus puhelulle puuttuu tai on liian pitkä (enintään 300 merkkiä).",
        "Avsändarens id för samtalet saknas eller är för långt (högst 300 tecken).",
        "The sender's id of the call is missing or too long (at most 300 characters).",
    ),
    Message::new("Anna se.", "Ange det.", "Give it."),
];
pub(crate) const NO_DIRECTION: [Message; 2] = [
    Message::new(
        "Puhelun suunta ei selviä.",
        "Samtalets riktning framgår inte.",
        "The direction of the call is not known.",
    ),
    Message::new(
        "Anna suunta: inbound tai outbound.",
        "Ange riktningen: inbound eller outbound.",
        "Give it: inbound or outbound.",
    ),
];
pub(crate) const NO_ANSWERER: [Message; 2] = [
    Message::new(
        "Puheluun vastannutta ei tunneta.",
        "Den som svarade på samtalet är inte känd.",
        "Who answered the call is not known.",
    ),
    Message::new(
        "Kerro, kenen alanumero se on (seloste recording extension), tai anna käyttäjätunnus.",
        "Ange vems anknytning det är (seloste recording extension), eller ge användarnamnet.",
        "Say whose extension it is (seloste recording extension), or give a user name.",
    ),
];
pub(crate) const NOT_THEIR_TASK: [Message; 2] = [
    Message::new(
        "Puheluun vastanneella ei ole tehtävää, jossa näihin puheluihin vastataan.",
        "Den som svarade har inte en uppgift där dessa samtal besvaras.",
        "Whoever answered has no task in which these calls are answered.",
    ),
    Message::new(
        "Anna hänelle tehtävä, tai ohjaa puhelut niille, joilla se on.",
        "Ge personen uppgiften, eller styr samtalen till dem som har den.",
        "Give them the task, or route the calls to those who have it.",
    ),
];
pub(crate) const SEVERAL_PEOPLE: [Message; 2] = [
    Message::new(
        "Sama numero on usealla henkilöllä, eikä puhelua liitetä arvaamalla.",
        "Flera personer har samma nummer, och samtalet knyts inte till någon på en gissning.",
        "Several people have the number; the call is not given to one of them by guessing.",
    ),
    Message::new(
        "Kerro, kenen puhelu on (subject).",
        "Ange vems samtalet är (subject).",
        "Say whose call it is (subject).",
    ),
];
pub(crate) const ERASED_SINCE: [Message; 2] = [
    Message::new(
        "Tämä puhelu on otettu vastaan jo kerran ja poistettu sen jälkeen.",
        "Samtalet har redan tagits emot en gång och har raderats sedan dess.",
        "This call was taken in once already and has been erased since.",
    ),
    Message::new(
        "Hävitä se myös lähettäjältä.",
        "Förstör det också hos avsändaren.",
        "Destroy it at the sender too.",
    ),
];
pub(crate) const NO_FILE: [Message; 2] = [
    Message::new(
        "Puhelun äänitiedostoa ei löydy.",
        "Samtalets ljudfil finns inte.",
        "The sound file of the call is not there.",
    ),
    Message::new(
        "Anna kansio, jossa äänitiedostot ovat, ja lähetä uudelleen.",
        "Ange mappen där ljudfilerna finns och skicka på nytt.",
        "Name the folder with the sound files, and send it again.",
    ),
];
pub(crate) const TOO_LARGE: [Message; 2] = [
    Message::new(
        "Tiedosto on liian suuri: enintään {limit} tavua.",
        "Filen är för stor: högst {limit} byte.",
        "The file is too large: at most {limit} bytes.",
    ),
    Message::new("Jaa tallenne osiin.", "Dela upp inspelningen.", "Part the recording."),
];
/// Of what sound is not taken, by the rule's name.
pub(crate) const RAW_SOUND: [Message; 2] = [
    Message::new(
        "Otsakkeettoman äänen muotoa ei tunneta.",
        "Formen på ljudet utan huvud är okänd.",
        "The form of the sound without a header is not known.",
    ),
    Message::new(
        "Kerro se kentässä sound: alaw, ulaw, gsm tai linear, ja tarvittaessa näytteitä sekunnissa ja kanavia (linear/16000/2).",
        "Ange den i fältet sound: alaw, ulaw, gsm eller linear, och vid behov sampel per sekund och kanaler (linear/16000/2).",
        "Tell it in the field sound: alaw, ulaw, gsm or linear, and where needed samples a second and channels (linear/16000/2).",
    ),
];
pub(crate) const SOUND: [(&str, [Message; 2]); 6] = [
    (
        "empty-sound",
        [
            Message::new(
                "Tiedostossa ei ole ääntä.",
                "Filen innehåller inget ljud.",
                "The file holds no sound.",
            ),
            Message::new(
                "Tarkista tallennusjärjestelmä.",
                "Kontrollera inspelningssystemet.",
                "Check the recording system.",
            ),
        ],
    ),
    (
        "not-sound",
        [
            Message::new(
                "Tiedosto ei ole äänitiedosto, vaikka sen nimi niin väittäisi.",
                "Filen är ingen ljudfil, vad dess namn än påstår.",
                "The file is not sound, whatever its name says.",
            ),
            Message::new("Lähetä äänitiedosto.", "Skicka ljudfilen.", "Send the sound file."),
        ],
    ),
    (
        "sound-not-read",
        [
            Message::new(
                "Äänen muotoa ei lueta.",
                "Ljudets format kan inte läsas.",
                "The sound is in a format that is not read.",
            ),
            Message::new(
                "Tallenna WAV-, MP3-, Opus-, FLAC- tai Vorbis-muodossa.",
                "Spela in som WAV, MP3, Opus, FLAC eller Vorbis.",
                "Record as WAV, MP3, Opus, FLAC or Vorbis.",
            ),
        ],
    ),
    (
        "sound-truncated",
        [
            Message::new(
                "Tiedosto on katkennut: se väittää olevansa pidempi.",
                "Filen är avbruten: den påstår sig vara längre.",
                "The file was cut: it says that it is longer.",
            ),
            Message::new(
                "Lähetä koko tiedosto uudelleen.",
                "Skicka hela filen på nytt.",
                "Send the whole file again.",
            ),
        ],
    ),
    (
        "sound-broken",
        [
            Message::new(
                "Tiedosto on vioittunut, eikä sitä voi lukea loppuun.",
                "Filen är skadad och kan inte läsas till slut.",
                "The file is damaged and can't be read to its end.",
            ),
            Message::new("Lähetä ehjä tiedosto.", "Skicka en hel fil.", "Send an undamaged file."),
        ],
    ),
    (
        "sound-too-long",
        [
            Message::new(
                "Tallenne on yli vuorokauden mittainen.",
                "Inspelningen är längre än ett dygn.",
                "The recording is longer than a day.",
            ),
            Message::new("Jaa se osiin.", "Dela upp den.", "Part it."),
        ],
    ),
];
pub(crate) const MESSAGE: [Message; 2] = [
    Message::new(
        "Viestiä tai keskustelua ei voi lukea.",
        "Meddelandet eller chatten kan inte läsas.",
        "The message or chat can't be read.",
    ),
    Message::new(
        "Tarkista muoto ohjeesta docs/recordings.md.",
        "Kontrollera formatet i docs/recordings.md.",
        "Check the format in docs/recordings.md.",
    ),
];
pub(crate) const BY_STATEMENT: Message = Message::new(
    "Tarkista, kuka lähettää, mihin tarkoitukseen ja mistä lähteestä.",
    "Kontrollera vem som skickar, för vilket ändamål och från vilken källa.",
    "Check who sends, for which purpose and from which source.",
);
