//! `policy.toml` as it is written, and what makes it a [`Policy`].
//!
//! Refuses a sentence that is not the document's, word for word, and a folder with another name
//! than the region and edition inside.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::{
    Closes, ConsentRule, Destination, Duty, Fault, Faults, FormKind, Opens, PledgeRule, Policy, Setting,
    Signers, Source, Strength, squeezed,
};

impl Policy {
    /// Reads `policy.toml` in `folder`; what is wrong with it goes to `faults`, and then there is no policy.
    pub(crate) fn read(forms: &Path, folder: &Path, faults: &mut Faults) -> Option<Policy> {
        let before = faults.count();
        let mut file = faults.open(forms, &folder.join("policy.toml"))?;
        let written: Written = file.parse()?;
        // `text` is optional: not every region lets its document be copied. Without it, quotations go unchecked.
        let document = match &written.text {
            Some(name) => match std::fs::read_to_string(folder.join(name.get_ref())) {
                Ok(text) => Some(squeezed(&text)),
                Err(_) => {
                    file.fault(name.span(), Fault::NoDocument(name.get_ref()));
                    None
                }
            },
            None => None,
        };
        let mut source = |clause: &Spanned<String>, quotation: &Spanned<String>| {
            for (part, name) in [(clause, "clause"), (quotation, "quotation")] {
                if part.get_ref().trim().is_empty() {
                    file.fault(part.span(), Fault::Empty(name));
                }
            }
            let quoted = squeezed(quotation.get_ref());
            if document.as_ref().is_some_and(|document| !document.contains(&quoted)) {
                file.fault(quotation.span(), Fault::NotInDocument);
            }
            Source { clause: clause.get_ref().clone(), quotation: quotation.get_ref().clone() }
        };
        let (region_written, edition_written) = (written.region.clone(), written.edition.clone());
        let policy = written.checked(&mut source);
        let mut parts = folder.iter().rev().map(|part| part.to_string_lossy().into_owned());
        let (edition, region) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        for (written, named, key) in
            [(&region_written, region, "region"), (&edition_written, edition, "edition")]
        {
            if *written.get_ref() != named {
                file.fault(written.span(), Fault::FolderDiffers(key, &named));
            }
        }
        (faults.count() == before).then_some(policy)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    region: Spanned<String>,
    name: String,
    document: String,
    short: String,
    edition: Spanned<String>,
    issuer: String,
    text: Option<Spanned<String>>,
    words: BTreeMap<String, String>,
    destination: Vec<WrittenDestination>,
    #[serde(default)]
    setting: Vec<WrittenSetting>,
    consent: WrittenConsent,
    staff_pledge: Option<WrittenPledge>,
    duty: Vec<WrittenDuty>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDestination {
    key: String,
    name: String,
    postal_code: String,
    address: String,
    #[serde(default)]
    building: String,
    tel: String,
    #[serde(default)]
    email: String,
    send: String,
    clause: Spanned<String>,
    quotation: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSetting {
    key: String,
    label: String,
    default: String,
    used_in: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenConsent {
    signers: Signers,
    proxy: bool,
    copies: Vec<String>,
    clause: Spanned<String>,
    quotation: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPledge {
    may_be_omitted: bool,
    clause: Spanned<String>,
    quotation: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDuty {
    key: String,
    title: String,
    clause: Spanned<String>,
    quotation: Spanned<String>,
    strength: Strength,
    opens: Opens,
    closes: Closes,
    form: Option<FormKind>,
}

impl Written {
    fn checked(self, source: &mut impl FnMut(&Spanned<String>, &Spanned<String>) -> Source) -> Policy {
        let consent = ConsentRule {
            signers: self.consent.signers,
            proxy: self.consent.proxy,
            source: source(&self.consent.clause, &self.consent.quotation),
            copies: self.consent.copies,
        };
        let staff_pledge = self.staff_pledge.map(|rule| PledgeRule {
            may_be_omitted: rule.may_be_omitted,
            source: source(&rule.clause, &rule.quotation),
        });
        let destinations = self.destination.into_iter().map(|there| Destination {
            source: source(&there.clause, &there.quotation),
            key: there.key,
            name: there.name,
            postal_code: there.postal_code,
            address: there.address,
            building: there.building,
            tel: there.tel,
            email: there.email,
            send: there.send,
        });
        let destinations = destinations.collect();
        let duties = self.duty.into_iter().map(|duty| Duty {
            source: source(&duty.clause, &duty.quotation),
            key: duty.key,
            title: duty.title,
            strength: duty.strength,
            opens: duty.opens,
            closes: duty.closes,
            form: duty.form,
        });
        let duties = duties.collect();
        let settings = self.setting.into_iter().map(|setting| Setting {
            key: setting.key,
            label: setting.label,
            default: setting.default,
            used_in: setting.used_in,
        });
        Policy {
            region: self.region.into_inner(),
            name: self.name,
            document: self.document,
            short: self.short,
            edition: self.edition.into_inner(),
            issuer: self.issuer,
            words: self.words,
            destinations,
            settings: settings.collect(),
            consent,
            staff_pledge,
            duties,
        }
    }
}
