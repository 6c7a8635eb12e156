//! `seloste disclosure`: gives somebody's data to a recipient, shows who was given what, and keeps recipients told.

mod asked;
mod recordings;

use super::{
    Verdict,
    asking::{Asked, Asking},
    output, words,
};
use crate::work::{
    disclosure::{self, Outcome},
    personal,
};
use clap::Subcommand;
use seloste_gate::{
    card::SubjectRef,
    disclosures::{DisclosureDraft, NoticeStep, Parcel, Receiver},
};
use seloste_register::{
    id::{CategoryId, PurposeId, RecipientId, RegisterId, kind},
    statement::model::DisclosureGround,
};
use serde_json::{Map, Value, json};

/// Give a subject's data to a recipient, see who was given what, keep recipients told
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure make --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --to 'Poliisi' --ground authority --provision 'PoliisiL 4:3' \\\n      --category identity SUBJECT"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Make(MakeArgs),
    List(ListArgs),
    Checked(CheckedArgs),
    Asked(asked::Args),
    Agree(asked::Agree),
    Refuse(asked::Refuse),
    Notices(NoticesArgs),
    Told(ToldArgs),
    Order(recordings::Order),
    HandOver(recordings::HandOver),
}

/// Give categories of a subject's data to a recipient
///
/// The gate decides against the statement, on this day: a declared recipient gets its categories for its purposes while it
/// belongs to the group and its country is allowed; anybody else gets data once, on a ground that the statement names. Where the
/// recipient is another register of this installation, the person is copied there, prohibitions included; the user needs the right to
/// bring people in there.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure make --data ./seloste-data --register retail-customers --as tietosuoja \\\n      --purpose register-keeping --recipient service-company --for warranties --category identity SUBJECT"
)]
struct MakeArgs {
    #[command(flatten)]
    asking: Asking,
    /// A recipient that the statement declares
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Recipient>, requires = "purpose_of_recipient", conflicts_with = "to")]
    recipient: Option<RecipientId>,
    /// For which of its purposes
    #[arg(long = "for", id = "purpose_of_recipient", value_name = "ID", value_parser = words::id::<kind::Purpose>)]
    purpose_of_recipient: Option<PurposeId>,
    /// Somebody else, once: the name; stored sealed
    #[arg(long, value_name = "NAME", requires_all = ["ground", "provision"], required_unless_present = "recipient")]
    to: Option<String>,
    /// On what ground
    #[arg(long, value_enum, value_name = "GROUND")]
    ground: Option<Ground>,
    /// The provision of law, or the request and how the person proved who they are; stored sealed
    #[arg(long, value_name = "WORDS")]
    provision: Option<String>,
    /// The number under which the receiver keeps the matter; stored sealed
    #[arg(long, value_name = "NUMBER")]
    case_number: Option<String>,
    /// A category to give; may be said several times
    #[arg(long = "category", value_name = "ID", required = true, value_parser = words::id::<kind::Category>)]
    categories: Vec<CategoryId>,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

/// Grounds of a single disclosure.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Ground {
    /// The law obliges
    Law,
    /// The person asks for it
    OwnRequest,
    /// An authority asks lawfully
    Authority,
}

/// See who was given a subject's data
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure list --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping SUBJECT"
)]
struct ListArgs {
    #[command(flatten)]
    asking: Asking,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

/// Put down that a disclosure was gone over and found right, by somebody else than who made it
///
/// `disclosure list` shows what to go over: which items in which version of the statement, and whether the log tells the same.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure checked --data ./seloste-data --register webshop-customers --as toinen.tarkastaja \\\n      --purpose register-keeping --reference d-0123456789ab SUBJECT"
)]
struct CheckedArgs {
    #[command(flatten)]
    asking: Asking,
    /// The reference of the disclosure
    #[arg(long, value_name = "REFERENCE")]
    reference: String,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

/// See what recipients have to be told and have not confirmed
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure notices --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping"
)]
struct NoticesArgs {
    #[command(flatten)]
    asking: Asking,
}

/// Put down that a recipient was told, or that it confirmed
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste disclosure told --data ./seloste-data --register webshop-customers --as tietosuoja \\\n      --purpose register-keeping --receipt 3"
)]
struct ToldArgs {
    #[command(flatten)]
    asking: Asking,
    /// The recipient confirmed
    #[arg(long)]
    receipt: bool,
    /// The recipient had not confirmed, and was told again
    #[arg(long, conflicts_with = "receipt")]
    reminded: bool,
    /// The notice's number
    #[arg(value_name = "NOTICE")]
    notice: i64,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::Make(args) => make(args),
        What::List(args) => list(args),
        What::Checked(args) => checked(args),
        What::Asked(args) => asked::list(args),
        What::Agree(args) => asked::agree(args),
        What::Refuse(args) => asked::refuse(args),
        What::Notices(args) => notices(args),
        What::Told(args) => told(args),
        What::Order(args) => recordings::order(args),
        What::HandOver(args) => recordings::hand_over(args),
    }
}

fn receiver(args: &MakeArgs) -> Result<Receiver, Verdict> {
    if let (Some(recipient), Some(purpose)) = (&args.recipient, &args.purpose_of_recipient) {
        return Ok(Receiver::Declared { recipient: recipient.clone(), purpose: purpose.clone() });
    }
    let (Some(name), Some(ground), Some(provision)) = (&args.to, args.ground, &args.provision) else {
        return Err(Verdict::Misused(
            "say --recipient and --for, or --to, --ground and --provision".to_owned(),
        ));
    };
    Ok(Receiver::Single {
        name: name.clone(),
        ground: ground.into(),
        provision: provision.clone(),
        case_number: args.case_number.clone(),
    })
}

impl From<Ground> for DisclosureGround {
    fn from(ground: Ground) -> Self {
        match ground {
            Ground::Law => Self::Law,
            Ground::OwnRequest => Self::OwnRequest,
            Ground::Authority => Self::Authority,
        }
    }
}

fn make(args: &MakeArgs) -> Result<(), Verdict> {
    let draft = DisclosureDraft { to: receiver(args)?, categories: args.categories.clone() };
    let asked = args.asking.open()?;
    let (gate, subject) = (asked.gate()?, SubjectRef(args.subject.clone()));
    let there = |register: &RegisterId| asked.there(register);
    match asked.told(disclosure::give(gate, &asked.ask, &subject, (&draft, &there)))? {
        Outcome::Given(parcel) => say_parcel(&asked, args.asking.json, &parcel),
        Outcome::Copied(moved) if args.asking.json => {
            output::say_json(&disclosure::copied_in_json(&moved));
        }
        Outcome::Copied(moved) => output::say(&format!(
            "copied as {}, with {} prohibitions\nreference {}",
            moved.subject.0, moved.prohibitions, moved.reference
        )),
        Outcome::Waiting(number) | Outcome::Refused(number) if args.asking.json => {
            output::say_json(&json!({ "asked": number, "state": "waiting" }));
        }
        Outcome::Waiting(number) | Outcome::Refused(number) => {
            output::say(&format!("{number} waits for a second person: seloste disclosure agree"));
        }
    }
    Ok(())
}

/// What is to be handed over.
fn say_parcel(asked: &Asked, as_json: bool, parcel: &Parcel) {
    if as_json {
        let mut categories = Map::new();
        for category in &parcel.categories {
            let items: Map<String, Value> = category
                .items
                .iter()
                .map(|item| (item.item.as_str().to_owned(), personal::json(item)))
                .collect();
            categories.insert(category.category.as_str().to_owned(), Value::Object(items));
        }
        output::say_json(&json!({ "reference": parcel.reference, "categories": categories }));
        return;
    }
    output::say(&format!("reference {}", parcel.reference));
    for item in parcel.categories.iter().flat_map(|category| &category.items) {
        let Some(declared) = asked.rules.item(&item.item).filter(|_| !item.values.is_empty()) else {
            continue;
        };
        let line = personal::line(item, declared, asked.lang);
        output::say(&format!("  {}: {}", declared.name.get(asked.lang), line.as_str()));
    }
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.disclosures(&asked.ask, &SubjectRef(args.subject.clone())))?;
    let laid = asked.told(disclosure::replayed(asked.gate()?, &asked.ask.register, &found))?;
    let told: Vec<Value> = found
        .iter()
        .zip(&laid)
        .map(|(one, laid)| disclosure::told(one, laid, &personal::text(&one.words)))
        .collect();
    if args.asking.json {
        output::say_json(&json!({ "disclosures": told }));
        return Ok(());
    }
    for (one, laid) in found.iter().zip(&laid) {
        let to = one.recipient.as_ref().map_or("", |id| id.as_str());
        let words = personal::text(&one.words).replace('\n', ": ");
        let by = laid.by.as_deref().unwrap_or("-");
        let (version, log) = (laid.statement.unwrap_or_default(), one.in_log.as_str());
        let checked =
            laid.checked_by.as_deref().map_or("not checked".to_owned(), |by| format!("checked by {by}"));
        output::say(&format!("{}  {}  {to} {words}", one.given, one.reference));
        output::say(&format!("    by {by}, statement version {version}, log: {log}, {checked}"));
        for (category, items) in &laid.items {
            let items: Vec<&str> = items.iter().map(|id| id.as_str()).collect();
            output::say(&format!("    {category}: {}", items.join(" ")));
        }
    }
    Ok(())
}

fn checked(args: &CheckedArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let subject = SubjectRef(args.subject.clone());
    asked.told(asked.gate()?.disclosure_checked(&asked.ask, &subject, &args.reference))?;
    output::say(&format!("{} is put down as checked", args.reference));
    Ok(())
}

fn notices(args: &NoticesArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.recipient_notices(&asked.ask))?;
    let now = asked.gate()?.clock().now();
    if args.asking.json {
        let told: Vec<Value> = found
            .iter()
            .map(|one| {
                json!({
                    "notice": one.number,
                    "recipient": one.recipient.as_ref().map(|id| id.as_str()),
                    "reference": one.reference,
                    "what": one.kind.as_str(),
                    "made": one.made.to_string(),
                    "told": one.told.map(|told| told.to_string()),
                    "reminded": one.reminded.map(|reminded| reminded.to_string()),
                    "state": disclosure::stand(one, now),
                })
            })
            .collect();
        output::say_json(&json!({ "notices": told }));
        return Ok(());
    }
    for one in &found {
        let to = one.recipient.as_ref().map_or("somebody else", |id| id.as_str());
        let state = match disclosure::stand(one, now) {
            "late" => "not told yet: late",
            "remind" => "told, not confirmed: remind",
            "told" => "told, not confirmed",
            _ => "not told yet",
        };
        output::say(&format!("{}  {to}  {}  {}  {state}", one.number, one.reference, one.kind.as_str()));
    }
    Ok(())
}

fn told(args: &ToldArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let step = match (args.receipt, args.reminded) {
        (true, _) => NoticeStep::Receipt,
        (_, true) => NoticeStep::Reminded,
        _ => NoticeStep::Told,
    };
    asked.told(asked.gate()?.recipient_told(&asked.ask, args.notice, step))?;
    if args.asking.json {
        output::say_json(&json!({ "notice": args.notice }));
    } else {
        output::say("put down");
    }
    Ok(())
}
