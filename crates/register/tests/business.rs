//! The registers of calls, of support and of companies' people load without errors, and say what they are known to say.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says what went wrong by failing")]

mod common;

use common::{load, rules, short};
use seloste_register::{
    diagnostics::Severity,
    id::{GroupId, ItemId, ObjectKindId, PurposeId, RoleId},
    statement::{
        Rules,
        model::{
            Action, Anchor, Closed, Direction, Engaged, GroupKind, Holders, Listening, ObjectKind,
            PurposeClass, RecipientKind, Role, Scope, SourceKind,
        },
    },
};

use jiff::civil::date;
use std::collections::BTreeSet;

const CALLS: &str = include_str!("../../../registers/call-recordings.toml");
const CALLS_AS_WAS: &str = include_str!("../../../registers/faithful/call-recordings.toml");
const PEOPLE: &str = include_str!("../../../registers/b2b-customers.toml");
const PEOPLE_AS_WAS: &str = include_str!("../../../registers/faithful/b2b-customers.toml");
const CLINIC: &str = include_str!("../../../registers/examples/vet-clinic.toml");
const SUPPORT: &str = include_str!("../../../registers/support-customers.toml");
const SUPPORT_AS_WAS: &str = include_str!("../../../registers/faithful/support-customers.toml");

#[test]
fn the_clean_registers_are_clean() {
    for text in [CALLS, SUPPORT, CLINIC] {
        assert_eq!(short(&load(text).problems), [] as [&str; 0]);
    }
    // A component that a service's customer may choose is worth knowing of, however clean the rest is.
    let told: Vec<&str> = load(PEOPLE).problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(told, ["component-outside"]);
}

#[test]
fn the_faithful_copies_pass_only_with_the_decisions_that_they_record() {
    let twice = ["source-against-promise"; 2];
    let support = [&["never-and-used"; 2][..], &twice[..]].concat();
    let people = [&["leavers-not-kept"; 3][..], &["source-against-promise", "two-territories"][..]].concat();
    let calls = vec!["engagements-disagree", "never-and-used", "two-territories"];
    for (text, decided) in [(CALLS_AS_WAS, calls), (PEOPLE_AS_WAS, people), (SUPPORT_AS_WAS, support)] {
        rules(text);
        let read = load(text);
        assert!(read.problems.iter().all(|one| one.severity == Severity::Note), "{:#?}", read.problems);
        let mut settled: Vec<&str> = read.settled.iter().map(|one| one.problem.rule).collect();
        settled.sort_unstable();
        assert_eq!(settled, decided);
        let before = text.split_at(text.find("\n[[decision]]").unwrap()).0;
        let open: Vec<_> =
            load(before).problems.into_iter().filter(|one| one.severity == Severity::Decision).collect();
        assert_eq!(open.len(), decided.len(), "without decisions it asks for them");
        assert!(open.iter().all(|one| one.also.is_some()), "both passages are told");
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
    let from = Some(date(2026, 1, 31));
    let kept = |group: &str| {
        rules.last_day(rules.times(surname, &GroupId::new(group).unwrap()), |_any_event| from).unwrap()
    };
    let days = [date(2028, 1, 31), date(2027, 1, 31), date(2026, 7, 31)];
    assert_eq!([kept("customers"), kept("partners"), kept("prospects")], days);
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

#[test]
fn r5_043_each_group_has_its_own_closed_list_and_r5_096_a_seller_is_five_things() {
    let rules = rules(PEOPLE);
    let of = |group: &str| -> BTreeSet<String> {
        let group = GroupId::new(group).unwrap();
        let items = rules.statement().items.iter().filter(|item| item.groups.contains(&group));
        items.map(|item| item.id.to_string()).collect()
    };
    let set = |names: &[&str]| names.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
    assert_eq!(
        of("sellers"),
        set(&["first-names", "surname", "phone", "email", "seller-organisation", "seller-matter"])
    );
    assert!(of("companies").contains("business-id") && !of("other-organisations").contains("business-id"));
    assert!(rules.statement().items.iter().all(|item| !item.groups.is_empty()));
}

#[test]
fn r5_054_leavers_are_hidden_and_kept() {
    let rules = rules(PEOPLE);
    let people =
        rules.statement().subject_groups.iter().find(|it| it.id.as_str() == "customer-people").unwrap();
    assert_eq!(people.closed, Closed::Hidden);
}

#[test]
fn r5_059_all_staff_read_the_card_and_no_more_of_the_person() {
    let rules = rules(PEOPLE);
    let employee = role(&rules, "employee");
    let read: Vec<&str> =
        employee.grants.iter().flat_map(|grant| &grant.read).map(|id| id.as_str()).collect();
    assert_eq!(read, ["card", "organisation", "employment"]);
    assert_eq!(employee.grants[0].actions, [Action::Find], "one by one, never a list (R5-063)");
}

#[test]
fn r5_064_and_128_people_outside_are_in_the_service_channel_alone() {
    let rules = rules(PEOPLE);
    let outside = role(&rules, "outside-user");
    assert_eq!((outside.holders, outside.scope), (Holders::Outside, Scope::Participant));
    for grant in &outside.grants {
        for kind in rules.statement().objects.iter().filter(|kind| grant.read.contains(&kind.category)) {
            assert_eq!(kind.space.as_ref().unwrap().as_str(), "service-channel");
        }
    }
}

#[test]
fn r5_065_to_079_the_card_appears_in_the_declared_contexts() {
    let rules = rules(PEOPLE);
    let wanted = [
        "organisation-profile",
        "deal",
        "offer",
        "sales-stage",
        "contract",
        "project",
        "event",
        "group",
        "task",
        "agenda",
        "minutes",
        "course",
        "exercise",
        "submission",
        "lecture",
        "curriculum",
        "portfolio-work",
        "idea",
        "idea-stage",
        "application",
        "job-application",
        "transport",
    ];
    for kind in wanted {
        object(&rules, kind);
    }
    let roles: Vec<&str> = object(&rules, "minutes").links.iter().map(|link| link.id.as_str()).collect();
    assert_eq!(roles, ["chair", "secretary", "examiner", "preparer", "participant"]);
    assert!(
        !object(&rules, "minutes").frozen_states.is_empty()
            && !object(&rules, "contract").frozen_states.is_empty()
    );
}

#[test]
fn r5_080_satisfaction_and_r5_081_preferences_come_from_the_person_alone() {
    let rules = rules(PEOPLE);
    let preferences = rules.item(&ItemId::new("preferences").unwrap()).unwrap();
    for id in object(&rules, "satisfaction-answer").sources.iter().chain(&preferences.sources) {
        assert_eq!(rules.source(id).unwrap().kind, SourceKind::Subject);
    }
}

#[test]
fn r5_093_a_payment_is_of_organisations_and_r5_094_an_order_needs_one() {
    let rules = rules(PEOPLE);
    assert!(object(&rules, "payment").organisations_only);
    for kind in ["order", "contract", "invoice"] {
        let groups = &object(&rules, kind).groups;
        let organisation = |id: &GroupId| {
            let group = rules.statement().subject_groups.iter().find(|group| group.id == *id).unwrap();
            matches!(group.kind, GroupKind::Organisation | GroupKind::SoleTrader)
        };
        assert!(!groups.is_empty() && groups.iter().all(organisation));
    }
}

#[test]
fn r5_023_an_agency_works_for_one_assignment_at_a_time() {
    let rules = rules(PEOPLE);
    let agency = rules.statement().recipients.iter().find(|it| !it.assignments.is_empty()).unwrap();
    assert_eq!((agency.kind, agency.categories.len()), (RecipientKind::Processor, 1));
    assert!(agency.agreement.is_some());
}

#[test]
fn r2_010_an_unknown_caller_is_taken_for_a_person_and_for_one_who_needs_no_name_where_there_are() {
    for text in [CALLS, PEOPLE, SUPPORT, CLINIC] {
        let read = rules(text);
        let statement = read.statement();
        let group = statement.callers(&[]).unwrap();
        let declared = statement.subject_groups.iter().find(|one| one.id == *group).unwrap();
        assert_ne!(declared.kind, GroupKind::Organisation, "{}", statement.register.id);
    }
    let companies = GroupId::new("companies").unwrap();
    let group = format!(
        "[[subject-group]]\nid = \"{companies}\"\nkind = \"organisation\"\n\
         name = {{ fi = \"Yritykset\", sv = \"Företag\", en = \"Companies\" }}\n\n[[subject-group]]\n"
    );
    let first = rules(&CALLS.replacen("[[subject-group]]\n", &group, 1));
    assert_eq!(first.statement().subject_groups[0].id, companies);
    let group = first.statement().callers(&[]).unwrap();
    assert_eq!(Some(group), rules(CALLS).statement().callers(&[]));
}
