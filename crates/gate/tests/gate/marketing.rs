//! The marketing matrix, kinds of prohibition beside marketing, and evidence of consents kept apart.

use crate::world::{World, both, id, surnames};
use seloste_gate::{
    card::{Draft, Exact, Filter, Page, PermissionChange, PermissionKind, Set, SubjectRef},
    permissions::{Stand, Whom, stand, stand_of},
};
use seloste_register::statement::model::{Channel, Customers, GroupKind};

const NEWSLETTER: &str = include_str!("../../../../registers/newsletter.toml");
const SERVICE: &str = include_str!("../../../../registers/service-customers.toml");
const WEBSHOP: &str = include_str!("../../../../registers/webshop-customers.toml");
const TEN: Page = Page { after: None, rows: 10 };

fn set(world: &World, who: &SubjectRef, what: PermissionKind, channel: Option<Channel>) {
    let change = PermissionChange {
        what,
        channel,
        set: Set::InForce,
        by: seloste_register::right::Intake::Phone,
        notice: None,
    };
    world.gate.permit(&world.keeper(), who, change).unwrap();
}

fn prohibition(name: &str) -> PermissionKind {
    PermissionKind::Prohibition(id(name))
}

fn listed(world: &World, purpose: &str) -> Vec<String> {
    surnames(&world.gate.list(&world.ask("marketer", purpose), &Filter::default(), &TEN).unwrap().hits)
}

fn reached(world: &World, purpose: &str) -> usize {
    world.gate.list(&world.ask("marketer", purpose), &Filter::default(), &TEN).unwrap().hits.len()
}

/// The register without what ties people to it: who may be reached does not ask for a contract.
fn untied(text: &str) -> String {
    let tied = |line: &&str| line.starts_with("tied-by = ");
    text.lines().filter(|line| !tied(line)).map(|line| format!("{line}\n")).collect()
}

fn company(world: &World, name: &str) -> Draft {
    Draft { group: id("companies"), areas: Vec::new(), items: vec![world.change("company-name", &[name])] }
}

#[test]
fn r6_009_who_bought_the_like_may_be_told_of_own_services_by_email_and_others_may_not() {
    both(&untied(SERVICE), |world| {
        let buyer = world.add(world.person("Aino", "Ostaja"));
        world.add(world.person("Onni", "Kysyjä"));
        assert!(listed(world, "similar-services").is_empty(), "nobody has a contract yet");
        let contract = world.object(
            "contract",
            "staff",
            "2026-01-10",
            &[("service", "cleaning"), ("contract-number", "S-1")],
        );
        world.gate.add_object(&world.keeper(), &buyer, contract).unwrap();
        assert_eq!(listed(world, "similar-services"), ["Ostaja"]);
        set(world, &buyer, prohibition("direct-marketing"), Some(Channel::Email));
        assert!(listed(world, "similar-services").is_empty(), "a prohibition ends it");
    });
}

#[test]
fn r6_010_partners_offers_are_refused_alone_and_never_sent_electronically() {
    both(&untied(SERVICE), |world| {
        let aino = world.add(world.person("Aino", "Mallinen"));
        assert_eq!(listed(world, "partner-offers"), ["Mallinen"]);
        set(world, &aino, prohibition("partner-offers"), None);
        assert!(listed(world, "partner-offers").is_empty());
        assert_eq!(listed(world, "own-marketing"), ["Mallinen"], "our own go on");
        let partner = world.rules.purpose(&id("partner-offers")).unwrap();
        for channel in [Channel::Email, Channel::Text, Channel::Phone] {
            assert_eq!(stand(&world.rules, &[], partner, Some(channel)), Stand::Forbidden, "{channel:?}");
        }
    });
}

#[test]
fn r6_030_a_prohibition_of_directories_keeps_out_of_them_and_stops_nothing_else() {
    both(&untied(SERVICE), |world| {
        let editor = || {
            let ask = world.ask("directory-editor", "directory");
            surnames(&world.gate.list(&ask, &Filter::default(), &TEN).unwrap().hits)
        };
        let aino = world.add(world.person("Aino", "Julkinen"));
        assert_eq!(editor(), ["Julkinen"]);
        set(world, &aino, prohibition("directory-publication"), None);
        assert!(editor().is_empty());
        assert_eq!(listed(world, "own-marketing"), ["Julkinen"]);
    });
}

#[test]
fn r4_048_a_prohibition_of_research_leaves_marketing_alone() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        set(world, &aino, prohibition("market-research"), None);
        assert!(listed(world, "market-research").is_empty());
        assert_eq!(listed(world, "direct-advertising"), ["Esimerkki"]);
    });
}

#[test]
fn r4_014_a_company_is_approached_unless_it_forbids_it_and_a_person_only_with_consent() {
    both(WEBSHOP, |world| {
        world.aino();
        let firm = world.add(company(world, "Malliyritys Oy"));
        assert_eq!(reached(world, "company-marketing"), 1, "the company alone");
        assert_eq!(reached(world, "electronic-marketing"), 0, "nobody has consented");
        set(world, &firm, prohibition("direct-advertising"), None);
        assert_eq!(reached(world, "company-marketing"), 0);
        let electronic = world.rules.purpose(&id("company-marketing")).unwrap();
        let whom = |kind| Whom { kind, bought: Customers::BoughtSimilar };
        let by_email = |kind| stand_of(&world.rules, (&[], whom(kind)), electronic, Some(Channel::Email));
        assert_eq!(by_email(GroupKind::Organisation), Stand::Allowed);
        assert_eq!(
            by_email(GroupKind::Person),
            Stand::NoConsent,
            "whatever was bought: the shop asks for consent"
        );
    });
}

#[test]
fn r4_008_another_advertisers_campaign_reaches_nobody() {
    both(WEBSHOP, |world| {
        let mut campaign = world.rules.purpose(&id("direct-advertising")).unwrap().clone();
        assert_eq!(stand(&world.rules, &[], &campaign, Some(Channel::Post)), Stand::Allowed);
        campaign.whose = seloste_register::statement::model::Whose::Partner;
        assert_eq!(stand(&world.rules, &[], &campaign, Some(Channel::Post)), Stand::Forbidden);
    });
}

#[test]
fn r3_003_email_is_the_only_channel_of_the_newsletter() {
    both(NEWSLETTER, |world| {
        let purpose = world.rules.purpose(&id("email-marketing")).unwrap();
        for channel in [Channel::Post, Channel::Phone, Channel::Text] {
            assert_eq!(stand(&world.rules, &[], purpose, Some(channel)), Stand::Forbidden);
        }
        assert_eq!(stand(&world.rules, &[], purpose, Some(Channel::Email)), Stand::NoConsent);
    });
}

#[test]
fn r3_011_the_exact_time_of_a_subscription_is_shown_only_to_prove_it() {
    both(NEWSLETTER, |world| {
        let items = vec![
            world.change_from("name", &["Aino Mallinen"], "subscriber"),
            world.change_from("email", &["aino@example.fi"], "subscriber"),
        ];
        let prover = world.ask("list-manager", "register-keeping");
        let draft = Draft { group: id("subscribers"), areas: Vec::new(), items };
        let aino = world.gate.create(&prover, draft).unwrap();
        let change = PermissionChange {
            what: PermissionKind::Consent(id("subscription")),
            channel: Some(Channel::Email),
            set: Set::InForce,
            by: seloste_register::right::Intake::Email,
            notice: None,
        };
        world.gate.permit(&prover, &aino, change).unwrap();
        let when = |purpose| {
            let card = world.gate.open_card(&world.ask("list-manager", purpose), &aino).unwrap();
            let consent = card.permissions.first().unwrap();
            (consent.from.to_string(), consent.exact)
        };
        assert_eq!(when("register-keeping"), ("2026-11-22T10:00:00Z".to_owned(), Exact::Moment));
        let year = ("2026-01-01T00:00:00Z".to_owned(), Exact::Year);
        assert_eq!(when("newsletter"), year, "others see the year alone");
    });
}
