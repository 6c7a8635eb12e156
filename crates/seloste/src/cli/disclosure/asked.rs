//! `seloste disclosure asked`, `agree`, `refuse`: what others ask to be given, decided by a second person or refused.

use super::{Ground, say_parcel};
use crate::{
    cli::{Verdict, asking::Asking, output, words},
    work::personal,
};
use seloste_gate::{
    card::SubjectRef,
    disclosures::{DisclosureDraft, Receiver},
};
use seloste_register::id::{CategoryId, kind};
use serde_json::{Value, json};

/// See what others asked to be given about a subject, and what became of it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure asked --data ./seloste-data --register service-customers --as tietosuoja \\\n      --purpose register-keeping SUBJECT"
)]
pub(super) struct Args {
    #[command(flatten)]
    asking: Asking,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

/// Agree, as the second person, to what a colleague put forward, and give it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure agree --data ./seloste-data --register service-customers --as toinen.paattaja \\\n      --purpose register-keeping --number 12 SUBJECT"
)]
pub(super) struct Agree {
    #[command(flatten)]
    asking: Asking,
    /// Its number, as `seloste disclosure asked` prints it
    #[arg(long, value_name = "N")]
    number: i64,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

/// Refuse what somebody asks to be given; the refusal stays on record
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure refuse --data ./seloste-data --register service-customers --as tietosuoja \\\n      --purpose register-keeping --to 'Esimerkkivirasto' --ground authority --words 'Ei säännöstä' SUBJECT"
)]
pub(super) struct Refuse {
    #[command(flatten)]
    asking: Asking,
    /// What a colleague put forward, by its number
    #[arg(long, value_name = "N", conflicts_with_all = ["to", "ground"])]
    number: Option<i64>,
    /// Who asks; stored sealed
    #[arg(long, value_name = "NAME", requires = "ground", required_unless_present = "number")]
    to: Option<String>,
    /// On what ground it is asked
    #[arg(long, value_enum, value_name = "GROUND")]
    ground: Option<Ground>,
    /// The provision that they rely on; stored sealed
    #[arg(long, value_name = "WORDS")]
    provision: Option<String>,
    /// The number under which they keep the matter; stored sealed
    #[arg(long, value_name = "NUMBER")]
    case_number: Option<String>,
    /// A category that they asked for; may be said several times
    #[arg(long = "category", value_name = "ID", value_parser = words::id::<kind::Category>)]
    categories: Vec<CategoryId>,
    /// Why it is refused; stored sealed
    #[arg(long, value_name = "WORDS")]
    words: String,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

pub(super) fn list(args: &Args) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.asked_to_give(&asked.ask, &SubjectRef(args.subject.clone())))?;
    if args.asking.json {
        let told = found.iter().map(|one| {
            json!({
                "asked": one.number,
                "state": one.state.as_str(),
                "ground": one.ground,
                "words": personal::text(&one.words).as_str(),
                "categories": one.categories.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
                "put_forward": one.asked.to_string(),
                "decided": one.decided.map(|at| at.to_string()),
                "why": one.why.as_ref().map(|why| personal::text(why).to_string()),
            })
        });
        output::say_json(&json!({ "asked": told.collect::<Vec<Value>>() }));
        return Ok(());
    }
    for one in &found {
        let words = personal::text(&one.words).replace('\n', ": ");
        output::say(&format!("{}  {}  {}  {words}", one.number, one.asked, one.state.as_str()));
    }
    Ok(())
}

pub(super) fn agree(args: &Agree) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let subject = SubjectRef(args.subject.clone());
    let parcel = asked.told(asked.gate()?.agree_to_give(&asked.ask, &subject, args.number))?;
    say_parcel(&asked, args.asking.json, &parcel);
    Ok(())
}

pub(super) fn refuse(args: &Refuse) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let (gate, subject) = (asked.gate()?, SubjectRef(args.subject.clone()));
    let number = match (args.number, &args.to, args.ground) {
        (Some(number), ..) => {
            asked.told(gate.refuse_asked(&asked.ask, &subject, (number, &args.words)))?;
            number
        }
        (None, Some(name), Some(ground)) => {
            let to = Receiver::Single {
                name: name.clone(),
                ground: ground.into(),
                provision: args.provision.clone().unwrap_or_default(),
                case_number: args.case_number.clone(),
            };
            let draft = DisclosureDraft { to, categories: args.categories.clone() };
            asked.told(gate.refuse_to_give(&asked.ask, &subject, (&draft, &args.words)))?
        }
        _ => return Err(Verdict::Misused("say --number, or --to and --ground".to_owned())),
    };
    if args.asking.json {
        output::say_json(&json!({ "asked": number, "state": "refused" }));
    } else {
        output::say(&format!("{number} refused; on record"));
    }
    Ok(())
}
