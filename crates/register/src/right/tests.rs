//! The rules of requests, as tables of cases.

use super::{
    Assurance, DelayReason, Document, FeeReason, Form, Ground, Intake, Method, Named, Outcome, Party,
    RightKind,
    case::{At, Case, Copying, Decision, State, Step, Terms, Wrong},
    clock::{Clock, Pace},
};
use crate::{law::LawPack, statement::period::Period};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::sync::LazyLock;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn law() -> &'static LawPack {
    static LAW: LazyLock<LawPack> =
        LazyLock::new(|| LawPack::read(include_str!("../../../../law/fi.toml")).unwrap());
    &LAW
}

fn terms() -> Terms<'static> {
    Terms {
        law: law(),
        length: Period::MONTH,
        extension_months: 2,
        needs: Assurance::Low,
        methods: Vec::new(),
        desk_document: false,
        four_eyes: false,
        agreed: false,
        on_record_only: false,
        form: Form::ElectronicCopy,
        keep: Period::parse("P2Y").unwrap(),
    }
}

const fn at(account: i64, today: Date) -> At {
    At { account, today, now: jiff::Timestamp::UNIX_EPOCH }
}

fn granted() -> Step {
    Step::Decide(Decision { outcome: Outcome::Granted, grounds: Vec::new(), fee: None })
}

fn through(case: &Case, terms: &Terms<'_>, today: Date, steps: &[Step]) -> Result<Case, Wrong> {
    steps.iter().try_fold(case.clone(), |case, step| case.after(terms, at(1, today), step))
}

fn codes_are_told_apart<T: Named + std::fmt::Debug>() {
    for one in T::ALL {
        assert_eq!(T::read(one.code()), Some(*one));
        let name = one.name();
        assert!(!name.fi.is_empty() && !name.sv.is_empty() && !name.en.is_empty(), "{one:?}");
    }
}

#[test]
fn every_list_reads_its_codes_and_has_names() {
    codes_are_told_apart::<RightKind>();
    codes_are_told_apart::<Intake>();
    codes_are_told_apart::<Assurance>();
    codes_are_told_apart::<Method>();
    codes_are_told_apart::<Party>();
    codes_are_told_apart::<Form>();
    codes_are_told_apart::<DelayReason>();
    codes_are_told_apart::<FeeReason>();
    codes_are_told_apart::<Outcome>();
    codes_are_told_apart::<Ground>();
    codes_are_told_apart::<State>();
}

#[test]
fn c08_an_answer_is_due_on_the_same_day_of_the_next_month() {
    for (received, due) in [
        ("2026-01-15", "2026-02-16"), // the 15th is a Sunday
        ("2026-01-31", "2026-03-02"), // the last day of February is a Saturday
        ("2028-01-31", "2028-02-29"), // a leap year
        ("2026-03-31", "2026-04-30"), // the last day where there is no such day
        ("2026-11-22", "2026-12-22"),
        ("2026-11-24", "2026-12-28"), // Christmas from Thursday to Saturday, then Sunday
        ("2026-12-01", "2027-01-04"), // New Year's Day is a Friday
        ("2026-03-03", "2026-04-07"), // Good Friday to Easter Monday
        ("2026-05-19", "2026-06-22"), // Midsummer's eve
        ("2026-04-14", "2026-05-15"), // Ascension Day
    ] {
        let clock = Clock::from(day(received));
        assert_eq!(clock.due(law(), Period::MONTH, day(received)), day(due), "received on {received}");
    }
}

#[test]
fn a_pause_moves_the_due_day_and_an_extension_adds_months_once() {
    let clock = Clock::from(day("2026-01-31"));
    assert_eq!(
        Clock { extended_months: 2, ..clock }.due(law(), Period::MONTH, day("2026-02-01")),
        day("2026-04-30")
    );
    let paused = clock.paused(day("2026-02-02"));
    assert_eq!(paused.pace(day("2026-03-02"), day("2026-05-01")), Pace::Paused);
    let resumed = paused.resumed(day("2026-02-12"));
    assert_eq!(resumed.paused_days, 10);
    assert_eq!(resumed.due(law(), Period::MONTH, day("2026-02-12")), day("2026-03-10"));
    assert_eq!(resumed.pace(day("2026-03-10"), day("2026-03-11")), Pace::Overdue);
    assert_eq!(resumed.pace(day("2026-03-10"), day("2026-03-03")), Pace::Soon);
}

#[test]
fn r5_121_a_name_and_an_identity_code_prove_nothing() {
    let case = Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own);
    let steps = [Step::Link, Step::Identify(Method::NameAndCode), granted()];
    assert_eq!(Method::NameAndCode.assurance(), Assurance::None);
    assert_eq!(through(&case, &terms(), day("2026-11-03"), &steps), Err(Wrong::NotIdentified));
}

#[test]
fn r5_120_whoever_asks_at_the_desk_shows_a_document_of_which_the_kind_is_kept() {
    let desk = Terms { desk_document: true, ..terms() };
    let case = Case { at_desk: true, ..Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own) };
    let today = day("2026-11-02");
    let letter = [Step::Link, Step::Identify(Method::SignedLetter), granted()];
    assert_eq!(through(&case, &desk, today, &letter), Err(Wrong::NoDocument));
    let unnamed = [Step::Link, Step::Identify(Method::DocumentSeen), granted()];
    assert_eq!(through(&case, &desk, today, &unnamed), Err(Wrong::NoDocument), "its kind is missing");
    let seen = [Step::Link, Step::Seen(Document::Passport), granted()];
    let decided = through(&case, &desk, today, &seen).unwrap();
    assert_eq!((decided.document, decided.method), (Some(Document::Passport), Some(Method::DocumentSeen)));
    // A letter is no visit, and saying no to a use needs no proof anywhere.
    let by_letter = Case { at_desk: false, ..case.clone() };
    assert!(through(&by_letter, &desk, today, &letter).is_ok());
    let objection = Case { kind: RightKind::Object, ..case.clone() };
    let none = Terms { needs: Assurance::None, ..desk };
    assert!(through(&objection, &none, today, &[Step::Link, granted()]).is_ok());
    // Somebody else's passport told about somebody else.
    let other = through(&case, &terms(), today, &[seen[0].clone(), seen[1].clone(), Step::Unlink]).unwrap();
    assert_eq!((other.document, other.assurance), (None, Assurance::None));
}

#[test]
fn r7_032_the_clock_starts_with_the_request_and_identity_comes_before_the_decision() {
    let case = Case::new(RightKind::Erase, day("2026-11-02"), Party::Own);
    assert_eq!(case.due(&terms(), day("2026-11-02")), day("2026-12-02"));
    let today = day("2026-11-09");
    assert_eq!(through(&case, &terms(), today, &[granted()]), Err(Wrong::NotIdentified));
    let steps = [Step::Link, Step::Identify(Method::DocumentSeen), granted()];
    let decided = through(&case, &terms(), today, &steps).unwrap();
    assert_eq!(decided.state, State::Decided);
    // It is not answered before it is done.
    assert_eq!(through(&decided, &terms(), today, &[Step::Answer(Form::Letter)]), Err(Wrong::NotDone));
    let over = [Step::Done, Step::Answer(Form::Letter), Step::Close];
    assert_eq!(through(&decided, &terms(), today, &over).unwrap().state, State::Closed);
}

#[test]
fn r4_051_an_objection_needs_no_proof_of_identity() {
    let case = Case::new(RightKind::Object, day("2026-11-02"), Party::Own);
    let none = Terms { needs: RightKind::Object.needs(), ..terms() };
    let decided = through(&case, &none, day("2026-11-02"), &[Step::Link, granted()]).unwrap();
    assert_eq!(decided.state, State::Decided);
}

#[test]
fn c21_a_doubt_stops_the_clock_only_when_the_question_is_asked_at_once() {
    let case = Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own);
    let asked = through(&case, &terms(), day("2026-11-04"), &[Step::Doubt(Assurance::High)]).unwrap();
    assert_eq!(asked.clock.paused_since, Some(day("2026-11-04")));
    assert_eq!(asked.needs(&terms()), Assurance::High);
    let late = through(&case, &terms(), day("2026-11-20"), &[Step::Doubt(Assurance::High)]).unwrap();
    assert_eq!(late.clock.paused_since, None, "asked late, the clock runs on");
    // A weak answer leaves the question open; a good one lets the clock go on.
    let weak = [Step::Link, Step::Identify(Method::ContactChannel)];
    let weak = through(&asked, &terms(), day("2026-11-10"), &weak).unwrap();
    assert!(weak.clock.paused_since.is_some());
    let strong = [Step::Identify(Method::StrongIdentification)];
    let strong = through(&weak, &terms(), day("2026-11-14"), &strong).unwrap();
    assert_eq!((strong.clock.paused_since, strong.clock.paused_days), (None, 10));
    assert_eq!(
        through(&strong, &terms(), day("2026-11-14"), &[Step::Doubt(Assurance::High)]),
        Err(Wrong::NoDoubt)
    );
}

#[test]
fn c21_who_speaks_for_somebody_shows_the_right_to() {
    for party in [Party::Guardian, Party::Representative] {
        let case = Case::new(RightKind::Inspect, day("2026-11-02"), party);
        let steps = [Step::Link, Step::Identify(Method::DocumentSeen), granted()];
        assert_eq!(through(&case, &terms(), day("2026-11-03"), &steps), Err(Wrong::NotIdentified));
        let steps = [Step::Link, Step::Identify(Method::DocumentSeen), Step::Authority, granted()];
        assert!(through(&case, &terms(), day("2026-11-03"), &steps).is_ok());
    }
    for party in [Party::Deceased, Party::SharedAddress, Party::WrongPerson] {
        let case = Case::new(RightKind::Inspect, day("2026-11-02"), party);
        let steps = [Step::Link, Step::Identify(Method::DocumentSeen), granted()];
        assert_eq!(through(&case, &terms(), day("2026-11-03"), &steps), Err(Wrong::CannotBeServed));
    }
}

#[test]
fn an_extension_is_told_within_the_first_month_and_has_an_end() {
    let case = Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own);
    let more = |months| [Step::Extend(months, DelayReason::Complexity)];
    assert_eq!(through(&case, &terms(), day("2026-12-03"), &more(1)), Err(Wrong::TooLate));
    assert_eq!(through(&case, &terms(), day("2026-11-03"), &more(3)), Err(Wrong::TooLong));
    let extended = through(&case, &terms(), day("2026-11-03"), &more(2)).unwrap();
    assert_eq!(extended.due(&terms(), day("2026-11-03")), day("2027-02-02"));
    assert_eq!(through(&extended, &terms(), day("2026-11-03"), &more(1)), Err(Wrong::TooLong));
}

#[test]
fn a_refusal_needs_a_ground_that_can_stand_against_the_right() {
    let refuse =
        |grounds: Vec<Ground>| [Step::Decide(Decision { outcome: Outcome::Refused, grounds, fee: None })];
    let today = day("2026-11-03");
    let case = Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own);
    assert_eq!(through(&case, &terms(), today, &refuse(Vec::new())), Err(Wrong::NoGround));
    assert_eq!(through(&case, &terms(), today, &refuse(vec![Ground::Archiving])), Err(Wrong::OtherGround));
    assert!(through(&case, &terms(), today, &refuse(vec![Ground::OthersRights])).is_ok());
    let withdrawal = Case::new(RightKind::WithdrawConsent, day("2026-11-02"), Party::Own);
    for ground in Ground::ALL {
        assert_eq!(
            through(&withdrawal, &terms(), today, &refuse(vec![*ground])),
            Err(Wrong::OtherGround),
            "a withdrawal is never refused"
        );
    }
}

#[test]
fn two_people_decide_where_the_statement_says_so() {
    let four = Terms { four_eyes: true, needs: Assurance::None, ..terms() };
    let case = Case::new(RightKind::Erase, day("2026-11-02"), Party::Own);
    let today = day("2026-11-03");
    let proposed = through(&case, &four, today, &[Step::Link, granted()]).unwrap();
    assert_eq!(proposed.state, State::Proposed);
    assert_eq!(proposed.after(&four, at(1, today), &Step::Confirm), Err(Wrong::SamePerson));
    assert_eq!(proposed.after(&four, at(1, today), &Step::Done), Err(Wrong::NotNow));
    assert_eq!(proposed.after(&four, at(2, today), &Step::Confirm).unwrap().state, State::Decided);
}

#[test]
fn r1_048_the_manner_of_the_answer_is_agreed_first_and_kept_to() {
    let agreed = Terms { agreed: true, needs: Assurance::None, ..terms() };
    let case = Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own);
    let today = day("2026-11-03");
    let decided = through(&case, &agreed, today, &[Step::Link, granted()]).unwrap();
    let answer = |form| [Step::Answer(form)];
    assert_eq!(through(&decided, &agreed, today, &answer(Form::Letter)), Err(Wrong::NotAgreed));
    let post = through(&decided, &agreed, today, &[Step::Agree(Form::Letter, Copying::NotWanted)]).unwrap();
    assert_eq!(through(&post, &agreed, today, &answer(Form::Meeting)), Err(Wrong::OtherForm));
    assert_eq!(through(&post, &agreed, today, &answer(Form::Letter)).unwrap().state, State::Answered);
}

#[test]
fn r5_122_shown_is_not_answered_while_a_copy_is_wanted() {
    let free = Terms { needs: Assurance::None, ..terms() };
    let case = Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own);
    let today = day("2026-11-03");
    let steps =
        [Step::Link, granted(), Step::Agree(Form::Meeting, Copying::Wanted), Step::Answer(Form::Meeting)];
    let shown = through(&case, &free, today, &steps).unwrap();
    assert_eq!(shown.state, State::Decided);
    assert_eq!(through(&shown, &free, today, &[Step::Close]), Err(Wrong::NotAnswered));
    let copied = through(&shown, &free, today, &[Step::Answer(Form::ElectronicCopy)]).unwrap();
    assert_eq!(copied.state, State::Answered);
}

#[test]
fn c08_a_case_waits_for_every_company_and_system() {
    let free = Terms { needs: Assurance::None, ..terms() };
    let case = Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own);
    let today = day("2026-11-03");
    let steps = [Step::Link, Step::Ask(2), granted(), Step::TaskAnswered];
    let waiting = through(&case, &free, today, &steps).unwrap();
    let answer = [Step::Answer(Form::Letter)];
    assert_eq!(through(&waiting, &free, today, &answer), Err(Wrong::TasksOpen));
    let all = through(&waiting, &free, today, &[Step::TaskAnswered]).unwrap();
    assert!(through(&all, &free, today, &answer).is_ok());
}

#[test]
fn c05_the_same_request_again_keeps_the_first_date() {
    let case = Case::new(RightKind::Inspect, day("2026-11-20"), Party::Own);
    let merged = through(&case, &terms(), day("2026-11-21"), &[Step::Absorb(day("2026-11-02"))]).unwrap();
    assert_eq!(merged.clock.received, day("2026-11-02"));
    let later = through(&merged, &terms(), day("2026-11-21"), &[Step::Absorb(day("2026-11-09"))]).unwrap();
    assert_eq!(later.clock.received, day("2026-11-02"));
    let gone = through(&case, &terms(), day("2026-11-21"), &[Step::Merge]).unwrap();
    assert_eq!(through(&gone, &terms(), day("2026-11-21"), &[Step::Link]), Err(Wrong::Over));
}

#[test]
fn r5_123_a_view_is_open_for_a_while_to_whoever_opened_it_and_ends_with_what_came_of_it() {
    let free = Terms { needs: Assurance::None, ..terms() };
    let case = Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own);
    let today = day("2026-11-03");
    let early = through(&case, &free, today, &[Step::Link, Step::Show(Form::Meeting, 30)]);
    assert_eq!(early, Err(Wrong::NotNow), "what is not granted is not shown");
    let decided = through(&case, &free, today, &[Step::Link, granted()]).unwrap();
    assert_eq!(through(&decided, &free, today, &[Step::Show(Form::Letter, 30)]), Err(Wrong::NotNow));
    assert_eq!(through(&decided, &free, today, &[Step::Show(Form::Meeting, 0)]), Err(Wrong::ViewTooLong));
    assert_eq!(through(&decided, &free, today, &[Step::Show(Form::Meeting, 241)]), Err(Wrong::ViewTooLong));
    let open = through(&decided, &free, today, &[Step::Show(Form::RemoteMeeting, 30)]).unwrap();
    let showing = open.showing.clone().unwrap();
    let after = |minutes| at(1, today).now + jiff::SignedDuration::from_mins(minutes);
    assert!(showing.is_open_to(1, after(29)) && !showing.is_open_to(2, after(29)));
    assert!(!showing.is_open_to(1, after(30)), "it closes by itself");
    let seen = through(&open, &free, today, &[Step::Shown(Copying::NotWanted)]).unwrap();
    assert_eq!((seen.state, seen.showing), (State::Answered, None));
    let copy = through(&open, &free, today, &[Step::Shown(Copying::Wanted)]).unwrap();
    assert_eq!(copy.state, State::Decided, "a copy was asked for and must be given");
    let given = through(&copy, &free, today, &[Step::Answer(Form::Letter)]).unwrap();
    assert_eq!(given.state, State::Answered);
    assert_eq!(through(&decided, &free, today, &[Step::Shown(Copying::NotWanted)]), Err(Wrong::NotNow));
}

#[test]
fn r7_027_an_address_is_proved_by_somebody_who_is_known() {
    let case = Case::new(RightKind::Inspect, day("2026-11-02"), Party::Own);
    let today = day("2026-11-03");
    let early = through(&case, &terms(), today, &[Step::Link, Step::Address]);
    assert_eq!(early, Err(Wrong::NotIdentified));
    let known = [Step::Link, Step::Identify(Method::SignedLetter), Step::Address];
    assert!(through(&case, &terms(), today, &known).unwrap().address);
}

proptest! {
    #[test]
    fn a_due_day_is_a_working_day_a_month_and_a_bit_later(days in 0..36_500_i32) {
        let received = date(2000, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
        let due = Clock::from(received).due(law(), Period::MONTH, received);
        prop_assert!(law().is_working_day(due));
        let waited = received.until(due).unwrap().get_days();
        prop_assert!((28..=37).contains(&waited), "{received} {due}");
    }

    #[test]
    fn steps_never_panic_and_an_answered_case_is_decided(order in proptest::collection::vec(0..14_usize, 0..30)) {
        let steps = [
            Step::Link, Step::Unlink, Step::Identify(Method::ContactChannel), Step::Doubt(Assurance::High),
            Step::Resume, Step::Extend(1, DelayReason::Number), Step::Ask(1), Step::TaskAnswered, granted(),
            Step::Confirm, Step::Done, Step::Answer(Form::Letter), Step::Close, Step::Note,
        ];
        let mut case = Case::new(RightKind::Erase, date(2026, 11, 2), Party::Own);
        for step in order.iter().filter_map(|index| steps.get(*index)) {
            if let Ok(next) = case.after(&terms(), at(1, date(2026, 11, 5)), step) {
                case = next;
            }
            if matches!(case.state, State::Answered | State::Closed) {
                prop_assert!(case.outcome.is_some() && case.done && case.assurance >= Assurance::Low);
                prop_assert_eq!(case.tasks_open, 0);
            }
        }
    }
}
