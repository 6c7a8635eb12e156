//! Where a person's card appears, and for whom: projects that are closed or private, links in roles, those who have left,
//! what no longer changes.

use crate::world::{World, absent, both, id, problems, refused, surnames};
use seloste_gate::{
    LinkChange, Who,
    ask::{AccountId, Ask},
    card::{Draft, Edit, Filter, ItemChange, NewValue, ObjectDraft, ObjectRef, Page, Set, SubjectRef},
    errors::RefusalCode,
};
use seloste_register::{item, statement::model::Visibility};

const PEOPLE: &str = include_str!("../../../../registers/b2b-customers.toml");
const TEN: Page = Page { after: None, rows: 10 };

fn keeper(world: &World) -> Ask {
    world.ask("register-keeper", "rights")
}

fn as_account(mut ask: Ask, account: i64) -> Ask {
    ask.actor.account = AccountId(account);
    ask
}

fn producer(world: &World, account: i64) -> Ask {
    as_account(world.ask("producer", "projects"), account)
}

fn company(world: &World, name: &str, business_id: &str) -> SubjectRef {
    let items = vec![
        world.change_from("organisation-name", &[name], "dealings"),
        world.change_from("business-id", &[business_id], "dealings"),
    ];
    add(world, "companies", items)
}

fn person(world: &World, surname: &str) -> SubjectRef {
    add(world, "customer-people", vec![world.change_from("surname", &[surname], "dealings")])
}

fn add(world: &World, group: &str, items: Vec<ItemChange>) -> SubjectRef {
    let draft = Draft { group: id(group), areas: Vec::new(), items };
    world.gate.create(&keeper(world), draft).unwrap_or_else(|error| panic!("{error:?}"))
}

fn project(world: &World, of: &SubjectRef, account: i64) -> ObjectRef {
    let draft = world.object("project", "staff", "2026-11-01", &[("title", "Hanke Kotka")]);
    world.gate.add_object(&producer(world, account), of, draft).unwrap_or_else(|error| panic!("{error:?}"))
}

fn link(role: &str, who: Who, set: Set) -> LinkChange {
    LinkChange { role: id(role), who, set }
}

#[test]
fn r5_090_of_a_private_project_others_see_no_trace_and_participants_all_of_it() {
    both(PEOPLE, |world| {
        let of = company(world, "Kotka Malli Oy", "1234567-1");
        let project = project(world, &of, 7);
        let (mine, other) = (producer(world, 7), producer(world, 8));
        let with_project = Filter { object: Some(id("project")), ..Filter::default() };
        let counted = |ask: &Ask| world.gate.list(ask, &with_project, &TEN).unwrap().hits.len();
        assert!(world.gate.open_object(&other, &project).is_ok());
        assert_eq!((counted(&mine), counted(&other)), (1, 1));
        world.gate.set_visibility(&mine, &project, Visibility::Private).unwrap();
        absent(world.gate.open_object(&other, &project));
        absent(world.gate.links(&other, &project));
        absent(world.gate.link(
            &other,
            &project,
            link("participant", Who::Account(AccountId(8)), Set::InForce),
        ));
        assert!(world.gate.open_card(&other, &of).unwrap().objects.is_empty());
        assert!(world.gate.timeline(&other, &of, &TEN).unwrap().0.is_empty());
        assert_eq!((counted(&mine), counted(&other)), (1, 0));
        assert!(world.gate.open_object(&mine, &project).is_ok());
        // What belongs to it goes with it, and nothing can be hung on what one does not see.
        let minutes = |ask: &Ask| {
            let draft = world.object("minutes", "staff", "2026-11-02", &[("decisions", "Jatketaan.")]);
            world.gate.add_object(ask, &of, ObjectDraft { parent: Some(project.clone()), ..draft })
        };
        let of_project = minutes(&mine).unwrap();
        absent(world.gate.open_object(&other, &of_project));
        assert_eq!(problems(minutes(&other)), [("parent".to_owned(), "parent-missing")]);
        // Joining and leaving take effect at once (R5-089).
        let joins = |set| link("participant", Who::Account(AccountId(8)), set);
        world.gate.link(&mine, &project, joins(Set::InForce)).unwrap();
        assert!(world.gate.open_object(&other, &of_project).is_ok());
        world.gate.link(&mine, &project, joins(Set::TakenBack)).unwrap();
        absent(world.gate.open_object(&other, &project));
        // Those who answer for people's rights see what is there (R5-117).
        assert!(world.gate.open_object(&world.ask("privacy-officer", "rights"), &project).is_ok());
    });
}

#[test]
fn r5_055_a_persons_page_lists_the_contexts_that_the_viewer_may_see_and_no_others() {
    both(PEOPLE, |world| {
        let of = company(world, "Kotka Malli Oy", "1234567-1");
        let who = person(world, "Kuusinen");
        let project = project(world, &of, 7);
        let mine = producer(world, 7);
        let change = link("participant", Who::Subject(who.clone()), Set::InForce);
        world.gate.link(&mine, &project, change).unwrap();
        let seen = |ask: &Ask| world.gate.contexts(ask, &who).unwrap().len();
        assert_eq!((seen(&mine), seen(&producer(world, 8))), (1, 1));
        world.gate.set_visibility(&mine, &project, Visibility::Private).unwrap();
        assert_eq!((seen(&mine), seen(&producer(world, 8))), (1, 0));
        let sales = world.ask("seller", "sales");
        assert!(world.gate.contexts(&sales, &who).unwrap().is_empty());
        let links = world.gate.links(&mine, &project).unwrap();
        assert_eq!(links.len(), 2, "who made it, and the person: {links:?}");
        // An erased person leaves no link behind.
        world.gate.erase(&world.ask("privacy-officer", "rights"), &who).unwrap();
        assert_eq!(world.gate.links(&mine, &project).unwrap().len(), 1);
    });
}

#[test]
fn r5_079_nobody_is_linked_in_a_role_that_the_statement_does_not_give_them() {
    both(PEOPLE, |world| {
        let of = company(world, "Kotka Malli Oy", "1234567-1");
        let (who, project) = (person(world, "Kuusinen"), project(world, &of, 7));
        let mine = producer(world, 7);
        let tried = |role, who| world.gate.link(&mine, &project, link(role, who, Set::InForce));
        assert_eq!(refused(tried("sponsor", Who::Subject(who.clone()))), RefusalCode::NotDeclared);
        let full = problems(tried("main-user", Who::Subject(who)));
        assert_eq!(full, [("role".to_owned(), "not-in-this-role")]);
        assert_eq!(problems(tried("participant", Who::Subject(of.clone())))[0].1, "not-in-this-role");
        // A payment is of a company, never of a person (R5-093).
        let finance = world.ask("finance", "invoicing");
        let person = person(world, "Lahti");
        let payment = world.object("payment", "staff", "2026-11-20", &[("amount", "120,00")]);
        assert_eq!(refused(world.gate.add_object(&finance, &person, payment)), RefusalCode::NotDeclared);
    });
}

#[test]
fn r5_068_outside_users_reach_what_they_take_part_in() {
    both(PEOPLE, |world| {
        let of = company(world, "Kotka Malli Oy", "1234567-1");
        let agent = world.ask("support-agent", "support");
        let request = |title| {
            let draft = world.object("support-request", "staff", "2026-11-20", &[("title", title)]);
            world.gate.add_object(&agent, &of, draft).unwrap()
        };
        let (first, second) = (request("Kirjautuminen"), request("Tulostus"));
        let outside = as_account(world.ask("outside-user", "support"), 90);
        absent(world.gate.open_object(&outside, &first));
        let change = link("requester", Who::Account(AccountId(90)), Set::InForce);
        world.gate.link(&agent, &first, change).unwrap();
        assert!(world.gate.open_object(&outside, &first).is_ok());
        absent(world.gate.open_object(&outside, &second));
        assert_eq!(world.gate.open_card(&outside, &of).unwrap().objects.len(), 1);
        assert_eq!(world.gate.list(&outside, &Filter::default(), &TEN).unwrap().hits.len(), 1);
        assert_eq!(
            refused(world.gate.open_object(&as_account(world.ask("outside-user", "sales"), 90), &first)),
            RefusalCode::PurposeNotGranted
        );
    });
}

#[test]
fn r5_054_who_has_left_is_out_of_searches_and_lists_and_in_old_minutes() {
    both(PEOPLE, |world| {
        let of = company(world, "Kotka Malli Oy", "1234567-1");
        let who = person(world, "Kuusinen");
        let project = project(world, &of, 7);
        let mine = producer(world, 7);
        let change = link("participant", Who::Subject(who.clone()), Set::InForce);
        world.gate.link(&mine, &project, change).unwrap();
        assert_eq!(surnames(&world.gate.find(&mine, "kuusinen", 5).unwrap()), ["Kuusinen"]);
        world.gate.close(&keeper(world), &who).unwrap();
        assert!(world.gate.find(&mine, "kuusinen", 5).unwrap().is_empty());
        let all = Filter { with_closed: true, ..Filter::default() };
        assert!(surnames(&world.gate.list(&mine, &all, &TEN).unwrap().hits).is_empty());
        assert!(world.gate.open_card(&mine, &who).is_ok(), "old minutes still say who it was");
        assert_eq!(world.gate.links(&mine, &project).unwrap().len(), 2);
    });
}

#[test]
fn r5_072_approved_minutes_do_not_change() {
    both(PEOPLE, |world| {
        let of = company(world, "Kotka Malli Oy", "1234567-1");
        let mine = producer(world, 7);
        let project = project(world, &of, 7);
        let minutes = |state: &str, text: &str| {
            let draft = world.object("minutes", "staff", "2026-11-02", &[("decisions", text)]);
            ObjectDraft { parent: Some(project.clone()), state: Some(id(state)), ..draft }
        };
        let object = world.gate.add_object(&mine, &of, minutes("draft", "Jatketaan.")).unwrap();
        world.gate.edit_object(&mine, &object, 1, minutes("approved", "Jatketaan.")).unwrap();
        let later = world.gate.edit_object(&mine, &object, 2, minutes("approved", "Lopetetaan."));
        assert_eq!(problems(later), [("state".to_owned(), "frozen")]);
        let late = link("chair", Who::Account(AccountId(9)), Set::InForce);
        assert_eq!(problems(world.gate.link(&mine, &object, late)), [("state".to_owned(), "frozen")]);
    });
}

#[test]
fn r1_035_what_is_derived_goes_when_what_it_came_from_changes() {
    let derived = PEOPLE.replacen(
        "[[item]]\nid = \"phone\"",
        "[[item]]\nid = \"initial\"\nname = { fi = \"Nimikirjain\", sv = \"Initial\", en = \"Initial\" }\ntype = \"text\"\n\
         max-length = 3\ncategory = \"card\"\ngroups = [\"customer-people\"]\ninputs = [\"surname\"]\n\
         derived = { fi = \"Sukunimen ensimmäinen kirjain.\", sv = \"Efternamnets första bokstav.\", \
         en = \"The first letter of the surname.\" }\n\n[[item]]\nid = \"phone\"",
        1,
    );
    both(&derived, |world| {
        let items = vec![
            world.change_from("surname", &["Kuusinen"], "dealings"),
            world.change_from("initial", &["K"], "staff"),
        ];
        let who = add(world, "customer-people", items);
        let shown =
            |name: &str| crate::world::on_card(&world.gate.open_card(&keeper(world), &who).unwrap(), name);
        assert_eq!(shown("initial"), ["K"]);
        let edit = |changes| {
            world.gate.edit(&keeper(world), &who, Edit { from: None, seen: Vec::new(), items: changes })
        };
        edit(vec![world.change_from("email", &["kuusinen@example.fi"], "dealings")]).unwrap();
        assert_eq!(shown("initial"), ["K"], "nothing that it came from changed");
        edit(vec![world.change_from("surname", &["Lahti"], "dealings")]).unwrap();
        assert!(shown("initial").is_empty());
        // Given anew with the change, it stays.
        let both = vec![
            world.change_from("surname", &["Mäki"], "dealings"),
            world.change_from("initial", &["M"], "staff"),
        ];
        edit(both).unwrap();
        assert_eq!(shown("initial"), ["M"]);
    });
}

#[test]
fn r3_011_a_year_is_kept_as_a_year() {
    let year = PEOPLE.replacen(
        "[[item]]\nid = \"phone\"",
        "[[item]]\nid = \"since\"\nname = { fi = \"Vuosi\", sv = \"År\", en = \"Year\" }\ntype = \"date\"\n\
         precision = \"year\"\ncategory = \"card\"\ngroups = [\"customer-people\"]\n\n[[item]]\nid = \"phone\"",
        1,
    );
    both(&year, |world| {
        let declared = world.item("since");
        let value = item::read(declared, "5.3.2019", None).unwrap();
        let value = NewValue { value, source: id("dealings") };
        let items = vec![
            world.change_from("surname", &["Kuusinen"], "dealings"),
            ItemChange { item: id("since"), values: vec![value] },
        ];
        let who = add(world, "customer-people", items);
        let card = world.gate.open_card(&keeper(world), &who).unwrap();
        assert_eq!(crate::world::on_card(&card, "since"), ["2019"]);
    });
}

/// A company that account 7 maintains: a role whose scope is what it maintains added it.
fn maintained(world: &World) -> SubjectRef {
    let items = vec![
        world.change_from("organisation-name", &["Haukka Malli Oy"], "dealings"),
        world.change_from("business-id", &["2345678-0"], "dealings"),
    ];
    let new = Draft { group: id("companies"), areas: Vec::new(), items };
    world
        .gate
        .create(&world.ask("account-manager", "relationship"), new)
        .unwrap_or_else(|error| panic!("{error:?}"))
}

fn contract(world: &World, state: &str, items: &[(&str, &str)]) -> ObjectDraft {
    let mut draft =
        ObjectDraft { state: Some(id(state)), ..world.object("contract", "staff", "2026-11-20", items) };
    // How the signer is identified is for the signer to say.
    for change in draft.items.iter_mut().filter(|change| change.item.as_str() == "identified-by") {
        change.values.iter_mut().for_each(|value| value.source = id("dealings"));
    }
    draft
}

#[test]
fn r5_013_an_account_manager_reaches_the_organisations_maintained_and_their_people() {
    both(PEOPLE, |world| {
        let (mine, other) = (maintained(world), company(world, "Kotka Malli Oy", "1234567-1"));
        let who = person(world, "Kuusinen");
        let manager = world.ask("account-manager", "relationship");
        assert!(world.gate.open_card(&manager, &mine).is_ok());
        absent(world.gate.open_card(&manager, &other));
        absent(world.gate.open_card(&manager, &who));
        let keeper = keeper(world);
        let position = world.object("employment", "staff", "2026-01-01", &[("position", "Johtaja")]);
        let position = world.gate.add_object(&keeper, &who, position).unwrap();
        world.gate.link(&keeper, &position, link("employer", Who::Subject(mine), Set::InForce)).unwrap();
        assert!(world.gate.open_card(&manager, &who).is_ok());
        let listed = world.gate.list(&manager, &Filter::default(), &TEN).unwrap();
        assert_eq!(listed.hits.len(), 2, "the company and its person");
        absent(world.gate.open_card(&as_account(manager, 8), &who));
    });
}

#[test]
fn r5_007_a_contract_is_signed_with_authority_on_record_and_r5_067_does_not_change_after() {
    both(PEOPLE, |world| {
        let of = maintained(world);
        let clerk = world.ask("account-manager", "contracts");
        let title = ("title", "Puitesopimus");
        let object = world.gate.add_object(&clerk, &of, contract(world, "draft", &[title])).unwrap();
        let missing =
            problems(world.gate.edit_object(&clerk, &object, 1, contract(world, "signed", &[title])));
        assert_eq!(missing.len(), 5, "{missing:?}");
        assert!(missing.iter().all(|(_, rule)| *rule == "needed-in-state"));
        let whole = [
            title,
            ("signer-position", "Toimitusjohtaja"),
            ("authority", "sole"),
            ("authority-source", "trade-register"),
            ("authority-checked", "19.11.2026"),
            ("identified-by", "bank-id"),
        ];
        world.gate.edit_object(&clerk, &object, 1, contract(world, "signed", &whole)).unwrap();
        let later = world.gate.edit_object(&clerk, &object, 2, contract(world, "signed", &whole));
        assert_eq!(problems(later), [("state".to_owned(), "frozen")]);
    });
}
