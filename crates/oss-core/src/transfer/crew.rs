//! Parts that are under way at the same time.

use std::future::Future;

use tokio::task::JoinSet;

use super::failure::Failure;
use super::stop::Stop;
use crate::error::Error;

/// Tasks of one transfer. Dropping it gives all of them up.
#[derive(Debug)]
pub(super) struct Crew {
    tasks: JoinSet<Result<(), Failure>>,
    most: usize,
}

impl Crew {
    /// At most so many at a time.
    pub(super) fn new(most: usize) -> Self {
        Self { tasks: JoinSet::new(), most: most.max(1) }
    }

    /// Begins a task once there is a place for it; fails with what another has failed with meanwhile.
    pub(super) async fn begin(
        &mut self,
        task: impl Future<Output = Result<(), Failure>> + Send + 'static,
    ) -> Result<(), Failure> {
        while self.tasks.len() >= self.most {
            self.join().await?;
        }
        self.tasks.spawn(task);
        Ok(())
    }

    /// Waits for all that were begun.
    pub(super) async fn finish(&mut self) -> Result<(), Failure> {
        while !self.tasks.is_empty() {
            self.join().await?;
        }
        Ok(())
    }

    /// Gives up what is under way; afterwards its connections are closed.
    pub(super) async fn give_up(&mut self) {
        self.tasks.shutdown().await;
    }

    async fn join(&mut self) -> Result<(), Failure> {
        match self.tasks.join_next().await {
            None | Some(Ok(Ok(()))) => Ok(()),
            Some(Ok(Err(failure))) => Err(failure),
            Some(Err(error)) => Err(Error::internal(error).into()),
        }
    }
}

/// Work, unless it is given up before its end.
pub(super) async fn unless_stopped<T>(
    stop: &Stop,
    work: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    tokio::select! {
        biased;
        () = stop.stopped() => Err(Error::cancelled().into()),
        result = work => result,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn so_many_at_a_time_and_the_first_failure_ends_it() {
        let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut crew = Crew::new(3);
        for _ in 0..10 {
            let (running, most) = (Arc::clone(&running), Arc::clone(&most));
            let task = async move {
                most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(2)).await;
                running.fetch_sub(1, Ordering::SeqCst);
                Ok(())
            };
            crew.begin(task).await.unwrap();
        }
        crew.finish().await.unwrap();
        assert_eq!((running.load(Ordering::SeqCst), most.load(Ordering::SeqCst)), (0, 3));

        crew.begin(std::future::pending()).await.unwrap();
        crew.begin(async { Err(Error::input("broken").into()) }).await.unwrap();
        assert_eq!(crew.finish().await.unwrap_err().error().unwrap().to_string(), "broken");
        crew.give_up().await;
        crew.finish().await.unwrap();
    }

    #[tokio::test]
    async fn work_that_is_given_up_ends() {
        let stop = Stop::default();
        stop.stop();
        let result = unless_stopped::<()>(&stop, std::future::pending()).await;
        assert!(result.unwrap_err().error().unwrap().is_cancelled());
        assert!(unless_stopped(&Stop::default(), async { Ok(1) }).await.is_ok_and(|one| one == 1));
    }
}
