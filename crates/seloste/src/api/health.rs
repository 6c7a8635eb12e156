//! For the machine's keepers: is it alive, is it ready, what does it do. Tells nothing about anybody.

use super::{
    answers::{NotHere, NotReady},
    problem::Problem,
};
use crate::{
    app::{App, Shared},
    metrics::Gauge,
};
use axum::{
    Json,
    extract::{ConnectInfo, State},
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use seloste_db::Failure;
use serde::Serialize;
use std::net::SocketAddr;
use utoipa::ToSchema;

/// A word on how it is.
#[derive(Serialize, ToSchema)]
pub(super) struct Health {
    /// `ok`.
    status: &'static str,
    /// Registers that go on under the rules of an earlier day, because their statement no longer passes under the law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    outdated: Vec<OutdatedRegister>,
}

/// A register that goes on under the rules of an earlier day.
#[derive(Serialize, ToSchema)]
pub(super) struct OutdatedRegister {
    /// The register.
    register: String,
    /// The first day on which its statement did not pass.
    since: String,
    /// The rules of the check that it breaks.
    rules: Vec<String>,
}

/// Whether the program runs
#[utoipa::path(get, path = "/healthz", tag = "health", security(()),
    responses((status = 200, description = "It runs", body = Health)))]
pub(super) async fn alive() -> Json<Health> {
    Json(Health { status: "ok", outdated: Vec::new() })
}

/// Whether the program can serve: every database answers
#[utoipa::path(get, path = "/readyz", tag = "health", security(()),
    responses((status = 200, description = "It can serve", body = Health), NotReady))]
pub(super) async fn ready(State(app): State<Shared>) -> Result<Json<Health>, Problem> {
    let answered = app.run(|app| {
        app.controllers().try_for_each(|controller| {
            controller
                .gate
                .data()
                .read(|tx| tx.first("SELECT 1", &[], |row| row.int(0)))
                .map(drop::<Option<i64>>)
        })?;
        Ok::<_, Failure>(outdated(app))
    });
    match answered.await {
        Ok(Ok(outdated)) => Ok(Json(Health { status: "ok", outdated })),
        Ok(Err(failure)) => Err(Problem::unavailable(&failure)),
        Err(lost) => Err(Problem::unavailable(&lost)),
    }
}

fn outdated(app: &App) -> Vec<OutdatedRegister> {
    let all = app.controllers().flat_map(crate::app::Controller::outdated);
    all.map(|(register, old)| OutdatedRegister {
        register: register.to_string(),
        since: old.since.to_string(),
        rules: old.rules().into_iter().map(str::to_owned).collect(),
    })
    .collect()
}

/// Figures for Prometheus, for callers on the same machine
#[utoipa::path(get, path = "/metrics", tag = "health", security(()),
    responses((status = 200, description = "Prometheus text", body = String, content_type = "text/plain"), NotHere))]
pub(super) async fn metrics(
    State(app): State<Shared>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    if !is_near(peer.map(|axum::Extension(ConnectInfo(peer))| peer), &headers) {
        return Err(Problem::absent());
    }
    let text =
        app.run(|app| app.metrics().text(&gauges(app))).await.map_err(|lost| Problem::broken(&lost))?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

/// How the program stands. A ledger that can't be put in order has no number of entries, and says so.
fn gauges(app: &App) -> Vec<Gauge> {
    let (mut entries, mut in_order, mut registers) = (Vec::new(), Vec::new(), Vec::new());
    let mut mail = Vec::new();
    for controller in app.controllers() {
        let name = controller.id.to_string();
        let ordered = controller.gate.integrate_ledger().ok();
        entries.extend(ordered.map(|count| (name.clone(), i64::try_from(count).unwrap_or(i64::MAX))));
        in_order.push((name.clone(), i64::from(ordered.is_some())));
        mail.extend(controller.gate.post_waiting().ok().map(|waiting| (name.clone(), waiting)));
        registers.push((name, i64::try_from(controller.gate.registers().len()).unwrap_or(i64::MAX)));
    }
    let overdue = app.controllers().flat_map(|controller| {
        controller.gate.registers().into_iter().filter_map(|register| {
            let run = controller.gate.retention_state(&register).ok().flatten()?;
            Some((register.to_string(), i64::try_from(run.overdue).unwrap_or(i64::MAX)))
        })
    });
    let overdue: Vec<(String, i64)> = overdue.collect();
    let backups: Vec<crate::work::backup::State> = crate::work::backup::state(app).ok().into_iter().collect();
    let resident = resident_bytes().map(|bytes| (String::new(), bytes));
    vec![
        Gauge { name: "seloste_registers", help: "Registers that are open.", values: registers },
        Gauge { name: "seloste_ledger_entries", help: "Entries of the ledger, in order.", values: entries },
        Gauge {
            name: "seloste_ledger_in_order",
            help: "1 while the ledger agrees with its checkpoint; 0 when it was tampered with or can't be read.",
            values: in_order,
        },
        Gauge { name: "seloste_mail_waiting", help: "Mails that wait to be sent.", values: mail },
        Gauge {
            name: "seloste_mail_given_up",
            help: "Mails that were given up since the program began.",
            values: vec![(String::new(), app.metrics().mails_given_up())],
        },
        Gauge {
            name: "seloste_retention_overdue",
            help: "Values past their term that the last run could not destroy, by register.",
            values: overdue,
        },
        Gauge {
            name: "seloste_host_unlisted",
            help: "1 while the register runs on a machine that its statement does not list, by register.",
            values: hosts(app),
        },
        Gauge {
            name: "seloste_mailbox_lost",
            help: "1 while our own mail to an address of requests does not come in, by address.",
            values: mailboxes(app),
        },
        Gauge {
            name: "seloste_backup_missed",
            help: "1 while a backup that the statements promise is overdue.",
            values: backups.iter().map(|state| (String::new(), i64::from(state.missed))).collect(),
        },
        Gauge {
            name: "seloste_backup_untried",
            help: "1 while putting a backup back has not been tried as the statements promise, or did not work.",
            values: backups.iter().map(|state| (String::new(), i64::from(state.untried))).collect(),
        },
        Gauge {
            name: "process_resident_memory_bytes",
            help: "Memory of the program.",
            values: resident.into_iter().collect(),
        },
    ]
}

/// 1 for each register that runs on a machine that its statement does not list.
fn hosts(app: &App) -> Vec<(String, i64)> {
    let all = crate::work::host::unlisted(app).into_iter();
    all.map(|(id, unlisted)| (id.to_string(), i64::from(unlisted))).collect()
}

/// 1 for each mailbox whose trial was lost.
fn mailboxes(app: &App) -> Vec<(String, i64)> {
    let state = |mailbox| crate::work::mailbox::state(app, mailbox).ok();
    let all = app.installation.head.mailboxes.iter();
    all.filter_map(|mailbox| Some((mailbox.address.clone(), i64::from(state(mailbox)?.lost)))).collect()
}

/// Memory of this process; not told where the system has no `/proc`.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: i64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    kib.checked_mul(1_024)
}

/// Whether the caller is on this machine and no proxy speaks for somebody else: figures are nobody else's business.
fn is_near(peer: Option<SocketAddr>, headers: &HeaderMap) -> bool {
    let spoken_for = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];
    peer.is_some_and(|peer| peer.ip().is_loopback())
        && !spoken_for.iter().any(|name| headers.contains_key(*name))
}
