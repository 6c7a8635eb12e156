//! Invented people are the same each time, fit their register, and are nobody.

use super::*;
use seloste_register::{
    law::LawPack,
    statement::{model::ObjectKind, read},
};
use std::collections::BTreeSet;

const TODAY: Date = jiff::civil::date(2026, 11, 22);

fn registers() -> Vec<Rules> {
    let law = LawPack::read(include_str!("../../../../law/fi.toml")).unwrap();
    [
        include_str!("../../../../registers/retail-customers.toml"),
        include_str!("../../../../registers/webshop-customers.toml"),
    ]
    .into_iter()
    .map(|text| read(text, &law, TODAY).rules.unwrap())
    .collect()
}

fn digest(rules: &Rules, seed: u64) -> String {
    let mut out = String::new();
    for sample in people(rules, seed, TODAY, 0..50) {
        for change in
            sample.draft.items.iter().chain(sample.objects.iter().flat_map(|object| &object.draft.items))
        {
            for value in &change.values {
                out.push_str(value.value.normal());
                out.push('\n');
            }
        }
    }
    out
}

#[test]
fn the_same_seed_gives_the_same_people() {
    for rules in registers() {
        assert_eq!(digest(&rules, 1), digest(&rules, 1));
        assert_ne!(digest(&rules, 1), digest(&rules, 2));
    }
}

#[test]
fn people_have_what_the_register_requires() {
    for rules in registers() {
        let statement = rules.statement();
        for sample in people(&rules, 7, TODAY, 0..400) {
            let group = &sample.draft.group;
            for item in &statement.items {
                let needs = item.required
                    && !item.generated
                    && item.rule.is_none()
                    && (item.groups.is_empty() || item.groups.contains(group));
                let has = sample.draft.items.iter().any(|change| change.item == item.id);
                assert!(has || !needs, "{}", item.id);
            }
            for (at, object) in sample.objects.iter().enumerate() {
                let kind = rules.object(&object.draft.kind).unwrap();
                assert!(object.parent.is_none_or(|parent| parent < at));
                assert!(object.parent.is_some() || !kind.parent_required);
                let lines_have = |item: &Item| {
                    object.draft.lines.iter().all(|line| line.iter().any(|change| change.item == item.id))
                };
                for item in kind.items.iter().filter(|item| item.required) {
                    assert!(
                        object.draft.items.iter().any(|change| change.item == item.id),
                        "{} {}",
                        kind.id,
                        item.id
                    );
                }
                assert!(kind.line_items.iter().filter(|item| item.required).all(lines_have), "{}", kind.id);
            }
        }
    }
}

#[test]
fn people_have_telephones_and_few_share_one_with_anybody() {
    for rules in registers() {
        let phones = |item: &&Item| item.item_type == ItemType::Phone;
        let phone = rules.statement().items.iter().find(phones).unwrap();
        // Those of one seed, and newcomers of another who come millions later.
        let all = [(1, 0..500), (2, 5_000_000..5_000_500), (2, 6_000_000..6_000_500)];
        let all = all.into_iter().flat_map(|(seed, numbers)| people(&rules, seed, TODAY, numbers));
        let of = |sample: Sample| sample.draft.items.into_iter().find(|change| change.item == phone.id);
        let numbers: Vec<String> = all
            .filter_map(of)
            .flat_map(|change| change.values)
            .map(|one| one.value.normal().to_owned())
            .collect();
        let apart = numbers.iter().collect::<BTreeSet<_>>().len();
        assert!(numbers.len() > 1_000, "{} of 1,500 have a telephone", numbers.len());
        assert!(apart * 10 > numbers.len() * 9, "{apart} numbers of {} people", numbers.len());
    }
}

#[test]
fn every_kind_of_thing_happens_to_somebody() {
    for rules in registers() {
        let seen: BTreeSet<String> = people(&rules, 3, TODAY, 0..600)
            .flat_map(|sample| sample.objects)
            .map(|object| object.draft.kind.as_str().to_owned())
            .collect();
        // What the system itself derives is not invented.
        let brought = |kind: &&ObjectKind| source(rules.statement(), &kind.sources).is_some();
        let kinds = rules.statement().objects.iter().filter(brought);
        let declared: BTreeSet<String> = kinds.map(|kind| kind.id.as_str().to_owned()).collect();
        assert_eq!(seen, declared);
        assert!(people(&rules, 3, TODAY, 0..600).any(|sample| !sample.permissions.is_empty()));
    }
}
