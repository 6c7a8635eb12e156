//! What the statement and the law say of a kind of request: the stricter of both.

use crate::{
    law::LawPack,
    right::{Assurance, Form, Method, RightKind},
    statement::{
        Rules,
        model::{AnswerAddress, AnswerForm, AssuranceLevel, Delivery, IdentityMethod, RequestChannel},
        period::Period,
    },
};
use jiff::civil::Date;

/// What the statement and the law say of a kind of request.
#[derive(Debug, Clone)]
pub struct Terms<'r> {
    /// The law that days are counted by.
    pub law: &'r LawPack,
    /// By when it is answered.
    pub length: Period,
    /// Most months of extension.
    pub extension_months: u32,
    /// How certain it must be who asks.
    pub needs: Assurance,
    /// Ways to show who one is that are offered; empty: any that is certain enough.
    pub methods: Vec<Method>,
    /// Whether whoever comes to a desk shows an identity document there (R5-120).
    pub desk_document: bool,
    /// Whether a second person confirms the decision.
    pub four_eyes: bool,
    /// Whether the form of the answer must be agreed with the person first (R1-048).
    pub agreed: bool,
    /// Whether a letter goes only to the address that was on record before the request (R7-027).
    pub on_record_only: bool,
    /// The form that is offered first.
    pub form: Form,
    /// How long the case is kept after it is over.
    pub keep: Period,
}

impl<'r> Terms<'r> {
    /// The terms of a kind of request on a day.
    #[must_use]
    pub fn of(rules: &'r Rules, kind: RightKind, on: Date) -> Self {
        let law = rules.law();
        let deadline = law.deadline(kind.deadline(), on);
        let lawful = deadline.and_then(|one| Period::parse(&one.length)).unwrap_or(Period::MONTH);
        let extension = deadline.and_then(|one| Period::parse(one.extension.as_deref()?));
        let statement = rules.statement();
        let requests = &statement.requests;
        let own = statement.rights.iter().find(|right| right.right == kind.in_law());
        // A statement may promise to be quicker than the law, never slower.
        let promised = own.and_then(|right| Period::parse(right.answer_within.as_deref()?));
        let quicker = promised.filter(|promised| promised.after(on) < lawful.after(on));
        let forms = own.map(|right| right.forms.as_slice()).filter(|forms| !forms.is_empty());
        let by_post = requests.offered.iter().all(|channel| *channel == RequestChannel::Letter);
        let usual = if by_post { Form::Letter } else { Form::ElectronicCopy };
        Self {
            law,
            length: quicker.unwrap_or(lawful),
            extension_months: extension.map_or(0, |one| {
                let (years, months, _) = one.parts();
                years * 12 + months
            }),
            needs: own.and_then(|right| right.level).map_or(kind.needs(), Assurance::from),
            methods: requests.identity.iter().map(|method| Method::from(*method)).collect(),
            desk_document: requests.desk_document,
            four_eyes: own.is_some_and(|right| right.second_person),
            agreed: requests.delivery == Delivery::Agreed,
            on_record_only: requests.letters_to == Some(AnswerAddress::OnRecord),
            form: forms.unwrap_or(&requests.forms).first().map_or(usual, |form| Form::from(*form)),
            keep: requests.kept(),
        }
    }
}

impl From<AssuranceLevel> for Assurance {
    fn from(level: AssuranceLevel) -> Self {
        match level {
            AssuranceLevel::None => Self::None,
            AssuranceLevel::Low => Self::Low,
            AssuranceLevel::Substantial => Self::Substantial,
            AssuranceLevel::High => Self::High,
        }
    }
}

impl From<IdentityMethod> for Method {
    fn from(method: IdentityMethod) -> Self {
        match method {
            IdentityMethod::SignedLetter => Self::SignedLetter,
            IdentityMethod::QualifiedSignature => Self::QualifiedSignature,
            IdentityMethod::StrongIdentification => Self::StrongIdentification,
            IdentityMethod::OwnAccount => Self::OwnAccount,
            IdentityMethod::ContactChannel => Self::ContactChannel,
            IdentityMethod::DocumentSeen => Self::DocumentSeen,
            IdentityMethod::NameAndCode => Self::NameAndCode,
        }
    }
}

impl From<AnswerForm> for Form {
    fn from(form: AnswerForm) -> Self {
        match form {
            AnswerForm::Letter => Self::Letter,
            AnswerForm::ElectronicCopy => Self::ElectronicCopy,
            AnswerForm::AtOutlet => Self::AtOutlet,
            AnswerForm::Meeting => Self::Meeting,
            AnswerForm::RemoteMeeting => Self::RemoteMeeting,
            AnswerForm::Listening => Self::Listening,
        }
    }
}
