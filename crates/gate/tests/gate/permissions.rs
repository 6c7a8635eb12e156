//! Consents and prohibitions: a person's last word stands.

use crate::world::{RETAIL, WEBSHOP, World, both, id, problems, refused, surnames};
use seloste_gate::{
    Gate, GateError,
    card::{Filter, Page, Permission, PermissionChange, PermissionKind, Set, SubjectRef},
    errors::RefusalCode,
    permissions::{Stand, stand, stand_anywhere},
};
use seloste_register::statement::model::Channel;

const TEN: Page = Page { after: None, rows: 10 };

fn change(what: PermissionKind, channel: Option<Channel>, set: Set) -> PermissionChange {
    PermissionChange {
        what,
        channel,
        set,
        by: seloste_register::right::Intake::Phone,
        notice: Some("Asiakas soitti.".to_owned()),
    }
}

fn consent(name: &str) -> PermissionKind {
    PermissionKind::Consent(id(name))
}

fn prohibition(name: &str) -> PermissionKind {
    PermissionKind::Prohibition(id(name))
}

fn set(world: &World, who: &SubjectRef, what: PermissionKind, channel: Option<Channel>) {
    world.gate.permit(&world.agent(), who, change(what, channel, Set::InForce)).unwrap();
}

fn take_back(world: &World, who: &SubjectRef, what: PermissionKind, channel: Option<Channel>) {
    world.gate.permit(&world.agent(), who, change(what, channel, Set::TakenBack)).unwrap();
}

fn held(world: &World, who: &SubjectRef) -> Vec<Permission> {
    world.gate.permissions(&world.agent(), who).unwrap()
}

fn listed(world: &World, role: &str, purpose: &str) -> Vec<String> {
    surnames(&world.gate.list(&world.ask(role, purpose), &Filter::default(), &TEN).unwrap().hits)
}

#[test]
fn r5_117_looking_at_somebodys_word_is_told_as_looking_and_not_as_writing_it_down() {
    both(RETAIL, |world| {
        let aino = world.aino();
        held(world, &aino);
        set(world, &aino, consent("marketing"), Some(Channel::Email));
        let officer = world.ask("privacy-officer", "register-keeping");
        let told = world.gate.readers(&officer, &aino).unwrap();
        let told: Vec<&str> = told.iter().map(|one| one.action.as_str()).collect();
        assert_eq!(told, ["readers", "permit", "permissions", "create"]);
    });
}

#[test]
fn r1_014_without_consent_nobody_is_in_a_marketing_list() {
    both(RETAIL, |world| {
        let aino = world.aino();
        assert!(listed(world, "marketer", "marketing").is_empty());
        set(world, &aino, consent("marketing"), Some(Channel::Email));
        assert_eq!(listed(world, "marketer", "marketing"), ["Esimerkki"]);
        assert!(listed(world, "marketer", "targeting").is_empty(), "another consent (R1-016)");
        take_back(world, &aino, consent("marketing"), None);
        assert!(listed(world, "marketer", "marketing").is_empty());
    });
}

#[test]
fn r1_015_consent_holds_for_its_channel_alone() {
    both(RETAIL, |world| {
        let aino = world.aino();
        let all = change(consent("marketing"), None, Set::InForce);
        assert_eq!(
            problems(world.gate.permit(&world.agent(), &aino, all)),
            [("channel".to_owned(), "each-channel")]
        );
        set(world, &aino, consent("marketing"), Some(Channel::Email));
        let held = held(world, &aino);
        let purpose = world.rules.purpose(&id("marketing")).unwrap();
        let stands = |channel| stand(&world.rules, &held, purpose, Some(channel));
        assert_eq!(stands(Channel::Email), Stand::Allowed);
        for channel in [Channel::Post, Channel::Phone, Channel::Text] {
            assert_eq!(stands(channel), Stand::NoConsent);
        }
        assert_eq!(held[0].wording, Some(1), "the wording shown is on record (R1-017)");
    });
}

#[test]
fn r1_018_a_prohibition_wins_over_consents_before_and_after_until_it_is_lifted() {
    both(RETAIL, |world| {
        let aino = world.aino();
        set(world, &aino, consent("marketing"), Some(Channel::Email));
        world.later("2026-11-23T10:00:00Z");
        set(world, &aino, prohibition("direct-marketing"), None);
        assert!(listed(world, "marketer", "marketing").is_empty());
        world.later("2026-11-24T10:00:00Z");
        set(world, &aino, consent("marketing"), Some(Channel::Text));
        assert!(listed(world, "marketer", "marketing").is_empty(), "a later consent does not lift it");
        let marketer = world.ask("marketer", "marketing");
        assert_eq!(refused(world.gate.open_card(&marketer, &aino)), RefusalCode::Prohibited);
        take_back(world, &aino, prohibition("direct-marketing"), None);
        assert_eq!(listed(world, "marketer", "marketing"), ["Esimerkki"]);
    });
}

#[test]
fn r1_025_permissions_are_dated_records_and_keep_their_history() {
    both(RETAIL, |world| {
        let aino = world.aino();
        set(world, &aino, prohibition("direct-marketing"), Some(Channel::Phone));
        set(world, &aino, prohibition("direct-marketing"), Some(Channel::Phone));
        assert_eq!(held(world, &aino).len(), 1, "the same word twice keeps the first date");
        world.later("2026-12-01T10:00:00Z");
        take_back(world, &aino, prohibition("direct-marketing"), Some(Channel::Phone));
        set(world, &aino, consent("marketing"), Some(Channel::Post));
        let held = held(world, &aino);
        assert_eq!(held.len(), 2);
        assert_eq!(held[0].until, None);
        assert_eq!(held[1].until.unwrap().to_string(), "2026-12-01T10:00:00Z");
        assert_eq!(held[1].from.to_string(), "2026-11-22T10:00:00Z");
        let card = world.gate.open_card(&world.agent(), &aino).unwrap();
        assert_eq!(card.permissions.len(), 1, "what stands today");
        let twice = change(prohibition("direct-marketing"), Some(Channel::Phone), Set::TakenBack);
        world.gate.permit(&world.agent(), &aino, twice).unwrap();
    });
}

#[test]
fn lifting_a_whole_prohibition_in_one_channel_leaves_the_others_forbidden() {
    both(RETAIL, |world| {
        let aino = world.aino();
        for channel in [Channel::Post, Channel::Phone, Channel::Text, Channel::Email] {
            set(world, &aino, consent("marketing"), Some(channel));
        }
        set(world, &aino, prohibition("direct-marketing"), None);
        take_back(world, &aino, prohibition("direct-marketing"), Some(Channel::Email));
        let held = held(world, &aino);
        let purpose = world.rules.purpose(&id("marketing")).unwrap();
        let stands = |channel| stand(&world.rules, &held, purpose, Some(channel));
        assert_eq!(stands(Channel::Email), Stand::Allowed);
        for channel in [Channel::Post, Channel::Phone, Channel::Text] {
            assert_eq!(stands(channel), Stand::Forbidden);
        }
        assert_eq!(stand_anywhere(&world.rules, &held, purpose), Stand::Allowed);
    });
}

#[test]
fn r1_013_a_service_bulletin_reaches_those_who_forbade_marketing() {
    both(RETAIL, |world| {
        let aino = world.aino();
        set(world, &aino, prohibition("direct-marketing"), None);
        assert_eq!(listed(world, "communicator", "customer-bulletins"), ["Esimerkki"]);
        world.gate.open_card(&world.agent(), &aino).unwrap();
    });
}

#[test]
fn r4_008_own_advertising_by_post_is_opt_out() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        assert_eq!(listed(world, "marketer", "direct-advertising"), ["Esimerkki"]);
        assert!(
            listed(world, "marketer", "electronic-marketing").is_empty(),
            "electronic needs consent (R4-030)"
        );
        set(world, &aino, prohibition("direct-advertising"), None);
        assert!(listed(world, "marketer", "direct-advertising").is_empty());
        assert!(listed(world, "marketer", "targeting").is_empty(), "R4-010");
        assert_eq!(listed(world, "salesperson", "distance-selling"), ["Esimerkki"], "one by one (R4-047)");
        assert_eq!(listed(world, "marketer", "market-research"), ["Esimerkki"], "R4-048");
        set(world, &aino, prohibition("market-research"), None);
        assert!(listed(world, "marketer", "market-research").is_empty());
    });
}

#[test]
fn r4_029_an_undeclared_kind_or_channel_is_refused_and_a_reader_records_nothing() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        let put =
            |gate: &Gate, ask, what, channel| gate.permit(ask, &aino, change(what, channel, Set::InForce));
        let agent = world.agent();
        assert_eq!(
            refused(put(&world.gate, &agent, prohibition("everything"), None)),
            RefusalCode::NotDeclared
        );
        let post = put(&world.gate, &agent, consent("electronic-marketing"), Some(Channel::Post));
        assert_eq!(problems(post), [("channel".to_owned(), "other-channel")]);
        let reader = world.ask("reader", "customer-care");
        assert_eq!(
            refused(put(&world.gate, &reader, prohibition("genealogy"), None)),
            RefusalCode::ActionNotGranted
        );
        put(&world.gate, &agent, prohibition("genealogy"), None).unwrap();
        let mut long = change(prohibition("market-research"), None, Set::InForce);
        long.notice = Some("ä".repeat(2_001));
        assert!(matches!(world.gate.permit(&agent, &aino, long), Err(GateError::Problems(_))));
    });
}

#[test]
fn nobody_is_kept_from_forbidding_more_by_what_they_forbade_before() {
    both(WEBSHOP, |world| {
        let aino = world.aino();
        set(world, &aino, prohibition("direct-advertising"), None);
        let seller = world.ask("salesperson", "direct-advertising");
        assert_eq!(refused(world.gate.open_card(&seller, &aino)), RefusalCode::Prohibited);
        let more = change(prohibition("genealogy"), None, Set::InForce);
        world.gate.permit(&seller, &aino, more).unwrap();
        assert_eq!(held(world, &aino).len(), 2);
    });
}

const CHANNELS: [Channel; 4] = [Channel::Post, Channel::Phone, Channel::Text, Channel::Email];

/// A person's words, one after another, as a plain model: for each channel whether it is consented to and forbidden.
#[derive(Default)]
struct LastWord {
    consented: [bool; 4],
    forbidden: [bool; 4],
}

impl LastWord {
    fn hear(&mut self, prohibition: bool, channel: Option<Channel>, said: bool) {
        let marks = if prohibition { &mut self.forbidden } else { &mut self.consented };
        for (mark, one) in marks.iter_mut().zip(CHANNELS) {
            if channel.is_none_or(|channel| channel == one) {
                *mark = said;
            }
        }
    }
    fn stand(&self, at: usize) -> Stand {
        match (self.forbidden[at], self.consented[at]) {
            (true, _) => Stand::Forbidden,
            (false, true) => Stand::Allowed,
            (false, false) => Stand::NoConsent,
        }
    }
}

#[test]
fn invariant_4_whatever_is_said_in_whatever_order_the_last_word_of_each_channel_stands() {
    both(RETAIL, |world| {
        let purpose = world.rules.purpose(&id("marketing")).unwrap();
        // A small generator of its own, so that a failure comes again.
        let mut seed = 0x2026_1122_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..6 {
            let aino = world.add(world.person("Aino", "Sananen"));
            let mut word = LastWord::default();
            for step in 0..14 {
                let (prohibition, said) = (next(2) == 0, next(3) > 0);
                let channel = CHANNELS.get(usize::try_from(next(5)).unwrap()).copied();
                if !prohibition && said && channel.is_none() {
                    continue;
                }
                let what =
                    if prohibition { self::prohibition("direct-marketing") } else { consent("marketing") };
                let set = if said { Set::InForce } else { Set::TakenBack };
                world.gate.permit(&world.agent(), &aino, change(what, channel, set)).unwrap();
                word.hear(prohibition, channel, said);
                let held = held(world, &aino);
                for (at, channel) in CHANNELS.into_iter().enumerate() {
                    let real = stand(&world.rules, &held, purpose, Some(channel));
                    assert_eq!(real, word.stand(at), "step {step}, {channel:?}");
                }
            }
        }
    });
}

#[test]
fn r3_005_a_child_below_the_age_of_the_law_consents_by_a_guardian_alone() {
    let born = "[[item]]\nid = \"birth-date\"\nname = { fi = \"Syntymäaika\", sv = \"Födelsedatum\", en = \"Date of birth\" }\ntype = \"birth-date\"\ncategory = \"identity\"\n\n";
    let at = RETAIL.find("[[item]]").unwrap();
    let text = format!("{}{born}{}", &RETAIL[..at], &RETAIL[at..]);
    both(&text, |world| {
        let child = world.person("Lapsi", "Esimerkki");
        let child = world.add(world.with(child, &[("birth-date", "23.11.2013")]));
        let consent = |notice: Option<&str>| PermissionChange {
            what: PermissionKind::Consent(id("marketing")),
            channel: Some(Channel::Email),
            set: Set::InForce,
            by: seloste_register::right::Intake::Phone,
            notice: notice.map(str::to_owned),
        };
        let alone = world.gate.permit(&world.agent(), &child, consent(None));
        assert_eq!(crate::world::problems(alone), [("consent".to_owned(), "under-age")]);
        let nobody = world.gate.permit_by_guardian(&world.agent(), &child, consent(None));
        assert_eq!(crate::world::problems(nobody), [("notice".to_owned(), "guardian-unnamed")]);
        world
            .gate
            .permit_by_guardian(&world.agent(), &child, consent(Some("Huoltaja Aino Esimerkki")))
            .unwrap();
        assert_eq!(world.gate.permissions(&world.agent(), &child).unwrap().len(), 1);
        let other = world.person("Toinen", "Esimerkki");
        let other = world.add(world.with(other, &[("birth-date", "23.11.2013")]));
        world.later("2026-11-23T10:00:00Z");
        world.gate.permit(&world.agent(), &other, consent(None)).unwrap();
        let older = world.person("Vanhempi", "Esimerkki");
        let older = world.add(world.with(older, &[("birth-date", "1.1.1980")]));
        world.gate.permit(&world.agent(), &older, consent(None)).unwrap();
    });
}
