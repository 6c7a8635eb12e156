//! The registers of calls, of support and of companies' people load without errors, and say what they are known to say.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what went wrong by failing")]

use seloste_register::{
    diagnostics::{Problem, Severity},
    id::{GroupId, ItemId, ObjectKindId, PurposeId, RoleId},
    law::LawPack,
    statement::{
        Read, Rules,
        model::{Anchor, Direction, Engaged, Listening, ObjectKind, PurposeClass, Role, Scope},
        read,
    },
};

const ON: jiff::civil::Date = jiff::civil::date(2026, 11, 22);
const CALLS: &str = include_str!("../../../registers/call-recordings.toml");
const CALLS_AS_WAS: &str = include_str!("../../../registers/faithful/call-recordings.toml");
const SUPPORT: &str = include_str!("../../../registers/support-customers.toml");
const SUPPORT_AS_WAS: &str = include_str!("../../../registers/faithful/support-customers.toml");

fn load(text: &str) -> Read {
    read(text, &LawPack::read(include_str!("../../../law/fi.toml")).unwrap(), ON)
}

fn rules(text: &str) -> Rules {
    let read = load(text);
    let errors: Vec<_> = read.problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    read.rules.expect("a statement without errors has rules")
}

/// Problems as `severity rule line`, to compare at a glance.
fn short(problems: &[Problem]) -> Vec<String> {
    problems
        .iter()
        .map(|p| format!("{:?} {} {}", p.severity, p.rule, p.place.map_or(0, |place| place.line)))
        .collect()
}

#[test]
fn the_clean_registers_are_clean() {
    for text in [CALLS, SUPPORT] {
        assert_eq!(short(&load(text).problems), [] as [&str; 0]);
    }
}

#[test]
fn the_faithful_copies_pass_only_with_decisions() {
    rules(CALLS_AS_WAS);
    let told: Vec<&str> = load(CALLS_AS_WAS).problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(told, ["two-territories", "never-and-used", "engagements-disagree"]);
    rules(SUPPORT_AS_WAS);
    let told: Vec<&str> = load(SUPPORT_AS_WAS).problems.iter().map(|problem| problem.rule).collect();
    let twice = ["source-against-promise"; 2];
    assert_eq!(told, [&["rule-without-transfer"][..], &twice[..], &["never-and-used"; 2][..]].concat());
    for problem in load(CALLS_AS_WAS).problems {
        assert!(problem.also.is_some(), "both passages are told: {}", problem.rule);
    }
}

fn object<'a>(rules: &'a Rules, id: &str) -> &'a ObjectKind {
    rules.object(&ObjectKindId::new(id).unwrap()).unwrap()
}

fn role<'a>(rules: &'a Rules, id: &str) -> &'a Role {
    rules.role(&RoleId::new(id).unwrap()).unwrap()
}

#[test]
fn r2_003_recordings_are_never_used_for_marketing_evidence_or_judging_staff() {
    for text in [CALLS, CALLS_AS_WAS] {
        let rules = rules(text);
        let uses = &object(&rules, "recording").purposes;
        for purpose in &rules.statement().purposes {
            let barred = matches!(
                purpose.class,
                PurposeClass::Marketing | PurposeClass::Evidence | PurposeClass::StaffReview
            );
            assert!(!barred || !uses.contains(&purpose.id), "{}", purpose.id);
        }
    }
    // The faithful copy's own grant for disputes reads nothing: the stricter passage holds.
    let rules = rules(CALLS_AS_WAS);
    let disputes = PurposeId::new("dispute-evidence").unwrap();
    let mut grants =
        role(&rules, "assessor").grants.iter().filter(|grant| grant.purposes.contains(&disputes));
    assert!(grants.all(|grant| grant.read.is_empty()));
}

#[test]
fn r2_004_trainers_lead_sessions_and_agents_hear_their_own_calls() {
    let rules = rules(CALLS);
    let recording = object(&rules, "recording").recording.as_ref().unwrap();
    let how = |id: &str| {
        let mut of =
            recording.listeners.iter().filter(|one| one.roles.iter().any(|role| role.as_str() == id));
        of.next().map(|one| one.how)
    };
    assert_eq!(how("agent"), Some(Listening::OwnCalls));
    assert_eq!(how("trainer"), Some(Listening::LedSession));
    assert_eq!(how("maintainer"), Some(Listening::StatedReason));
    assert_eq!(role(&rules, "agent").scope, Scope::Own);
}

#[test]
fn r2_009_only_a_share_of_inbound_calls_to_the_service_numbers_is_recorded() {
    let rules = rules(CALLS);
    let recording = object(&rules, "recording").recording.as_ref().unwrap();
    assert_eq!(recording.directions, [Direction::Inbound]);
    assert_eq!((recording.share_percent, recording.numbers.len()), (20, 2));
    // Every answered call has a known state.
    let states: Vec<&str> = object(&rules, "call").states.iter().map(|state| state.id.as_str()).collect();
    assert_eq!(states, ["not-recorded", "recorded", "deleted"]);
}

#[test]
fn r2_018_and_029_the_right_to_know_outlives_the_recording() {
    let rules = rules(CALLS);
    let (recording, call) = (object(&rules, "recording"), object(&rules, "call"));
    assert_eq!((recording.retention.keep.as_str(), recording.retention.after), ("P6M", Anchor::ObjectEnd));
    assert_eq!(call.retention.keep, "P2Y");
}

#[test]
fn r2_020_and_025_only_employees_and_both_conditions_hold() {
    for text in [CALLS, CALLS_AS_WAS] {
        for role in &rules(text).statement().roles {
            assert_eq!(role.engagements, [Engaged::Employment], "{}", role.id);
        }
    }
}

#[test]
fn r7_003_marketing_is_no_purpose_of_support() {
    let rules = rules(SUPPORT);
    let statement = rules.statement();
    let markets = |class| matches!(class, PurposeClass::Marketing | PurposeClass::OtherMarketing);
    assert!(statement.purposes.iter().all(|purpose| !markets(purpose.class)));
}

#[test]
fn r7_004_a_prospect_goes_sooner_than_a_customer() {
    let rules = rules(SUPPORT);
    let surname = rules.item(&ItemId::new("surname").unwrap()).unwrap();
    let kept = |group: &str| rules.retention(surname, &GroupId::new(group).unwrap()).unwrap().keep.as_str();
    assert_eq!([kept("customers"), kept("partners"), kept("prospects")], ["P2Y", "P1Y", "P6M"]);
}

#[test]
fn r7_011_to_014_calls_in_both_directions_and_chats_on_the_same_terms() {
    let rules = rules(SUPPORT);
    let (call, chat) = (object(&rules, "call-recording"), object(&rules, "chat-recording"));
    for kind in [call, chat] {
        let recording = kind.recording.as_ref().unwrap();
        assert_eq!(recording.directions, [Direction::Inbound, Direction::Outbound]);
        assert!(kind.purposes.iter().all(|purpose| purpose.as_str() != "training"));
    }
    assert_eq!((&call.purposes, &call.retention), (&chat.purposes, &chat.retention));
}

#[test]
fn r7_024_those_who_handle_data_reach_what_they_maintain() {
    let rules = rules(SUPPORT);
    for id in ["support-agent", "verifier", "quality-developer"] {
        assert_eq!(role(&rules, id).scope, Scope::OwnMaintained);
    }
}
