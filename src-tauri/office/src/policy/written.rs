//! `policy.toml` as it is written, and what makes it a [`Policy`].
//!
//! Refuses a sentence that is not the document's, word for word, and a folder with another name
//! than the region and edition inside.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::{
    Absent, Asked, Closes, ConsentRule, ConsentSheet, Destination, Duty, Exception, ExceptionKind, Fault,
    Faults, FormKind, GroupNeed, Holder, Need, ObtainedBy, Opens, PhotoRule, PledgeRule, Policy, Setting,
    Signers, Source, Strength, TakeoutRule, Target, squeezed,
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
        let mut source = |clause: &Text, quotation: &Text| {
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

type Text = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    region: Text,
    name: String,
    document: String,
    short: String,
    edition: Text,
    issuer: String,
    text: Option<Text>,
    words: BTreeMap<String, String>,
    destination: Vec<WrittenDestination>,
    #[serde(default)]
    setting: Vec<WrittenSetting>,
    consent: WrittenConsent,
    staff_pledge: Option<WrittenPledge>,
    photo: Option<WrittenPhoto>,
    takeout: Option<WrittenTakeout>,
    family_member: Option<WrittenSource>,
    #[serde(default)]
    group: WrittenGroup,
    #[serde(default)]
    absent: Vec<WrittenAbsent>,
    duty: Vec<WrittenDuty>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSource {
    clause: Text,
    quotation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDestination {
    key: String,
    name: String,
    #[serde(default)]
    postal_code: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    building: String,
    #[serde(default)]
    tel: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    send: String,
    clause: Text,
    quotation: Text,
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
    obtained_by: ObtainedBy,
    copy: Vec<WrittenSheet>,
    copies_clause: Option<Text>,
    copies_quotation: Option<Text>,
    on_behalf: Option<WrittenSource>,
    #[serde(default)]
    target: Vec<WrittenTarget>,
    #[serde(default)]
    exception: Vec<WrittenException>,
    clause: Text,
    quotation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSheet {
    mark: String,
    holder: Holder,
    #[serde(default)]
    on_behalf_only: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTarget {
    key: String,
    label: String,
    clause: Text,
    quotation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenException {
    key: ExceptionKind,
    label: String,
    clause: Text,
    quotation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPledge {
    may_be_omitted: bool,
    clause: Text,
    quotation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPhoto {
    asked_of: Vec<Asked>,
    each_time: bool,
    #[serde(default)]
    facility_prior_family: bool,
    clause: Text,
    quotation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTakeout {
    approver: String,
    clause: Text,
    quotation: Text,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct WrittenGroup {
    #[serde(default)]
    need: Vec<WrittenNeed>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenNeed {
    need: Need,
    clause: Text,
    quotation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAbsent {
    kind: FormKind,
    clause: Text,
    quotation: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDuty {
    key: String,
    title: String,
    clause: Text,
    quotation: Text,
    strength: Strength,
    opens: Opens,
    closes: Closes,
    form: Option<FormKind>,
}

impl Written {
    /// `source` looks a sentence up in the document.
    fn checked(self, source: &mut impl FnMut(&Text, &Text) -> Source) -> Policy {
        let consent = self.consent.checked(source);
        let staff_pledge = self.staff_pledge.map(|rule| PledgeRule {
            may_be_omitted: rule.may_be_omitted,
            source: source(&rule.clause, &rule.quotation),
        });
        let photo = self.photo.map(|rule| PhotoRule {
            asked_of: rule.asked_of,
            each_time: rule.each_time,
            facility_prior_family: rule.facility_prior_family,
            source: source(&rule.clause, &rule.quotation),
        });
        let takeout = self.takeout.map(|rule| TakeoutRule {
            approver: rule.approver,
            source: source(&rule.clause, &rule.quotation),
        });
        let family_member = self.family_member.map(|rule| source(&rule.clause, &rule.quotation));
        let group_needs = (self.group.need.into_iter())
            .map(|one| GroupNeed { need: one.need, source: source(&one.clause, &one.quotation) })
            .collect();
        let absent = (self.absent.into_iter())
            .map(|one| Absent { kind: one.kind, source: source(&one.clause, &one.quotation) })
            .collect();
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
            photo,
            takeout,
            family_member,
            group_needs,
            absent,
            duties,
        }
    }
}

impl WrittenConsent {
    fn checked(self, source: &mut impl FnMut(&Text, &Text) -> Source) -> ConsentRule {
        let copies_source = match (&self.copies_clause, &self.copies_quotation) {
            (Some(clause), Some(quotation)) => Some(source(clause, quotation)),
            _ => None,
        };
        let targets = self.target.into_iter().map(|target| Target {
            source: source(&target.clause, &target.quotation),
            key: target.key,
            label: target.label,
        });
        let targets = targets.collect();
        let exceptions = self.exception.into_iter().map(|exception| Exception {
            source: source(&exception.clause, &exception.quotation),
            kind: exception.key,
            label: exception.label,
        });
        let exceptions = exceptions.collect();
        let copies = self.copy.into_iter().map(|sheet| ConsentSheet {
            mark: sheet.mark,
            holder: sheet.holder,
            on_behalf_only: sheet.on_behalf_only,
        });
        ConsentRule {
            signers: self.signers,
            proxy: self.proxy,
            obtained_by: self.obtained_by,
            copies: copies.collect(),
            copies_source,
            on_behalf: self.on_behalf.map(|rule| source(&rule.clause, &rule.quotation)),
            targets,
            exceptions,
            source: source(&self.clause, &self.quotation),
        }
    }
}
