//! Uploads of files and memory.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use serde_json::{Value, json};

use super::super::checkpoint::Resume;
use super::super::crew::unless_stopped;
use super::super::engine::{Engine, blocking, stated_crc64};
use super::super::failure::Failure;
use super::super::identity::Identity;
use super::super::operations;
use super::super::parts::{Check, Job};
use super::super::plan::{self, FILE_PART};
use super::super::session::Content;
use super::Order;
use crate::client::{Body, Outcome};
use crate::error::Error;
use crate::transport::{Part, Whole};

type Ended = Result<(Outcome, Value), Failure>;

/// Uploads the regular file at a path.
pub(super) async fn file(engine: &Arc<Engine>, order: &Order, path: PathBuf) -> Ended {
    let opening = path.clone();
    let opened = blocking(move || open(&opening)).await?;
    let opened = opened.map_err(|error| Error::file("open", &path, error))?;
    let Some((file, identity)) = opened else {
        return Err(Error::input(format!("{} is not file", path.display())).into());
    };
    let (name, handle) = (path.display().to_string(), Arc::new(file));
    let size = identity.size;
    let whole = Whole::File(Arc::clone(&handle));
    let check: Check = {
        let name = name.clone();
        Arc::new(move || unchanged(&handle, identity, &name))
    };
    sized(engine, order, whole, name, size, identity.to_json(), check).await
}

/// Uploads bytes.
pub(super) async fn memory(engine: &Arc<Engine>, order: &Order, bytes: Bytes) -> Ended {
    if let Resume::File(path) = &order.resume {
        let path = path.display();
        return Err(
            Error::input(format!("only uploads of files have a checkpoint: {path} is not used")).into()
        );
    }
    let size = bytes.len() as u64;
    sized(engine, order, Whole::Memory(bytes), String::new(), size, Value::Null, Arc::new(|| Ok(()))).await
}

/// `None` for what is no regular file; opening a FIFO would wait for a writer.
fn open(path: &Path) -> io::Result<Option<(File, Identity)>> {
    if !std::fs::metadata(path)?.is_file() {
        return Ok(None);
    }
    let file = File::open(path)?;
    let identity = Identity::of(&file.metadata()?);
    Ok(Some((file, identity)))
}

fn unchanged(file: &File, before: Identity, name: &str) -> Result<(), Error> {
    let now = file.metadata().map_err(|error| Error::file("fstat", Path::new(name), error))?;
    if Identity::of(&now) == before {
        return Ok(());
    }
    Err(Error::source_changed(format!("{name} was changed while it was uploaded")))
}

async fn sized(
    engine: &Arc<Engine>,
    order: &Order,
    whole: Whole,
    file: String,
    size: u64,
    identity: Value,
    check: Check,
) -> Ended {
    let part_size = plan::part_size(size, engine.settings.part_size, FILE_PART)?;
    let job = Job {
        direction: "upload",
        place: &order.place,
        headers: &order.headers,
        mime: order.mime.as_ref(),
        resume: &order.resume,
        file,
        content: Content::Whole(whole.clone()),
        identity,
        size,
        part_size,
        crc64: None,
        check,
    };
    let earlier = job.earlier().await?;
    if size > part_size || earlier.is_some() {
        return job.run(engine, earlier).await;
    }
    engine.meter.set_total(size);
    let ended = unless_stopped(&engine.stop, put(engine, order, whole, size)).await?;
    let check = Arc::clone(&job.check);
    blocking(move || check()).await??;
    Ok(ended)
}

/// Stores all of it with one request.
pub(super) async fn put(engine: &Engine, order: &Order, whole: Whole, size: u64) -> Ended {
    let _claim = engine.purse.claim(super::super::budget::PASSING).await;
    let meter = engine.meter.part();
    let part = Part { whole, offset: 0, length: size, passed: Some(meter.passed()) };
    let operation = operations::put(&order.place, &order.headers, order.mime.as_ref());
    let outcome = engine.execute(operation, || Body::Part(part.clone())).await?;
    meter.reached(size);
    let crc64 = stated_crc64(&outcome).map(|crc64| crc64.to_string());
    Ok((outcome, json!({ "size": size, "parts": 1, "resumed": 0, "crc64": crc64 })))
}
