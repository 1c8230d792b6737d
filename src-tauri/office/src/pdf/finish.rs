//! The last touches on a PDF: version, language, properties without people, a fixed id, and
//! streams compressed once.

use std::cell::RefCell;

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, StringFormat};
use sha2::{Digest, Sha256};

use super::picture::{self, Pictures, Waiting};
use crate::{Error, Result};

/// The key that only streams of font programs have.
const FONT_PROGRAM: &[u8] = b"Length1";

thread_local! {
    /// Kept from stream to stream: most are short, and making its tables costs more than compressing them.
    static COMPRESS: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(6), true));
}

/// Compresses bytes for a stream.
pub(super) fn compressed(bytes: &[u8]) -> Result<Vec<u8>> {
    COMPRESS.with_borrow_mut(|compress| {
        compress.reset();
        // What cannot be made shorter grows by a few bytes a block, so that this always has room.
        let mut out = Vec::with_capacity(bytes.len() + bytes.len() / 100 + 64);
        let status = compress.compress_vec(bytes, &mut out, FlushCompress::Finish);
        match status {
            Ok(Status::StreamEnd) => Ok(out),
            _ => Err(Error::Pdf("a stream cannot be compressed".into())),
        }
    })
}

/// A font program as it stands in the document, and the same compressed.
pub(super) type Program<'a> = (&'a [u8], &'a [u8]);

/// Finishes the document and gives its bytes. `fonts` are those in it, and `waiting` its pictures.
pub(super) fn finish(
    mut document: Document,
    title: &str,
    fonts: &[Program<'_>],
    waiting: &[Waiting],
    pictures: Pictures<'_>,
) -> Result<Vec<u8>> {
    describe(&mut document, title)?;
    compress(&mut document, fonts)?;
    let (trailer, size) = (document.trailer.clone(), document.max_id + 1);
    let mut bytes = saved(document)?;
    if !waiting.is_empty() {
        picture::append(&mut bytes, (&trailer, size), waiting, pictures)?;
    }
    Ok(bytes)
}

/// As [`finish`] for pages made elsewhere: streams that are compressed already stay as they are.
pub(super) fn finish_foreign(mut document: Document, title: &str) -> Result<Vec<u8>> {
    describe(&mut document, title)?;
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object
            && !stream.dict.has(b"Filter")
        {
            stream.set_content(compressed(&stream.content)?);
            stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        }
    }
    saved(document)
}

fn saved(mut document: Document) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

/// Version, language, properties, how readers show it, and its id.
fn describe(document: &mut Document, title: &str) -> Result<()> {
    document.version = "1.7".to_owned();
    properties(document, title)?;
    let catalog = document.catalog_mut().map_err(broken)?;
    catalog.set("Lang", Object::string_literal("ja-JP"));
    catalog.set("PageLayout", Object::Name(b"SinglePage".to_vec()));
    let mut preferences = Dictionary::new();
    preferences.set("DisplayDocTitle", true);
    // Forms have boxes of a true size: no reader may shrink them to the page.
    preferences.set("PrintScaling", Object::Name(b"None".to_vec()));
    catalog.set("ViewerPreferences", preferences);
    // printpdf's id is a counter of the process; ours says the same for the same content.
    let id = Object::String(content_id(document), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

/// Title and producer only: no dates (the paper has its own), and nobody's name.
fn properties(document: &mut Document, title: &str) -> Result<()> {
    let info = document.trailer.get(b"Info").and_then(Object::as_reference).map_err(broken)?;
    let mut properties = Dictionary::new();
    properties.set("Title", lopdf::text_string(title));
    properties.set("Producer", lopdf::text_string("連携帳"));
    document.objects.insert(info, Object::Dictionary(properties));
    Ok(())
}

/// What the pages draw and which characters the fonts hold decides everything else.
fn content_id(document: &Document) -> Vec<u8> {
    let mut hash = Sha256::new();
    for object in document.objects.values() {
        if let Object::Stream(stream) = object
            && !stream.dict.has(FONT_PROGRAM)
        {
            hash.update((stream.content.len() as u64).to_le_bytes());
            hash.update(&stream.content);
        }
    }
    hash.finalize()[..16].to_vec()
}

/// Fonts get the program that was compressed before; other streams are compressed now.
fn compress(document: &mut Document, fonts: &[Program<'_>]) -> Result<()> {
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        // A picture is small already.
        if stream.dict.has(b"Filter") {
            continue;
        }
        let is_font = stream.dict.has(FONT_PROGRAM);
        let found = fonts.iter().find(|(program, _)| is_font && *program == stream.content);
        let content = match found {
            Some((_, compressed)) => compressed.to_vec(),
            None => compressed(&stream.content)?,
        };
        stream.set_content(content);
        stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        stream.allows_compression = false;
    }
    Ok(())
}

/// A document of our own that lopdf cannot read or write: a fault of the program.
pub(super) fn broken(error: lopdf::Error) -> Error {
    Error::Pdf(error.to_string())
}
