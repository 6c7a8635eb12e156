//! Consents and prohibitions of one telephone number or one e-mail address.

use crate::world::{RETAIL, WEBSHOP, World, both, id, on_card, texts};
use seloste_gate::{
    GateError,
    campaign::{Campaign, LeftOut},
    card::{Filter, Page, PermissionChange, PermissionKind, Set, SubjectRef},
};
use seloste_register::statement::model::Channel;

const TEN: Page = Page { after: None, rows: 10 };

fn word(what: PermissionKind, channel: Option<Channel>, set: Set) -> PermissionChange {
    PermissionChange { what, channel, set, by: seloste_register::right::Intake::Phone, notice: None }
}

fn no() -> PermissionKind {
    PermissionKind::Prohibition(id("direct-marketing"))
}

fn yes() -> PermissionKind {
    PermissionKind::Consent(id("marketing"))
}

/// What a selection reaches Aino by, or why it passes her over.
fn by(world: &World, channel: Channel) -> Result<Vec<String>, LeftOut> {
    let campaign = Campaign { channel, whose: None, targeting: None, filter: Filter::default() };
    let found = world.gate.select(&world.ask("marketer", "marketing"), &campaign, &TEN).unwrap();
    let totals = world.gate.selection_totals(&world.ask("marketer", "marketing"), &campaign).unwrap();
    assert_eq!(totals.reached, found.hits.len() as u64, "the figures say the same");
    let item = if channel == Channel::Email { "email" } else { "phone" };
    match found.hits.first() {
        Some(hit) => Ok(texts(&hit.items, item)),
        None => Err(found.left_out.first().unwrap().1),
    }
}

fn two_addresses(world: &World) -> SubjectRef {
    let aino = world.aino();
    world
        .edit_as(&world.keeper(), &aino, world.change("email", &["koti@example.fi", "tyo@example.fi"]))
        .unwrap();
    aino
}

fn record(
    world: &World,
    aino: &SubjectRef,
    change: PermissionChange,
    address: &str,
) -> Result<(), GateError> {
    world.gate.permit_address(&world.keeper(), aino, change, address)
}

#[test]
fn r1_024_each_address_has_its_own_marketing_permission() {
    both(RETAIL, |world| {
        let aino = two_addresses(world);
        assert_eq!(by(world, Channel::Email), Err(LeftOut::NoConsent));
        record(world, &aino, word(yes(), Some(Channel::Email), Set::InForce), "Koti@Example.fi").unwrap();
        assert_eq!(by(world, Channel::Email), Ok(vec!["koti@example.fi".to_owned()]));
        // The whole channel, but for one address that she has refused.
        world.gate.permit(&world.keeper(), &aino, word(yes(), Some(Channel::Email), Set::InForce)).unwrap();
        assert_eq!(by(world, Channel::Email).unwrap().len(), 2);
        record(world, &aino, word(no(), None, Set::InForce), "koti@example.fi").unwrap();
        assert_eq!(by(world, Channel::Email), Ok(vec!["tyo@example.fi".to_owned()]));
        record(world, &aino, word(no(), None, Set::InForce), "tyo@example.fi").unwrap();
        assert_eq!(by(world, Channel::Email), Err(LeftOut::Prohibited));
        // The service that she asked for goes on by either.
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(on_card(&card, "email").len(), 2);
        // Lifting it for all does not lift what she said of one; naming it does.
        world.gate.permit(&world.keeper(), &aino, word(no(), None, Set::TakenBack)).unwrap();
        assert_eq!(by(world, Channel::Email), Err(LeftOut::Prohibited));
        record(world, &aino, word(no(), None, Set::TakenBack), "tyo@example.fi").unwrap();
        assert_eq!(by(world, Channel::Email), Ok(vec!["tyo@example.fi".to_owned()]));
        // Withdrawing the consent withdraws it for each.
        record(world, &aino, word(yes(), Some(Channel::Email), Set::InForce), "tyo@example.fi").unwrap();
        world.gate.permit(&world.keeper(), &aino, word(yes(), Some(Channel::Email), Set::TakenBack)).unwrap();
        assert_eq!(by(world, Channel::Email), Err(LeftOut::NoConsent));
    });
}

#[test]
fn r4_018_marketing_permission_and_visibility_are_set_number_by_number() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        let numbers = world.change("phone", &["040 555 0101", "09 555 0102"]);
        world.edit_as(&world.keeper(), &aino, numbers).unwrap();
        let ask = world.ask("marketer", "direct-advertising");
        let seen = |world: &World| -> Vec<String> {
            let campaign =
                Campaign { channel: Channel::Phone, whose: None, targeting: None, filter: Filter::default() };
            let found = world.gate.select(&ask, &campaign, &TEN).unwrap();
            found.hits.iter().flat_map(|hit| texts(&hit.items, "phone")).collect()
        };
        assert_eq!(seen(world).len(), 2);
        let what = PermissionKind::Prohibition(id("direct-advertising"));
        record(world, &aino, word(what, None, Set::InForce), "+358 40 5550101").unwrap();
        assert_eq!(seen(world).len(), 1, "the number that she refused is not shown");
        assert!(!seen(world).concat().contains("0101"));
        let listed = world.gate.addresses(&world.keeper(), &aino).unwrap();
        let held = world.gate.permissions(&world.keeper(), &aino).unwrap();
        let about: Vec<bool> =
            listed.iter().map(|one| held.iter().any(|held| held.address == Some(one.mark))).collect();
        assert_eq!(about.iter().filter(|one| **one).count(), 1, "{about:?}");
    });
}

#[test]
fn r4_018_a_word_about_a_number_that_is_not_theirs_is_not_recorded() {
    both(RETAIL, |world| {
        let aino = two_addresses(world);
        for (address, channel) in
            [("muu@example.fi", None), ("040 555 9999", None), ("koti@example.fi", Some(Channel::Phone))]
        {
            let error = record(world, &aino, word(no(), channel, Set::InForce), address).unwrap_err();
            assert!(matches!(error, GateError::Problems(_)), "{address}: {error:?}");
        }
        // What was said of all can't be taken back for one.
        world.gate.permit(&world.keeper(), &aino, word(yes(), Some(Channel::Email), Set::InForce)).unwrap();
        let back = word(yes(), Some(Channel::Email), Set::TakenBack);
        assert!(matches!(record(world, &aino, back, "koti@example.fi"), Err(GateError::Problems(_))));
        assert_eq!(by(world, Channel::Email).unwrap().len(), 2);
    });
}
