//! Papers that were made one by one, as one document with the very same pages.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::blank::finish_pages;
use super::finish::{self, broken};
use crate::Result;

/// The pages of all papers, in order, under a title that names no person. What several of them draw alike, such as
/// the picture of a blank, stands in the document once. On both sides of the paper (`duplex`) each begins on a sheet
/// of its own.
///
/// # Errors
/// [`Error::Pdf`] when one of them is not a PDF of ours.
pub fn join(papers: &[impl AsRef<[u8]>], duplex: bool, title: &str) -> Result<Vec<u8>> {
    let mut whole = Document::with_version("1.7");
    let (mut pages, mut layers) = (Vec::<Dictionary>::new(), None);
    for paper in papers {
        let mut paper = Document::load_mem(paper.as_ref()).map_err(broken)?;
        paper.renumber_objects_with(whole.max_id + 1);
        let own = paper.page_iter().map(|id| paper.get_dictionary(id).cloned().map_err(broken));
        let own = own.collect::<Result<Vec<_>>>()?;
        if duplex && pages.len() % 2 == 1 {
            let mut empty = own.first().cloned().unwrap_or_default();
            empty.set("Contents", Vec::<Object>::new());
            pages.push(empty);
        }
        pages.extend(own);
        let theirs = paper.catalog().ok().and_then(|catalog| catalog.get(b"OCProperties").ok().cloned());
        layers = layers.or(theirs);
        whole.max_id = paper.max_id;
        whole.objects.append(&mut paper.objects);
    }
    let bytes = finish_pages(&mut whole, pages, layers)?;
    let mut whole = Document::load_mem(&bytes).map_err(broken)?;
    share(&mut whole);
    finish::finish_foreign(whole, title)
}

/// Keeps one of several streams that are alike to the byte.
fn share(document: &mut Document) {
    let mut first: HashMap<Vec<u8>, ObjectId> = HashMap::new();
    let mut alike: HashMap<ObjectId, ObjectId> = HashMap::new();
    for (&id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        let mut entries: Vec<_> =
            stream.dict.iter().map(|(key, value)| format!("{key:?}{value:?}")).collect();
        entries.sort();
        let key = [entries.concat().as_bytes(), &stream.content].concat();
        let kept = *first.entry(key).or_insert(id);
        if kept != id {
            alike.insert(id, kept);
        }
    }
    document.traverse_objects(|object| {
        if let Object::Reference(id) = object
            && let Some(kept) = alike.get(id)
        {
            *id = *kept;
        }
    });
    document.prune_objects();
    document.renumber_objects();
}
