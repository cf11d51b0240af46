//! The policy of a form: until when it may be sent, and what its fields may hold.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::error::ServiceError;

/// How long the file may be, in bytes.
pub(crate) type SizeRange = std::ops::RangeInclusive<u64>;

/// A policy that was read and can be checked.
#[derive(Debug, PartialEq)]
pub(crate) struct Policy {
    expiration: OffsetDateTime,
    conditions: Vec<Condition>,
    size: Option<SizeRange>,
}

/// A condition on one field.
#[derive(Debug, PartialEq)]
struct Condition {
    test: Test,
    /// Without the dollar sign.
    field: String,
    values: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Test {
    Equal,
    StartsWith,
    In,
    NotIn,
}

impl Test {
    fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "eq" => Some(Self::Equal),
            "starts-with" => Some(Self::StartsWith),
            "in" => Some(Self::In),
            "not-in" => Some(Self::NotIn),
            _ => None,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Equal => "eq",
            Self::StartsWith => "starts-with",
            Self::In => "in",
            Self::NotIn => "not-in",
        }
    }
}

impl Policy {
    /// Reads the policy as it stands in the form: JSON in Base64.
    pub(crate) fn parse(text: &str) -> Result<Self, ServiceError> {
        let bytes = STANDARD.decode(text).map_err(|_| invalid("Invalid Base64.", "0006-00000201"))?;
        let json: Value = serde_json::from_slice(&bytes)
            .map_err(|error| invalid(&format!("Invalid JSON: {error}."), "0006-00000201"))?;
        let json = json.as_object().ok_or_else(|| invalid("Invalid JSON: { expected.", "0006-00000201"))?;
        if json.is_empty() {
            return Err(invalid("Policy must contain expiration and conditions.", "0006-00000209"));
        }
        if let Some(name) = json.keys().find(|name| !["expiration", "conditions"].contains(&name.as_str())) {
            return Err(invalid(&format!("Unexpected: '{name}'."), "0006-00000206"));
        }
        let expiration = json.get("expiration").and_then(Value::as_str);
        let expiration = expiration.and_then(|text| OffsetDateTime::parse(text, &Rfc3339).ok());
        let expiration = expiration.ok_or_else(|| invalid("Policy must contain a valid expiration.", ""))?;
        let conditions = json
            .get("conditions")
            .and_then(Value::as_array)
            .ok_or_else(|| invalid("Policy must contain a list of conditions.", "0006-00000207"))?;
        let mut policy = Self { expiration, conditions: Vec::new(), size: None };
        for condition in conditions {
            policy.add(condition)?;
        }
        Ok(policy)
    }

    fn add(&mut self, condition: &Value) -> Result<(), ServiceError> {
        let wrong = || invalid("Invalid Condition.", "0006-00000216");
        match condition {
            Value::Object(object) => {
                let mut entries = object.iter();
                let (Some((field, value)), None) = (entries.next(), entries.next()) else {
                    let message = "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.";
                    return Err(invalid(message, ""));
                };
                let value = value.as_str().ok_or_else(wrong)?;
                self.push(Test::Equal, field, vec![value.to_owned()]);
                Ok(())
            }
            Value::Array(items) => match items.as_slice() {
                [Value::String(kind), min, max] if kind.eq_ignore_ascii_case("content-length-range") => {
                    self.size = Some(size_range(min, max)?);
                    Ok(())
                }
                [Value::String(kind), Value::String(field), value] => {
                    let test = Test::parse(kind).ok_or_else(wrong)?;
                    let values = match (test, value) {
                        (Test::Equal | Test::StartsWith, Value::String(value)) => vec![value.clone()],
                        (Test::In | Test::NotIn, Value::Array(values)) => values
                            .iter()
                            .map(|value| value.as_str().map(str::to_owned))
                            .collect::<Option<_>>()
                            .ok_or_else(wrong)?,
                        _ => return Err(wrong()),
                    };
                    self.push(test, field, values);
                    Ok(())
                }
                _ => Err(wrong()),
            },
            _ => Err(wrong()),
        }
    }

    fn push(&mut self, test: Test, field: &str, values: Vec<String>) {
        let field = field.strip_prefix('$').unwrap_or(field).to_owned();
        self.conditions.push(Condition { test, field, values });
    }

    /// Whether a condition speaks of a field.
    pub(crate) fn mentions(&self, field: &str) -> bool {
        self.conditions.iter().any(|condition| condition.field.eq_ignore_ascii_case(field))
    }

    /// How long the file may be, if the policy says.
    pub(crate) fn size(&self) -> Option<SizeRange> {
        self.size.clone()
    }

    /// Refuses a form that comes too late or breaks a condition. `field` gives the value of a field by its name in any case.
    pub(crate) fn check<'f>(
        &self,
        now: OffsetDateTime,
        field: impl Fn(&str) -> Option<&'f str>,
    ) -> Result<(), ServiceError> {
        if now > self.expiration {
            return Err(denied("Policy expired.", "0006-00000213"));
        }
        for condition in &self.conditions {
            let value = field(&condition.field);
            if !value.is_some_and(|value| condition.holds(value)) {
                let ec = if value.is_some() { "0006-00000227" } else { "0006-00000226" };
                return Err(denied(&format!("Policy Condition failed: {}", condition.write()), ec));
            }
        }
        Ok(())
    }
}

impl Condition {
    fn holds(&self, value: &str) -> bool {
        match self.test {
            Test::Equal | Test::In => self.values.iter().any(|wanted| wanted == value),
            Test::NotIn => self.values.iter().all(|unwanted| unwanted != value),
            Test::StartsWith => self.values.iter().any(|prefix| value.starts_with(prefix)),
        }
    }

    /// `["eq", "$key", "value"]`.
    fn write(&self) -> String {
        let quoted: Vec<_> =
            self.values.iter().map(|value| Value::from(value.as_str()).to_string()).collect();
        let values = match self.test {
            Test::Equal | Test::StartsWith => quoted.concat(),
            Test::In | Test::NotIn => format!("[{}]", quoted.join(", ")),
        };
        format!("[\"{}\", \"${}\", {values}]", self.test.as_str(), self.field)
    }
}

fn size_range(min: &Value, max: &Value) -> Result<SizeRange, ServiceError> {
    let wrong = |ec| invalid("Invalid content-length-range.", ec);
    let (Some(min), Some(max)) = (min.as_u64(), max.as_u64()) else { return Err(wrong("0006-00000221")) };
    if max < min { Err(wrong("0006-00000219")) } else { Ok(min..=max) }
}

fn invalid(message: &str, ec: &'static str) -> ServiceError {
    ServiceError::new(400, "InvalidPolicyDocument", format!("Invalid Policy: {message}")).ec(ec)
}

fn denied(message: &str, ec: &'static str) -> ServiceError {
    ServiceError::new(403, "AccessDenied", format!("Invalid according to Policy: {message}")).ec(ec)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_400_000_000;

    fn policy(json: &str) -> Result<Policy, ServiceError> {
        Policy::parse(&STANDARD.encode(json))
    }

    fn check(conditions: &str) -> Result<(), (u16, String, &'static str)> {
        let text = format!("{{\"expiration\":\"2100-01-01T00:00:00.000Z\",\"conditions\":[{conditions}]}}");
        let fields = [("key", "user/a.txt"), ("x-oss-meta-a", "1")];
        let field = |name: &str| fields.iter().find(|(f, _)| f.eq_ignore_ascii_case(name)).map(|(_, v)| *v);
        let now = OffsetDateTime::from_unix_timestamp(NOW).unwrap();
        policy(&text).unwrap().check(now, field).map_err(|error| (error.status, error.message, error.ec))
    }

    #[test]
    fn conditions_hold_or_are_named() {
        for good in [
            "",
            "{\"key\":\"user/a.txt\"}",
            "[\"eq\",\"$key\",\"user/a.txt\"]",
            "[\"eq\",\"KEY\",\"user/a.txt\"]",
            "[\"starts-with\",\"$key\",\"user/\"],[\"starts-with\",\"$X-Oss-Meta-A\",\"\"]",
            "[\"in\",\"$key\",[\"x\",\"user/a.txt\"]],[\"not-in\",\"$key\",[\"x\",\"y\"]]",
            "[\"content-length-range\",1,10]",
        ] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for (bad, shown, ec) in [
            ("{\"key\":\"x\"}", "[\"eq\", \"$key\", \"x\"]", "0006-00000227"),
            ("[\"starts-with\",\"$key\",\"x\"]", "[\"starts-with\", \"$key\", \"x\"]", "0006-00000227"),
            ("[\"in\",\"$key\",[\"x\",\"y\"]]", "[\"in\", \"$key\", [\"x\", \"y\"]]", "0006-00000227"),
            (
                "[\"not-in\",\"$key\",[\"user/a.txt\"]]",
                "[\"not-in\", \"$key\", [\"user/a.txt\"]]",
                "0006-00000227",
            ),
            ("[\"eq\",\"$acl\",\"\"]", "[\"eq\", \"$acl\", \"\"]", "0006-00000226"),
        ] {
            let message = format!("Invalid according to Policy: Policy Condition failed: {shown}");
            assert_eq!(check(bad), Err((403, message, ec)), "{bad}");
        }
    }

    #[test]
    fn an_expired_policy_is_refused() {
        let policy = policy("{\"expiration\":\"2014-05-13T16:53:19Z\",\"conditions\":[]}").unwrap();
        let at = |seconds| policy.check(OffsetDateTime::from_unix_timestamp(seconds).unwrap(), |_| None);
        assert!(at(NOW - 1).is_ok());
        let error = at(NOW).unwrap_err();
        assert_eq!((error.status, error.ec), (403, "0006-00000213"));
        assert_eq!(error.message, "Invalid according to Policy: Policy expired.");
    }

    #[test]
    fn what_is_no_policy_is_refused() {
        let with = |conditions: &str| {
            format!("{{\"expiration\":\"2100-01-01T00:00:00Z\",\"conditions\":{conditions}}}")
        };
        for (text, ec) in [
            ("[".to_owned(), "0006-00000201"),
            ("[]".to_owned(), "0006-00000201"),
            ("{}".to_owned(), "0006-00000209"),
            ("{\"expiration\":\"2100-01-01T00:00:00Z\"}".to_owned(), "0006-00000207"),
            (
                "{\"test\":1,\"expiration\":\"2100-01-01T00:00:00Z\",\"conditions\":[]}".to_owned(),
                "0006-00000206",
            ),
            ("{\"expiration\":\"soon\",\"conditions\":[]}".to_owned(), ""),
            (with("[{}]"), ""),
            (with("[{\"a\":\"1\",\"b\":\"2\"}]"), ""),
            (with("[[\"$key\"]]"), "0006-00000216"),
            (with("[[\"like\",\"$key\",\"x\"]]"), "0006-00000216"),
            (with("[[\"eq\",\"$key\",1]]"), "0006-00000216"),
            (with("[[\"content-length-range\",20,10]]"), "0006-00000219"),
            (with("[[\"content-length-range\",10,\"test\"]]"), "0006-00000221"),
        ] {
            let error = policy(&text).unwrap_err();
            assert_eq!((error.status, error.code, error.ec), (400, "InvalidPolicyDocument", ec), "{text}");
        }
        assert_eq!(Policy::parse("%").unwrap_err().ec, "0006-00000201");
    }
}
