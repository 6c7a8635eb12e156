//! From a role's grants to what the table holds.

use super::{Categories, Granted, RoleFacts, action_bit};
use crate::retention::Terms;
use seloste_register::{
    id::{CategoryId, CompanyId, PurposeId},
    statement::model::{Grant, Role},
};
use std::collections::HashMap;

/// What a role may do for each purpose, in the statement's order.
pub(super) fn role_facts(
    role: &Role,
    controller: &CompanyId,
    purposes: &HashMap<PurposeId, usize>,
    categories: &HashMap<CategoryId, usize>,
) -> RoleFacts {
    let mut grants = vec![Granted::default(); purposes.len()];
    for grant in &role.grants {
        let granted = compile_grant(grant, categories);
        for at in grant.purposes.iter().filter_map(|id| purposes.get(id)) {
            if let Some(slot) = grants.get_mut(*at) {
                *slot = slot.and(granted);
            }
        }
    }
    // The controller's own people may hold every role; other companies' only the roles that list them.
    let companies = std::iter::once(controller).chain(&role.companies).cloned().collect();
    RoleFacts { scope: role.scope, companies, grants }
}

fn compile_grant(grant: &Grant, categories: &HashMap<CategoryId, usize>) -> Granted {
    let set = |ids: &[CategoryId]| {
        ids.iter()
            .filter_map(|id| categories.get(id))
            .fold(Categories::NONE, |sum, at| sum.and(Categories::one(*at)))
    };
    let read = set(&grant.read);
    // A category that may be changed must also be readable; one that is not stays closed (strictest wins).
    let change = set(&grant.change).common(read);
    let actions = grant.actions.iter().fold(0, |sum, action| sum | action_bit(*action));
    Granted { read, change, actions, terms: Terms::default() }
}
