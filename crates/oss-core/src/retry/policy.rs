//! The decision after a failed attempt.

use std::time::Duration;

use super::backoff::{MAX_PAUSE, backoff};
use super::cause::Cause;
use super::class::Replay;

/// Further attempts unless the caller says how many.
pub const DEFAULT_RETRIES: u32 = 2;

/// How often, and for how long, a call is repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Further attempts after the first.
    pub retries: u32,
    /// No attempt starts later than this after the call began; `None` lifts that.
    pub window: Option<Duration>,
}

/// What is known when an attempt has failed.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// Why it failed.
    pub cause: Cause,
    /// Whether its operation can be repeated; [`Replay::Never`] when its body cannot be sent again.
    pub replay: Replay,
    /// Retries of this call so far.
    pub retries: u32,
    /// Time since the call began.
    pub elapsed: Duration,
    /// The pause that the reply asks for.
    pub stated: Option<Duration>,
    /// Whether the next attempt would go out with another time, for the first time in this call.
    pub clock_corrected: bool,
    /// A random number of `[0, 1)`.
    pub fraction: f64,
}

/// What to do after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The call has failed.
    GiveUp,
    /// Send it again at once, with the corrected time; this is no retry and costs nothing.
    CorrectClock,
    /// Send it again after the pause.
    Repeat(Duration),
    /// Wait, find out what became of it, and send it again if nothing did.
    Reconcile(Duration),
}

impl Policy {
    /// The policy of a caller who asked for so many retries, or left that open and has this timeout.
    pub fn new(retries: Option<u32>, timeout: Duration) -> Self {
        match retries {
            Some(retries) => Self { retries, window: None },
            None => Self { retries: DEFAULT_RETRIES, window: Some(timeout) },
        }
    }

    /// Decides after a failed attempt.
    pub fn next(&self, attempt: &Attempt) -> Decision {
        use Cause::{Failed, Final, Integrity, Lost, Refused, Skewed, Unsent};
        let reconcile = match (attempt.cause, attempt.replay) {
            (Final, _) | (_, Replay::Never) => return Decision::GiveUp,
            // The service looks at the time before anything else, so nothing was done.
            (Skewed, _) if attempt.clock_corrected && self.retries > 0 => return Decision::CorrectClock,
            (Unsent | Refused, _) | (Lost | Failed | Integrity, Replay::Safe) => false,
            (Lost | Failed, Replay::Reconcile) => true,
            (Skewed | Lost | Failed | Integrity, _) => return Decision::GiveUp,
        };
        let stated = attempt.stated.unwrap_or_default();
        if attempt.retries >= self.retries || stated > MAX_PAUSE {
            return Decision::GiveUp;
        }
        let pause = (stated + backoff(attempt.retries, attempt.fraction)).min(MAX_PAUSE);
        if self.window.is_some_and(|window| attempt.elapsed + pause > window) {
            return Decision::GiveUp;
        }
        if reconcile { Decision::Reconcile(pause) } else { Decision::Repeat(pause) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn failed(cause: Cause, replay: Replay) -> Attempt {
        let elapsed = Duration::ZERO;
        Attempt { cause, replay, retries: 0, elapsed, stated: None, clock_corrected: false, fraction: 0.5 }
    }

    fn decide(attempt: &Attempt) -> Decision {
        Policy::new(None, 60 * SECOND).next(attempt)
    }

    #[test]
    fn the_class_says_what_may_follow_which_cause() {
        use Cause::{Failed, Final, Integrity, Lost, Refused, Unsent};
        use Replay::{BeforeBytesSent, Never, Reconcile, Safe};
        let again = Decision::Repeat(Duration::from_millis(100));
        let ask = Decision::Reconcile(Duration::from_millis(100));
        let no = Decision::GiveUp;
        for (replay, expected) in [
            (Safe, [again, again, again, again, again, no]),
            (Reconcile, [again, again, ask, ask, no, no]),
            (BeforeBytesSent, [again, again, no, no, no, no]),
            (Never, [no; 6]),
        ] {
            let causes = [Unsent, Refused, Lost, Failed, Integrity, Final];
            assert_eq!(causes.map(|cause| decide(&failed(cause, replay))), expected, "{replay:?}");
        }
    }

    #[test]
    fn a_wrong_clock_is_set_once_and_at_once_whatever_the_class() {
        for replay in [Replay::Safe, Replay::BeforeBytesSent, Replay::Reconcile] {
            let skewed = failed(Cause::Skewed, replay);
            assert_eq!(
                decide(&Attempt { clock_corrected: true, retries: 9, ..skewed }),
                Decision::CorrectClock
            );
            assert_eq!(decide(&skewed), Decision::GiveUp);
        }
        let corrected = Attempt { clock_corrected: true, ..failed(Cause::Skewed, Replay::Safe) };
        assert_eq!(Policy::new(Some(0), SECOND).next(&corrected), Decision::GiveUp);
    }

    #[test]
    fn retries_are_counted_and_zero_turns_them_off() {
        let lost = |retries| Attempt { retries, ..failed(Cause::Lost, Replay::Safe) };
        assert!(matches!(decide(&lost(1)), Decision::Repeat(_)));
        assert_eq!(decide(&lost(2)), Decision::GiveUp);
        assert_eq!(Policy::new(Some(0), SECOND).next(&lost(0)), Decision::GiveUp);
        assert!(matches!(Policy::new(Some(9), SECOND).next(&lost(8)), Decision::Repeat(_)));
    }

    #[test]
    fn by_default_no_attempt_starts_after_the_timeout() {
        let late = Attempt { elapsed: 60 * SECOND, ..failed(Cause::Failed, Replay::Safe) };
        assert_eq!(decide(&late), Decision::GiveUp);
        assert!(matches!(Policy::new(Some(2), SECOND).next(&late), Decision::Repeat(_)));
        let nearly = Attempt { elapsed: 59 * SECOND, stated: Some(2 * SECOND), ..late };
        assert_eq!(decide(&nearly), Decision::GiveUp);
    }

    #[test]
    fn a_stated_pause_is_kept_unless_it_is_too_long() {
        let busy = Attempt { stated: Some(3 * SECOND), ..failed(Cause::Refused, Replay::Safe) };
        assert_eq!(decide(&busy), Decision::Repeat(Duration::from_millis(3100)));
        assert_eq!(decide(&Attempt { stated: Some(21 * SECOND), ..busy }), Decision::GiveUp);
    }
}
