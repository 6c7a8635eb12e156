//! Who may be given what, on this day; what stays on record; and who is told of corrections.

use crate::world::{RETAIL, World, absent, both, id, refused, texts};
use seloste_gate::{
    GateError,
    ask::Ask,
    card::SubjectRef,
    disclosures::{DisclosureDraft, NoticeKind, NoticeStep, Parcel, Receiver},
    errors::RefusalCode,
};
use seloste_register::statement::model::DisclosureGround;

fn officer(world: &World) -> Ask {
    world.ask("privacy-officer", "register-keeping")
}

fn declared(
    world: &World,
    who: &SubjectRef,
    recipient: &str,
    purpose: &str,
    categories: &[&str],
) -> Result<Parcel, GateError> {
    let to = Receiver::Declared { recipient: id(recipient), purpose: id(purpose) };
    let categories = categories.iter().map(|name| id(name)).collect();
    world.gate.give_out(&officer(world), who, &DisclosureDraft { to, categories })
}

fn single(world: &World, who: &SubjectRef, ground: DisclosureGround) -> Result<Parcel, GateError> {
    let (name, provision) = ("Esimerkkiviranomainen".to_owned(), "Lupalaki 3 §".to_owned());
    let to = Receiver::Single { name, ground, provision, case_number: None };
    let draft = DisclosureDraft { to, categories: vec![id("identity")] };
    world.gate.give_out(&officer(world), who, &draft)
}

#[test]
fn r1_039_a_group_company_gets_its_categories_for_its_purposes_while_it_is_of_the_group() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let parcel = declared(world, &aino, "service-company", "warranties", &["identity"]).unwrap();
        assert_eq!(parcel.categories.len(), 1, "what was asked for and nothing else");
        assert_eq!(texts(&parcel.categories[0].items, "surname"), ["Esimerkki"]);
        for (recipient, purpose, categories, code) in [
            ("service-company", "delivery", &["identity"][..], RefusalCode::RecipientNotAllowed),
            ("service-company", "warranties", &["profile"], RefusalCode::RecipientNotAllowed),
            ("nobody", "warranties", &["identity"], RefusalCode::RecipientNotAllowed),
        ] {
            assert_eq!(refused(declared(world, &aino, recipient, purpose, categories)), code, "{recipient}");
        }
        let marketer = world.ask("register-keeper", "register-keeping");
        let to = Receiver::Declared { recipient: id("service-company"), purpose: id("warranties") };
        let draft = DisclosureDraft { to, categories: vec![id("dealings")] };
        assert_eq!(refused(world.gate.give_out(&marketer, &aino, &draft)), RefusalCode::ActionNotGranted);
        let record = world.gate.disclosures(&officer(world), &aino).unwrap();
        assert_eq!(record.len(), 1);
        assert_eq!(record[0].recipient, Some(id("service-company")));
        assert_eq!(record[0].categories, [id("identity")]);
        assert_eq!(record[0].reference, parcel.reference);
    });
}

#[test]
fn r4_044_a_single_disclosure_needs_a_ground_that_the_statement_names() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let known = &world.rules.statement().disclosure.grounds;
        for ground in [DisclosureGround::Law, DisclosureGround::OwnRequest, DisclosureGround::Authority] {
            let given = single(world, &aino, ground);
            if known.contains(&ground) {
                given.unwrap();
            } else {
                assert_eq!(refused(given), RefusalCode::NoGround);
            }
        }
    });
}

#[test]
fn r3_023_recipients_are_told_of_a_correction_and_of_an_erasure() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let parcel = declared(world, &aino, "service-company", "warranties", &["identity"]).unwrap();
        world.edit(&aino, "town", "Turku").unwrap();
        assert!(
            world.gate.recipient_notices(&officer(world)).unwrap().is_empty(),
            "it was not given the town"
        );
        world.edit(&aino, "surname", "Uusinimi").unwrap();
        let notices = world.gate.recipient_notices(&officer(world)).unwrap();
        assert_eq!((notices.len(), notices[0].kind), (1, NoticeKind::Corrected));
        assert_eq!(notices[0].reference, parcel.reference);
        world.gate.recipient_told(&officer(world), notices[0].number, NoticeStep::Receipt).unwrap();
        assert!(world.gate.recipient_notices(&officer(world)).unwrap().is_empty());
        absent(world.gate.recipient_told(&officer(world), 99, NoticeStep::Told));
        assert_eq!(world.gate.preview_erasure(&officer(world), &aino).unwrap().recipients, 1);
        world.gate.erase(&officer(world), &aino).unwrap();
        let notices = world.gate.recipient_notices(&officer(world)).unwrap();
        assert_eq!((notices.len(), notices[0].kind), (1, NoticeKind::Erased));
        assert_eq!(notices[0].reference, parcel.reference);
    });
}
