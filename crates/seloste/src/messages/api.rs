//! What the API says when it does not do what was asked.

use super::Message;

/// 400: the body is not JSON.
pub const NOT_JSON: Message = Message::new(
    "Pyynnön runko ei ole kelvollista JSONia (rivi {line}, sarake {column}): {what}.",
    "Begärans innehåll är inte giltig JSON (rad {line}, kolumn {column}): {what}.",
    "The body is not valid JSON (line {line}, column {column}): {what}.",
);
/// 422: JSON of another shape.
pub const OTHER_SHAPE: Message = Message::new(
    "Runko on JSONia mutta väärän muotoista (rivi {line}, sarake {column}): {what}.",
    "Innehållet är JSON men har fel form (rad {line}, kolumn {column}): {what}.",
    "The body is JSON but not of the declared shape (line {line}, column {column}): {what}.",
);
/// 422: U+0000 in a text.
pub const NUL: Message = Message::new(
    "Rungossa on nollamerkki (\\u0000); poista se.",
    "Innehållet har ett nolltecken (\\u0000); ta bort det.",
    "The body has a NUL character (\\u0000); remove it.",
);
/// 400: the connection ended or the encoding is broken.
pub const BODY_UNREAD: Message = Message::new(
    "Pyynnön runkoa ei saatu luettua kokonaan.",
    "Begärans innehåll kunde inte läsas i sin helhet.",
    "The body could not be read to its end.",
);
/// 413.
pub const TOO_LARGE: Message = Message::new(
    "Pyynnön runko on yli {limit} tavua.",
    "Begärans innehåll är större än {limit} byte.",
    "The body is larger than {limit} bytes.",
);
/// 415.
pub const NOT_JSON_TYPE: Message = Message::new(
    "Lähetä runko JSONina (UTF-8, pakkaamatta) ja kerro se: Content-Type: application/json.",
    "Skicka innehållet som JSON (UTF-8, okomprimerat) och säg det: Content-Type: application/json.",
    "Send the body as JSON (UTF-8, not compressed) and say so: Content-Type: application/json.",
);
/// 406.
pub const NOT_ACCEPTED: Message = Message::new(
    "Vastaus on JSONia, jota Accept-otsake ei salli.",
    "Svaret är JSON, vilket Accept inte tillåter.",
    "The answer is JSON, which the Accept header does not allow.",
);
/// 405.
pub const OTHER_METHOD: Message = Message::new(
    "Tämä osoite ei vastaa tähän metodiin; Allow-otsake kertoo, mihin vastaa.",
    "Den här adressen svarar inte på metoden; Allow säger vilka den svarar på.",
    "This address does not answer that method; the Allow header names those it does.",
);
/// 401.
pub const NO_KEY: Message = Message::new(
    "Anna voimassa oleva avain: Authorization: Bearer sel_...",
    "Ange en giltig nyckel: Authorization: Bearer sel_...",
    "Give a valid key: Authorization: Bearer sel_...",
);
/// 404: the same for what is not there and for what the asker may not know of.
pub const ABSENT: Message = Message::new(
    "Tällaista ei ole, tai sitä ei ole tämän avaimen ulottuvilla.",
    "Det här finns inte, eller är inte inom nyckelns räckvidd.",
    "There is no such thing, or it is not within this key's reach.",
);
/// 400: no purpose named.
pub const NO_PURPOSE: Message = Message::new(
    "Kerro käyttötarkoitus: Seloste-Purpose: TUNNUS. Avaimen käyttötarkoitukset näkyvät osoitteessa /api/v1/registers.",
    "Ange ändamålet: Seloste-Purpose: NAMN. Nyckelns ändamål finns på /api/v1/registers.",
    "Name the purpose: Seloste-Purpose: ID. The purposes of this key stand at /api/v1/registers.",
);
/// 400: a header that can't be read.
pub const BAD_HEADER: Message = Message::new(
    "Otsaketta {name} ei voi lukea: {rule}.",
    "Huvudet {name} kan inte läsas: {rule}.",
    "The header {name} can't be read: {rule}.",
);
/// 400: a query that can't be read.
pub const BAD_QUERY: Message = Message::new(
    "Osoitteen kyselyosaa ei voi lukea: {rule}.",
    "Adressens frågedel kan inte läsas: {rule}.",
    "The query part of the address can't be read: {rule}.",
);
/// 422: input with problems.
pub const PROBLEMS: Message = Message::new(
    "Tiedoissa on korjattavaa; mitään ei tallennettu. Kohdat: items.",
    "Uppgifterna behöver rättas; ingenting sparades. Se items.",
    "The input has problems; nothing was stored. See items.",
);
/// 409: others changed the same.
pub const CONFLICT: Message = Message::new(
    "Joku on muuttanut näitä tietoja sen jälkeen, kun ne luettiin; mitään ei tallennettu. Lue uudelleen ja yritä sitten.",
    "Någon har ändrat de här uppgifterna sedan de lästes; ingenting sparades. Läs på nytt och försök sedan.",
    "Someone has changed these items since they were read; nothing was stored. Read again, then try.",
);
/// 422: an idempotency key with another body.
pub const OTHER_BODY: Message = Message::new(
    "Tällä Idempotency-Key-avaimella on jo lähetetty toisenlainen pyyntö.",
    "En annan begäran har redan skickats med denna Idempotency-Key.",
    "Another request was already sent with this Idempotency-Key.",
);
/// 409: two sendings of one request met, and the first has been undone since.
pub const MET_ITSELF: Message = Message::new(
    "Sama pyyntö tuli samaan aikaan kahdesti. Lähetä se uudelleen.",
    "Samma begäran kom två gånger samtidigt. Skicka den på nytt.",
    "The same request came twice at the same time. Send it again.",
);
/// 422: a search of many words.
pub const TOO_LONG: Message = Message::new(
    "{place}: enintään {limit} merkkiä.",
    "{place}: högst {limit} tecken.",
    "{place}: at most {limit} characters.",
);
/// 422: a page of no rows or of too many.
pub const ROWS: Message = Message::new(
    "rows on luku väliltä 1-{limit}.",
    "rows är ett tal mellan 1 och {limit}.",
    "rows is a number from 1 to {limit}.",
);
/// 422: nobody has that user name.
pub const NOBODY: Message = Message::new(
    "Kenelläkään ei ole tätä käyttäjätunnusta.",
    "Ingen har detta användarnamn.",
    "Nobody has this user name.",
);
/// What to do about it.
pub const NOBODY_REMEDY: Message = Message::new(
    "Anna voimassa olevan tunnuksen nimi tai jätä kohta pois.",
    "Ange ett giltigt användarnamn eller lämna bort det.",
    "Give the user name of an account that is in force, or leave it out.",
);
/// 422: undeclared item.
pub const NOT_DECLARED: Message = Message::new(
    "Selosteessa ei ole tällaista tietoa.",
    "Beskrivningen har ingen sådan uppgift.",
    "The statement declares no such item.",
);
/// What to do about it.
pub const NOT_DECLARED_REMEDY: Message = Message::new(
    "Jätä se pois; rekisterin tiedot luettelee /api/v1/registers/REKISTERI.",
    "Lämna bort den; registrets uppgifter finns på /api/v1/registers/REGISTER.",
    "Leave it out; the items of a register are listed at /api/v1/registers/REGISTER.",
);
/// 422: no source named for a value.
pub const NO_SOURCE: Message =
    Message::new("Arvolta puuttuu lähde.", "Värdet saknar källa.", "The value has no source.");
/// What to do about it.
pub const NO_SOURCE_REMEDY: Message = Message::new(
    "Anna lähde arvolle tai koko pyynnölle kentässä source.",
    "Ange källan för värdet eller för hela begäran i fältet source.",
    "Give a source for the value, or for the whole request, in the field source.",
);
/// 400 about `after`.
pub const UNKNOWN_PLACE: Message = Message::new(
    "after ei ole kohta, josta tämä luettelo voisi jatkua.",
    "after är inget ställe där den här listan kan fortsätta.",
    "after is not a place from which this list can go on.",
);
/// 408.
pub const BODY_TOO_SLOW: Message = Message::new(
    "Pyynnön runko ei tullut perille ajoissa, eikä mitään tehty. Lähetä pyyntö uudelleen.",
    "Begärans innehåll kom inte fram i tid, och inget gjordes. Skicka begäran på nytt.",
    "The body did not arrive in time, and nothing was done. Send the request again.",
);
/// 503: no answer was ready in time.
pub const TOO_BUSY: Message = Message::new(
    "Vastaus ei valmistunut ajoissa. Katso, tehtiinkö muutos, ennen kuin lähetät sen uudelleen.",
    "Svaret blev inte klart i tid. Se efter om ändringen gjordes innan du skickar den på nytt.",
    "No answer was ready in time. Look whether a change was made before you send it again.",
);
/// 429.
pub const TOO_MANY: Message = Message::new(
    "Pyyntöjä tulee liian tiheään. Odota hetki ja yritä uudelleen.",
    "Begärandena kommer för tätt. Vänta en stund och försök igen.",
    "Requests come too fast. Wait a while and try again.",
);
/// 500.
pub const BROKEN: Message = Message::new(
    "Palvelussa on vika. Yritä myöhemmin uudelleen.",
    "Det har uppstått ett fel i tjänsten. Försök igen senare.",
    "The service failed. Try again later.",
);
/// 507.
pub const NO_ROOM: Message = Message::new(
    "Palvelun levy on täynnä, eikä mitään tallennettu. Yritä uudelleen, kun ylläpito on tehnyt tilaa.",
    "Tjänstens disk är full, och inget sparades. Försök igen när driften har gjort plats.",
    "The disk of the service is full, and nothing was stored. Try again when its keepers have made room.",
);
/// 409, at an item.
pub const CHANGED: Message = Message::new(
    "Muuttunut lukemisen jälkeen.",
    "Har ändrats sedan läsningen.",
    "Changed since it was read.",
);
/// What to do about it.
pub const CHANGED_REMEDY: Message = Message::new(
    "Lue kortti uudelleen ja päätä, kumpi arvo jää voimaan.",
    "Läs kortet på nytt och avgör vilket värde som ska gälla.",
    "Read the card again and decide which value is to stand.",
);
