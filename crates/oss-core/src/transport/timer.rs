//! The response timer: runs out when no byte moved for the limit, or at a deadline.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use tokio::time::Sleep;

use super::activity::Activity;
use crate::clock;
use crate::error::Error;

#[derive(Debug)]
pub(super) struct ResponseTimer {
    sleep: Pin<Box<Sleep>>,
    limit: Duration,
    activity: Arc<Activity>,
    deadline: Option<Instant>,
}

impl ResponseTimer {
    pub(super) fn new(limit: Duration, activity: Arc<Activity>) -> Self {
        activity.touch();
        Self { sleep: Box::pin(tokio::time::sleep(limit)), limit, activity, deadline: None }
    }

    /// Replaces "idle for the limit" by "done within the limit from now".
    pub(super) fn limit_total(&mut self) {
        self.deadline = Some(clock::now() + self.limit);
    }

    /// Counts idle time from now on.
    pub(super) fn resume(&mut self) {
        self.activity.touch();
    }

    /// Ready with the timeout error once the time has run out.
    pub(super) fn poll_expired(&mut self, cx: &mut Context<'_>) -> Poll<Error> {
        loop {
            ready!(self.sleep.as_mut().poll(cx));
            let due = self.deadline.unwrap_or_else(|| self.activity.last() + self.limit);
            if clock::now() >= due {
                return Poll::Ready(Error::response_timeout(self.limit));
            }
            self.sleep.as_mut().reset(due.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn expire(timer: &mut ResponseTimer) -> Error {
        std::future::poll_fn(|cx| timer.poll_expired(cx)).await
    }

    #[tokio::test]
    async fn bytes_put_the_timeout_off() {
        let activity = Activity::new(Arc::default());
        let limit = Duration::from_millis(60);
        let mut timer = ResponseTimer::new(limit, Arc::clone(&activity));
        let start = clock::now();
        let mover = async {
            for _ in 0..4 {
                tokio::time::sleep(limit / 2).await;
                activity.touch();
            }
        };
        tokio::select! {
            biased;
            error = expire(&mut timer) => panic!("expired while bytes moved: {error}"),
            () = mover => {}
        }
        assert!(expire(&mut timer).await.is_timeout());
        assert!(clock::now() - start >= limit * 3);
    }

    #[tokio::test]
    async fn a_total_limit_is_not_put_off() {
        let activity = Activity::new(Arc::default());
        let limit = Duration::from_millis(50);
        let mut timer = ResponseTimer::new(limit, Arc::clone(&activity));
        timer.limit_total();
        let mover = async {
            loop {
                tokio::time::sleep(limit / 5).await;
                activity.touch();
            }
        };
        tokio::select! {
            error = expire(&mut timer) => assert!(error.is_timeout()),
            () = mover => {}
        }
    }
}
