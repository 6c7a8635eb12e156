//! Coming in with an identity from elsewhere.

use crate::{
    Person, Town,
    common::{
        RETAIL, Visitor, World,
        post::Office,
        provider::{Out, Provider, Tell},
    },
};
use jiff::SignedDuration;
use jsonwebtoken::Algorithm;
use seloste::installation::Head;
use seloste_db::Engine;
use serde_json::{Value, json};

const OUT: &str = "/my/retail-customers/with/example-id";

fn town(provider: &Provider) -> Town {
    let office = Office::open();
    let head = Head {
        mail: Some(office.settings()),
        identity_providers: vec![provider.settings("example-id")],
        ..Head::default()
    };
    Town { world: World::with_head(Engine::Sqlite, head), office }
}

/// Sets out to come in; what the provider hears.
fn set_out(provider: &Provider, visitor: &mut Visitor) -> Out {
    let out = visitor.get(OUT);
    assert_eq!(out.status, 303, "{}", out.text());
    provider.received(out.header("location").unwrap())
}

fn back(visitor: &mut Visitor, out: &Out, code: &str) -> (u16, String) {
    let path = out.redirect.split_once("/my-identity").unwrap().1;
    let came = visitor.get(&format!("/my-identity{path}?state={}&code={code}", out.state));
    (came.status, came.header("location").unwrap_or_default().to_owned())
}

/// Somebody who is in connects an identity.
fn connect(town: &Town, provider: &Provider, person: &mut Person, subject: &str) -> (u16, String) {
    let page = person.get("data").text();
    let fields = [("csrf", crate::hidden_csrf(&page)), ("provider", "example-id".to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = person.visitor.post_bare("/my/retail-customers/connect", &fields).text();
    let from = page.find("http://127.0.0.1").unwrap();
    let address: String = page[from..].chars().take_while(|c| *c != '"').collect();
    let out = provider.received(&address.replace("&amp;", "&"));
    let claims = provider.claims(&out, subject, town.world.app.clock().now());
    back(&mut person.visitor, &out, &provider.code(&out, claims, |_| {}))
}

#[test]
fn r5_102_r5_109_an_identity_is_bound_to_the_providers_own_name_and_gives_the_same_rights() {
    let provider = Provider::open();
    let town = town(&provider);
    town.world.marked_person(RETAIL, 1);
    let mut person = town.at_home(1);
    assert_eq!(
        connect(&town, &provider, &mut person, "aino-77"),
        (303, "/my/retail-customers/data".to_owned())
    );
    let page = person.get("data").text();
    assert!(page.contains("Example ID") || page.contains("Esimerkkitunnistus"));

    let now = town.world.app.clock().now();
    let mut visitor = town.world.stranger();
    let out = set_out(&provider, &mut visitor);
    let code = provider.code(&out, provider.claims(&out, "aino-77", now), |_| {});
    assert_eq!(back(&mut visitor, &out, &code), (303, "/my/retail-customers/data".to_owned()));
    assert!(visitor.get("/my/retail-customers/data").text().contains("Qvarnzel"));

    // The same e-mail address, another name at the provider: somebody else.
    let mut other = town.world.stranger();
    let out = set_out(&provider, &mut other);
    let code = provider.code(&out, provider.claims(&out, "aino-78", now), |_| {});
    assert_eq!(back(&mut other, &out, &code).0, 403);
    assert_eq!(other.get("/my/retail-customers/data").status, 303);

    // What one has, nobody else gets.
    town.world.marked_person(RETAIL, 2);
    assert_eq!(connect(&town, &provider, &mut town.at_home(2), "aino-77").0, 409);

    let page = person.get("data").text();
    let token = crate::hidden_csrf(&page);
    let fields = [("csrf", token.as_str()), ("provider", "example-id")];
    assert_eq!(person.visitor.post_bare("/my/retail-customers/disconnect", &fields).status, 303);
    let mut gone = town.world.stranger();
    let out = set_out(&provider, &mut gone);
    let code = provider.code(&out, provider.claims(&out, "aino-77", now), |_| {});
    assert_eq!(back(&mut gone, &out, &code).0, 403);
}

#[test]
fn a_token_that_is_wrong_in_any_respect_lets_nobody_in() {
    let provider = Provider::open();
    let town = town(&provider);
    town.world.marked_person(RETAIL, 3);
    assert_eq!(connect(&town, &provider, &mut town.at_home(3), "s").0, 303);
    let now = town.world.app.clock().now();
    let spoiled: [(&str, Value); 9] = [
        ("nonce", json!("another")),
        ("nonce", Value::Null),
        ("iss", json!("https://evil.example")),
        ("aud", json!("another-service")),
        ("aud", json!(["seloste-test", "another-service"])),
        ("azp", json!("another-service")),
        ("exp", json!(now.as_second() - 120)),
        ("iat", json!(now.as_second() + 3_600)),
        ("sub", json!("")),
    ];
    for (claim, value) in spoiled {
        let mut visitor = town.world.stranger();
        let out = set_out(&provider, &mut visitor);
        let mut claims = provider.claims(&out, "s", now);
        claims[claim] = value.clone();
        let came = back(&mut visitor, &out, &provider.code(&out, claims, |_| {}));
        assert_eq!(came.0, 502, "{claim} {value}");
        assert_eq!(visitor.get("/my/retail-customers/data").status, 303, "{claim} {value}");
    }
    let mut visitor = town.world.stranger();
    let out = set_out(&provider, &mut visitor);
    let code = provider.code(&out, provider.claims(&out, "s", now), |header| header.alg = Algorithm::HS256);
    assert_eq!(back(&mut visitor, &out, &code).0, 502, "a signature that anybody can make");
    let mut visitor = town.world.stranger();
    let out = set_out(&provider, &mut visitor);
    let code =
        provider.code(&out, provider.claims(&out, "s", now), |header| header.kid = Some("k9".to_owned()));
    assert_eq!(back(&mut visitor, &out, &code).0, 502, "a key that the provider does not show");
    provider.change_key(Tell::Nobody);
    let mut visitor = town.world.stranger();
    let out = set_out(&provider, &mut visitor);
    let code = provider.code(&out, provider.claims(&out, "s", now), |_| {});
    assert_eq!(back(&mut visitor, &out, &code).0, 502, "a key in another's name");
}

#[test]
fn the_way_back_belongs_to_the_browser_that_set_out() {
    let provider = Provider::open();
    let town = town(&provider);
    town.world.marked_person(RETAIL, 4);
    assert_eq!(connect(&town, &provider, &mut town.at_home(4), "s").0, 303);
    let now = || town.world.app.clock().now();
    // An attacker's way back in somebody else's browser.
    let mut attacker = town.world.stranger();
    let out = set_out(&provider, &mut attacker);
    let code = provider.code(&out, provider.claims(&out, "s", now()), |_| {});
    assert_eq!(back(&mut town.world.stranger(), &out, &code).0, 403);
    let mut victim = town.world.stranger();
    set_out(&provider, &mut victim);
    assert_eq!(back(&mut victim, &out, &code).0, 403, "another state");
    // A code once, and soon.
    let mut visitor = town.world.stranger();
    let out = set_out(&provider, &mut visitor);
    let code = provider.code(&out, provider.claims(&out, "s", now()), |_| {});
    assert_eq!(back(&mut visitor, &out, &code).0, 303);
    assert_eq!(back(&mut visitor, &out, &code).0, 403, "the ticket is spent");
    let mut late = town.world.stranger();
    let out = set_out(&provider, &mut late);
    let code = provider.code(&out, provider.claims(&out, "s", now()), |_| {});
    town.later(SignedDuration::from_mins(11));
    assert_eq!(back(&mut late, &out, &code).0, 403);
    // The person said no.
    let mut no = town.world.stranger();
    let out = set_out(&provider, &mut no);
    let said = no.get(&format!("/my-identity/example-id?state={}&error=access_denied", out.state));
    assert_eq!(said.status, 403);
    assert_eq!(town.world.stranger().get("/my/retail-customers/with/no-such").status, 404);
}

/// A town whose provider vouches for who makes a request.
fn vouching(provider: &Provider) -> Town {
    let office = Office::open();
    let head = Head {
        mail: Some(office.settings()),
        identity_providers: vec![provider.vouching("example-id")],
        ..Head::default()
    };
    Town { world: World::with_head(Engine::Sqlite, head), office }
}

/// Somebody asks by the open form and goes to the provider from the receipt; what the provider hears.
fn ask_and_set_out(provider: &Provider, visitor: &mut Visitor) -> (String, Out) {
    let sent = visitor.post_bare("/my/retail-customers/ask", &[("kind", "inspect"), ("name", "Joku")]);
    assert_eq!(sent.status, 200, "{}", sent.text());
    let page = sent.text();
    let link = page.split("href=\"").find(|rest| rest.contains("?request=")).unwrap();
    let link = link.split('"').next().unwrap().to_owned();
    let out = visitor.get(&link);
    assert_eq!(out.status, 303, "{}", out.text());
    let request = link.split("?request=").nth(1).unwrap().to_owned();
    let out = provider.received(out.header("location").unwrap());
    assert!(out.asked, "claims are asked for by name");
    (request, out)
}

#[test]
fn r6_040_r7_028_strong_identification_links_a_request_and_keeps_nothing_of_what_it_was_told() {
    let provider = Provider::open();
    let town = vouching(&provider);
    let mine = town.world.marked_person(RETAIL, 1);
    town.world.marked_person(RETAIL, 2);
    let marked = |of| crate::common::people::marked(of, 1).unwrap();
    use seloste_register::statement::model::ItemType as Of;
    let token = |out: &Out, changes: &[(&str, &str)]| {
        let mut claims = provider.claims(out, "x-1", town.world.app.clock().now());
        let all = [
            ("acr", "urn:example:loa:high".to_owned()),
            ("given_name", marked(Of::FirstNames)),
            ("family_name", marked(Of::Surname)),
            ("email", marked(Of::Email)),
            ("hetu", "131052-9041".to_owned()),
        ];
        for (name, value) in all {
            claims[name] = json!(value);
        }
        for (name, value) in changes {
            claims[*name] = json!(value);
        }
        claims
    };
    let mut officer = town.world.key("officer", RETAIL, "privacy-officer");
    let case = |officer: &mut crate::common::Program, request: &str| {
        let answer = officer.get(&format!("/api/v1/registers/retail-customers/requests/{request}"));
        serde_json::from_str::<Value>(&answer.text()).unwrap()
    };
    let mut pages = Vec::new();
    for (changes, subject, step) in [
        (&[][..], Some(mine.0.as_str()), "identify"),
        (&[("family_name", "Toinen")], None, "unmatched"),
        (&[("email", "nobody@example.fi")], None, "unmatched"),
    ] {
        town.later(SignedDuration::from_mins(20));
        let mut visitor = town.world.stranger();
        let (request, out) = ask_and_set_out(&provider, &mut visitor);
        let path = out.redirect.split_once("/my-identity").unwrap().1.to_owned();
        let code = provider.code(&out, token(&out, changes), |_| {});
        let came = visitor.get(&format!("/my-identity{path}?state={}&code={code}", out.state));
        assert_eq!(came.status, 200, "{}", came.text());
        pages.push(came.text());
        let told = case(&mut officer, &request);
        assert_eq!(told["subject"].as_str(), subject, "{changes:?}");
        assert_eq!(told["happened"].as_array().unwrap().last().unwrap()["step"], step);
        assert!(
            !told.to_string().contains("9041"),
            "an identity code is held against the register and let go"
        );
        if subject.is_some() {
            assert_eq!(
                (told["assurance"].as_str(), told["method"].as_str()),
                (Some("high"), Some("strong-identification"))
            );
            assert_eq!(told["identity"], "known");
        }
    }
    // Who waits for the answer learns the same whoever is in the register.
    assert!(pages.windows(2).all(|two| two[0] == two[1]), "the page tells who is in the register");
    // A weaker level of assurance changes nothing.
    town.later(SignedDuration::from_mins(20));
    let mut visitor = town.world.stranger();
    let (request, out) = ask_and_set_out(&provider, &mut visitor);
    let code = provider.code(&out, token(&out, &[("acr", "urn:example:loa:low")]), |_| {});
    assert_eq!(back(&mut visitor, &out, &code).0, 403);
    let told = case(&mut officer, &request);
    assert_eq!((told["identity"].as_str(), told["subject"].as_str()), (Some("pending"), None));
    // A name of no request, or of another register's, changes nothing and tells nothing.
    let mut visitor = town.world.stranger();
    let odd = visitor.get("/my/retail-customers/with/example-id?request=a.b.c");
    assert_eq!(odd.status, 404, "{}", odd.text());
}
