//! `seloste search`: finds subjects by words, through the gate.

use super::{Verdict, asking::Asking, output, shown};
use crate::{messages::terminal as say, work::personal};
use seloste_gate::card::Hit;
use serde_json::{Value, json};

/// Find subjects by words
///
/// Beginnings of names, a phone number in any written form, an e-mail address, a customer number. The search and
/// everybody whom it shows stand in the ledger.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste search --data ./seloste-data --register webshop-customers --as eero.malli \\\n      --purpose customer-care virt 0401234"
)]
pub(crate) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// At most so many hits
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=200))]
    rows: u32,
    /// Words that must all match
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let hits = asked.told(asked.gate()?.find(&asked.ask, &args.words.join(" "), args.rows))?;
    if args.asking.json {
        output::say_json(&json!({ "hits": hits.iter().map(in_json).collect::<Vec<_>>() }));
        return Ok(());
    }
    for hit in &hits {
        output::say(&format!(
            "{}  {}",
            hit.subject.0,
            shown::items_in_line(&hit.items, &asked.rules, asked.lang).as_str()
        ));
    }
    if hits.is_empty() {
        output::note(say::NOTHING.get(asked.lang));
    }
    Ok(())
}

fn in_json(hit: &Hit) -> Value {
    let items: serde_json::Map<String, Value> =
        hit.items.iter().map(|opened| (opened.item.to_string(), personal::json(opened))).collect();
    json!({
        "subject": hit.subject.0,
        "group": hit.group.as_str(),
        "closed": hit.closed.map(|day| day.to_string()),
        "items": items,
    })
}
