//! Reads `policy.toml` and holds it to the document beside it.
//!
//! Refuses a sentence that is not the document's, word for word, and a folder with another name than the region and
//! edition inside.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Duty, Fault, Faults, Opened, Policy, squeezed};

impl Policy {
    /// Reads `policy.toml` in `folder`; what is wrong with it goes to `faults`, and then there is no policy.
    /// `office_duties` stand behind its own.
    pub(crate) fn read(
        forms: &Path,
        folder: &Path,
        office_duties: &[Duty],
        faults: &mut Faults,
    ) -> Option<Policy> {
        let before = faults.count();
        let mut file = faults.open(forms, &folder.join("policy.toml"))?;
        let mut policy: Policy = file.parse()?;
        let text = file.text().to_owned();
        let written = DeTable::parse(&text).ok()?;
        let document = match &policy.text {
            Some(name) => match std::fs::read_to_string(folder.join(name)) {
                Ok(text) => Some(squeezed(&text)),
                Err(_) => {
                    file.fault(at(&written, "text"), Fault::NoDocument(name));
                    None
                }
            },
            None => None,
        };
        check_sentences(&mut file, written.get_ref(), document.as_deref());
        let mut parts = folder.iter().rev().map(|part| part.to_string_lossy().into_owned());
        let (edition, region) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        for (inside, named, key) in
            [(&policy.region, region, "region"), (&policy.edition, edition, "edition")]
        {
            if *inside != named {
                file.fault(at(&written, key), Fault::FolderDiffers(key, &named));
            }
        }
        let further = office_duties.iter().filter(|duty| policy.duty(&duty.key).is_none()).cloned();
        policy.duties.extend(further.collect::<Vec<_>>());
        (faults.count() == before).then_some(policy)
    }
}

/// Where a key of the whole file stands.
fn at(written: &Spanned<DeTable<'_>>, key: &str) -> std::ops::Range<usize> {
    written.get_ref().get(key).map_or(0..0, Spanned::span)
}

/// Each clause and each quotation, wherever it stands: none is empty, and each quotation is in the document.
fn check_sentences(file: &mut Opened<'_>, table: &DeTable<'_>, document: Option<&str>) {
    for (key, value) in table.iter() {
        match (key.get_ref().as_ref(), value.get_ref()) {
            (name @ ("clause" | "quotation"), DeValue::String(text)) => {
                if text.trim().is_empty() {
                    file.fault(value.span(), Fault::Empty(name));
                }
                let missing = |document: &str| !document.contains(&squeezed(text));
                if name == "quotation" && document.is_some_and(missing) {
                    file.fault(value.span(), Fault::NotInDocument);
                }
            }
            (_, DeValue::Table(inside)) => check_sentences(file, inside, document),
            (_, DeValue::Array(list)) => {
                for one in list.iter() {
                    if let DeValue::Table(inside) = one.get_ref() {
                        check_sentences(file, inside, document);
                    }
                }
            }
            _ => {}
        }
    }
}
