//! Promises of the item types together; each type's own cases are its examples.

use super::*;
use crate::{
    id::ChoiceId,
    statement::model::{Choice as Listed, Precision, Search},
};
use proptest::prelude::*;

fn item(item_type: ItemType) -> Item {
    let choice = |id: &str, name: Text| Listed { id: ChoiceId::new(id).unwrap(), name };
    let choices = match item_type {
        ItemType::Choice => {
            vec![
                choice("invoice", Text::new("Lasku", "Faktura", "Invoice")),
                choice("cash", Text::new("Käteinen", "Kontant", "Cash")),
            ]
        }
        ItemType::Phone => vec![choice("home", Text::new("Koti", "Hem", "Home"))],
        _ => Vec::new(),
    };
    let type_name = serde_json::to_string(&item_type).unwrap();
    let name = "name = { fi = \"tieto\", sv = \"uppgift\", en = \"item\" }";
    let bare: Item = toml::from_str(&format!("id = \"it\"\n{name}\ntype = {type_name}\n")).unwrap();
    Item { choices, search: vec![Search::Exact, Search::Prefix, Search::Phonetic], ..bare }
}

fn normal(item: &Item, written: &str) -> Result<String, &'static str> {
    match read(item, written, None) {
        Ok(valid) => Ok(valid.normal().to_owned()),
        Err(problems) => Err(problems.first().map_or("no problem named", |problem| problem.rule)),
    }
}

#[test]
fn every_type_reads_its_examples_and_refuses_the_others() {
    for item_type in ALL {
        let item = item(item_type);
        for (written, wanted) in kind_of(item_type).examples() {
            assert_eq!(normal(&item, written).as_deref(), Ok(*wanted), "{item_type:?} {written:?}");
        }
        for written in kind_of(item_type).refused() {
            assert!(normal(&item, written).is_err(), "{item_type:?} took {written:?}");
        }
        assert!(!kind_of(item_type).examples().is_empty() && !kind_of(item_type).refused().is_empty());
        for lang in Lang::ALL {
            assert!(!type_name(item_type).get(lang).is_empty());
        }
    }
}

#[test]
fn r4_020_an_identity_code_is_refused_by_name_in_every_other_field() {
    for item_type in ALL.into_iter().filter(|item_type| *item_type != ItemType::IdentityCode) {
        for code in ["131052-9041", " 131052-9041", "010594Y9032"] {
            assert_eq!(normal(&item(item_type), code), Err("identity-code"), "{item_type:?}");
        }
    }
}

#[test]
fn r1_030_card_and_account_numbers_are_refused_in_text_and_choice() {
    let text = item(ItemType::Text);
    assert_eq!(normal(&text, "maksoi 4111 1111 1111 1111"), Err("card-number"));
    assert_eq!(normal(&text, "palautus FI21 1234 5600 0007 85"), Err("account-number"));
    assert_eq!(normal(&item(ItemType::Choice), "4111111111111111"), Err("not-among-choices"));
}

#[test]
fn no_error_repeats_the_value() {
    for item_type in ALL {
        for written in kind_of(item_type).refused() {
            let Err(problems) = read(&item(item_type), written, None) else { continue };
            for problem in problems.iter().filter(|_| written.chars().count() > 11) {
                for text in [&problem.what, &problem.remedy] {
                    assert!(
                        Lang::ALL.iter().all(|lang| !text.get(*lang).contains(written)),
                        "{item_type:?} {written:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_value_of_ten_thousand_characters_is_refused_at_once() {
    for item_type in ALL {
        assert_eq!(normal(&item(item_type), &"1".repeat(10_001)), Err("too-long"));
        assert_eq!(normal(&item(item_type), &"ä".repeat(2_000_000)), Err("too-long"));
        assert_eq!(normal(&item(item_type), " \u{FEFF} "), Err("empty"));
    }
}

#[test]
fn a_label_is_one_of_the_items_own() {
    let phone = item(ItemType::Phone);
    let home = ChoiceId::new("home").unwrap();
    assert_eq!(read(&phone, "040 123 4567", Some(&home)).unwrap().label(), Some(&home));
    assert!(read(&phone, "040 123 4567", Some(&ChoiceId::new("boat").unwrap())).is_err());
    assert!(read(&item(ItemType::Choice), "invoice", Some(&ChoiceId::new("cash").unwrap())).is_err());
}

#[test]
fn a_decimal_number_has_as_many_decimals_as_its_item_says() {
    let litres = Item { decimals: Some(3), ..item(ItemType::Decimal) };
    assert_eq!(normal(&litres, "1,25").as_deref(), Ok("1.250"));
    assert_eq!(normal(&litres, "1,2505"), Err("not-a-decimal"));
    assert_eq!(units(&litres, "-1234.250"), Some(-1_234_250));
    assert_eq!(decimal::normal(-5, 3), "-0.005");
    assert_eq!(*show(&litres, "-1234.250", Lang::Sv), *"\u{2212}1\u{A0}234,250");
    assert_eq!(*show(&litres, "1234.250", Lang::En), *"1,234.250");
    let read_back = show(&litres, "-1234.250", Lang::Fi);
    assert_eq!(normal(&litres, &read_back).as_deref(), Ok("-1234.250"));
}

#[test]
fn values_are_shown_as_people_read_them() {
    let shown = |item_type, normal: &str, lang| show(&item(item_type), normal, lang).to_string();
    assert_eq!(shown(ItemType::BirthDate, "1980-03-05", Lang::Fi), "5.3.1980");
    assert_eq!(shown(ItemType::Date, "2026-03-05", Lang::En), "5 March 2026");
    let moment = "2026-03-05T14:30:00+02:00";
    assert_eq!(shown(ItemType::Moment, moment, Lang::Fi), "5.3.2026 klo 14.30");
    assert_eq!(shown(ItemType::Moment, moment, Lang::Sv), "5.3.2026 kl. 14.30");
    assert_eq!(shown(ItemType::Moment, moment, Lang::En), "5 March 2026 at 14:30");
    assert_eq!(shown(ItemType::Money, "1234.50", Lang::Fi), "1\u{A0}234,50\u{A0}€");
    assert_eq!(shown(ItemType::Money, "-0.50", Lang::En), "\u{2212}€0.50");
    assert_eq!(shown(ItemType::Phone, "+358401234567", Lang::Sv), "040 123 4567");
    assert_eq!(shown(ItemType::Phone, "+46812345678", Lang::Fi), "+46 8 123 456 78");
    assert_eq!(shown(ItemType::Iban, "FI2112345600000785", Lang::Fi), "FI21 1234 5600 0007 85");
    assert_eq!(shown(ItemType::Choice, "cash", Lang::Fi), "Käteinen");
    assert_eq!(shown(ItemType::Country, "SE", Lang::Fi), "Ruotsi");
    assert_eq!(shown(ItemType::Language, "sv", Lang::En), "Swedish");
    assert_eq!(shown(ItemType::Flag, "yes", Lang::Fi), "kyllä");
}

#[test]
fn r3_011_what_is_finer_than_the_year_is_never_kept() {
    let year = Item { precision: Some(Precision::Year), ..item(ItemType::Date) };
    let month = Item { precision: Some(Precision::Month), ..item(ItemType::BirthDate) };
    assert_eq!(normal(&year, "5.3.2026").as_deref(), Ok("2026"));
    assert_eq!(normal(&year, "2026").as_deref(), Ok("2026"));
    assert_eq!(normal(&month, "5.3.1980").as_deref(), Ok("1980-03"));
    assert_eq!(normal(&month, "3/1980").as_deref(), Ok("1980-03"));
    assert_eq!(show(&year, "2026", Lang::En).as_str(), "2026");
    assert_eq!(show(&month, "1980-03", Lang::En).as_str(), "March 1980");
    assert_eq!(show(&month, "1980-03", Lang::Fi).as_str(), "3/1980");
    assert!(not_in_future("1980-03", jiff::civil::date(1980, 2, 28)).is_err());
    assert!(not_in_future("1980-03", jiff::civil::date(1980, 3, 1)).is_ok());
}

/// Whether a value is found by what was typed.
fn finds(item: &Item, stored: &str, typed: &str) -> bool {
    let stored = terms(item, &normal(item, stored).unwrap());
    let phonetic = typed.ends_with('~');
    let sets = query(typed.trim_end_matches('~'), phonetic, item.home);
    !sets.is_empty()
        && sets.iter().all(|set| {
            set.iter()
                .any(|wanted| stored.iter().any(|term| term.kind == wanted.kind && term.text == wanted.text))
        })
}

#[test]
fn names_are_found_from_the_first_letter_on_in_any_case_and_accent() {
    let surname = item(ItemType::Surname);
    for typed in ["m", "Mä", "mak", "MÄKINEN-VIRTA", "virta", "makinen virta", "mäkinenx".get(..8).unwrap()]
    {
        assert!(finds(&surname, "Mäkinen-Virta", typed), "{typed}");
    }
    assert!(finds(&surname, "Wirtanen", "virtanen~"));
    assert!(!finds(&surname, "Wirtanen", "virtanen"));
    assert!(!finds(&surname, "Mäkinen", "virtanen"));
    assert!(!finds(&surname, "Mäkinen", ""));
    assert!(finds(&item(ItemType::Street), "Vaakalinnunpolku 10 A 69", "vaakalinnunpolku"));
    assert!(finds(&surname, "محمد", "محم"));
}

#[test]
fn a_phone_number_is_found_in_any_written_form_and_by_its_end() {
    let phone = item(ItemType::Phone);
    for typed in [
        "0401234567",
        "040 123 4567",
        "+358 (0)40 1234567",
        "358401234567",
        "00358401234567",
        "4567",
        "1234567",
        "123 4567",
    ] {
        assert!(finds(&phone, "040-1234567", typed), "{typed}");
    }
    for typed in ["0401234568", "7654", "456", "0501234567"] {
        assert!(!finds(&phone, "040-1234567", typed), "{typed}");
    }
}

#[test]
fn identifiers_are_found_by_their_normal_form() {
    assert!(finds(&item(ItemType::Email), "Matti.Virtanen@Example.fi", "matti.virtanen@EXAMPLE.FI"));
    assert!(finds(&item(ItemType::Email), "matti.virtanen@example.fi", "virt"));
    assert!(finds(&item(ItemType::Email), "matti.virtanen@example.fi", "matti.virtanen@exam"));
    assert!(finds(&item(ItemType::CustomerNumber), "12345672", "1234 5672"));
    assert!(finds(&item(ItemType::BirthDate), "5.3.1980", "5.3.1980"));
    assert!(finds(&item(ItemType::BusinessId), "1234567-1", "FI12345671"));
    assert!(finds(&item(ItemType::PostalCode), "00100", "00100"));
    assert!(finds(&item(ItemType::Iban), "FI2112345600000785", "FI21 1234 5600 0007 85"));
    assert!(finds(&item(ItemType::PaymentReference), "123456719", "0000 1234 56719"));
    assert!(finds(&item(ItemType::PaymentReference), "RF65123456719", "rf65 1234 56719"));
}

#[test]
fn a_person_leaves_few_terms() {
    let person = [
        (ItemType::FirstNames, "Maria Johanna"),
        (ItemType::Surname, "Hämäläinen"),
        (ItemType::Town, "Helsinki"),
        (ItemType::Phone, "040 123 4567"),
        (ItemType::CustomerNumber, "12345672"),
    ];
    let count: usize = person
        .iter()
        .map(|(item_type, written)| {
            let item = Item { search: vec![Search::Prefix, Search::Exact], ..item(*item_type) };
            terms(&item, &normal(&item, written).unwrap()).len()
        })
        .sum();
    assert!(count <= 36, "{count} terms");
}

#[test]
fn an_item_that_is_not_searched_leaves_nothing() {
    for item_type in ALL {
        let item = Item { search: Vec::new(), ..item(item_type) };
        for (written, _) in kind_of(item_type).examples() {
            assert!(terms(&item, &normal(&item, written).unwrap()).is_empty(), "{item_type:?}");
        }
    }
}

fn any_type() -> impl Strategy<Value = ItemType> {
    proptest::sample::select(ALL.to_vec())
}

proptest! {
    #[test]
    fn reading_never_panics_and_the_normal_form_is_a_fixed_point(item_type in any_type(), written in any::<String>()) {
        let item = item(item_type);
        if let Ok(once) = normal(&item, &written) {
            prop_assert_eq!(normal(&item, &once), Ok(once.clone()));
            let _ = terms(&item, &once);
            let _ = Lang::ALL.map(|lang| show(&item, &once, lang));
        }
        let _ = query(&written, true, Home::default());
    }

    #[test]
    fn what_is_nearly_right_is_read_or_refused_but_stays_what_it_is(item_type in any_type(), written in "[-+ 0-9().,A-Za-z@/€äöå]{0,24}") {
        let item = item(item_type);
        if let Ok(once) = normal(&item, &written) {
            prop_assert_eq!(normal(&item, &once), Ok(once.clone()));
        }
        let _ = query(&written, true, Home::default());
    }

    #[test]
    fn a_typed_term_fits_a_value_as_the_terms_that_the_value_leaves_say(
        item_type in any_type(),
        written in "[-+ 0-9.@A-Za-zäöåÉ']{0,20}",
        typed in "[-+ 0-9.@A-Za-zäöåÉ']{0,12}",
        from_written in any::<bool>(),
    ) {
        let item = Item { search: vec![Search::Exact, Search::Prefix, Search::Phonetic], ..item(item_type) };
        if let Ok(value) = normal(&item, &written) {
            let left = terms(&item, &value);
            let typed = if from_written { written.chars().take(typed.chars().count()).collect() } else { typed };
            for wanted in query(&typed, true, Home::default()).iter().flatten() {
                let same = |term: &&Term| term.kind == wanted.kind && term.text == wanted.text;
                let longer = |term: &Term| {
                    term.kind == TermKind::Prefix && term.text.len() > wanted.text.len() && term.text.starts_with(wanted.text.as_str())
                };
                let begins = wanted.kind == TermKind::Prefix && left.iter().any(longer);
                let expected = left.iter().find(same).map(|_| if begins { Fit::Beginning } else { Fit::Whole });
                prop_assert_eq!(Findable::new(&item, &value).fits(wanted), expected);
            }
        }
    }

    #[test]
    fn a_phone_number_of_any_country_has_one_form(code in 1_u32..999, rest in 10_000_u64..9_999_999_999) {
        let phone = item(ItemType::Phone);
        if let Ok(once) = normal(&phone, &format!("+{code} {rest}")) {
            prop_assert_eq!(normal(&phone, &once), Ok(once.clone()));
        }
    }

    #[test]
    fn money_reads_back_to_the_same_cents(cents in -99_999_999_999_i64..99_999_999_999) {
        let money = item(ItemType::Money);
        let normal_form = money::normal(cents);
        prop_assert_eq!(money::cents(&normal_form), Some(cents));
        for lang in Lang::ALL {
            let shown = show(&money, &normal_form, lang);
            if lang != Lang::En {
                prop_assert_eq!(normal(&money, &shown), Ok(normal_form.clone()));
            }
        }
    }
}

#[test]
fn a_length_bounds_values_of_any_type() {
    let short = Item { max_length: Some(4), ..item(ItemType::Surname) };
    assert!(read(&short, "Mäki", None).is_ok());
    assert_eq!(read(&short, "Mäkinen", None).map(drop).unwrap_err()[0].rule, "too-long");
}

#[test]
fn a_number_that_is_too_large_is_not_said_to_be_none() {
    let number = item(ItemType::Number);
    for (text, rule) in [
        ("999 999 999 999 999", None),
        ("1000000000000000", Some("number-too-long")),
        ("-99999999999999999999", Some("number-too-long")),
        ("12 a", Some("not-a-number")),
        ("-", Some("not-a-number")),
    ] {
        assert_eq!(normal(&number, text).err(), rule, "{text}");
    }
}

#[test]
fn a_number_without_a_country_code_is_one_of_the_controllers_country() {
    let swedish = Item { home: Home::of("SE"), ..item(ItemType::Phone) };
    let read = |item: &Item, text: &str| read(item, text, None).unwrap().normal().to_owned();
    assert_eq!(read(&swedish, "070-555 01 01"), "+46705550101");
    assert_eq!(read(&swedish, "+358 40 123 4567"), "+358401234567");
    // What is shown is read again as what it was, whoever's number it is.
    for normal in ["+46705550101", "+358401234567"] {
        for item in [&swedish, &item(ItemType::Phone)] {
            assert_eq!(read(item, &show(item, normal, Lang::Sv)), normal);
        }
    }
    assert!(finds(&swedish, "+46705550101", "070-555 01 01"));
    assert!(!finds(&item(ItemType::Phone), "+46705550101", "070-555 01 01"));
}
