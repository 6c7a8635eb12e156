//! Lists for processors: one assignment, contact details alone, traced and destroyed.

use crate::world::{World, both, date, id, problems, refused};
use seloste_gate::{
    card::{Draft, Filter, PermissionChange, PermissionKind, Set, SubjectRef},
    disclosures::NoticeKind,
    errors::RefusalCode,
    extracts::{ExtractDraft, Handed},
};

/// The web shop, with an agency that helps with the shop's own advertising by post.
fn shop() -> String {
    let text = include_str!("../../../../registers/webshop-customers.toml");
    let grant = "purposes = [\"direct-advertising\", \"electronic-marketing\", \"company-marketing\", \"market-research\"]\n\
                 read = [\"identity\", \"contact\"]\nactions = [\"list\", \"count\", \"send\"]";
    assert!(text.contains(grant));
    let text = text.replacen(grant, &grant.replace("\"send\"]", "\"send\", \"export\"]"), 1);
    format!(
        "{text}\n[[recipient]]\nid = \"malli-agency\"\nname = {{ fi = \"Malli\", sv = \"Malli\", en = \"Malli\" }}\n\
         kind = \"processor\"\ncountry = \"FI\"\ntask = {{ fi = \"Postittaa.\", sv = \"Postar.\", en = \"Posts.\" }}\n\
         purposes = [\"direct-advertising\"]\ncategories = [\"identity\", \"contact\"]\nagreement = \"Sopimus 1, 1.11.2026\"\n\n\
         [[recipient.assignment]]\nid = \"winter\"\nname = {{ fi = \"Talvi\", sv = \"Vinter\", en = \"Winter\" }}\n\
         categories = [\"identity\", \"contact\"]\nfrom = 2026-11-20\nuntil = 2026-12-10\n\n\
         [[recipient.assignment]]\nid = \"spring\"\nname = {{ fi = \"Kevät\", sv = \"Vår\", en = \"Spring\" }}\n\
         categories = [\"identity\", \"contact\"]\nfrom = 2026-12-01\nuntil = 2027-05-31\n"
    )
}

fn person(world: &World, first: &str) -> SubjectRef {
    let draft: Draft = world.with(
        world.person(first, "Mallinen"),
        &[("street", "Mallikatu 1"), ("postal-code", "33100"), ("town", "Tampere")],
    );
    world.add(draft)
}

fn make(world: &World, assignment: &str) -> Result<Handed, seloste_gate::GateError> {
    let draft =
        ExtractDraft { recipient: id("malli-agency"), assignment: id(assignment), filter: Filter::default() };
    world.gate.extract(&world.ask("marketer", "direct-advertising"), &draft)
}

#[test]
fn r5_023_r5_024_r5_025_an_agency_gets_the_least_for_one_assignment_and_each_line_is_traced() {
    both(&shop(), |world| {
        let aino = person(world, "Aino");
        let onni = person(world, "Onni");
        let change = PermissionChange {
            what: PermissionKind::Prohibition(id("direct-advertising")),
            channel: None,
            set: Set::InForce,
            by: seloste_register::right::Intake::Phone,
            notice: None,
        };
        world.gate.permit(&world.keeper(), &onni, change).unwrap();
        let handed = make(world, "winter").unwrap();
        assert_eq!(handed.people.len(), 1, "who has prohibited it is on no list");
        let (reference, hit) = &handed.people[0];
        assert_eq!(hit.subject, aino);
        assert!(reference.starts_with(&handed.extract.mark), "{reference}");
        let items: Vec<&str> = hit.items.iter().map(|one| one.item.as_str()).collect();
        assert!(items.contains(&"street") && !items.contains(&"birth-date"), "{items:?}");
        assert!(!items.contains(&"customer-number"), "contact details alone: {items:?}");
        // It stands with the person who got them, and why.
        let keeper = world.ask("privacy-officer", "register-keeping");
        let given = world.gate.disclosures(&keeper, &aino).unwrap();
        assert_eq!((given.len(), &given[0].reference), (1, reference));
        assert!(world.gate.disclosures(&keeper, &onni).unwrap().is_empty());
        assert_eq!(handed.extract.due, date("2026-12-10"));
    });
}

#[test]
fn r5_023_an_assignment_that_is_not_in_force_gets_nothing_and_its_list_must_be_destroyed() {
    both(&shop(), |world| {
        person(world, "Aino");
        assert_eq!(refused(make(world, "spring").map(drop)), RefusalCode::RecipientNotAllowed);
        assert_eq!(refused(make(world, "no-such").map(drop)), RefusalCode::RecipientNotAllowed);
        let first = make(world, "winter").unwrap().extract;
        world.later("2026-12-11T08:00:00Z");
        assert_eq!(refused(make(world, "winter").map(drop)), RefusalCode::RecipientNotAllowed);
        assert_eq!(world.gate.extracts_overdue().unwrap(), 1);
        assert_eq!(problems(make(world, "spring").map(drop)), [("recipient".to_owned(), "not-destroyed")]);
        let marketer = world.ask("marketer", "direct-advertising");
        world.gate.extract_destroyed(&marketer, &first.extract).unwrap();
        assert!(world.gate.extract_destroyed(&marketer, &first.extract).is_err(), "once");
        assert_eq!(make(world, "spring").unwrap().people.len(), 1);
        assert_eq!(world.gate.extracts(&marketer).unwrap().len(), 2);
        assert_eq!(world.gate.extracts_overdue().unwrap(), 0);
    });
}

#[test]
fn r5_026_who_cancels_here_is_taken_off_there() {
    both(&shop(), |world| {
        let aino = person(world, "Aino");
        make(world, "winter").unwrap();
        let marketer = world.ask("marketer", "direct-advertising");
        assert!(world.gate.recipient_notices(&marketer).unwrap().is_empty());
        let change = PermissionChange {
            what: PermissionKind::Prohibition(id("direct-advertising")),
            channel: None,
            set: Set::InForce,
            by: seloste_register::right::Intake::Phone,
            notice: None,
        };
        world.gate.permit(&world.keeper(), &aino, change).unwrap();
        let notices = world.gate.recipient_notices(&marketer).unwrap();
        assert_eq!((notices.len(), notices[0].kind), (1, NoticeKind::Stopped));
        assert_eq!(notices[0].recipient, Some(id("malli-agency")));
    });
}
