//! From the text of a policy to its statements.

use serde_json::{Map, Value};

use super::{
    condition::Condition,
    policy::{Actions, Effect, Policy, PolicyError, Statement},
};

/// Which elements a policy may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Says what its holder may do: has `Resource`.
    Identity,
    /// Says who may assume a role: has `Principal`.
    Trust,
    /// Says who may do what with a bucket: has both.
    Bucket,
}

pub(super) fn parse(text: &str, kind: Kind) -> Result<Policy, PolicyError> {
    let value: Value = serde_json::from_str(text).map_err(|e| error(format!("not JSON: {e}")))?;
    let root = object(&value, "the policy")?;
    only(root, &["Version", "Statement"], "the policy")?;
    match root.get("Version") {
        Some(Value::String(version)) if version == "1" => {}
        Some(other) => return Err(error(format!("Version is {other}, not \"1\""))),
        None => return Err(error("Version is missing")),
    }
    let statements = match root.get("Statement") {
        Some(Value::Array(list)) => list.iter().map(|s| statement(s, kind)).collect::<Result<_, _>>()?,
        Some(single @ Value::Object(_)) => vec![statement(single, kind)?],
        Some(other) => return Err(error(format!("Statement is {other}, not a list"))),
        None => return Err(error("Statement is missing")),
    };
    Ok(Policy { statements })
}

fn statement(value: &Value, kind: Kind) -> Result<Statement, PolicyError> {
    let fields = object(value, "a statement")?;
    let common = ["Effect", "Action", "NotAction", "Condition"];
    let subject: &[&str] = match kind {
        Kind::Identity => &["Resource"],
        Kind::Trust => &["Principal"],
        Kind::Bucket => &["Principal", "Resource"],
    };
    only(fields, &[&common, subject].concat(), "a statement")?;
    let effect = match fields.get("Effect") {
        Some(Value::String(effect)) if effect == "Allow" => Effect::Allow,
        Some(Value::String(effect)) if effect == "Deny" => Effect::Deny,
        Some(other) => return Err(error(format!("Effect is {other}, not \"Allow\" or \"Deny\""))),
        None => return Err(error("Effect is missing")),
    };
    let (mut principals, mut resources) = (Vec::new(), Vec::new());
    match kind {
        Kind::Identity => resources = strings(fields.get("Resource"), "Resource")?,
        Kind::Trust => principals = trusted(fields.get("Principal"))?,
        Kind::Bucket => {
            principals = strings(fields.get("Principal"), "Principal")?;
            resources = strings(fields.get("Resource"), "Resource")?;
        }
    }
    Ok(Statement {
        effect,
        principals,
        actions: actions(fields)?,
        resources,
        conditions: conditions(fields.get("Condition"))?,
    })
}

fn actions(fields: &Map<String, Value>) -> Result<Actions, PolicyError> {
    match (fields.get("Action"), fields.get("NotAction")) {
        (Some(_), Some(_)) => Err(error("a statement has both Action and NotAction")),
        (None, Some(excepted)) => Ok(Actions::AllBut(strings(Some(excepted), "NotAction")?)),
        (listed, None) => Ok(Actions::Listed(strings(listed, "Action")?)),
    }
}

/// The `RAM` and `Federated` lists of a trust policy, whose names cannot be taken for each other. Services are valid
/// principals too, but nobody here speaks for them.
fn trusted(value: Option<&Value>) -> Result<Vec<String>, PolicyError> {
    let value = value.ok_or_else(|| error("Principal is missing"))?;
    let kinds = object(value, "Principal")?;
    only(kinds, &["RAM", "Service", "Federated"], "Principal")?;
    let of = |kind| kinds.get(kind).map_or(Ok(Vec::new()), |list| strings(Some(list), kind));
    of("Service")?;
    let mut names = of("RAM")?;
    names.extend(of("Federated")?);
    Ok(names)
}

fn conditions(value: Option<&Value>) -> Result<Vec<Condition>, PolicyError> {
    let Some(value) = value else { return Ok(Vec::new()) };
    let mut list = Vec::new();
    for (operator, keys) in object(value, "Condition")? {
        for (key, values) in object(keys, operator)? {
            list.push(Condition::parse(operator, key, scalars(values, key)?)?);
        }
    }
    Ok(list)
}

fn object<'v>(value: &'v Value, what: &str) -> Result<&'v Map<String, Value>, PolicyError> {
    value.as_object().ok_or_else(|| error(format!("{what} is not an object")))
}

fn only(fields: &Map<String, Value>, allowed: &[&str], what: &str) -> Result<(), PolicyError> {
    match fields.keys().find(|name| !allowed.contains(&name.as_str())) {
        Some(name) => Err(error(format!("{what} has an unknown element {name:?}"))),
        None => Ok(()),
    }
}

fn strings(value: Option<&Value>, name: &str) -> Result<Vec<String>, PolicyError> {
    match value {
        Some(Value::String(one)) => Ok(vec![one.clone()]),
        Some(Value::Array(list)) if !list.is_empty() => list
            .iter()
            .map(|v| {
                v.as_str().map(str::to_owned).ok_or_else(|| error(format!("{name} holds {v}, not a string")))
            })
            .collect(),
        Some(other) => Err(error(format!("{name} is {other}, not a string or a list of strings"))),
        None => Err(error(format!("{name} is missing"))),
    }
}

/// Values of a condition: strings, numbers and booleans, one or several.
fn scalars(value: &Value, key: &str) -> Result<Vec<String>, PolicyError> {
    let one = |v: &Value| match v {
        Value::String(text) => Ok(text.clone()),
        Value::Bool(_) | Value::Number(_) => Ok(v.to_string()),
        other => Err(error(format!("{key} has the value {other}"))),
    };
    match value {
        Value::Array(list) if list.is_empty() => Err(error(format!("{key} has no value"))),
        Value::Array(list) => list.iter().map(one).collect(),
        single => Ok(vec![one(single)?]),
    }
}

fn error(message: impl Into<String>) -> PolicyError {
    PolicyError(message.into())
}
