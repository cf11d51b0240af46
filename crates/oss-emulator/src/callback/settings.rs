//! What a request says of its callback: `callback` and `callback-var`, in headers, the query or a form.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue};
use serde_json::{Map, Value};

use super::template::BodyType;
use crate::error::ServiceError;
use crate::form::Form;
use crate::loopback::{Target, TargetError};
use crate::request::RequestHead;

/// The headers that ask for a callback.
const HEADERS: [&str; 2] = ["x-oss-callback", "x-oss-callback-var"];
/// The query parameters that do.
pub(crate) const PARAMETERS: [&str; 2] = ["callback", "callback-var"];

/// Longest value of either, in Base64: 5 KiB.
const MAX_LENGTH: usize = 5 * 1024;
const MAX_URLS: usize = 5;

/// A callback that can be sent.
#[derive(Debug, Clone)]
pub(crate) struct Callback {
    /// Tried in order until one succeeds. Some may lead where the emulator does not go.
    pub(super) targets: Vec<Result<Target, TargetError>>,
    /// The `Host` header instead of the URL's.
    pub(super) host: Option<HeaderValue>,
    /// The body with variables.
    pub(super) body: String,
    pub(super) body_type: BodyType,
    /// `additionalHeaders`.
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    /// `x:name` and value.
    pub(super) variables: Vec<(String, String)>,
}

impl Callback {
    /// The callback of a request, in its headers or its query; `None` when it wants none.
    pub(crate) fn of_request(head: &RequestHead) -> Result<Option<Self>, ServiceError> {
        let [settings, variables] = [0, 1].map(|index| {
            let (Some(header), Some(parameter)) = (HEADERS.get(index), PARAMETERS.get(index)) else {
                return Ok(None);
            };
            match (head.header(header), head.query_value(parameter)) {
                (Some(_), Some(value)) => Err(twice(header, parameter, value)),
                (header, parameter) => Ok(header.or(parameter)),
            }
        });
        Self::parse(settings?, variables?)
    }

    /// The callback of a form: its variables stand in `callback-var` or in fields of their own.
    pub(crate) fn of_form(form: &Form) -> Result<Option<Self>, ServiceError> {
        let [settings, variables] = PARAMETERS;
        let mut callback = Self::parse(form.get(settings), form.get(variables))?;
        if let Some(callback) = &mut callback {
            callback.variables.extend(form.variables());
        }
        Ok(callback)
    }

    /// Reads both values as they stand in a request; `None` when there is no URL.
    pub(crate) fn parse(
        settings: Option<&str>,
        variables: Option<&str>,
    ) -> Result<Option<Self>, ServiceError> {
        let Some(settings) = settings.filter(|text| !text.is_empty()) else { return Ok(None) };
        let json = object(settings, &SETTINGS_ERRORS)?;
        let invalid =
            |message: &str, ec| refuse(message, ec, "callback", &Value::Object(json.clone()).to_string());
        let Some(targets) = targets(&json, invalid)? else { return Ok(None) };
        let host = match json.get("callbackHost") {
            None => None,
            Some(Value::String(host)) if host.is_empty() => None,
            Some(host) => Some(
                host.as_str()
                    .and_then(|host| HeaderValue::from_str(host).ok())
                    .ok_or_else(|| invalid("The callback host configuration is invalid.", ""))?,
            ),
        };
        let body = match json.get("callbackBody") {
            None => "",
            Some(Value::String(body)) => body,
            Some(_) => return Err(invalid("The callback body is invalid.", "")),
        };
        if body.is_empty() {
            return Err(invalid("The callback body is empty.", "0007-00000011"));
        }
        let body_type = match json.get("callbackBodyType") {
            None => BodyType::Form,
            Some(Value::String(text)) => BodyType::parse(text)
                .ok_or_else(|| invalid("The body type of callback is not supported.", ""))?,
            Some(_) => {
                return Err(invalid("The callback body type configuration is invalid.", "0007-00000012"));
            }
        };
        let headers = headers(&json)
            .ok_or_else(|| invalid("The callback additional headers are invalid.", "0007-00000026"))?;
        let variables = match variables.filter(|text| !text.is_empty()) {
            None => Vec::new(),
            Some(text) => custom_variables(text)?,
        };
        Ok(Some(Self { targets, host, body: body.to_owned(), body_type, headers, variables }))
    }
}

/// The words for what can be wrong with a Base64 text of JSON.
struct Errors {
    argument: &'static str,
    too_long: (&'static str, &'static str),
    no_base64: (&'static str, &'static str),
    no_json: (&'static str, &'static str),
}

const SETTINGS_ERRORS: Errors = Errors {
    argument: "callback",
    too_long: ("The length of callback exceed max value.", "0007-00000001"),
    no_base64: ("The callback configuration is not base64 encoded.", "0007-00000002"),
    no_json: ("The callback configuration is not json format.", "0007-00000003"),
};

/// The service's own spelling.
const VARIABLES_ERRORS: Errors = Errors {
    argument: "callback-var",
    too_long: ("The length of callback var exceed max value.", "0007-00000101"),
    no_base64: ("The callback var is not base64 encoded.", ""),
    no_json: ("The callback var is not expecten json.", "0007-00000103"),
};

fn object(text: &str, errors: &Errors) -> Result<Map<String, Value>, ServiceError> {
    let invalid = |(message, ec): (&str, _), value: &str| refuse(message, ec, errors.argument, value);
    if text.len() > MAX_LENGTH {
        return Err(invalid(errors.too_long, ""));
    }
    let bytes = STANDARD.decode(text).map_err(|_| invalid(errors.no_base64, text))?;
    match serde_json::from_slice(&bytes) {
        Ok(Value::Object(object)) => Ok(object),
        _ => Err(invalid(errors.no_json, &String::from_utf8_lossy(&bytes))),
    }
}

/// The URLs of `callbackUrl`; `None` when there are none.
fn targets(
    json: &Map<String, Value>,
    invalid: impl Fn(&str, &'static str) -> ServiceError,
) -> Result<Option<Vec<Result<Target, TargetError>>>, ServiceError> {
    let malformed = || invalid("The callback url configuration is invalid.", "0007-00000004");
    let Some(urls) = json.get("callbackUrl") else { return Ok(None) };
    let urls: Vec<_> = urls
        .as_str()
        .ok_or_else(malformed)?
        .split(';')
        .map(str::trim)
        .filter(|url| !url.is_empty())
        .collect();
    if urls.len() > MAX_URLS {
        return Err(invalid("The number of callback url exceed max value.", "0007-00000005"));
    }
    let targets: Vec<Result<Target, TargetError>> = urls.into_iter().map(str::parse).collect();
    if targets.iter().any(|target| matches!(target, Err(TargetError::Malformed(_)))) {
        return Err(malformed());
    }
    Ok(Some(targets).filter(|targets| !targets.is_empty()))
}

/// `additionalHeaders`: names that do not begin with `x-oss-`.
fn headers(json: &Map<String, Value>) -> Option<Vec<(HeaderName, HeaderValue)>> {
    let Some(headers) = json.get("additionalHeaders") else { return Some(Vec::new()) };
    let header = |(name, value): (&String, &Value)| {
        let name: HeaderName = name.parse().ok()?;
        let value = HeaderValue::from_str(value.as_str()?).ok()?;
        (!name.as_str().starts_with("x-oss-")).then_some((name, value))
    };
    headers.as_object()?.iter().map(header).collect()
}

fn custom_variables(text: &str) -> Result<Vec<(String, String)>, ServiceError> {
    let json = object(text, &VARIABLES_ERRORS)?;
    let variable = |(name, value): (&String, &Value)| {
        let value = value.as_str().filter(|_| name.starts_with("x:"))?;
        Some((name.clone(), value.to_owned()))
    };
    let (message, ec) = VARIABLES_ERRORS.no_json;
    json.iter()
        .map(variable)
        .collect::<Option<_>>()
        .ok_or_else(|| refuse(message, ec, "callback-var", &Value::Object(json.clone()).to_string()))
}

fn twice(header: &str, parameter: &'static str, value: &str) -> ServiceError {
    let message = format!(
        "Either the {parameter} query string parameter or the {header} header should be specified, not both."
    );
    let ec = if parameter == "callback" { "0007-00000027" } else { "" };
    refuse(&message, ec, parameter, value)
}

fn refuse(message: &str, ec: &'static str, name: &str, value: &str) -> ServiceError {
    ServiceError::new(400, "InvalidArgument", message)
        .ec(ec)
        .detail("ArgumentName", name)
        .detail("ArgumentValue", value)
}
