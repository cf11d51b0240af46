//! Faults: what goes wrong on purpose, for which requests, how often.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::error::ServiceError;
use crate::ram::pattern;
use crate::sync::lock;

/// One rule, as the admin address takes and shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    /// Given by the emulator.
    #[serde(default, skip_deserializing)]
    id: u64,
    /// Name of the operation, such as `PutObject`; all when absent. Calls of STS are named `Sts`.
    #[serde(default)]
    operation: Option<String>,
    /// Pattern over `/bucket/key`, with `*` and `?`; all when absent.
    #[serde(default)]
    path: Option<String>,
    /// How often it strikes before it is used up; for ever when absent.
    #[serde(default)]
    times: Option<u64>,
    /// The share of requests that it strikes, 0 to 1; all when absent.
    #[serde(default)]
    rate: Option<f64>,
    /// Which requests those are, given a rate: the same seed strikes the same ones.
    #[serde(default)]
    seed: u64,
    /// What happens.
    action: Action,
}

/// What a fault does.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
enum Action {
    /// Waits before anything else.
    Delay {
        /// How long.
        milliseconds: u64,
    },
    /// Answers with an error instead of doing the work.
    Status {
        /// The status.
        status: u16,
        /// The code; `InternalError` when absent.
        #[serde(default)]
        code: Option<String>,
        /// The message.
        #[serde(default)]
        message: Option<String>,
    },
    /// Resets the connection instead of doing the work.
    Reset,
    /// Does the work, then resets the connection instead of answering.
    LoseReply,
}

/// What happens to one request.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// First, it waits.
    pub(crate) delay: Duration,
    /// Then the work is not done at all.
    pub(crate) interruption: Option<Interruption>,
    /// Or it is done, and this happens to the reply.
    pub(crate) effect: Option<Effect>,
}

/// What comes instead of the work.
#[derive(Debug)]
pub(crate) enum Interruption {
    /// The connection is reset.
    Reset,
    /// An error.
    Error(ServiceError),
}

/// What happens to a reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The connection is reset before the first byte.
    Reset,
}

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
    rule: Rule,
    random: SplitMix,
}

impl Faults {
    /// Adds a rule and gives it back with its number; `Err` says what is wrong with it.
    pub(crate) fn add(&self, mut rule: Rule) -> Result<Rule, &'static str> {
        if rule.rate.is_some_and(|rate| !(0.0..=1.0).contains(&rate)) {
            return Err("rate must lie between 0 and 1");
        }
        if matches!(rule.action, Action::Status { status, .. } if !(400..600).contains(&status)) {
            return Err("status must lie between 400 and 599");
        }
        let mut rules = lock(&self.rules);
        rules.last += 1;
        rule.id = rules.last;
        rules.active.push(Active { random: SplitMix(rule.seed), rule: rule.clone() });
        Ok(rule)
    }

    /// The rules that are not used up.
    pub(crate) fn list(&self) -> Vec<Rule> {
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

    /// Draws what happens to a request. Delays add up; of the other actions the first rule's counts.
    pub(crate) fn draw(&self, operation: &str, path: impl FnOnce() -> String) -> Plan {
        let mut plan = Plan::default();
        let mut rules = lock(&self.rules);
        if rules.active.is_empty() {
            return plan;
        }
        let path = path();
        for active in &mut rules.active {
            let decided = plan.interruption.is_some() || plan.effect.is_some();
            let waits = matches!(active.rule.action, Action::Delay { .. });
            if (waits || !decided) && active.strikes(operation, &path) {
                active.rule.action.enter(&mut plan);
            }
        }
        rules.active.retain(|active| active.rule.times != Some(0));
        plan
    }
}

impl Active {
    fn strikes(&mut self, operation: &str, path: &str) -> bool {
        let Rule { operation: wanted, path: pattern, times, rate, .. } = &mut self.rule;
        let concerns = wanted.as_ref().is_none_or(|wanted| wanted == operation)
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
        match self {
            Self::Delay { milliseconds } => plan.delay += Duration::from_millis(*milliseconds),
            Self::Status { status, code, message } => {
                let code = code.as_deref().unwrap_or("InternalError");
                let message = message
                    .as_deref()
                    .unwrap_or("Please contact the server administrator, oss@service.aliyun.com.");
                plan.interruption =
                    Some(Interruption::Error(ServiceError::new(*status, intern(code), message)));
            }
            Self::Reset => plan.interruption = Some(Interruption::Reset),
            Self::LoseReply => plan.effect = Some(Effect::Reset),
        }
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

/// SplitMix64: small, and the same everywhere for the same seed.
#[derive(Debug)]
struct SplitMix(u64);

impl SplitMix {
    /// The next number, from 0 to below 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double exactly")]
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(json: &str) -> Rule {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn rules_strike_what_they_name_and_are_used_up() {
        let faults = Faults::default();
        faults
            .add(rule(r#"{"operation":"PutObject","path":"/b/*.txt","times":2,"action":{"type":"reset"}}"#))
            .unwrap();
        let hit =
            |operation: &str, path: &str| faults.draw(operation, || path.to_owned()).interruption.is_some();
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
            (0..1000).map(|_| faults.draw("X", String::new).effect.is_some()).collect::<Vec<_>>()
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
        let plan = faults.draw("X", String::new);
        assert_eq!(plan.delay, Duration::from_millis(12));
        assert!(
            matches!(plan.interruption, Some(Interruption::Error(error)) if error.code == "ServiceUnavailable")
        );
    }

    #[test]
    fn nonsense_is_refused() {
        let faults = Faults::default();
        assert!(faults.add(rule(r#"{"rate":1.5,"action":{"type":"reset"}}"#)).is_err());
        assert!(faults.add(rule(r#"{"action":{"type":"status","status":200}}"#)).is_err());
        assert!(serde_json::from_str::<Rule>(r#"{"action":{"type":"explode"}}"#).is_err());
        assert!(serde_json::from_str::<Rule>(r#"{"opperation":"X","action":{"type":"reset"}}"#).is_err());
    }
}
