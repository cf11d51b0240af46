//! Which of several addresses answers first (RFC 8305, "happy eyeballs").

use std::future::{Future, poll_fn};
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use crate::clock;

/// The head start of one address before the next one: the "Connection Attempt Delay" of RFC 8305, section 5.
const HEAD_START: Duration = Duration::from_millis(250);

/// Dials the addresses in turn, the families alternating, and takes the first that answers. The next one is dialled when
/// the one before has failed, or has not answered within [`HEAD_START`]; those that lose are dropped.
///
/// The error is that of the address that failed last.
pub(super) async fn first<T, F, D>(
    addresses: Vec<SocketAddr>,
    dial: F,
) -> Result<(T, SocketAddr), (SocketAddr, io::Error)>
where
    F: Fn(SocketAddr) -> D,
    D: Future<Output = io::Result<T>>,
{
    let mut waiting = alternating(addresses).into_iter();
    let mut running = Vec::new();
    let mut next = pin!(tokio::time::sleep(Duration::ZERO));
    let mut failed = None;
    poll_fn(|cx| {
        loop {
            let mut answered = None;
            let before = running.len();
            running.retain_mut(|(address, attempt): &mut (SocketAddr, std::pin::Pin<Box<D>>)| match attempt
                .as_mut()
                .poll(cx)
            {
                Poll::Pending => true,
                Poll::Ready(Ok(stream)) => {
                    answered.get_or_insert((stream, *address));
                    false
                }
                Poll::Ready(Err(error)) => {
                    failed = Some((*address, error));
                    false
                }
            });
            if let Some(answered) = answered {
                return Poll::Ready(Ok(answered));
            }
            let due = running.is_empty() || running.len() < before || next.as_mut().poll(cx).is_ready();
            if !due {
                return Poll::Pending;
            }
            match waiting.next() {
                Some(address) => {
                    running.push((address, Box::pin(dial(address))));
                    next.as_mut().reset((clock::now() + HEAD_START).into());
                }
                None if running.is_empty() => return Poll::Ready(Err(failed.take().unwrap_or_else(nowhere))),
                None => return Poll::Pending,
            }
        }
    })
    .await
}

fn nowhere() -> (SocketAddr, io::Error) {
    let address = SocketAddr::new(Ipv4Addr::UNSPECIFIED.into(), 0);
    (address, io::Error::new(io::ErrorKind::AddrNotAvailable, "no address to connect to"))
}

/// The resolver's order, but with the families taking turns, so that a family without a route costs one head start.
fn alternating(addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let Some(first) = addresses.first().map(SocketAddr::is_ipv6) else { return addresses };
    let (preferred, others): (Vec<_>, Vec<_>) = addresses.into_iter().partition(|a| a.is_ipv6() == first);
    let mut others = others.into_iter();
    let mut turns = Vec::new();
    for address in preferred {
        turns.push(address);
        turns.extend(others.next());
    }
    turns.extend(others);
    turns
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    fn addresses(list: &[&str]) -> Vec<SocketAddr> {
        list.iter().map(|address| address.parse().unwrap()).collect()
    }

    #[test]
    fn families_take_turns_and_the_resolver_says_which_comes_first() {
        let given = addresses(&["[::1]:1", "[::2]:1", "[::3]:1", "1.1.1.1:1", "2.2.2.2:1"]);
        let wanted = addresses(&["[::1]:1", "1.1.1.1:1", "[::2]:1", "2.2.2.2:1", "[::3]:1"]);
        assert_eq!(alternating(given), wanted);
        let given = addresses(&["1.1.1.1:1", "2.2.2.2:1", "[::1]:1"]);
        assert_eq!(alternating(given), addresses(&["1.1.1.1:1", "[::1]:1", "2.2.2.2:1"]));
    }

    /// Dials addresses that end in 1 in vain for ever, refuses those that end in 2, and answers from all others; notes when.
    async fn race(list: &[&str]) -> (Result<SocketAddr, io::ErrorKind>, Vec<(SocketAddr, u128)>) {
        let start = clock::now();
        let dialled = Mutex::new(Vec::new());
        let result = first(addresses(list), |address| {
            dialled.lock().unwrap().push((address, start.elapsed().as_millis()));
            async move {
                match address.to_string().split(':').next().unwrap().chars().last() {
                    Some('1') => std::future::pending().await,
                    Some('2') => Err(io::ErrorKind::ConnectionRefused.into()),
                    _ => Ok(()),
                }
            }
        });
        let limited = tokio::time::timeout(Duration::from_secs(60), result).await;
        let result = match limited {
            Ok(Ok(((), address))) => Ok(address),
            Ok(Err((_, error))) => Err(error.kind()),
            Err(_) => Err(io::ErrorKind::TimedOut),
        };
        (result, dialled.into_inner().unwrap())
    }

    #[tokio::test]
    async fn an_address_that_is_silent_holds_the_next_one_up_for_its_head_start() {
        let (result, dialled) = race(&["1.1.1.1:1", "1.1.1.3:1"]).await;
        assert_eq!(result, Ok("1.1.1.3:1".parse().unwrap()));
        assert!((240..1000).contains(&dialled[1].1), "{dialled:?}");
    }

    #[tokio::test]
    async fn an_address_that_refuses_holds_nothing_up() {
        let (result, dialled) = race(&["1.1.1.2:1", "1.1.2.2:1", "1.1.1.3:1"]).await;
        assert_eq!(result, Ok("1.1.1.3:1".parse().unwrap()));
        assert!(dialled[2].1 < 200, "{dialled:?}");
    }

    #[tokio::test]
    async fn one_that_answers_at_once_is_the_only_one_dialled() {
        let (result, dialled) = race(&["1.1.1.3:1", "1.1.1.4:1"]).await;
        assert_eq!(result, Ok("1.1.1.3:1".parse().unwrap()));
        assert_eq!(dialled.len(), 1);
    }

    #[tokio::test]
    async fn when_all_refuse_the_last_one_says_why() {
        assert_eq!(race(&["1.1.1.2:1", "1.1.2.2:1"]).await.0, Err(io::ErrorKind::ConnectionRefused));
        assert_eq!(race(&[]).await.0, Err(io::ErrorKind::AddrNotAvailable));
    }
}
