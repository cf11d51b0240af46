//! What happens to the bytes of a body on their way.

use std::num::NonZeroU64;
use std::time::Duration;

use bytes::{Bytes, BytesMut};

use super::Ending;

/// How often a slow body moves on, in a second.
const TICKS: u64 = 20;

/// What happens to a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyFault {
    /// It stops after so many bytes, for a while or for ever.
    Stall { after: u64, length: Option<Duration> },
    /// It passes no faster than this.
    Slow { bytes_per_second: NonZeroU64 },
    /// The lowest bit of this byte is flipped.
    Flip { at: u64 },
    /// It ends after so many bytes.
    Cut { after: u64, end: Ending },
}

/// A body under way.
#[derive(Debug)]
pub(crate) struct Passage {
    fault: BodyFault,
    /// Bytes that have passed.
    position: u64,
    /// What must be waited for before more may pass.
    owed: Option<Duration>,
    /// The stall is over.
    stalled: bool,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// So many bytes at most may pass.
    Pass(u64),
    /// Nothing may, for this long.
    Wait(Duration),
    /// Nothing will.
    Halt,
    /// The body is over.
    Cut(Ending),
}

impl Passage {
    pub(crate) fn new(fault: BodyFault) -> Self {
        Self { fault, position: 0, owed: None, stalled: false }
    }

    /// What comes next; a wait is told once.
    pub(crate) fn step(&mut self) -> Step {
        if let Some(owed) = self.owed.take() {
            return Step::Wait(owed);
        }
        match self.fault {
            BodyFault::Slow { bytes_per_second } => Step::Pass((bytes_per_second.get() / TICKS).max(1)),
            BodyFault::Stall { after, length } if !self.stalled => match (after - self.position, length) {
                (0, Some(length)) => {
                    self.stalled = true;
                    Step::Wait(length)
                }
                (0, None) => Step::Halt,
                (left, _) => Step::Pass(left),
            },
            BodyFault::Cut { after, end } if self.position == after => Step::Cut(end),
            BodyFault::Cut { after, .. } => Step::Pass(after - self.position),
            BodyFault::Stall { .. } | BodyFault::Flip { .. } => Step::Pass(u64::MAX),
        }
    }

    /// Splits from `bytes` what may pass, and changes it if that is what happens to it.
    pub(crate) fn pass(&mut self, bytes: &mut Bytes, limit: u64) -> Bytes {
        let length = usize::try_from(limit).unwrap_or(usize::MAX).min(bytes.len());
        let mut piece = bytes.split_to(length);
        if let BodyFault::Flip { at } = self.fault
            && let Some(index) = at.checked_sub(self.position).and_then(|index| usize::try_from(index).ok())
            && index < piece.len()
        {
            let mut copy = BytesMut::from(&piece[..]);
            copy.iter_mut().skip(index).take(1).for_each(|byte| *byte ^= 1);
            piece = copy.freeze();
        }
        self.position += length as u64;
        if let BodyFault::Slow { bytes_per_second } = self.fault {
            let nanoseconds = u128::from(length as u64) * 1_000_000_000 / u128::from(bytes_per_second.get());
            self.owed = Some(Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX)));
        }
        piece
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces that pass, with `None` for a wait, until the body or the passage ends.
    fn steps(fault: BodyFault, body: &[u8]) -> (Vec<Option<Vec<u8>>>, Option<Step>) {
        let (mut passage, mut bytes) = (Passage::new(fault), Bytes::copy_from_slice(body));
        let mut steps = Vec::new();
        while !bytes.is_empty() {
            match passage.step() {
                Step::Pass(limit) => steps.push(Some(passage.pass(&mut bytes, limit).to_vec())),
                Step::Wait(_) => steps.push(None),
                end => return (steps, Some(end)),
            }
        }
        (steps, None)
    }

    /// Pieces that passed; an empty one stands for a wait.
    fn pieces(texts: &[&str]) -> Vec<Option<Vec<u8>>> {
        texts.iter().map(|text| (!text.is_empty()).then(|| text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn bodies_stop_end_and_change_where_they_should() {
        let second = Duration::from_secs(1);
        let stall = |length| BodyFault::Stall { after: 2, length };
        assert_eq!(steps(stall(Some(second)), b"abcd"), (pieces(&["ab", "", "cd"]), None));
        assert_eq!(steps(stall(None), b"abcd"), (pieces(&["ab"]), Some(Step::Halt)));
        let cut = BodyFault::Cut { after: 3, end: Ending::Close };
        assert_eq!(steps(cut, b"abcd"), (pieces(&["abc"]), Some(Step::Cut(Ending::Close))));
        assert_eq!(steps(cut, b"abc"), (pieces(&["abc"]), None));
        assert_eq!(steps(BodyFault::Flip { at: 1 }, b"abcd"), (pieces(&["accd"]), None));
        assert_eq!(steps(BodyFault::Flip { at: 9 }, b"abcd"), (pieces(&["abcd"]), None));
    }

    #[test]
    fn a_slow_body_waits_as_long_as_its_bytes_take() {
        let fault = BodyFault::Slow { bytes_per_second: NonZeroU64::new(100).unwrap() };
        let mut passage = Passage::new(fault);
        let mut bytes = Bytes::from_static(&[0; 20]);
        let mut waited = Duration::ZERO;
        while !bytes.is_empty() {
            match passage.step() {
                Step::Pass(limit) => assert_eq!(passage.pass(&mut bytes, limit).len(), 5),
                Step::Wait(wait) => waited += wait,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(waited, Duration::from_millis(150), "of four pieces the last one owes nothing yet");
    }
}
