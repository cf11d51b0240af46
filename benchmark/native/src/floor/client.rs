//! One call of hyper or reqwest: a request, its reply read to the end, and both held against what was wanted.

use std::fs::File;
use std::io::Write;
use std::net::Ipv4Addr;
use std::path::PathBuf;

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::{Method, StatusCode, Uri};
use hyper_util::client::legacy::Client as Pooled;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use super::bodies::{Outgoing, content};
use super::{Kind, Operation, Options};
use crate::Failure;

enum Library {
    Hyper(Pooled<HttpConnector, Outgoing>),
    Reqwest(reqwest::Client),
}

/// A client that makes the same call again and again.
pub(super) struct Client {
    library: Library,
    operation: Operation,
    uri: Uri,
    content: Bytes,
    file: PathBuf,
    size: u64,
}

impl Client {
    pub(super) fn new(options: &Options) -> Result<Self, Failure> {
        let library = match options.client {
            Kind::Hyper => {
                let mut connector = HttpConnector::new();
                connector.set_nodelay(true);
                Library::Hyper(Pooled::builder(TokioExecutor::new()).build(connector))
            }
            Kind::Reqwest => Library::Reqwest(reqwest::Client::builder().no_proxy().build()?),
        };
        let content = if options.operation == Operation::Put { content(options.size) } else { Bytes::new() };
        Ok(Self {
            library,
            operation: options.operation,
            uri: format!("http://{}:{}/bench/object/{}", Ipv4Addr::LOCALHOST, options.port, options.size)
                .parse()?,
            content,
            file: options.file.clone().unwrap_or_default(),
            size: options.size,
        })
    }

    pub(super) async fn call(&self) -> Result<(), Failure> {
        let (method, body, expected) = match self.operation {
            Operation::Put => (Method::PUT, Outgoing::Whole(Some(self.content.clone())), 0),
            Operation::PutFile => (Method::PUT, Outgoing::file(&self.file)?, 0),
            Operation::Get | Operation::GetFile => (Method::GET, Outgoing::Whole(None), self.size),
        };
        let mut taken = Taken::new(self)?;
        let status = match &self.library {
            Library::Hyper(client) => {
                let request = hyper::Request::builder().method(method).uri(self.uri.clone()).body(body)?;
                let reply = client.request(request).await?;
                let status = reply.status();
                let mut body = reply.into_body();
                while let Some(frame) = body.frame().await {
                    if let Some(data) = frame?.data_ref() {
                        taken.take(data)?;
                    }
                }
                status
            }
            Library::Reqwest(client) => {
                let request = client.request(method, self.uri.to_string()).body(reqwest::Body::wrap(body));
                let mut reply = request.send().await?;
                let status = reply.status();
                // The usual way to a small body, and the usual way to one that is kept elsewhere.
                if self.operation == Operation::Get {
                    taken.take(&reply.bytes().await?)?;
                } else {
                    while let Some(data) = reply.chunk().await? {
                        taken.take(&data)?;
                    }
                }
                status
            }
        };
        taken.check(status, expected)
    }
}

/// Where the body of a reply goes: into a file, or nowhere.
struct Taken {
    file: Option<File>,
    size: u64,
}

impl Taken {
    fn new(client: &Client) -> Result<Self, Failure> {
        let writes = client.operation == Operation::GetFile;
        Ok(Self { file: writes.then(|| File::create(&client.file)).transpose()?, size: 0 })
    }

    fn take(&mut self, data: &Bytes) -> Result<(), Failure> {
        self.size += data.len() as u64;
        if let Some(file) = &mut self.file {
            file.write_all(data)?;
        }
        Ok(())
    }

    fn check(&self, status: StatusCode, expected: u64) -> Result<(), Failure> {
        if status.is_success() && self.size == expected {
            return Ok(());
        }
        Err(format!("the sink answered {status} with {} bytes", self.size).into())
    }
}
