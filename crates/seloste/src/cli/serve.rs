//! `seloste serve`: answers on an address until it is told to stop.

use super::{
    Verdict,
    log::{self, Level},
    output,
    settings::Place,
};
use crate::{
    app::{Shared, WORKERS},
    jobs, server,
    work::staff::setup,
};
use std::{future::Future, net::SocketAddr, sync::Arc};
use tokio::net::TcpListener;

/// Serve an installation to browsers and programs
///
/// Example: seloste serve --data ./seloste-data --listen 127.0.0.1:8080
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// Address and port to listen on; port 0 takes a free one. The service listens nowhere else (claim R4-043).
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// How much to log, on standard error
    #[arg(long, value_name = "LEVEL", default_value = "info", env = "SELOSTE_LOG")]
    log: Level,
}

pub(crate) fn run(args: &Args) -> Result<(), Verdict> {
    log::start(args.log);
    let listener = bind(args.listen)?;
    let app = Arc::new(args.place.open()?);
    let codes = setup::codes(&app).map_err(|failure| Verdict::Failed(failure.to_string()))?;
    listen(&app, listener, |address| {
        output::say(&format!("Seloste serves on http://{address}/"));
        for (controller, code) in &codes {
            output::say(&format!(
                "{controller} has no account yet. Make the first one within an hour at \
                 http://{address}/setup?at={controller} with the code {code}"
            ));
        }
    })
}

/// Takes an address to listen on: first of all, so that one that is taken is told before any work is done.
pub(crate) fn bind(listen: SocketAddr) -> Result<std::net::TcpListener, Verdict> {
    let bound = std::net::TcpListener::bind(listen).and_then(|listener| {
        listener.set_nonblocking(true)?;
        Ok(listener)
    });
    bound.map_err(|error| {
        Verdict::Failed(format!("can't listen on {listen}: {error}; choose another with --listen"))
    })
}

/// Serves until SIGINT or SIGTERM; tells the address.
pub(crate) fn listen(
    app: &Shared,
    listener: std::net::TcpListener,
    told: impl FnOnce(SocketAddr),
) -> Result<(), Verdict> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        // More would stand idle, and each keeps memory from the work that it did last.
        .max_blocking_threads(WORKERS)
        .build()
        .map_err(|error| Verdict::Failed(error.to_string()))?;
    let jobs = jobs::start(app);
    let served = runtime.block_on(async {
        let listener = TcpListener::from_std(listener).map_err(|error| Verdict::Failed(error.to_string()))?;
        let address = listener.local_addr().map_err(|error| Verdict::Failed(error.to_string()))?;
        told(address);
        let stop = asked_to_stop().map_err(|error| Verdict::Failed(error.to_string()))?;
        server::serve(Arc::clone(app), listener, stop)
            .await
            .map_err(|error| Verdict::Failed(error.to_string()))
    });
    jobs.stop();
    served
}

/// Comes true at SIGINT (Ctrl-C) or SIGTERM.
fn asked_to_stop() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}
