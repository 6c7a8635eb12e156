//! What was weighed in a case before its answer is given: what is left out because it is about somebody else, and whether those
//! who used the data are named. Not here: who weighs it (the steps of the case).

use crate::{card::OpenedObject, package::Package, personal::Personal, realm::Realm, request::OpenedRequest};
use seloste_register::right::case::Step;

/// Whether those who used the data are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Names {
    /// They are not.
    #[default]
    Kept,
    /// They are, by a reasoned decision (CJEU C-579/21).
    Given,
}

/// What was weighed.
#[derive(Default)]
pub(super) struct Weighed {
    pub(super) names: Names,
    withheld: Vec<(String, Personal)>,
}

impl Weighed {
    /// What was weighed in a case.
    pub(super) fn of(opened: OpenedRequest) -> Self {
        let names = if opened.case.names { Names::Given } else { Names::Kept };
        let withheld = opened.happened.into_iter().filter_map(|one| match (one.step, one.words) {
            (Some(Step::Withhold(what)), Some(why)) => Some((what, why)),
            _ => None,
        });
        Self { names, withheld: withheld.collect() }
    }

    /// The package without what is left out, and with the reasons why.
    pub(super) fn applied(self, realm: &Realm, mut package: Package) -> Package {
        for (what, _) in &self.withheld {
            match what.split_once(':') {
                Some(("item", id)) => without_item(&mut package, id),
                Some(("category", id)) => {
                    package.categories.retain(|one| one.category.as_str() != id);
                    let kind = |one: &OpenedObject| realm.rules().object(&one.kind);
                    without_objects(&mut package, |one| {
                        kind(one).is_some_and(|kind| kind.category.as_str() == id)
                    });
                }
                Some(("object", name)) => without_objects(&mut package, |one| one.object.0 == name),
                _ => {}
            }
        }
        package.withheld = self.withheld;
        package
    }
}

/// Without some objects and what they were before; of a part, what it is stays told.
fn without_objects(package: &mut Package, left_out: impl Fn(&OpenedObject) -> bool) {
    package.objects.retain(|one| !left_out(one));
    package.past_objects.retain(|(_, one)| !left_out(one));
    for part in &mut package.links {
        part.object = part.object.take().filter(|one| !left_out(one));
    }
}

/// The item, wherever it stands: on the card, in objects and their lines, in what they were before.
fn without_item(package: &mut Package, id: &str) {
    let cards = package.categories.iter_mut().map(|category| &mut category.items);
    let past = package.past_objects.iter_mut().map(|(_, object)| object);
    let parts = package.links.iter_mut().filter_map(|part| part.object.as_mut());
    let objects = package.objects.iter_mut().chain(past).chain(parts);
    let objects = objects.flat_map(|object| std::iter::once(&mut object.items).chain(&mut object.lines));
    for items in cards.chain(objects) {
        items.retain(|item| item.item.as_str() != id);
    }
    package.past.retain(|past| past.item.as_str() != id);
}
