//! A credential that a program prints.

use std::ffi::OsStr;
use std::fmt;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::process::{Child, Command as Program};

use super::{Ambient, Failure, Fetching, Issued, Provider, Surroundings, document};

const NAME: &str = "process";
/// The longest output that is read.
const LONGEST: u64 = 64 * 1024;
/// How often a program that has closed its output is asked whether it has ended.
const LOOK: Duration = Duration::from_millis(5);

/// What is run.
#[derive(Clone)]
pub enum Command {
    /// A line for the shell: `sh -c`, `cmd /C` on Windows.
    Shell(String),
    /// A program and its arguments.
    Words(Vec<String>),
}

/// The JSON that a program prints: the four fields of the metadata service, or those of the command line tool's programs.
/// What it writes as errors goes nowhere, because it may hold secrets.
#[derive(Clone)]
pub struct Process {
    /// The program; it gets the environment of the process.
    pub command: Command,
    /// When it is stopped.
    pub limit: Duration,
}

// Neither shows the program: arguments may be secrets.
impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Command")
    }
}

impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process").field("limit", &self.limit).finish_non_exhaustive()
    }
}

impl Process {
    /// A program with the usual limit.
    pub fn new(command: Command) -> Self {
        Self { command, limit: Duration::from_secs(15) }
    }

    async fn run(&self, ambient: &Ambient) -> Result<Issued, String> {
        let mut program = self.program()?;
        program.env_clear().envs(ambient.variables());
        program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let child = program.spawn().map_err(|e| format!("the program cannot be run: {e}"))?;
        let ended = tokio::time::timeout(self.limit, output(child)).await;
        let output = ended
            .map_err(|_| format!("the program has not ended within {} ms", self.limit.as_millis()))??;
        document::read(&output)
    }

    fn program(&self) -> Result<Program, String> {
        let (name, arguments): (&OsStr, Vec<&str>) = match &self.command {
            Command::Shell(line) if cfg!(windows) => (OsStr::new("cmd"), vec!["/C", line]),
            Command::Shell(line) => (OsStr::new("sh"), vec!["-c", line]),
            Command::Words(words) => match words.split_first() {
                Some((name, arguments)) => (OsStr::new(name), arguments.iter().map(String::as_str).collect()),
                None => return Err("there is no program to run".to_owned()),
            },
        };
        let mut program = Program::new(name);
        program.args(arguments);
        Ok(program)
    }
}

impl Provider for Process {
    fn fetch<'a>(&'a self, around: &'a Surroundings) -> Fetching<'a> {
        Box::pin(async { self.run(&around.ambient).await.map_err(|reason| Failure::new(NAME, reason)) })
    }
}

/// What a program prints until it ends well.
async fn output(mut child: Child) -> Result<Vec<u8>, String> {
    let output = match child.stdout.take() {
        Some(stdout) => read(stdout).await?,
        None => Vec::new(),
    };
    // Asked for again and again: the signal that would tell of it is libuv's in a process of Node.js.
    let status = loop {
        match child.try_wait().map_err(|e| format!("the program cannot be waited for: {e}"))? {
            Some(status) => break status,
            None => tokio::time::sleep(LOOK).await,
        }
    };
    if status.success() { Ok(output) } else { Err(format!("the program ended with {status}")) }
}

async fn read(stdout: impl AsyncRead + Unpin) -> Result<Vec<u8>, String> {
    let mut output = Vec::new();
    let read = stdout.take(LONGEST + 1).read_to_end(&mut output).await;
    match read.map_err(|e| format!("the output of the program cannot be read: {e}"))? {
        length if length as u64 > LONGEST => Err(format!("the program printed more than {LONGEST} bytes")),
        _ => Ok(output),
    }
}
