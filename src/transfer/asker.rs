//! What a transfer asks of JavaScript and tells it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use oss_core::error::Error;
use oss_core::transfer::{Answer, Host, Progress, Ready, Reporter};
use serde_json::json;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

use super::lock;

/// What a transfer has to say.
pub(super) struct Events {
    questions: UnboundedReceiver<Question>,
    reporter: Option<Reporter>,
}

/// Something that only JavaScript knows: the client for the next request, or for one that was refused with a code.
pub(super) struct Question {
    number: u32,
    /// The code, and when the request was signed.
    refused: Option<(String, i64)>,
}

/// Asks JavaScript on behalf of a transfer.
pub(super) struct Asker {
    /// `None` once the transfer has ended.
    questions: Mutex<Option<UnboundedSender<Question>>>,
    waiting: Mutex<HashMap<u32, oneshot::Sender<Ready>>>,
    last: AtomicU32,
    /// The answer to a refusal, for the repetition of the request.
    renewed: Mutex<Option<Ready>>,
}

impl std::fmt::Debug for Asker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asker").finish_non_exhaustive()
    }
}

impl Asker {
    /// One asker, and where its questions come out.
    pub(super) fn new() -> (Arc<Self>, UnboundedReceiver<Question>) {
        let (sender, receiver) = unbounded_channel();
        let asker = Self {
            questions: Mutex::new(Some(sender)),
            waiting: Mutex::default(),
            last: AtomicU32::new(0),
            renewed: Mutex::default(),
        };
        (Arc::new(asker), receiver)
    }

    /// `None` when JavaScript has no answer.
    async fn ask(&self, refused: Option<(String, i64)>) -> Option<Ready> {
        let number = self.last.fetch_add(1, Ordering::Relaxed);
        let (answer, answered) = oneshot::channel();
        lock(&self.waiting).insert(number, answer);
        lock(&self.questions).as_ref()?.send(Question { number, refused }).ok()?;
        answered.await.ok()
    }

    /// Leaves all questions without an answer.
    pub(super) fn close(&self) {
        lock(&self.questions).take();
        lock(&self.waiting).clear();
    }
}

impl Asker {
    /// Gives the answer to a question, if the part that asked still waits for it.
    pub(super) fn answer(&self, question: u32, ready: Ready) {
        if let Some(answer) = lock(&self.waiting).remove(&question) {
            let _ = answer.send(ready);
        }
    }

    /// Says that there is none.
    pub(super) fn decline(&self, question: u32) {
        lock(&self.waiting).remove(&question);
    }
}

impl Host for Asker {
    fn ready(&self) -> Answer<'_, Ready> {
        Box::pin(async move {
            let renewed = lock(&self.renewed).take();
            match renewed {
                Some(ready) => Ok(ready),
                None => self.ask(None).await.ok_or_else(Error::cancelled),
            }
        })
    }

    fn refused<'a>(&'a self, code: &'a str, now_ms: i64) -> Answer<'a, bool> {
        Box::pin(async move {
            let renewed = self.ask(Some((code.to_owned(), now_ms))).await;
            let again = renewed.is_some();
            *lock(&self.renewed) = renewed;
            Ok(again)
        })
    }
}

impl Events {
    /// What comes out of these, and how far the transfer is if somebody wants to know.
    pub(super) fn new(questions: UnboundedReceiver<Question>, reporter: Option<Reporter>) -> Self {
        Self { questions, reporter }
    }

    /// The next thing to tell; `None` after the end.
    pub(super) async fn next(&mut self) -> Option<String> {
        let question = match &mut self.reporter {
            None => self.questions.recv().await,
            Some(reporter) => tokio::select! {
                biased;
                question = self.questions.recv() => question,
                progress = reporter.next() => return Some(described(&progress)),
            },
        };
        question.map(|Question { number, refused }| {
            let (code, now) = refused.unzip();
            json!({ "ask": number, "refused": code, "now": now }).to_string()
        })
    }
}

fn described(progress: &Progress) -> String {
    let Progress { transferred, total, rate } = progress;
    json!({ "transferred": transferred, "total": total, "rate": rate.round() }).to_string()
}
