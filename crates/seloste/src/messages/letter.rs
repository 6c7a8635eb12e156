//! Words of the letters of a request.

use super::Message;

pub(crate) const RECEIPT: Message =
    Message::new("Pyyntösi on saapunut", "Din begäran har kommit in", "Your request has arrived");
pub(crate) const RECEIPT_TEXT: Message = Message::new(
    "Pyyntösi ({kind}) saapui meille {received}. Vastaamme siihen viipymättä ja viimeistään {due}. Vastaus on maksuton.",
    "Din begäran ({kind}) kom in till oss {received}. Vi svarar utan dröjsmål och senast {due}. Svaret är avgiftsfritt.",
    "Your request ({kind}) reached us on {received}. We answer it without delay, by {due} at the latest. The answer is free of charge.",
);
pub(crate) const MORE_TIME: Message = Message::new(
    "Vastaamme pyyntöösi myöhemmin",
    "Vi svarar på din begäran senare",
    "We will answer your request later",
);
pub(crate) const MORE_TIME_TEXT: Message = Message::new(
    "Pyyntösi ({kind}) saapui meille {received}. Tarvitsemme vastaamiseen lisää aikaa. Syy: {reason}. Vastaamme viimeistään {due} (tietosuoja-asetus 12 artiklan 3 kohta).",
    "Din begäran ({kind}) kom in till oss {received}. Vi behöver mer tid för att svara. Orsak: {reason}. Vi svarar senast {due} (dataskyddsförordningen artikel 12.3).",
    "Your request ({kind}) reached us on {received}. We need more time to answer it. The reason: {reason}. We answer by {due} at the latest (GDPR 12(3)).",
);
pub(crate) const QUESTION: Message = Message::new(
    "Tarvitsemme tiedon siitä, kuka pyytää",
    "Vi behöver veta vem som begär",
    "We need to know who asks",
);
pub(crate) const QUESTION_TEXT: Message = Message::new(
    "Pyyntösi ({kind}) saapui meille {received}. Emme voi vielä olla riittävän varmoja siitä, kuka pyytää, joten tarvitsemme lisätietoja (tietosuoja-asetus 12 artiklan 6 kohta). Tarvittava varmuus: {level}.",
    "Din begäran ({kind}) kom in till oss {received}. Vi kan ännu inte vara säkra nog på vem som begär och behöver därför mer information (dataskyddsförordningen artikel 12.6). Visshet som behövs: {level}.",
    "Your request ({kind}) reached us on {received}. We can't yet be certain enough who asks, and need to know more (GDPR 12(6)). Certainty needed: {level}.",
);
pub(crate) const QUESTION_WAYS: Message = Message::new(
    "Voit osoittaa, kuka olet, jollakin näistä tavoista: {ways}. Älä lähetä meille henkilötunnustasi tai kopiota henkilöllisyystodistuksesta.",
    "Du kan visa vem du är på något av dessa sätt: {ways}. Skicka inte din personbeteckning eller en kopia av en identitetshandling.",
    "You can show who you are in one of these ways: {ways}. Don't send us your identity code or a copy of an identity document.",
);
pub(crate) const QUESTION_PAUSED: Message = Message::new(
    "Vastausaika on pysähdyksissä, kunnes saamme tiedon.",
    "Svarstiden står stilla tills vi får uppgiften.",
    "The time for answering stands still until we hear from you.",
);
pub(crate) const PASSED: Message =
    Message::new("Pyyntösi on siirretty", "Din begäran har förts vidare", "Your request was passed on");
pub(crate) const PASSED_TEXT: Message = Message::new(
    "Pyyntösi ({kind}) saapui meille {received}. Se koskee toista rekisteriä, joten siirsimme sen sinne: {to}. Vastauksen saat sieltä viimeistään {due}; aika lasketaan siitä, kun pyyntö saapui meille. Sinun ei tarvitse tehdä pyyntöä uudelleen.",
    "Din begäran ({kind}) kom in till oss {received}. Den gäller ett annat register, och vi har fört den vidare dit: {to}. Därifrån får du svar senast {due}; tiden räknas från det att begäran kom in till oss. Du behöver inte göra om begäran.",
    "Your request ({kind}) reached us on {received}. It concerns another register, and we have passed it on there: {to}. They answer it by {due} at the latest; time runs from its receipt by us. You need not ask again.",
);
pub(crate) const DECISION: Message =
    Message::new("Päätös pyyntöösi", "Beslut om din begäran", "Decision on your request");
pub(crate) const DECISION_TEXT: Message = Message::new(
    "Pyyntösi ({kind}) saapui meille {received}. Päätös: {outcome}.",
    "Din begäran ({kind}) kom in till oss {received}. Beslut: {outcome}.",
    "Your request ({kind}) reached us on {received}. Decision: {outcome}.",
);
pub(crate) const GROUNDS: Message = Message::new("Perusteet", "Grunder", "Grounds");
pub(crate) const REASONS: Message = Message::new("Perustelut", "Motivering", "Reasons");
pub(crate) const FEE: Message = Message::new(
    "Maksu: {fee} euroa. Syy: {reason}.",
    "Avgift: {fee} euro. Orsak: {reason}.",
    "Fee: {fee} euros. The reason: {reason}.",
);
pub(crate) const FREE: Message =
    Message::new("Vastaus on maksuton.", "Svaret är avgiftsfritt.", "The answer is free of charge.");
pub(crate) const ENCLOSED: Message = Message::new(
    "Liitteenä ovat tietosi rekisteristä.",
    "Bifogat finns dina uppgifter ur registret.",
    "Your data from the register is enclosed.",
);
pub(crate) const APPEAL: Message = Message::new(
    "Jos olet eri mieltä, voit pyytää meitä harkitsemaan asiaa uudelleen, tehdä valituksen valvontaviranomaiselle ({authority}, {address}, {email}) ja viedä asian tuomioistuimeen (tietosuoja-asetus 77 ja 79 artikla).",
    "Om du är av annan mening kan du be oss överväga saken på nytt, lämna in klagomål till tillsynsmyndigheten ({authority}, {address}, {email}) och föra saken till domstol (dataskyddsförordningen artiklarna 77 och 79).",
    "If you disagree you can ask us to look at it again, complain to the supervisory authority ({authority}, {address}, {email}), and take the matter to a court (GDPR 77 and 79).",
);
pub(crate) const REFERENCE: Message = Message::new("Asian tunnus", "Ärendets kod", "Reference");
pub(crate) const DATE: Message = Message::new("Päiväys", "Datum", "Date");

// ---- on the page of a request

pub(crate) const LETTERS: Message = Message::new("Kirjeet", "Brev", "Letters");
pub(crate) const LETTERS_HINT: Message = Message::new(
    "PDF postitettavaksi. Osoite on se, joka oli rekisterissä ennen pyyntöä, tai tätä asiaa varten todistettu osoite.",
    "PDF att posta. Adressen är den som fanns i registret före begäran, eller en adress som bevisats för det här ärendet.",
    "A PDF to post. The address is the one that was on record before the request, or one proved for this case.",
);
pub(crate) const NAME_RECEIPT: Message =
    Message::new("Saapumisilmoitus", "Mottagningsbevis", "Acknowledgement");
pub(crate) const NAME_MORE_TIME: Message =
    Message::new("Jatkoaikailmoitus", "Meddelande om mer tid", "Notice of more time");
pub(crate) const NAME_QUESTION: Message =
    Message::new("Kysymys henkilöllisyydestä", "Fråga om identitet", "Question of identity");
pub(crate) const NAME_PASSED: Message =
    Message::new("Siirtoilmoitus", "Meddelande om överföring", "Notice of passing on");
pub(crate) const NAME_DECISION: Message = Message::new("Päätöskirje", "Beslutsbrev", "Letter of decision");
