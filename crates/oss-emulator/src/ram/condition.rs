//! Conditions: the operators of "Policy elements" in the RAM documentation.

use std::net::IpAddr;

use time::{Date, OffsetDateTime, Time, format_description::well_known::Rfc3339, macros::format_description};

use super::{Context, pattern, policy::PolicyError};

/// `operator: { key: values }`. It holds when the value of the key matches any of the values; a negated operator holds
/// when it matches none of them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Condition {
    test: Test,
    negated: bool,
    key: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Test {
    Text { values: Vec<String>, ignore_case: bool },
    Like(Vec<String>),
    Number(Order, Vec<f64>),
    Time(Order, Vec<OffsetDateTime>),
    Bool(Vec<bool>),
    Address(Vec<Block>),
}

/// How a value must stand to the value in the policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Order {
    fn holds<T: PartialOrd>(self, value: &T, limit: &T) -> bool {
        match self {
            Self::Equal => value == limit,
            Self::Less => value < limit,
            Self::LessOrEqual => value <= limit,
            Self::Greater => value > limit,
            Self::GreaterOrEqual => value >= limit,
        }
    }
}

impl Condition {
    pub(super) fn parse(operator: &str, key: &str, values: Vec<String>) -> Result<Self, PolicyError> {
        let equal = |values, ignore_case| Test::Text { values, ignore_case };
        let (test, negated) = match operator {
            "StringEquals" => (equal(values, false), false),
            "StringNotEquals" => (equal(values, false), true),
            "StringEqualsIgnoreCase" => (equal(values, true), false),
            "StringNotEqualsIgnoreCase" => (equal(values, true), true),
            "StringLike" => (Test::Like(values), false),
            "StringNotLike" => (Test::Like(values), true),
            "Bool" => (Test::Bool(parsed(key, &values, boolean)?), false),
            "IpAddress" => (Test::Address(parsed(key, &values, Block::parse)?), false),
            "NotIpAddress" => (Test::Address(parsed(key, &values, Block::parse)?), true),
            _ => {
                if let Some((order, negated)) = operator.strip_prefix("Numeric").and_then(order) {
                    (Test::Number(order, parsed(key, &values, number)?), negated)
                } else if let Some((order, negated)) = operator.strip_prefix("Date").and_then(order) {
                    (Test::Time(order, parsed(key, &values, instant)?), negated)
                } else {
                    return Err(PolicyError(format!("{operator:?} is not a condition operator")));
                }
            }
        };
        Ok(Self { test, negated, key: key.to_owned() })
    }

    /// Whether the condition holds. A key that the request does not have matches nothing, so it satisfies negated
    /// operators only (a guess: the documentation does not say).
    pub(super) fn holds(&self, context: &Context) -> bool {
        context.get(&self.key).is_some_and(|value| self.test.matches(value)) != self.negated
    }
}

impl Condition {
    /// Whether it lets through only senders of known addresses, networks or keys: fixed values of `acs:SourceVpc` or
    /// `acs:AccessId`, or blocks of `acs:SourceIp` that are not the whole internet (in part a guess).
    pub(super) fn pins_sender(&self) -> bool {
        let fixed = match (&self.test, self.key.as_str()) {
            (Test::Address(blocks), "acs:SourceIp") => blocks.iter().all(|block| block.prefix > 0),
            (Test::Text { .. }, "acs:SourceVpc" | "acs:AccessId") => true,
            (Test::Like(patterns), "acs:SourceVpc" | "acs:AccessId") => {
                !patterns.iter().any(|pattern| pattern.contains(['*', '?']))
            }
            _ => false,
        };
        fixed && !self.negated
    }
}

impl Test {
    fn matches(&self, value: &str) -> bool {
        match self {
            Self::Text { values, ignore_case: false } => values.iter().any(|v| v == value),
            Self::Text { values, ignore_case: true } => {
                values.iter().any(|v| v.to_lowercase() == value.to_lowercase())
            }
            Self::Like(patterns) => patterns.iter().any(|p| pattern::matches(p, value)),
            Self::Number(order, limits) => {
                number(value).is_some_and(|n| limits.iter().any(|limit| order.holds(&n, limit)))
            }
            Self::Time(order, limits) => {
                instant(value).is_some_and(|t| limits.iter().any(|limit| order.holds(&t, limit)))
            }
            Self::Bool(values) => boolean(value).is_some_and(|b| values.contains(&b)),
            Self::Address(blocks) => {
                value.parse().is_ok_and(|address| blocks.iter().any(|b| b.contains(address)))
            }
        }
    }
}

/// The six comparisons that numbers and dates share.
fn order(name: &str) -> Option<(Order, bool)> {
    Some(match name {
        "Equals" => (Order::Equal, false),
        "NotEquals" => (Order::Equal, true),
        "LessThan" => (Order::Less, false),
        "LessThanEquals" => (Order::LessOrEqual, false),
        "GreaterThan" => (Order::Greater, false),
        "GreaterThanEquals" => (Order::GreaterOrEqual, false),
        _ => return None,
    })
}

fn parsed<T>(key: &str, values: &[String], parse: fn(&str) -> Option<T>) -> Result<Vec<T>, PolicyError> {
    let one =
        |v: &String| parse(v).ok_or_else(|| PolicyError(format!("{key} cannot be compared with {v:?}")));
    values.iter().map(one).collect()
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|n: &f64| n.is_finite())
}

fn boolean(text: &str) -> Option<bool> {
    text.to_ascii_lowercase().parse().ok()
}

/// ISO 8601 as the documentation shows it: `2012-12-12T12:12:12Z`, with an offset, or a date alone.
fn instant(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339).ok().or_else(|| {
        let date = Date::parse(text, format_description!("[year]-[month]-[day]")).ok()?;
        Some(date.with_time(Time::MIDNIGHT).assume_utc())
    })
}

/// A range of addresses, `10.0.0.0/8` or a single address. IPv4 and IPv6 never match each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block {
    network: IpAddr,
    prefix: u8,
}

impl Block {
    fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = text.split_once('/').map_or((text, None), |(a, p)| (a, Some(p)));
        let network: IpAddr = address.parse().ok()?;
        let longest = if network.is_ipv4() { 32 } else { 128 };
        let prefix = prefix.map_or(Some(longest), |p| p.parse().ok())?;
        (prefix <= longest).then_some(Self { network, prefix })
    }

    fn contains(self, address: IpAddr) -> bool {
        match (self.network, address) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let shift = 32 - u32::from(self.prefix);
                u32::from(network).checked_shr(shift) == u32::from(address).checked_shr(shift)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let shift = 128 - u32::from(self.prefix);
                u128::from(network).checked_shr(shift) == u128::from(address).checked_shr(shift)
            }
            _ => false,
        }
    }
}
