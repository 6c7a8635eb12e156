//! What others' texts say of people who are erased: found before the key goes, put to somebody, covered in every version, covered
//! again in a restored copy, and nowhere readable meanwhile.

use crate::{
    drill::{back_up, put_back},
    world::{RETAIL, World, absent, both, on_card, problems, refused},
};
use seloste_db::Engine;
use seloste_gate::{
    Gate, MentionSearch,
    ask::Ask,
    card::{ObjectRef, Past, SubjectRef},
    erasure::Erasure,
    errors::RefusalCode,
    mentions::{Answer, Clue, Mention, Present, Stands},
    personal::Way,
    request::{Move, NewRequest, RequestRef, SentFile, Taker},
};
use seloste_register::right::{
    Form, Intake, Method, Outcome, RightKind,
    case::{Copying, Decision, Step},
};
use zeroize::Zeroizing;

fn officer(world: &World) -> Ask {
    world.ask("privacy-officer", "register-keeping")
}

fn note(world: &World, subject: &SubjectRef, text: &str) {
    world.edit_as(&world.agent(), subject, world.change("additional-information", &[text])).unwrap();
}

fn through(gate: &Gate, search: MentionSearch) -> u64 {
    let mut found = 0;
    loop {
        let step = gate.seek_mentions_of(search).unwrap();
        found += step.found;
        if step.ended {
            return found;
        }
    }
}

fn erased(world: &World, subject: &SubjectRef) -> (Erasure, u64) {
    let told = world.gate.erase(&officer(world), subject).unwrap();
    let found = through(&world.gate, told.search.unwrap());
    (told, found)
}

fn open(world: &World) -> Vec<Mention> {
    world.gate.mentions(&officer(world), None, None).unwrap().mentions
}

fn words(mention: &Mention) -> Vec<String> {
    mention.passages.iter().map(|one| one.words.disclose(Way::File).to_string()).collect()
}

fn earlier(history: &[Past]) -> Vec<String> {
    let values = history.iter().flat_map(|past| &past.values);
    values.map(|value| value.value.disclose(Way::File).to_string()).collect()
}

fn eino(world: &World) -> SubjectRef {
    world.add(world.person("Eino", "Toinen"))
}

#[test]
fn c33_r5_085_what_a_note_says_of_an_erased_person_is_found_shown_and_covered_in_every_version() {
    both(RETAIL, |world| {
        let (aino, eino) = (world.aino(), eino(world));
        note(world, &eino, "Vaimo Aino Esimerkki, puh. 040-555 0123.");
        note(world, &eino, "Soita Aino Esimerkille (AINO@example.fi); ei Ainolle Järvelle.");
        let (_, found) = erased(world, &aino);
        assert_eq!(found, 1, "one item, in two versions");
        let all = open(world);
        let [one] = all.as_slice() else { panic!("{}", all.len()) };
        let Stands::Item { subject, item, .. } = &one.stands else { panic!("{:?}", one.stands) };
        assert_eq!((subject, item.as_str()), (&eino, "additional-information"));
        assert_eq!(one.clues, [Clue::Name, Clue::Phone, Clue::Email]);
        assert_eq!(words(one), ["Aino", "Esimerkille", "AINO@example.fi", "Ainolle"]);
        assert!(one.passages.iter().all(|passage| passage.present == Present::Now));
        assert_eq!(*one.passages[0].before.disclose(Way::File), "Soita ");
        world.gate.answer_mention(&officer(world), &one.mention, (Answer::Cover, None)).unwrap();
        assert!(open(world).is_empty());
        let card = world.gate.open_card(&world.agent(), &eino).unwrap();
        assert_eq!(on_card(&card, "additional-information"), ["Soita ███ ███ (███); ei ███ Järvelle."]);
        let history = world.gate.history(&world.agent(), &eino).unwrap();
        assert_eq!(earlier(&history), ["Vaimo ███ ███, puh. ███."]);
        // Answered once and for all; and it goes on as any other text.
        absent(world.gate.answer_mention(&officer(world), &one.mention, (Answer::Cover, None)));
        note(world, &eino, "Uusi teksti");
        world.gate.integrate_ledger().unwrap();
        world.gate.verify_ledger().unwrap();
    });
}

#[test]
fn c33_texts_of_objects_and_their_lines_are_looked_through_too() {
    both(RETAIL, |world| {
        let (aino, eino) = (world.aino(), eino(world));
        let order = world.object("order", "dealings", "2026-11-19", &[("outlet", "keskusta")]);
        let order = world.gate.add_object(&world.agent(), &eino, order).unwrap();
        let items = [("delivery-instructions", "Jätä Aino Esimerkin ovelle.")];
        let mut draft = world.object("delivery", "dealings", "2026-11-20", &items);
        draft.parent = Some(order);
        let object: ObjectRef = world.gate.add_object(&world.agent(), &eino, draft).unwrap();
        assert_eq!(erased(world, &aino).1, 1);
        let all = open(world);
        let Stands::Item { object: Some((found, kind)), .. } = &all[0].stands else { panic!("no object") };
        assert_eq!((found, kind.as_str()), (&object, "delivery"));
        world.gate.answer_mention(&officer(world), &all[0].mention, (Answer::Cover, None)).unwrap();
        let (_, opened) = world.gate.open_object(&world.agent(), &object).unwrap();
        let text = crate::world::texts(&opened.items, "delivery-instructions");
        assert_eq!(text, ["Jätä ███ ███ ovelle."]);
    });
}

#[test]
fn c33_a_look_beforehand_counts_and_changes_nothing() {
    both(RETAIL, |world| {
        let (aino, eino) = (world.aino(), eino(world));
        note(world, &eino, "Aino Esimerkki hoitaa.");
        let search = world.gate.look_for_mentions(&officer(world), &aino).unwrap().unwrap();
        assert_eq!(world.gate.look_for_mentions(&officer(world), &aino).unwrap(), Some(search), "not twice");
        assert_eq!(through(&world.gate, search), 1);
        assert_eq!(world.gate.preview_erasure(&officer(world), &aino).unwrap().mentions, 1);
        assert!(open(world).is_empty(), "nobody has to answer while nobody is erased");
        assert_eq!(
            refused(world.gate.look_for_mentions(&world.keeper(), &aino)),
            RefusalCode::ActionNotGranted
        );
        assert_eq!(refused(world.gate.mentions(&world.keeper(), None, None)), RefusalCode::ActionNotGranted);
        world.later("2026-11-24T10:00:00Z");
        assert_eq!(world.gate.sweep_mentions().unwrap(), 1);
        assert_eq!(world.gate.preview_erasure(&officer(world), &aino).unwrap().mentions, 0);
    });
}

#[test]
fn c33_what_stays_needs_a_reason_and_what_a_case_holds_is_not_covered() {
    both(RETAIL, |world| {
        let (aino, eino) = (world.aino(), eino(world));
        note(world, &eino, "Aino Esimerkki soitti.");
        let draft = world.hold("Riita-asia", Vec::new());
        world.gate.hold(&officer(world), &eino, draft).unwrap();
        erased(world, &aino);
        let mention = open(world).remove(0).mention;
        let answer = |answer, reason| world.gate.answer_mention(&officer(world), &mention, (answer, reason));
        assert_eq!(problems(answer(Answer::Cover, None)), [("answer".to_owned(), "held")]);
        assert_eq!(problems(answer(Answer::Keep, Some("  "))), [("reason".to_owned(), "reason-missing")]);
        answer(Answer::Keep, Some("Näyttö vireillä olevassa asiassa.")).unwrap();
        assert!(open(world).is_empty());
        let card = world.gate.open_card(&world.agent(), &eino).unwrap();
        assert_eq!(on_card(&card, "additional-information"), ["Aino Esimerkki soitti."]);
    });
}

#[test]
fn c33_a_search_that_was_cut_short_goes_on_and_forgets_what_it_looked_for() {
    both(RETAIL, |world| {
        let aino = world.aino();
        for _ in 0..260 {
            world.add(world.person("Uusi", "Asiakas"));
        }
        let eino = eino(world);
        note(world, &eino, "Aino Esimerkki soitti.");
        let told = world.gate.erase(&officer(world), &aino).unwrap();
        let step = world.gate.seek_mentions().unwrap().unwrap();
        assert_eq!((step.found, step.ended), (0, false));
        let again = world.again();
        let step = again.seek_mentions().unwrap().unwrap();
        assert_eq!((step.found, step.ended), (1, true));
        assert_eq!(again.seek_mentions().unwrap(), None);
        let left = again.mentions_left(told.search.unwrap()).unwrap();
        assert_eq!((left.searching, left.open), (0, 1));
        let sql = "SELECT COUNT(*) FROM mention_search WHERE LENGTH(body) > 0";
        let kept = world.pair.data.read(|tx| tx.first(sql, &[], |row| row.int(0))).unwrap();
        assert_eq!(kept, Some(0), "names and numbers are gone");
        // The text goes with its own person, and with it the question.
        world.gate.erase(&officer(world), &eino).unwrap();
        assert!(open(world).is_empty());
        assert!(world.gate.mentions_left(told.search.unwrap()).unwrap().is_done());
    });
}

#[test]
fn c33_many_who_are_erased_are_looked_for_together_and_each_is_found_as_alone() {
    both(RETAIL, |world| {
        let eino = eino(world);
        let names =
            [("Pekka", "Mallinen"), ("Sanna", "Mikko"), ("Olli", "Toinen"), ("Maija", "Kuvitteellinen")];
        let gone = names.map(|(first, last)| world.add(world.person(first, last)));
        let text = "Pekka Mallinen ja Sanna Mikko; Ollia ja Mikkoa pyydetään, Malliselle soitetaan. Olli Toisen avain.";
        note(world, &eino, text);
        note(world, &gone[0], "Pekka Mallinen itse, ja Sanna Mikko.");
        for person in &gone {
            world.gate.erase(&officer(world), person).unwrap();
        }
        let step = world.gate.seek_mentions().unwrap().unwrap();
        assert_eq!((step.found, step.ended), (3, true), "three are named in one text");
        assert_eq!(world.gate.seek_mentions().unwrap(), None, "nobody is left to be looked for");
        let mut found: Vec<Vec<String>> = open(world).iter().map(words).collect();
        found.sort();
        let expected = [
            &["Olli", "Ollia", "Toisen"][..],
            &["Pekka", "Mallinen", "Malliselle"],
            &["Sanna", "Mikko", "Mikkoa"],
        ];
        let mut expected: Vec<Vec<&str>> = expected.into_iter().map(<[&str]>::to_vec).collect();
        for words in found.iter_mut() {
            words.sort();
        }
        expected.iter_mut().for_each(|words| words.sort_unstable());
        assert_eq!(found, expected);
    });
}

#[test]
fn c33_c30_a_restored_copy_is_covered_again() {
    for engine in seloste_db::testing::ENGINES {
        let world = World::new(engine, RETAIL);
        let (aino, eino) = (world.aino(), eino(&world));
        note(&world, &eino, "Aino Esimerkki soitti.");
        note(&world, &eino, "Vaimo Aino Esimerkki soitti.");
        back_up(&world);
        erased(&world, &aino);
        let mention = open(&world).remove(0).mention;
        world.gate.answer_mention(&officer(&world), &mention, (Answer::Cover, None)).unwrap();
        put_back(&world);
        let gate = world.again();
        let restored = gate.replay().unwrap();
        assert_eq!(restored.covered, 1, "{engine:?}");
        let gate = world.again();
        gate.rebuild_tokens(&world.agent().register).unwrap();
        let card = gate.open_card(&world.agent(), &eino).unwrap();
        assert_eq!(on_card(&card, "additional-information"), ["Vaimo ███ ███ soitti."]);
        let history = gate.history(&world.agent(), &eino).unwrap();
        assert_eq!(earlier(&history), ["███ ███ soitti."]);
        assert_eq!(gate.replay().unwrap().covered, 0, "{engine:?}: again changes nothing");
    }
}

fn said(text: &str) -> Option<Zeroizing<String>> {
    Some(Zeroizing::new(text.to_owned()))
}

fn attached(name: &str, bytes: &[u8]) -> SentFile {
    SentFile { name: Zeroizing::new(name.to_owned()), bytes: Zeroizing::new(bytes.to_vec()) }
}

#[test]
fn c33_what_others_said_in_their_requests_and_attached_is_found_and_covered_in_restored_copies_too() {
    both(RETAIL, |world| {
        let (aino, eino) = (world.aino(), eino(world));
        let mut new = NewRequest::new(RightKind::Complaint, Intake::Letter);
        new.subject = Some(eino.clone());
        new.words = said("Naapurini Aino Esimerkki avasi pakettini.");
        let photo = [&[0xFF, 0xD8, 0_u8][..], b"Aino Esimerkki"].concat();
        new.files = vec![
            attached("viesti.txt", b"Aino Esimerkki soitti, 040 555 0123."),
            attached("kuva.jpg", &photo),
        ];
        let complaint = world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap().request;
        // Her own words go with her case.
        let mut own = NewRequest::new(RightKind::Erase, Intake::Letter);
        own.subject = Some(aino.clone());
        own.words = said("Aino Esimerkki pyytää poistoa.");
        world.gate.take_request(&Taker::Staff(&world.agent()), own).unwrap();
        world.gate.integrate_ledger().unwrap();
        back_up(world);

        assert_eq!(erased(world, &aino).1, 2, "the words and the one file that is text");
        for mention in open(world) {
            match &mention.stands {
                Stands::Words(request) => assert_eq!(words(&mention), ["Aino", "Esimerkki"], "{request:?}"),
                Stands::File(request) => {
                    assert_eq!((request, words(&mention).len()), (&complaint, 3));
                }
                Stands::Item { .. } => panic!("{:?}", mention.stands),
            }
            world.gate.answer_mention(&officer(world), &mention.mention, (Answer::Cover, None)).unwrap();
        }
        let covered = |gate: &Gate| {
            let opened = gate.open_request(&officer(world), &complaint).unwrap();
            let words = opened.happened[0].words.as_ref().unwrap().disclose(Way::File).to_string();
            let file = gate.request_file(&officer(world), &complaint, 1).unwrap();
            assert_eq!(words, "Naapurini ███ ███ avasi pakettini.");
            assert_eq!(std::str::from_utf8(&file.bytes).unwrap(), "███ ███ soitti, ███.");
            assert_eq!(*gate.request_file(&officer(world), &complaint, 2).unwrap().bytes, photo);
        };
        covered(&world.gate);
        put_back(world);
        let gate = world.again();
        assert_eq!(gate.replay().unwrap().covered, 2);
        covered(&world.again());
    });
}

#[test]
fn c33_what_a_request_says_is_shown_to_those_who_handle_requests_alone() {
    // Somebody who may erase and not handle requests.
    let role = "\n[[role]]\nid = \"eraser\"\nname = { fi = \"Poistaja\", sv = \"Raderare\", en = \"Eraser\" }\n\
        scope = \"all\"\n\n[[role.grant]]\npurposes = [\"register-keeping\"]\nread = [\"identity\"]\n\
        actions = [\"erase\"]\n";
    let world = World::new(Engine::Sqlite, &format!("{RETAIL}{role}"));
    let (aino, eino) = (world.aino(), eino(&world));
    let mut new = NewRequest::new(RightKind::Complaint, Intake::Phone);
    (new.subject, new.words) = (Some(eino), said("Aino Esimerkki."));
    world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap();
    assert_eq!(erased(&world, &aino).1, 1);
    let eraser = world.ask("eraser", "register-keeping");
    let mention = open(&world).remove(0).mention;
    assert!(world.gate.mentions(&eraser, None, None).unwrap().mentions.is_empty());
    absent(world.gate.answer_mention(&eraser, &mention, (Answer::Cover, None)));
}

#[test]
fn c33_a_case_is_not_answered_while_a_mention_is_not() {
    let world = World::new(Engine::Sqlite, RETAIL);
    let (aino, eino) = (world.aino(), eino(&world));
    note(&world, &eino, "Aino Esimerkki soitti.");
    let new = NewRequest::new(RightKind::Erase, Intake::Letter);
    let request: RequestRef = world.gate.take_request(&Taker::Staff(&world.agent()), new).unwrap().request;
    let take = |mv: Move| world.gate.step_request(&officer(&world), &request, &mv);
    take(Move { subject: Some(aino.clone()), ..Move::new(Step::Link) }).unwrap();
    take(Move::new(Step::Identify(Method::SignedLetter))).unwrap();
    let granted = Decision { outcome: Outcome::Granted, grounds: Vec::new(), fee: None };
    take(Move::new(Step::Decide(granted))).unwrap();
    take(Move::new(Step::Agree(Form::Letter, Copying::NotWanted)).saying("Sovittu.")).unwrap();
    let told = world.gate.erase(&officer(&world), &aino).unwrap();
    take(Move::new(Step::Done)).unwrap();
    let answer = || take(Move::new(Step::Answer(Form::Letter)));
    assert_eq!(problems(answer()), [("step".to_owned(), "mentions-open")], "the search goes on");
    through(&world.gate, told.search.unwrap());
    assert_eq!(problems(answer()), [("step".to_owned(), "mentions-open")]);
    let of_case = world.gate.mentions(&officer(&world), Some(&request), None).unwrap().mentions;
    assert_eq!(of_case[0].request, Some(request.clone()));
    world.gate.answer_mention(&officer(&world), &of_case[0].mention, (Answer::Other, None)).unwrap();
    answer().unwrap();
    take(Move::new(Step::Close)).unwrap();
}
