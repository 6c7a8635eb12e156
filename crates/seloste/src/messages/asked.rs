//! Texts about recordings that a request names: the desk's page, the person's own page, the answer.

use super::Message;

pub(crate) const TITLE: Message =
    Message::new("Pyynnön tallenteet", "Begärans inspelningar", "Recordings of the request");
pub(crate) const LEAD: Message = Message::new(
    "Tallenne, joka nimetään pyyntöön, säilyy, kunnes se on annettu, vaikka sen aika päättyisi sitä ennen. Siinä kuuluu myös joku muu: punnitse hänen oikeutensa ja päätä, mitä annetaan. Pyytäjä saa lukea perustelun.",
    "En inspelning som nämns i begäran bevaras tills den har lämnats ut, även om dess tid tar slut före det. Också någon annan hörs på den: väg in hens rättigheter och bestäm vad som lämnas ut. Den som begärt får läsa motiveringen.",
    "A recording that is named in the request is kept until it has been handed over, even when its time ends before. Somebody else is heard in it too: weigh their rights and decide what is given. Whoever asked reads the reason.",
);
pub(crate) const TO_NAME: Message =
    Message::new("Nimettävissä", "Kan nämnas", "Recordings that can be named");
pub(crate) const NONE: Message = Message::new(
    "Muita tallenteita ei ole tallessa.",
    "Inga andra inspelningar finns kvar.",
    "No other recordings are there.",
);
pub(crate) const NONE_NAMED: Message = Message::new(
    "Pyyntö ei nimeä yhtään tallennetta.",
    "Begäran nämner ingen inspelning.",
    "The request names no recording.",
);
pub(crate) const NAME_COPY: Message = Message::new("Pyytää jäljennöstä", "Begär en kopia", "Asks for a copy");
pub(crate) const NAME_LISTEN: Message = Message::new("Haluaa kuunnella", "Vill lyssna", "Wants to listen");
pub(crate) const GIVEN: Message = Message::new("Mitä annetaan", "Vad som lämnas ut", "What is given");
pub(crate) const WHOLE: Message = Message::new("Koko tallenne", "Hela inspelningen", "The whole recording");
pub(crate) const COVERED: Message = Message::new(
    "Jäljennös, jossa kohtia on peitetty",
    "En kopia där delar är dolda",
    "A copy with parts covered",
);
pub(crate) const WITHHELD: Message = Message::new("Ei anneta", "Lämnas inte ut", "Not given");
pub(crate) const UNWEIGHED: Message =
    Message::new("Ei ole vielä punnittu", "Inte avvägt ännu", "Not weighed yet");
pub(crate) const HANDED: Message = Message::new("Annettu {time}", "Utlämnad {time}", "Handed over on {time}");
pub(crate) const GONE: Message =
    Message::new("Tallenne on poistettu", "Inspelningen är raderad", "The recording is deleted");
pub(crate) const WHY: Message = Message::new(
    "Miten toisen osapuolen oikeudet otettiin huomioon",
    "Hur den andra partens rättigheter beaktades",
    "How the other party's rights were taken into account",
);
pub(crate) const SAVE: Message = Message::new("Kirjaa päätös", "Anteckna beslutet", "Record the decision");
pub(crate) const LISTEN_FIRST: Message =
    Message::new("Kuuntele tallenne", "Lyssna på inspelningen", "Listen to the recording");

pub(crate) const OWN_TITLE: Message =
    Message::new("Kuuntele tallenne", "Lyssna på inspelningen", "Hear the recording");
pub(crate) const OWN_LEAD: Message = Message::new(
    "Voit pyytää jäljennöksen tai tulla kuuntelemaan tallenteen meille. Tallenne säilyy, kunnes pyyntöön on vastattu. Jos siinä kuuluu joku muu, hänen osuuttaan voidaan peittää.",
    "Du kan begära en kopia eller komma till oss och lyssna. Inspelningen bevaras tills begäran har besvarats. Om någon annan hörs på den kan den delen döljas.",
    "You can ask for a copy, or come and listen to it with us. The recording is kept until you are answered. Where somebody else is heard in it, their part may be covered.",
);
pub(crate) const OWN_COPY: Message = Message::new("Pyydä jäljennös", "Begär en kopia", "Ask for a copy");
pub(crate) const OWN_LISTEN: Message =
    Message::new("Pyydä kuunteluaika", "Begär en tid för lyssning", "Ask for a time to listen");
pub(crate) const OWN_PLACES: Message = Message::new(
    "Kuunnella voi täällä: {places}.",
    "Du kan lyssna här: {places}.",
    "You can listen here: {places}.",
);
pub(crate) const OWN_WORDS_COPY: Message = Message::new(
    "Pyydän jäljennöksen tallenteesta {what}.",
    "Jag begär en kopia av inspelningen {what}.",
    "I ask for a copy of the recording {what}.",
);
pub(crate) const OWN_WORDS_LISTEN: Message = Message::new(
    "Haluan kuunnella tallenteen {what}.",
    "Jag vill lyssna på inspelningen {what}.",
    "I want to listen to the recording {what}.",
);

pub(crate) const ANSWER: Message = Message::new("Tallenteet", "Inspelningar", "Recordings");
pub(crate) const ANSWER_LEAD: Message = Message::new(
    "Tallenteessa kuuluu myös toinen henkilö. Siksi sen antamisessa on punnittu hänenkin oikeutensa (tietosuoja-asetus 15 artiklan 4 kohta).",
    "På inspelningen hörs också en annan person. Därför har också hens rättigheter vägts in när den lämnas ut (dataskyddsförordningen artikel 15.4).",
    "Somebody else is heard in the recording too. That is why their rights were weighed before it was given (GDPR 15(4)).",
);
pub(crate) const ANSWER_COVERED: Message =
    Message::new("Peitetyt kohdat: {spans}.", "Dolda delar: {spans}.", "Parts covered: {spans}.");
pub(crate) const ANSWER_FILE: Message = Message::new("Tiedosto: {file}.", "Fil: {file}.", "File: {file}.");
pub(crate) const ANSWER_LISTEN: Message = Message::new(
    "Kuuntelusta sovitaan erikseen.",
    "Om lyssningen kommer vi överens separat.",
    "A time for listening is agreed on separately.",
);
pub(crate) const STAFF_TITLE: Message =
    Message::new("Puhelut, joihin olet vastannut", "Samtal som du har svarat på", "Calls that you answered");
pub(crate) const STAFF_LEAD: Message = Message::new(
    "Tässä ovat puhelut, joihin olet vastannut, ja niistä tehdyt arviot. Soittajien tiedot on jätetty pois: ne ovat heidän.",
    "Här är samtalen som du har svarat på och bedömningarna av dem. Uppgifter om dem som ringde är utelämnade: de är deras.",
    "These are the calls that you answered, with the assessments of them. Data of the callers is left out: it is theirs.",
);
