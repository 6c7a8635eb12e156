//! Whom campaigns reach, channel by channel, and what is said of those whom they pass over.

use crate::world::{RETAIL, WEBSHOP, World, both, id, surnames, texts};
use seloste_gate::{
    GateError,
    campaign::{Campaign, LeftOut},
    card::{Filter, Page, PermissionChange, PermissionKind, Set, SubjectRef},
    errors::RefusalCode,
};
use seloste_register::statement::model::{Channel, Whose};

const NEWSLETTER: &str = include_str!("../../../../registers/newsletter.toml");
const SUPPORT: &str = include_str!("../../../../registers/support-customers.toml");
const TEN: Page = Page { after: None, rows: 10 };
const EVERY: [Channel; 4] = [Channel::Post, Channel::Phone, Channel::Text, Channel::Email];

fn by(channel: Channel) -> Campaign {
    Campaign { channel, whose: None, targeting: None, filter: Filter::default() }
}

fn set(world: &World, who: &SubjectRef, what: PermissionKind, channel: Option<Channel>, set: Set) {
    let change =
        PermissionChange { what, channel, set, by: seloste_register::right::Intake::Phone, notice: None };
    world.gate.permit(&world.keeper(), who, change).unwrap();
}

/// Surnames of those reached, and the reasons why others are not.
fn selected(world: &World, purpose: &str, campaign: &Campaign) -> (Vec<String>, Vec<LeftOut>) {
    selected_by(world, ("marketer", purpose), campaign)
}

fn selected_by(
    world: &World,
    (role, purpose): (&str, &str),
    campaign: &Campaign,
) -> (Vec<String>, Vec<LeftOut>) {
    let ask = world.ask(role, purpose);
    let found = world.gate.select(&ask, campaign, &TEN).unwrap();
    let totals = world.gate.selection_totals(&ask, campaign).unwrap();
    assert_eq!(totals.reached, found.hits.len() as u64, "the figures say the same");
    assert_eq!(totals.left_out.values().sum::<u64>(), found.left_out.len() as u64);
    (surnames(&found.hits), found.left_out.into_iter().map(|(_, why)| why).collect())
}

#[test]
fn r1_014_r1_015_consent_in_one_channel_puts_into_that_channels_selection_alone() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let consent = PermissionKind::Consent(id("marketing"));
        for channel in EVERY {
            assert_eq!(selected(world, "marketing", &by(channel)), (vec![], vec![LeftOut::NoConsent]));
        }
        set(world, &aino, consent, Some(Channel::Email), Set::InForce);
        for channel in EVERY {
            let (reached, left_out) = selected(world, "marketing", &by(channel));
            let expected = channel == Channel::Email;
            assert_eq!(
                (reached.len(), left_out.is_empty()),
                (usize::from(expected), expected),
                "{channel:?}"
            );
        }
        // R1-018: the prohibition wins over the consent, and the reason says so.
        set(world, &aino, PermissionKind::Prohibition(id("direct-marketing")), None, Set::InForce);
        assert_eq!(selected(world, "marketing", &by(Channel::Email)), (vec![], vec![LeftOut::Prohibited]));
        let stands = world.gate.approachable(&world.agent(), &aino).unwrap();
        let email = stands.iter().find(|one| one.purpose == id("marketing") && one.channel == Channel::Email);
        assert_eq!(email.unwrap().left_out, Some(LeftOut::Prohibited));
    });
}

#[test]
fn r4_008_own_post_is_sent_unless_prohibited_and_another_advertisers_takes_nobody() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        let post = by(Channel::Post);
        assert_eq!(selected(world, "direct-advertising", &post).0, ["Esimerkki"]);
        let partners = Campaign { whose: Some(Whose::Partner), ..post.clone() };
        assert_eq!(selected(world, "direct-advertising", &partners), (vec![], vec![LeftOut::NotThisWay]));
        set(world, &aino, PermissionKind::Prohibition(id("direct-advertising")), None, Set::InForce);
        assert_eq!(selected(world, "direct-advertising", &post), (vec![], vec![LeftOut::Prohibited]));
        set(world, &aino, PermissionKind::Prohibition(id("direct-advertising")), None, Set::TakenBack);
        assert_eq!(selected(world, "direct-advertising", &post).0, ["Esimerkki"], "lifted by the customer");
    });
}

#[test]
fn r4_039_a_selection_shows_the_name_and_what_its_channel_needs() {
    both(WEBSHOP, |world| {
        world.aino();
        world.add(world.person("Onni", "Osoitteeton"));
        let ask = world.ask("marketer", "direct-advertising");
        let found = world.gate.select(&ask, &by(Channel::Post), &TEN).unwrap();
        let items = &found.hits[0].items;
        assert_eq!(texts(items, "street"), ["Mallikatu 5 B 12"]);
        assert!(
            items.iter().all(|item| !["email", "phone", "customer-number"].contains(&item.item.as_str()))
        );
        assert_eq!(found.left_out.len(), 1, "who has no address is not reached");
        assert_eq!(found.left_out[0].1, LeftOut::NoContactDetail);
        let wrong = world.gate.select(&ask, &by(Channel::Email), &TEN);
        let Err(GateError::Refused(refusal)) = wrong else {
            panic!("a channel that the purpose does not have")
        };
        assert_eq!(refusal.code, RefusalCode::ChannelNotDeclared);
    });
}

#[test]
fn r4_010_who_forbade_direct_advertising_is_not_picked_by_orders_either() {
    both(WEBSHOP, |world| {
        let (aino, onni) = (
            world.aino(),
            world.add(world.with(world.person("Onni", "Ostaja"), &[("street", "Mallikatu 9")])),
        );
        for who in [&aino, &onni] {
            let order = world.object("order", "shop", "2026-11-20", &[("order-number", "A-1")]);
            world.gate.add_object(&world.keeper(), who, order).unwrap();
        }
        world.add(world.with(world.person("Eeva", "Tilaamaton"), &[("street", "Mallikatu 7")]));
        let ordered = Filter { object: Some(id("order")), ..Filter::default() };
        let unnamed = Campaign { filter: ordered.clone(), ..by(Channel::Post) };
        let ask = world.ask("marketer", "direct-advertising");
        assert!(matches!(world.gate.select(&ask, &unnamed, &TEN), Err(GateError::Problems(_))));
        let targeted = Campaign { targeting: Some(id("targeting")), filter: ordered, ..by(Channel::Post) };
        let mut both = selected(world, "direct-advertising", &targeted).0;
        both.sort();
        assert_eq!(both, ["Esimerkki", "Ostaja"]);
        set(world, &aino, PermissionKind::Prohibition(id("direct-advertising")), None, Set::InForce);
        let found = selected(world, "direct-advertising", &targeted);
        assert_eq!(found, (vec!["Ostaja".to_owned()], vec![LeftOut::TargetingProhibited]));
    });
}

#[test]
fn r1_016_who_has_not_consented_to_targeting_still_gets_untargeted_marketing() {
    both(RETAIL, |world| {
        let aino = world.aino();
        set(world, &aino, PermissionKind::Consent(id("marketing")), Some(Channel::Email), Set::InForce);
        let order = world.object("order", "dealings", "2026-11-20", &[("outlet", "keskusta")]);
        world.gate.add_object(&world.keeper(), &aino, order).unwrap();
        assert_eq!(selected(world, "marketing", &by(Channel::Email)).0, ["Esimerkki"]);
        let ordered = Filter { object: Some(id("order")), ..Filter::default() };
        let targeted = Campaign { targeting: Some(id("targeting")), filter: ordered, ..by(Channel::Email) };
        assert_eq!(selected(world, "marketing", &targeted), (vec![], vec![LeftOut::NoConsentToTargeting]));
    });
}

#[test]
fn r3_003_r3_020_the_newsletter_goes_by_email_and_its_editor_sees_figures_only() {
    both(NEWSLETTER, |world| {
        let ask = |role| world.ask(role, "email-marketing");
        assert_eq!(
            world.gate.selection_totals(&ask("list-manager"), &by(Channel::Email)).unwrap().reached,
            0
        );
        for channel in [Channel::Post, Channel::Phone, Channel::Text] {
            let refused = world.gate.selection_totals(&ask("list-manager"), &by(channel));
            let Err(GateError::Refused(refusal)) = refused else { panic!("{channel:?} was let through") };
            assert_eq!(refusal.code, RefusalCode::ChannelNotDeclared);
        }
    });
}

#[test]
fn r7_003_no_marketing_selection_can_be_made_where_marketing_is_no_purpose() {
    both(SUPPORT, |world| {
        for (purpose, code) in
            [("marketing", RefusalCode::PurposeNotDeclared), ("serving", RefusalCode::ActionNotGranted)]
        {
            let refused = world.gate.select(&world.ask("support-agent", purpose), &by(Channel::Email), &TEN);
            let Err(GateError::Refused(refusal)) = refused else { panic!("{purpose} was let through") };
            assert!(
                refusal.code == code || refusal.code == RefusalCode::ChannelNotDeclared,
                "{:?}",
                refusal.code
            );
        }
    });
}

#[test]
fn r1_013_a_bulletin_reaches_who_has_prohibited_marketing_and_marketing_does_not() {
    both(RETAIL, |world| {
        let aino = world.aino();
        set(world, &aino, PermissionKind::Consent(id("marketing")), Some(Channel::Email), Set::InForce);
        set(world, &aino, PermissionKind::Prohibition(id("direct-marketing")), None, Set::InForce);
        assert_eq!(selected(world, "marketing", &by(Channel::Email)).1, [LeftOut::Prohibited]);
        assert_eq!(
            selected_by(world, ("communicator", "customer-bulletins"), &by(Channel::Email)).0,
            ["Esimerkki"]
        );
    });
}
