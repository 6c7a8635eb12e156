//! Figures of the running program, in the text form of Prometheus. Counts and times by door, never by address: nothing here
//! tells about a person.

use axum::http::Method;
use std::{
    collections::HashMap,
    fmt::Write as _,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicI64, Ordering},
    },
};

/// Upper ends of the time buckets, in microseconds.
const BUCKETS: [u64; 12] =
    [500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000];

/// Counts what is answered.
#[derive(Debug, Default)]
pub struct Metrics {
    doors: Mutex<HashMap<String, DoorFigures>>,
    mail_given_up: AtomicI64,
}

/// What one door answered.
#[derive(Debug, Default)]
struct DoorFigures {
    answers: Vec<(Method, u16, u64)>,
    within: [u64; BUCKETS.len()],
    micros: u64,
    all: u64,
}

/// One gauge of the program's state.
pub struct Gauge {
    /// Name, with its unit last.
    pub name: &'static str,
    /// What it tells.
    pub help: &'static str,
    /// Values by controller; empty: one for the whole program.
    pub values: Vec<(String, i64)>,
}

impl Metrics {
    /// Counts an answer.
    pub fn answered(&self, door: &str, method: &Method, status: u16, micros: u64) {
        let mut doors = self.doors.lock().unwrap_or_else(PoisonError::into_inner);
        let figures = match doors.get_mut(door) {
            Some(figures) => figures,
            None => doors.entry(door.to_owned()).or_default(),
        };
        figures.count(method, status, micros);
    }

    /// Counts a mail that could not be sent and was given up.
    pub fn mail_given_up(&self) {
        self.mail_given_up.fetch_add(1, Ordering::Relaxed);
    }

    /// How many mails were given up since the program began.
    #[must_use]
    pub fn mails_given_up(&self) -> i64 {
        self.mail_given_up.load(Ordering::Relaxed)
    }

    /// All figures as Prometheus reads them, in order of door.
    #[must_use]
    pub fn text(&self, gauges: &[Gauge]) -> String {
        let mut text = String::new();
        for gauge in gauges {
            tell_gauge(&mut text, gauge);
        }
        let doors = self.doors.lock().unwrap_or_else(PoisonError::into_inner);
        let mut doors: Vec<_> = doors.iter().collect();
        doors.sort_by_key(|(door, _)| door.as_str());
        head(
            &mut text,
            "seloste_requests_total",
            "Requests answered, by door, method and status.",
            "counter",
        );
        for (door, figures) in &doors {
            for (method, status, count) in &figures.answers {
                let labels = format!("door=\"{door}\",method=\"{method}\",status=\"{status}\"");
                let _ = writeln!(text, "seloste_requests_total{{{labels}}} {count}");
            }
        }
        head(&mut text, "seloste_request_seconds", "Time from a request's head to its answer.", "histogram");
        for (door, figures) in &doors {
            figures.tell_times(&mut text, door);
        }
        text
    }
}

impl DoorFigures {
    fn count(&mut self, method: &Method, status: u16, micros: u64) {
        let known = self.answers.len();
        match self.answers.iter_mut().find(|(of, with, _)| of == method && *with == status) {
            Some((_, _, count)) => *count += 1,
            // A stranger who makes up methods does not make the list long.
            None if known < 64 => self.answers.push((method.clone(), status, 1)),
            None => {}
        }
        for (within, end) in self.within.iter_mut().zip(BUCKETS) {
            *within += u64::from(micros <= end);
        }
        self.micros = self.micros.saturating_add(micros);
        self.all += 1;
    }

    #[expect(clippy::cast_precision_loss, reason = "seconds for people to look at")]
    fn tell_times(&self, text: &mut String, door: &str) {
        for (within, end) in self.within.iter().zip(BUCKETS) {
            let end = end as f64 / 1_000_000.0;
            let _ = writeln!(text, "seloste_request_seconds_bucket{{door=\"{door}\",le=\"{end}\"}} {within}");
        }
        let (sum, all) = (self.micros as f64 / 1_000_000.0, self.all);
        let _ = writeln!(text, "seloste_request_seconds_bucket{{door=\"{door}\",le=\"+Inf\"}} {all}");
        let _ = writeln!(text, "seloste_request_seconds_sum{{door=\"{door}\"}} {sum}");
        let _ = writeln!(text, "seloste_request_seconds_count{{door=\"{door}\"}} {all}");
    }
}

fn head(text: &mut String, name: &str, help: &str, kind: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn tell_gauge(text: &mut String, gauge: &Gauge) {
    head(text, gauge.name, gauge.help, "gauge");
    for (controller, value) in &gauge.values {
        let labels =
            if controller.is_empty() { String::new() } else { format!("{{controller=\"{controller}\"}}") };
        let _ = writeln!(text, "{}{labels} {value}", gauge.name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_by_door_method_and_status() {
        let metrics = Metrics::default();
        for micros in [400, 600, 30_000_000] {
            metrics.answered("/r/{register}", &Method::GET, 200, micros);
        }
        metrics.answered("/r/{register}", &Method::POST, 403, 1);
        let text = metrics.text(&[Gauge { name: "seloste_x", help: "X.", values: vec![(String::new(), 7)] }]);
        for line in [
            "seloste_x 7",
            "seloste_requests_total{door=\"/r/{register}\",method=\"GET\",status=\"200\"} 3",
            "seloste_requests_total{door=\"/r/{register}\",method=\"POST\",status=\"403\"} 1",
            "seloste_request_seconds_bucket{door=\"/r/{register}\",le=\"0.0005\"} 2",
            "seloste_request_seconds_bucket{door=\"/r/{register}\",le=\"5\"} 3",
            "seloste_request_seconds_bucket{door=\"/r/{register}\",le=\"+Inf\"} 4",
            "seloste_request_seconds_count{door=\"/r/{register}\"} 4",
        ] {
            assert!(text.lines().any(|told| told == line), "{line}\n{text}");
        }
    }
}
