//! Small requests to servers that issue credentials.

use std::time::Duration;

use reqwest::{RequestBuilder, StatusCode, Url};

use crate::sts::reply::named;

/// The longest answer that is read; a credential has about a KiB.
const LONGEST: usize = 64 * 1024;

/// Sends a request and receives the body of an answer that is whatever it is.
///
/// The error says what happened, to which address: not the query, which may hold a secret.
pub(super) async fn ask(
    request: RequestBuilder,
    url: &Url,
    limit: Duration,
) -> Result<(StatusCode, Vec<u8>), String> {
    let failed = |error: reqwest::Error| {
        let error = named(&error, url, limit, None);
        format!("{}: {error}", shown(url))
    };
    let mut response = request.timeout(limit).send().await.map_err(failed)?;
    let mut body = Vec::new();
    while let Some(piece) = response.chunk().await.map_err(failed)? {
        if body.len() + piece.len() > LONGEST {
            return Err(format!("{}: the answer is longer than {LONGEST} bytes", shown(url)));
        }
        body.extend_from_slice(&piece);
    }
    Ok((response.status(), body))
}

/// As [`ask`], but an answer that is no 200 is an error too.
pub(super) async fn fetch(request: RequestBuilder, url: &Url, limit: Duration) -> Result<Vec<u8>, String> {
    match ask(request, url, limit).await? {
        (StatusCode::OK, body) => Ok(body),
        (status, _) => Err(format!("{}: status {}", shown(url), status.as_u16())),
    }
}

/// Protocol, host, port and path of a URL.
pub(super) fn shown(url: &Url) -> String {
    let mut shown = url.clone();
    shown.set_query(None);
    shown.set_fragment(None);
    // It fails only for URLs that have no host, and then there is no user either.
    let _ = shown.set_username("").and_then(|()| shown.set_password(None));
    shown.to_string()
}

#[cfg(test)]
mod tests {
    use reqwest::Url;

    use super::shown;

    #[test]
    fn a_url_is_shown_without_what_may_be_secret() {
        let url = Url::parse("http://me:visible@127.0.0.1:8080/role?token=visible#visible").unwrap();
        assert_eq!(shown(&url), "http://127.0.0.1:8080/role");
    }
}
