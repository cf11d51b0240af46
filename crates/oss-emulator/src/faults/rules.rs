//! The faults in force, and which of them strike a request.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use super::random::SplitMix;
use super::{Action, Body, BodyFault, Ending, Fault, InvalidFault, Plan, Strike};
use crate::error::ServiceError;
use crate::ram::pattern;
use crate::sync::lock;

/// The rules in force, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Mutex<Rules>,
}

#[derive(Debug, Default)]
struct Rules {
    last: u64,
    active: Vec<Active>,
}

#[derive(Debug)]
struct Active {
    rule: Fault,
    random: SplitMix,
}

impl Faults {
    /// Adds a rule and gives it back with its number.
    pub(crate) fn add(&self, mut rule: Fault) -> Result<Fault, InvalidFault> {
        if let Some(rate) = rule.rate.filter(|rate| !(0.0..=1.0).contains(rate)) {
            return Err(InvalidFault::Rate(rate));
        }
        if let Action::Status { status, .. } = rule.action
            && !(400..600).contains(&status)
        {
            return Err(InvalidFault::Status(status));
        }
        let mut rules = lock(&self.rules);
        rules.last += 1;
        rule.id = rules.last;
        rules.active.push(Active { random: SplitMix(rule.seed), rule: rule.clone() });
        Ok(rule)
    }

    /// The rules that are not used up.
    pub(crate) fn list(&self) -> Vec<Fault> {
        lock(&self.rules).active.iter().map(|active| active.rule.clone()).collect()
    }

    /// Removes a rule; says whether it was there.
    pub(crate) fn remove(&self, id: u64) -> bool {
        let mut rules = lock(&self.rules);
        let before = rules.active.len();
        rules.active.retain(|active| active.rule.id != id);
        rules.active.len() < before
    }

    /// Removes all rules.
    pub(crate) fn clear(&self) {
        lock(&self.rules).active.clear();
    }

    /// Draws what happens to a request, which goes by several names. Delays add up; of the other actions the first rule's
    /// counts.
    pub(crate) fn draw(&self, names: &[&str], path: impl FnOnce() -> String) -> Plan {
        let mut plan = Plan::default();
        let mut rules = lock(&self.rules);
        if rules.active.is_empty() {
            return plan;
        }
        let path = path();
        for active in &mut rules.active {
            let waits = matches!(active.rule.action, Action::Delay { .. });
            if (waits || plan.strike.is_none()) && active.strikes(names, &path) {
                active.rule.action.enter(&mut plan);
            }
        }
        rules.active.retain(|active| active.rule.times != Some(0));
        plan
    }
}

impl Active {
    fn strikes(&mut self, names: &[&str], path: &str) -> bool {
        let Fault { operation: wanted, path: pattern, times, rate, .. } = &mut self.rule;
        let concerns = wanted.as_ref().is_none_or(|wanted| names.contains(&wanted.as_str()))
            && pattern.as_ref().is_none_or(|pattern| pattern::matches(pattern, path));
        if !concerns || *times == Some(0) || rate.is_some_and(|rate| self.random.next() >= rate) {
            return false;
        }
        if let Some(times) = times {
            *times -= 1;
        }
        true
    }
}

impl Action {
    fn enter(&self, plan: &mut Plan) {
        if let Self::Delay { milliseconds } = self {
            plan.delay += Duration::from_millis(*milliseconds);
        } else {
            plan.strike = self.strike();
        }
    }

    fn strike(&self) -> Option<Strike> {
        let on = |body: &Body, fault| match body {
            Body::Request => Strike::Request(fault),
            Body::Reply => Strike::Reply(fault),
        };
        Some(match self {
            Self::Delay { .. } => return None,
            Self::Status { status, code, message, retry_after } => {
                let code = code.as_deref().unwrap_or("InternalError");
                let message = message
                    .as_deref()
                    .unwrap_or("Please contact the server administrator, oss@service.aliyun.com.");
                let mut error = ServiceError::new(*status, intern(code), message);
                error.headers.extend(retry_after.map(|seconds| ("retry-after", seconds.to_string())));
                Strike::Error(error)
            }
            Self::Reset { after: None } => Strike::Reset,
            Self::Reset { after: Some(after) } => {
                Strike::Request(BodyFault::Cut { after: *after, end: Ending::Reset })
            }
            Self::LoseReply => Strike::LoseReply,
            Self::Stall { body, after, milliseconds } => {
                let length = milliseconds.map(Duration::from_millis);
                match (body, after) {
                    (Body::Reply, None) => Strike::StallHead(length),
                    _ => on(body, BodyFault::Stall { after: after.unwrap_or_default(), length }),
                }
            }
            Self::Slow { body, bytes_per_second } => {
                on(body, BodyFault::Slow { bytes_per_second: *bytes_per_second })
            }
            Self::Flip { body, at } => on(body, BodyFault::Flip { at: *at }),
            Self::Truncate { after, end } => Strike::Reply(BodyFault::Cut { after: *after, end: *end }),
            Self::WrongCrc => Strike::WrongCrc,
        })
    }
}

/// The code as an error holds it. Each different code that tests make up is kept until the process ends.
fn intern(code: &str) -> &'static str {
    static CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut codes = lock(&CODES);
    if let Some(known) = codes.get(code) {
        return known;
    }
    let kept: &'static str = Box::leak(code.to_owned().into_boxed_str());
    codes.insert(kept);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(json: &str) -> Fault {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn rules_strike_what_they_name_and_are_used_up() {
        let faults = Faults::default();
        faults
            .add(rule(r#"{"operation":"PutObject","path":"/b/*.txt","times":2,"action":{"type":"reset"}}"#))
            .unwrap();
        let hit =
            |operation: &str, path: &str| faults.draw(&[operation], || path.to_owned()).strike.is_some();
        assert!(!hit("GetObject", "/b/a.txt"));
        assert!(!hit("PutObject", "/c/a.txt"));
        assert!(hit("PutObject", "/b/a.txt"));
        assert!(hit("PutObject", "/b/x/y.txt"));
        assert!(!hit("PutObject", "/b/a.txt"));
        assert!(faults.list().is_empty());
    }

    #[test]
    fn a_seeded_rate_strikes_the_same_requests_again() {
        let draw = || {
            let faults = Faults::default();
            faults.add(rule(r#"{"rate":0.3,"seed":7,"action":{"type":"lose_reply"}}"#)).unwrap();
            (0..1000).map(|_| faults.draw(&["X"], String::new).strike.is_some()).collect::<Vec<_>>()
        };
        let struck = draw();
        assert_eq!(struck, draw());
        let count = struck.iter().filter(|hit| **hit).count();
        assert!((250..350).contains(&count), "{count} of 1000");
    }

    #[test]
    fn delays_add_up_before_one_action() {
        let faults = Faults::default();
        faults.add(rule(r#"{"action":{"type":"delay","milliseconds":5}}"#)).unwrap();
        faults.add(rule(r#"{"action":{"type":"status","status":503,"code":"ServiceUnavailable"}}"#)).unwrap();
        faults.add(rule(r#"{"action":{"type":"reset"}}"#)).unwrap();
        faults.add(rule(r#"{"action":{"type":"delay","milliseconds":7}}"#)).unwrap();
        let plan = faults.draw(&["X"], String::new);
        assert_eq!(plan.delay, Duration::from_millis(12));
        assert!(matches!(plan.strike, Some(Strike::Error(error)) if error.code == "ServiceUnavailable"));
    }

    #[test]
    fn nonsense_is_refused() {
        let faults = Faults::default();
        assert!(faults.add(rule(r#"{"rate":1.5,"action":{"type":"reset"}}"#)).is_err());
        assert!(faults.add(rule(r#"{"action":{"type":"status","status":200}}"#)).is_err());
        assert!(serde_json::from_str::<Fault>(r#"{"action":{"type":"explode"}}"#).is_err());
        assert!(serde_json::from_str::<Fault>(r#"{"opperation":"X","action":{"type":"reset"}}"#).is_err());
    }
}
