//! `seloste statistics`: objects counted by what they are, never about one person.

use super::{Verdict, asking::Asking, output, words};
use jiff::civil::Date;
use seloste_gate::{
    card::Filter,
    tally::{By, Tally},
};
use seloste_register::id::{GroupId, ItemId, ObjectKindId, kind};
use serde_json::{Value, json};

/// Count objects by what they are, when they began and what they hold
///
/// Rows about fewer people than the purpose may show are left out; how many, is said.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste statistics --data ./seloste-data --register webshop-customers --as kaisa.malli \\\n      --purpose offering-planning --object order --by product --by month"
)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// Objects of this kind
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Object>)]
    object: ObjectKindId,
    /// By what: group, state, month, year, or an item of the kind or of its lines; up to three times
    #[arg(long, value_name = "WHAT", required = true, value_parser = words::id::<kind::Item>)]
    by: Vec<ItemId>,
    /// Began on this day or later
    #[arg(long, value_name = "DATE")]
    from: Option<Date>,
    /// Began on this day or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<Date>,
    /// Only of people in this group
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Group>)]
    group: Option<GroupId>,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let by = args.by.iter().cloned().map(By::named).collect();
    let filter = Filter { group: args.group.clone(), ..Filter::default() };
    let what = Tally { kind: args.object.clone(), by, from: args.from, until: args.until, filter };
    let found = asked.told(asked.gate()?.tally(&asked.ask, &what))?;
    if args.asking.json {
        let rows = found.rows.iter();
        let rows =
            rows.map(|row| json!({ "about": row.about, "objects": row.objects, "people": row.people }));
        output::say_json(&json!({ "rows": rows.collect::<Vec<Value>>(), "withheld": found.withheld }));
        return Ok(());
    }
    for row in &found.rows {
        output::say(&format!("{}  {}  {}", row.objects, row.people, row.about.join("  ")));
    }
    if found.withheld > 0 {
        output::note(&format!("{} rows are about too few people to be shown", found.withheld));
    }
    Ok(())
}
