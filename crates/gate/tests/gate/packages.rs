//! A copy that is ordered, put together, waits sealed, and ends.

use crate::world::{RETAIL, World, absent, both, problems};
use jiff::SignedDuration;
use seloste_gate::{
    ask::Ask,
    card::SubjectRef,
    package::Behalf,
    packages::{PackageJob, PackageState},
    request::{Move, NewRequest, RequestRef, Taker},
};
use seloste_register::{
    right::{
        Ground, Intake, Method, Outcome, RightKind,
        case::{Decision, Step},
    },
    text::Lang,
};

const LEASE: SignedDuration = SignedDuration::from_mins(5);

fn officer(world: &World) -> Ask {
    world.ask("privacy-officer", "register-keeping")
}

fn known(world: &World, subject: &SubjectRef) -> RequestRef {
    let mut new = NewRequest::new(RightKind::Inspect, Intake::Letter);
    new.subject = Some(subject.clone());
    let request = world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap().request;
    step(world, &request, Move::new(Step::Identify(Method::DocumentSeen)));
    request
}

fn step(world: &World, request: &RequestRef, mv: Move) {
    world.gate.step_request(&officer(world), request, &mv).unwrap();
}

fn decide(outcome: Outcome, grounds: &[Ground]) -> Step {
    Step::Decide(Decision { outcome, grounds: grounds.to_vec(), fee: None })
}

fn granted(world: &World, subject: &SubjectRef) -> RequestRef {
    let request = known(world, subject);
    step(world, &request, Move::new(decide(Outcome::Granted, &[])));
    request
}

fn make(world: &World, job: &PackageJob, files: &[(&str, &[u8])]) {
    let of = u32::try_from(files.len()).unwrap();
    for (file, one) in (0..).zip(files) {
        world.gate.package_keep(job, (file, of), *one).unwrap();
    }
    world.gate.package_ended(job, PackageState::Ready, of).unwrap();
}

#[test]
fn c31_a_copy_is_ordered_once_made_by_a_job_and_fetched_until_it_ends() {
    both(RETAIL, |world| {
        let (aino, gate) = (world.aino(), &world.gate);
        let request = known(world, &aino);
        let early = gate.order_package(&officer(world), &request, Lang::Sv);
        assert_eq!(problems(early)[0].1, "not-granted", "not before it is granted");
        step(world, &request, Move::new(decide(Outcome::Granted, &[])));
        let order = gate.order_package(&officer(world), &request, Lang::Sv).unwrap();
        assert_eq!((order.state, order.made), (PackageState::Waiting, 0));
        let again = gate.order_package(&officer(world), &request, Lang::Fi).unwrap();
        assert_eq!(again.ordered, order.ordered, "the same order twice is one");
        let early = gate.fetch_package(&officer(world), (&aino, &request), Behalf::Case(&request));
        assert_eq!(problems(early)[0].1, "package-not-ready");
        let job = gate.package_next(LEASE).unwrap().unwrap();
        assert_eq!((&job.subject, &job.request, job.lang, job.tries), (&aino, &request, Lang::Sv, 1));
        assert!(gate.package_next(LEASE).unwrap().is_none(), "nobody else gets it");
        gate.package_keep(&job, (0, 2), ("cut.txt", b"half a try")).unwrap();
        let making = gate.package_order(&officer(world), &request).unwrap().unwrap();
        assert_eq!((making.state, making.made, making.of), (PackageState::Making, 1, 2));
        // The machine stops there; after the lease another takes it up, from the first file.
        world.later("2026-11-22T10:05:01Z");
        let job = gate.package_next(LEASE).unwrap().unwrap();
        assert_eq!(job.tries, 2);
        let large = vec![7_u8; 600_000];
        make(world, &job, &[("tiedot.html", b"<p>Aino"), ("large.bin", &large)]);
        let files = gate.fetch_package(&officer(world), (&aino, &request), Behalf::Case(&request)).unwrap();
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["tiedot.html", "large.bin"]);
        assert_eq!((files[0].bytes.as_slice(), files[1].bytes.as_slice()), (&b"<p>Aino"[..], &large[..]));
        let own = gate.own_ask(&officer(world).register, &aino).unwrap();
        assert_eq!(gate.own_packages(&own.register, &aino).unwrap().len(), 1);
        assert_eq!(gate.fetch_package(&own, (&aino, &request), Behalf::Own).unwrap().len(), 2);
        world.later("2026-12-06T10:05:01Z");
        let late = gate.fetch_package(&officer(world), (&aino, &request), Behalf::Case(&request));
        assert_eq!(problems(late)[0].1, "package-not-ready", "its time is over, swept or not");
        assert_eq!((gate.sweep_packages().unwrap(), gate.sweep_packages().unwrap()), (1, 0));
        assert!(gate.package_order(&officer(world), &request).unwrap().is_none());
    });
}

#[test]
fn c30_a_copy_goes_with_the_person_and_is_nobody_elses() {
    both(RETAIL, |world| {
        let (aino, gate) = (world.aino(), &world.gate);
        let request = granted(world, &aino);
        gate.order_package(&officer(world), &request, Lang::Fi).unwrap();
        let job = gate.package_next(LEASE).unwrap().unwrap();
        make(world, &job, &[("tiedot.html", b"<p>Aino")]);
        let other = world.add(world.person("Toinen", "Henkilö"));
        let wrong = gate.fetch_package(&officer(world), (&other, &request), Behalf::Case(&request));
        assert_eq!(problems(wrong)[0].1, "not-granted");
        let own = gate.own_ask(&officer(world).register, &other).unwrap();
        assert!(gate.own_packages(&own.register, &other).unwrap().is_empty());
        assert!(gate.fetch_package(&own, (&other, &request), Behalf::Own).is_err());
        absent(gate.fetch_package(&own, (&aino, &request), Behalf::Own));
        let waits = granted(world, &aino);
        gate.order_package(&officer(world), &waits, Lang::Fi).unwrap();
        gate.erase(&officer(world), &aino).unwrap();
        assert!(gate.package_next(LEASE).unwrap().is_none(), "nothing is put together of the erased");
        assert!(gate.package_keep(&job, (0, 1), ("late", b"late")).is_err());
    });
}

#[test]
fn c31_what_is_about_others_is_left_out_with_its_reason_and_readers_are_named_by_a_decision() {
    both(RETAIL, |world| {
        let (aino, gate) = (world.aino(), &world.gate);
        let request = known(world, &aino);
        let bad = Move::new(Step::Withhold("item:nothing-such".to_owned())).saying("x");
        assert_eq!(problems(gate.step_request(&officer(world), &request, &bad))[0].1, "not-declared");
        let unsaid = Move::new(Step::Withhold("item:town".to_owned()));
        assert_eq!(problems(gate.step_request(&officer(world), &request, &unsaid))[0].1, "missing");
        step(world, &request, unsaid.saying("Kertoo toisen asuinpaikan."));
        let whole = gate.step_request(&officer(world), &request, &Move::new(decide(Outcome::Granted, &[])));
        assert_eq!(problems(whole)[0].1, "something-withheld");
        let partly = decide(Outcome::Partly, &[Ground::OthersRights]);
        step(world, &request, Move::new(partly).saying("Toisen tiedot jäävät pois."));
        let package = gate.package(&officer(world), &aino, Behalf::Case(&request)).unwrap();
        let items = package.categories.iter().flat_map(|category| &category.items);
        let names: Vec<&str> = items.map(|item| item.item.as_str()).collect();
        assert!(names.contains(&"surname") && !names.contains(&"town"), "{names:?}");
        assert_eq!(package.withheld.len(), 1);
        assert_eq!(package.withheld[0].0, "item:town");
        assert!(package.readings.iter().all(|one| one.by.is_none()), "no names");
        step(world, &request, Move::new(Step::NameReaders).saying("Perusteltu epäily uteliaisuudesta."));
        let named = gate.package(&officer(world), &aino, Behalf::Case(&request)).unwrap();
        assert!(named.readings.iter().any(|one| one.by == Some(officer(world).actor.account)));
    });
}
