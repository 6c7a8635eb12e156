//! What stands in the way of a step, and what to do about it.

use crate::text::Text;

/// Why a step can't be taken now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// The case is over.
    Over,
    /// The case is decided already.
    Decided,
    /// It is not the time for it.
    NotNow,
    /// The case is not linked to a person.
    NotLinked,
    /// The way of showing who one is is not certain enough.
    TooWeak,
    /// Nothing was asked that is not known already.
    NoDoubt,
    /// More time than the law gives.
    TooLong,
    /// The first month is over.
    TooLate,
    /// Whoever came to the desk has not shown an identity document.
    NoDocument,
    /// Who asks is not known well enough, or may not speak for the person.
    NotIdentified,
    /// On this person's behalf nothing can be opened.
    CannotBeServed,
    /// Something is refused without a ground.
    NoGround,
    /// A ground stands beside something that is granted in whole.
    GroundForNothing,
    /// The ground can't stand against this right.
    OtherGround,
    /// The same person can't confirm.
    SamePerson,
    /// Companies or systems have not answered.
    TasksOpen,
    /// Others' texts that mention the person have not been looked at.
    MentionsOpen,
    /// A letter was not scanned, or its paper not destroyed, where there is to be no paper.
    PaperStays,
    /// The form of the answer is not agreed.
    NotAgreed,
    /// Another form was agreed.
    OtherForm,
    /// What was granted is not done.
    NotDone,
    /// The person has not been answered.
    NotAnswered,
    /// Something is withheld, and all would be granted.
    Withheld,
    /// A view would be open too long, or not at all.
    ViewTooLong,
}

impl Wrong {
    /// The stable name of the rule.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Over => "case-over",
            Self::Decided => "case-decided",
            Self::NotNow => "case-not-now",
            Self::NotLinked => "case-not-linked",
            Self::TooWeak => "identity-too-weak",
            Self::NoDoubt => "identity-no-doubt",
            Self::TooLong => "extension-too-long",
            Self::TooLate => "extension-too-late",
            Self::NoDocument => "document-not-seen",
            Self::NotIdentified => "identity-pending",
            Self::CannotBeServed => "party-not-served",
            Self::NoGround => "ground-missing",
            Self::GroundForNothing => "ground-for-nothing",
            Self::OtherGround => "ground-other-right",
            Self::SamePerson => "second-person",
            Self::TasksOpen => "tasks-open",
            Self::MentionsOpen => "mentions-open",
            Self::PaperStays => "paper-stays",
            Self::NotAgreed => "form-not-agreed",
            Self::OtherForm => "form-other",
            Self::NotDone => "not-carried-out",
            Self::NotAnswered => "not-answered",
            Self::Withheld => "something-withheld",
            Self::ViewTooLong => "view-too-long",
        }
    }

    /// What is wrong.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a table of texts: one for each case, nothing else")]
    pub fn what(self) -> Text {
        match self {
            Self::Over => {
                Text::new("Asia on jo päättynyt.", "Ärendet är redan avslutat.", "The case is over.")
            }
            Self::Decided => {
                Text::new("Asiasta on jo päätetty.", "Ärendet är redan avgjort.", "The case is decided.")
            }
            Self::NotNow => Text::new(
                "Asia ei ole tähän vaiheeseen sopivassa tilassa.",
                "Ärendet är inte i ett skede där detta kan göras.",
                "The case is not at a stage for this.",
            ),
            Self::NotLinked => Text::new(
                "Asiaa ei ole liitetty kehenkään rekisterissä.",
                "Ärendet är inte kopplat till någon i registret.",
                "The case is not linked to anybody in the register.",
            ),
            Self::TooWeak => Text::new(
                "Tällä tavalla ei voi varmistua pyytäjästä riittävästi.",
                "På det här sättet kan det inte fastställas säkert nog vem som begär.",
                "This does not show certainly enough who asks.",
            ),
            Self::NoDoubt => Text::new(
                "Pyytäjästä on jo vähintään näin suuri varmuus.",
                "Det är redan minst så säkert vem som begär.",
                "It is already at least this certain who asks.",
            ),
            Self::TooLong => Text::new(
                "Määräaikaa voi jatkaa enintään kahdella kuukaudella.",
                "Tidsfristen kan förlängas med högst två månader.",
                "The time can be extended by two months at most.",
            ),
            Self::TooLate => Text::new(
                "Jatkamisesta on kerrottava ensimmäisen kuukauden aikana, ja se on kulunut.",
                "Förlängningen ska meddelas inom den första månaden, som har gått ut.",
                "The person must be told of an extension within the first month, which is over.",
            ),
            Self::NoDocument => Text::new(
                "Pyyntö tehtiin paikan päällä, eikä henkilöllisyysasiakirjaa ole kirjattu nähdyksi.",
                "Begäran gjordes på plats, och ingen identitetshandling har antecknats som visad.",
                "The request was made in person, and no identity document is recorded as seen.",
            ),
            Self::NotIdentified => Text::new(
                "Pyytäjästä ei ole riittävää varmuutta, tai valtuutus puuttuu.",
                "Det är inte säkert nog vem som begär, eller så saknas fullmakt.",
                "It is not certain enough who asks, or the authority to speak for the person is missing.",
            ),
            Self::CannotBeServed => Text::new(
                "Pyytäjälle ei voi antaa tai muuttaa tämän henkilön tietoja.",
                "Den som begär kan inte få eller ändra den här personens uppgifter.",
                "Whoever asks can't be given this person's data, nor have it changed.",
            ),
            Self::NoGround => Text::new(
                "Hylkäävältä päätökseltä puuttuu peruste.",
                "Avslaget saknar grund.",
                "A refusal needs a ground.",
            ),
            Self::GroundForNothing => Text::new(
                "Kokonaan hyväksytyllä pyynnöllä ei ole hylkäysperustetta.",
                "En begäran som bifalls helt har ingen grund för avslag.",
                "What is granted in whole has no ground for refusal.",
            ),
            Self::OtherGround => Text::new(
                "Peruste ei voi estää tätä oikeutta.",
                "Grunden kan inte hindra den här rätten.",
                "The ground can't stand against this right.",
            ),
            Self::SamePerson => Text::new(
                "Toisen henkilön on vahvistettava päätös.",
                "En annan person ska bekräfta beslutet.",
                "Another person must confirm the decision.",
            ),
            Self::TasksOpen => Text::new(
                "Kaikki yhtiöt ja järjestelmät eivät ole vielä vastanneet.",
                "Alla bolag och system har inte svarat ännu.",
                "Not every company and system has answered yet.",
            ),
            Self::MentionsOpen => Text::new(
                "Muiden tietoja, joissa henkilö mainitaan, ei ole vielä käyty läpi.",
                "Andras uppgifter där personen nämns har inte gåtts igenom ännu.",
                "Texts about others that mention the person have not all been looked at yet.",
            ),
            Self::PaperStays => Text::new(
                "Rekisterissä ei ole paperia, mutta kirjettä ei ole skannattu tai sen tuhoamista ei ole vahvistettu.",
                "Registret har inget papper, men brevet har inte skannats eller så har förstöringen inte bekräftats.",
                "The register has no paper, yet the letter was not scanned or its destruction not confirmed.",
            ),
            Self::NotAgreed => Text::new(
                "Vastaustavasta ei ole sovittu pyytäjän kanssa.",
                "Det har inte avtalats med personen hur svaret ges.",
                "The way of answering has not been agreed with the person.",
            ),
            Self::OtherForm => Text::new(
                "Vastaustavasta on sovittu toisin.",
                "Ett annat sätt att svara har avtalats.",
                "Another way of answering was agreed.",
            ),
            Self::NotDone => Text::new(
                "Hyväksyttyä pyyntöä ei ole vielä toteutettu.",
                "Det som bifallits är inte gjort ännu.",
                "What was granted has not been carried out.",
            ),
            Self::NotAnswered => Text::new(
                "Pyytäjälle ei ole vastattu.",
                "Personen har inte fått svar.",
                "The person has not been answered.",
            ),
            Self::Withheld => Text::new(
                "Vastauksesta on jätetty jotakin pois, joten pyyntöä ei voi hyväksyä kokonaan.",
                "Något har utelämnats ur svaret, så begäran kan inte bifallas helt.",
                "Something is left out of the answer, so it can't be granted in whole.",
            ),
            Self::ViewTooLong => Text::new(
                "Näyttöaika on 1–240 minuuttia.",
                "Visningen är 1–240 minuter lång.",
                "A view is open for 1 to 240 minutes.",
            ),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(self) -> Text {
        let say = Text::new;
        match self {
            Self::Over => say("Avaa uusi asia.", "Öppna ett nytt ärende.", "Open a new case."),
            Self::Decided | Self::NotNow => {
                say("Katso asian tila.", "Se i vilket skede ärendet är.", "Look at the state of the case.")
            }
            Self::NotLinked => {
                say("Liitä asia henkilöön.", "Koppla ärendet till en person.", "Link it to a person.")
            }
            Self::TooWeak | Self::NotIdentified => say(
                "Varmista pyytäjä jollakin tarjotuista tavoista; älä pyydä enempää kuin tarvitaan.",
                "Fastställ identiteten på något av de erbjudna sätten; begär inte mer än vad som behövs.",
                "Establish who asks in one of the ways offered; ask for no more than is needed.",
            ),
            Self::NoDocument => say(
                "Pyydä asiakirja nähtäväksi ja kirjaa sen laji; numeroa ei kirjata eikä kopiota oteta.",
                "Be att få se en handling och anteckna dess slag; inget nummer och ingen kopia.",
                "Ask to see a document and record its kind; no number, no copy.",
            ),
            Self::NoDoubt => say("Jatka käsittelyä.", "Fortsätt behandla ärendet.", "Go on with the case."),
            Self::TooLong => say("Anna 1 tai 2 kuukautta.", "Ange 1 eller 2 månader.", "Give 1 or 2 months."),
            Self::TooLate => say("Vastaa viipymättä.", "Svara utan dröjsmål.", "Answer without delay."),
            Self::CannotBeServed => say(
                "Korjaa pyytäjän asema, tai hylkää pyyntö perusteineen.",
                "Rätta ställningen för den som begär, eller avslå med grund.",
                "Correct who asks, or refuse with a ground.",
            ),
            Self::NoGround | Self::OtherGround => say(
                "Valitse peruste, joka koskee tätä oikeutta.",
                "Välj en grund som gäller den här rätten.",
                "Choose a ground that concerns this right.",
            ),
            Self::GroundForNothing => say(
                "Poista peruste, tai hyväksy vain osittain.",
                "Ta bort grunden, eller bifall bara delvis.",
                "Take the ground out, or grant in part.",
            ),
            Self::SamePerson => {
                say("Pyydä toista päättäjää.", "Be en annan beslutsfattare.", "Ask somebody else.")
            }
            Self::TasksOpen => say(
                "Kirjaa puuttuvat vastaukset.",
                "Anteckna de svar som saknas.",
                "Record the answers that are missing.",
            ),
            Self::MentionsOpen => say(
                "Peitä maininnat, tai kirjaa, miksi ne jäävät.",
                "Täck över omnämnandena, eller anteckna varför de blir kvar.",
                "Cover the mentions, or record why they stay.",
            ),
            Self::PaperStays => say(
                "Liitä skannattu kirje asiaan, tuhoa paperi ja kirjaa tuhoaminen.",
                "Bifoga det skannade brevet, förstör pappret och anteckna det.",
                "Attach the scanned letter, destroy the paper and record that.",
            ),
            Self::NotAgreed | Self::OtherForm => say(
                "Sovi vastaustapa ja kirjaa se.",
                "Avtala sättet och anteckna det.",
                "Agree on the way and record it.",
            ),
            Self::NotDone => say("Toteuta pyyntö ensin.", "Utför begäran först.", "Carry it out first."),
            Self::NotAnswered => say("Vastaa ensin.", "Svara först.", "Answer first."),
            Self::Withheld => say(
                "Hyväksy osittain ja anna peruste.",
                "Bifall delvis och ange grunden.",
                "Grant in part, and give the ground.",
            ),
            Self::ViewTooLong => say("Anna lyhyempi aika.", "Ange en kortare tid.", "Give a shorter time."),
        }
    }
}
