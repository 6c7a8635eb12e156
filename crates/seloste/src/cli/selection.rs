//! `seloste selection`: whom a campaign reaches in one channel, in figures or one by one, and why it passes over others.

use super::{Verdict, asking::Asking, output, shown, words};
use crate::{messages::terminal as say, work::personal};
use clap::Subcommand;
use seloste_gate::{
    campaign::{Campaign, LeftOut},
    card::{Filter, Hit, Page, SubjectRef},
};
use seloste_register::{
    id::{ChoiceId, GroupId, ObjectKindId, PurposeId, kind},
    statement::model::{Channel, Whose},
};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Rows of a page.
const ROWS: u32 = 200;

/// Select whom a campaign reaches in one channel, and see why others are left out
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste selection list --data ./seloste-data --register webshop-customers --as maija.malli \\\n      --purpose electronic-marketing --channel email"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    List(ListArgs),
    Count(CountArgs),
    Why(WhyArgs),
}

/// List those whom the campaign reaches: name, language, and what the channel needs
///
/// Who is left out stands on standard error (with --json in the answer), each with its reason.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste selection list --data ./seloste-data --register webshop-customers --as maija.malli \\\n      --purpose direct-advertising --channel post --targeting targeting --object order"
)]
struct ListArgs {
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    campaign: CampaignArgs,
}

/// Count those whom the campaign reaches, and those left out by reason
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste selection count --data ./seloste-data --register newsletter --as saara.malli \\\n      --purpose newsletter --channel email"
)]
struct CountArgs {
    #[command(flatten)]
    asking: Asking,
    #[command(flatten)]
    campaign: CampaignArgs,
}

/// See how a subject may be approached, purpose by purpose, and why not
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste selection why --data ./seloste-data --register webshop-customers --as eero.malli \\\n      --purpose customer-care SUBJECT"
)]
struct WhyArgs {
    #[command(flatten)]
    asking: Asking,
    /// The subject's name in addresses
    #[arg(value_name = "SUBJECT")]
    subject: String,
}

#[derive(Debug, clap::Args)]
struct CampaignArgs {
    /// By which way people would be reached
    #[arg(long, value_enum, value_name = "CHANNEL")]
    channel: words::ChannelName,
    /// Whose products it is about; without it, what the purpose says
    #[arg(long, value_enum, value_name = "WHOSE")]
    whose: Option<WhoseName>,
    /// The purpose under which people are picked by what they have done
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Purpose>)]
    targeting: Option<PurposeId>,
    /// Only this group
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Group>)]
    group: Option<GroupId>,
    /// Only those with an object of this kind ...
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Object>)]
    object: Option<ObjectKindId>,
    /// ... in this state
    #[arg(long, value_name = "ID", value_parser = words::id::<kind::Choice>, requires = "object")]
    state: Option<ChoiceId>,
}

/// Whose products a campaign is about.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum WhoseName {
    /// The controller's own
    Own,
    /// Another company's of the group
    Group,
    /// A partner's or another advertiser's
    Partner,
}

impl CampaignArgs {
    fn read(&self) -> Campaign {
        let whose = self.whose.map(|whose| match whose {
            WhoseName::Own => Whose::Own,
            WhoseName::Group => Whose::Group,
            WhoseName::Partner => Whose::Partner,
        });
        let (object, state) = (self.object.clone(), self.state.clone());
        let filter = Filter { group: self.group.clone(), object, state, ..Filter::default() };
        Campaign { channel: self.channel.into(), whose, targeting: self.targeting.clone(), filter }
    }
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    match &args.what {
        What::List(args) => list(args),
        What::Count(args) => count(args),
        What::Why(args) => why(args),
    }
}

fn list(args: &ListArgs) -> Result<(), Verdict> {
    let (asked, campaign) = (args.asking.open()?, args.campaign.read());
    let (mut hits, mut left_out, mut after) = (Vec::new(), Vec::new(), None);
    loop {
        let page = Page { after, rows: ROWS };
        let found = asked.told(asked.gate()?.select(&asked.ask, &campaign, &page))?;
        left_out.extend(found.left_out);
        if args.asking.json {
            hits.extend(found.hits.iter().map(in_json));
        } else {
            for hit in &found.hits {
                let line = shown::items_in_line(&hit.items, &asked.rules, asked.lang);
                output::say(&format!("{}  {}", hit.subject.0, line.as_str()));
            }
            hits.extend(found.hits.iter().map(|_| Value::Null));
        }
        after = found.next;
        if after.is_none() {
            break;
        }
    }
    if args.asking.json {
        let passed = left_out.iter().map(|(who, why)| json!({ "subject": who.0, "reason": why.as_str() }));
        output::say_json(&json!({ "hits": hits, "left_out": passed.collect::<Vec<_>>() }));
        return Ok(());
    }
    for (who, why) in &left_out {
        output::note(&format!("{}  {}: {}", who.0, why.as_str(), reason(*why).get(asked.lang)));
    }
    if hits.is_empty() {
        output::note(say::NOTHING.get(asked.lang));
    }
    Ok(())
}

fn in_json(hit: &Hit) -> Value {
    let items: Map<String, Value> =
        hit.items.iter().map(|opened| (opened.item.to_string(), personal::json(opened))).collect();
    json!({ "subject": hit.subject.0, "group": hit.group.as_str(), "items": items })
}

fn count(args: &CountArgs) -> Result<(), Verdict> {
    let (asked, campaign) = (args.asking.open()?, args.campaign.read());
    let totals = asked.told(asked.gate()?.selection_totals(&asked.ask, &campaign))?;
    if args.asking.json {
        let left_out: BTreeMap<&str, u64> =
            totals.left_out.iter().map(|(why, count)| (why.as_str(), *count)).collect();
        output::say_json(&json!({ "reached": totals.reached, "left_out": left_out }));
        return Ok(());
    }
    output::say(&format!("{}", totals.reached));
    for (why, count) in &totals.left_out {
        output::say(&format!("{count}  {}: {}", why.as_str(), reason(*why).get(asked.lang)));
    }
    Ok(())
}

fn why(args: &WhyArgs) -> Result<(), Verdict> {
    let asked = args.asking.open()?;
    let found = asked.told(asked.gate()?.approachable(&asked.ask, &SubjectRef(args.subject.clone())))?;
    if args.asking.json {
        let told = found.iter().map(|one| {
            json!({
                "purpose": one.purpose.as_str(),
                "channel": channel(one.channel),
                "allowed": one.left_out.is_none(),
                "reason": one.left_out.map(LeftOut::as_str),
            })
        });
        output::say_json(&json!({ "approaches": told.collect::<Vec<_>>() }));
        return Ok(());
    }
    for one in &found {
        let stand = one.left_out.map_or_else(
            || say::MAY_BE_APPROACHED.get(asked.lang).to_owned(),
            |why| format!("{}: {}", why.as_str(), reason(why).get(asked.lang)),
        );
        output::say(&format!("{}  {}  {stand}", one.purpose, channel(one.channel)));
    }
    Ok(())
}

const fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Post => "post",
        Channel::Phone => "phone",
        Channel::Text => "text",
        Channel::Email => "email",
    }
}

const fn reason(why: LeftOut) -> &'static crate::messages::Message {
    crate::messages::campaign::why(why)
}
