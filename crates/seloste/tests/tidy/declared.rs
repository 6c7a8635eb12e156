//! Rules live in statements alone: the program knows kinds of rules, never a register, a role, a purpose or a kind of object of one
//! (the first invariant). Names of one plain word are not looked for: many of them name a kind too.

use super::{
    files::{code, sources, tracked},
    report,
};
use std::collections::BTreeSet;

/// Where samples are what a file is about: generated people and figures.
const OF_SAMPLES: &[&str] = &["/demo", "/bench"];
/// Declared names that also name a kind of the program: an item type, a class of a purpose.
const KINDS: &[&str] = &["distance-selling", "identity-code"];

/// Names that the registers of the repository declare, of two words or more.
fn declared() -> BTreeSet<String> {
    let lists =
        ["role", "purpose", "category", "object", "subject-group", "source", "recipient", "company", "area"];
    let mut names = BTreeSet::new();
    let files = tracked();
    for (path, text) in
        files.iter().filter(|(path, _)| path.starts_with("registers/") && path.ends_with(".toml"))
    {
        // Broken ones break in their own ways.
        let Ok(statement) = text.parse::<toml::Table>() else {
            assert!(path.contains("/broken/"), "{path} can't be read");
            continue;
        };
        let one = statement.get("register").into_iter();
        let many = lists.iter().filter_map(|list| statement.get(*list)?.as_array()).flatten();
        names.extend(one.chain(many).filter_map(|part| part.get("id")?.as_str()).map(str::to_owned));
    }
    names.retain(|name| name.contains('-') && !KINDS.contains(&name.as_str()));
    assert!(names.len() > 60, "only {} names were found: the rule would hold for nothing", names.len());
    names
}

#[test]
fn no_name_that_a_statement_declares_stands_in_the_program() {
    let names = declared();
    let mut broken = Vec::new();
    let program = |path: &str| {
        path.contains("/src/")
            && !path.contains("/tests")
            && !OF_SAMPLES.iter().any(|room| path.contains(room))
    };
    for source in sources().iter().filter(|source| program(&source.path)) {
        let tests = source.text.find("#[cfg(test)]\nmod ").map(|at| source.text[..at].lines().count());
        let lines = code(source).take_while(|(number, _)| tests.is_none_or(|tests| *number <= tests));
        for (number, line) in lines.filter(|(_, line)| !line.contains("example = ")) {
            // What stands between quotation marks, every other part.
            let literals = line.split('"').skip(1).step_by(2);
            broken.extend(
                literals
                    .filter(|literal| names.contains(*literal))
                    .map(|literal| format!("{}:{number}: {literal}", source.path)),
            );
        }
    }
    report("a rule of one register stands in the program: say it in the statement", &broken);
}
