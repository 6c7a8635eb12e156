//! The SMT solver as a program beside this one: each question is a script of its own, each answer has a limit of time. A solver
//! that is missing, dies or is too slow gives an error, never a yes. Not here: what is asked.

use cedar_policy_symcc::{
    SmtLibScript as _,
    solver::{Decision, DecisionWithModel, Solver, SolverError},
};
use std::{
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    pin::pin,
    process::{Command, Stdio},
    sync::mpsc::{RecvTimeoutError, channel},
    task::{Context, Poll, Waker},
    time::Duration,
};

/// How long one question may take unless said otherwise.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Why there is no solver.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path} can't be run as an SMT solver: {cause}")]
pub struct NoSolver {
    path: String,
    cause: String,
}

/// A cvc5 that answers.
#[derive(Debug, Clone)]
pub struct Cvc5 {
    path: PathBuf,
    version: String,
    patience: Duration,
    script: Vec<u8>,
}

impl Cvc5 {
    /// Finds the solver by its name or path, and asks it for its version.
    ///
    /// # Errors
    /// When it can't be run, or is no cvc5.
    pub fn find(path: &Path, patience: Duration) -> Result<Self, NoSolver> {
        let no = |cause: String| NoSolver { path: path.display().to_string(), cause };
        let mut asked = Command::new(path);
        asked.arg("--version");
        let said = answer(&mut asked, &[], patience).map_err(|error| no(error.to_string()))?;
        let version = said.split_whitespace().skip_while(|word| *word != "version").nth(1);
        let version = version.filter(|_| said.contains("cvc5")).ok_or_else(|| no("it is no cvc5".to_owned()));
        Ok(Self { path: path.to_owned(), version: version?.to_owned(), patience, script: Vec::new() })
    }

    /// Its version, as it says itself.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Hands over the script that was written, and gives the answer.
    fn ask(&mut self) -> Result<String, SolverError> {
        let script = std::mem::take(&mut self.script);
        let mut solver = Command::new(&self.path);
        solver.args(["--lang", "smt"]);
        Ok(answer(&mut solver, &script, self.patience)?)
    }
}

/// What a program prints within the time that it has; it is ended when it has not.
fn answer(program: &mut Command, input: &[u8], patience: Duration) -> io::Result<String> {
    let mut child = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let (Some(mut stdin), Some(mut stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::Error::other("the solver has no pipes"));
    };
    let (said, heard) = channel();
    std::thread::spawn(move || {
        let mut text = String::new();
        let read = stdout.read_to_string(&mut text).map(|_| text);
        let _ = said.send(read);
    });
    // A solver that ended before it read everything says so by its answer.
    let _ = stdin.write_all(input);
    drop(stdin);
    let answer = heard.recv_timeout(patience);
    let _ = child.kill();
    child.wait()?;
    match answer {
        Ok(text) => text,
        Err(RecvTimeoutError::Timeout) => {
            Err(io::Error::other(format!("no answer within {} s", patience.as_secs())))
        }
        Err(RecvTimeoutError::Disconnected) => Err(io::Error::other("the solver's answer was lost")),
    }
}

impl Solver for Cvc5 {
    fn smtlib_input(&mut self) -> &mut (dyn tokio::io::AsyncWrite + Unpin + Send) {
        &mut self.script
    }

    async fn enable_models(&mut self) -> Result<(), SolverError> {
        self.smtlib_input().set_option("produce-models", "true").await.map_err(Into::into)
    }

    async fn check_sat(&mut self) -> Result<Decision, SolverError> {
        self.smtlib_input().check_sat().await?;
        let said = self.ask()?;
        match said.lines().next().unwrap_or_default().trim() {
            "sat" => Ok(Decision::Sat),
            "unsat" => Ok(Decision::Unsat),
            "unknown" => Ok(Decision::Unknown),
            other => Err(SolverError::UnrecognizedSolverOutput(other.to_owned())),
        }
    }

    async fn check_sat_with_model(&mut self) -> Result<DecisionWithModel, SolverError> {
        self.smtlib_input().check_sat().await?;
        self.smtlib_input().get_model().await?;
        let said = self.ask()?;
        let (first, model) = said.split_once('\n').unwrap_or((&said, ""));
        match first.trim() {
            "sat" => Ok(DecisionWithModel::Sat { model: model.to_owned() }),
            "unsat" => Ok(DecisionWithModel::Unsat),
            "unknown" => Ok(DecisionWithModel::Unknown),
            other => Err(SolverError::UnrecognizedSolverOutput(other.to_owned())),
        }
    }
}

/// Runs to its end a future that never has to wait for anything: scripts are written to memory.
pub(super) fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(done) = future.as_mut().poll(&mut context) {
            return done;
        }
    }
}
