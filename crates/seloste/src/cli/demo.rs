//! `seloste demo`: sample registers, colleagues and people, served.

use super::{
    Verdict,
    log::{self, Level},
    output, serve,
    settings::Place,
};
use crate::{
    installation::{Head, LAYOUT},
    work::demo::{self, DemoError, Demonstration},
};
use indicatif::{ProgressBar, ProgressStyle};
use std::{net::SocketAddr, path::Path, sync::Arc};

/// Make sample registers with invented people, print addresses and sign-ins, and serve
///
/// A second run with the same folder serves what the first one made.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Example:\n  seloste demo --data ./seloste-demo --listen 127.0.0.1:8080 --people 20000"
)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Invented people in each register
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    people: u64,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    log::start(Level::Warn);
    let clock = args.place.clock_of(&Head { layout: LAYOUT, ..Head::default() })?;
    let listener = serve::bind(args.listen)?;
    let bar = ProgressBar::new(args.people);
    if let Ok(style) = ProgressStyle::with_template("{msg:28} {bar:30} {pos}/{len}  {per_sec}  {eta} left") {
        bar.set_style(style);
    }
    let (app, made) = demo::open_or_make(
        &args.place.data,
        (&args.place.elsewhere(), &clock),
        args.people,
        &mut |register, done, _| {
            bar.set_message(register.as_str().to_owned());
            bar.set_position(done);
        },
    )?;
    bar.finish_and_clear();
    let mail = args.place.data.join(demo::MAIL);
    serve::listen(&Arc::new(app), listener, |address| tell(address, &made, &mail))
}

/// Prints where to go and how to get in.
fn tell(address: SocketAddr, made: &Demonstration, mail: &Path) {
    output::say(&format!("Seloste serves on http://{address}/"));
    let mut shown = None;
    for one in &made.colleagues {
        if shown.replace(&one.register) != Some(&one.register) {
            output::say("");
            output::say(&format!("{}   notice: http://{address}/r/{}/notice", one.register, one.register));
            output::say(&format!("  {:<20} {:<24} password", "role", "user name"));
        }
        output::say(&format!("  {:<20} {:<24} {}", one.role.as_str(), one.user, one.password));
    }
    output::say("");
    output::say(&format!(
        "People's own pages (mail with sign-in links is written to {}, nothing is sent)",
        mail.display()
    ));
    for one in &made.people {
        output::say(&format!("- http://{address}/my/{}   sign in as {}", one.register, one.email));
    }
    output::say("");
    output::say(&format!("API keys (document: http://{address}/api/openapi.json)"));
    for key in &made.keys {
        output::say(&format!("  {:<20} {:<20} {}", key.register.as_str(), key.role.as_str(), key.key));
    }
}

impl From<DemoError> for Verdict {
    fn from(error: DemoError) -> Self {
        match error {
            DemoError::Other(_) => Self::No(error.to_string()),
            DemoError::Installation(error) => error.into(),
            DemoError::Staff(error) => error.into(),
            DemoError::Gate(_) | DemoError::Sample(_) => Self::Failed(error.to_string()),
        }
    }
}
