//! The configuration of a bucket: documents by name, such as `cors`, `lifecycle` or `inventory/ID`.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

use super::Bucket;
use super::held::Change;
use crate::sync::{read, write};

/// Documents by name, each in the one form that it is answered in: whoever stores one has checked it and written it anew.
#[derive(Debug, Default)]
pub(crate) struct Documents(BTreeMap<String, Arc<str>>);

impl Documents {
    /// A document.
    pub(crate) fn get(&self, name: &str) -> Option<&Arc<str>> {
        self.0.get(name)
    }

    pub(super) fn put(&mut self, name: String, text: Arc<str>) {
        self.0.insert(name, text);
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.0.remove(name);
    }

    /// Those whose names begin with `prefix`, by name.
    pub(crate) fn beginning<'d>(
        &'d self,
        prefix: &'d str,
    ) -> impl Iterator<Item = (&'d String, &'d Arc<str>)> + 'd {
        let range = self.0.range::<str, _>((Bound::Included(prefix), Bound::Unbounded));
        range.take_while(move |(name, _)| name.starts_with(prefix))
    }
}

impl Bucket {
    /// A document of the configuration.
    pub(crate) fn document(&self, name: &str) -> Option<Arc<str>> {
        read(&self.held).documents.get(name).cloned()
    }

    /// Those whose names begin with `prefix`, by name, as they are at one instant.
    pub(crate) fn documents(&self, prefix: &str) -> Vec<(String, Arc<str>)> {
        let held = read(&self.held);
        held.documents.beginning(prefix).map(|(name, text)| (name.clone(), Arc::clone(text))).collect()
    }

    /// Stores a document in place of an earlier one.
    pub(crate) fn set_document(&self, name: &str, text: String) {
        write(&self.held).commit([Change::PutDocument { name: name.to_owned(), text: text.into() }]);
    }

    /// Removes a document, if it is there.
    pub(crate) fn remove_document(&self, name: &str) {
        write(&self.held).commit([Change::RemoveDocument { name: name.to_owned() }]);
    }

    /// Stores the text that `make` makes of all documents as they are, or removes the document when it makes none;
    /// nothing changes when it fails.
    pub(crate) fn change_document<E>(
        &self,
        name: &str,
        make: impl FnOnce(&Documents) -> Result<Option<String>, E>,
    ) -> Result<(), E> {
        let mut held = write(&self.held);
        let name = name.to_owned();
        let change = match make(&held.documents)? {
            Some(text) => Change::PutDocument { name, text: text.into() },
            None => Change::RemoveDocument { name },
        };
        held.commit([change]);
        Ok(())
    }
}
