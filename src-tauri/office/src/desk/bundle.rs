//! The submission bundle (提出の束): what the region's body asks for, packed with 送付状, 目録 and a signed list of files.
//!
//! # Design
//! A bundle is made whole in memory, searched for everybody who is cared for, and only then shown, printed or written.
//! The same choices on the same records give the same files: the code on its papers is that of the last act before the
//! bundle was printed or saved ([`MAKING`]). Every other act is under the code, so that a log that loses its newest
//! acts is told by the paper (AC-14 (c)).

use chrono::NaiveDate;

use super::paper::{CHANGE, MadePaper};
use super::personal_data::Known;
use super::{Desk, LogCode, PersonalHit};
use crate::domain::Moment;
use crate::domain::bundle::{BundleDraft, BundleMissing, BundleTo};
use crate::domain::history::Fields;
use crate::domain::office::Office;
use crate::domain::staff::Staff;
use crate::forms::{BundleItem, BundlePage, BundleWords, Definition, FilledForm, FormKind, Marks};
use crate::parcel::{self, CheckedParcel, Manifest, ManifestFile, ParcelFile};
use crate::pdf;
use crate::policy::{Closes, Destination, Duty, Policy};
use crate::store::{Act, paper};
use crate::{Error, Result};

/// The acts by which a bundle itself comes to paper or disk: it would not be the same twice if they counted.
const MAKING: [&str; 3] = ["paper_print", "paper_save", "bundle_save"];

/// What goes to a region's body, with stable names; in this order.
const SENT: [(&str, FormKind); 3] = [
    ("application", FormKind::Application),
    ("office-pledge", FormKind::OfficePledge),
    ("staff-notice", FormKind::StaffNotice),
];

/// A bundle as it would be made now.
pub struct BundlePlan<'a> {
    /// The region whose body gets it.
    pub policy: &'a Policy,
    /// To whom, as the policy says.
    pub destination: &'a Destination,
    /// To whom, with what was typed where the policy is silent.
    pub to: BundleTo,
    /// What was typed there when something was sent to it last.
    pub last: BundleTo,
    /// The papers that may be in it.
    pub offered: Vec<BundleOffer<'a>>,
    /// What is missing before it can be made.
    pub missing: Vec<BundleMissing>,
    /// Staff without 登録日.
    pub undated: Vec<Staff>,
    /// Of how many members of staff something stands in it, at most.
    pub people: usize,
    /// Who is named in it although nobody who is cared for may be.
    pub hits: Vec<BundleHit>,
    /// The bundle; `None` while anything is missing.
    pub made: Option<MadeBundle>,
}

/// A paper that may be in a bundle.
pub struct BundleOffer<'a> {
    /// Stable name of its kind.
    pub key: &'static str,
    /// Its kind.
    pub kind: FormKind,
    /// The paper.
    pub form: &'a Definition,
    /// The duty that asks to send it; `None`: the policy asks for none.
    pub duty: Option<&'a Duty>,
    /// Whether it is in it.
    pub is_chosen: bool,
}

/// Somebody who is cared for is named in a file of the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleHit {
    /// Name of the file.
    pub file: String,
    /// What the place is called on the paper; may be empty.
    pub place: String,
    /// Who, and what of the person.
    pub hit: PersonalHit,
}

/// A bundle that is made and not yet written.
pub struct MadeBundle {
    /// The name of its folder or ZIP, without an ending.
    pub name: String,
    /// The day on its papers.
    pub dated_on: NaiveDate,
    /// All of its files: papers, list of staff, the signed list.
    pub files: Vec<ParcelFile>,
    /// What is in it, in order.
    pub items: Vec<BundleItem>,
    /// The papers as one, 送付状 first.
    pub print: MadePaper,
    /// 控えの番号.
    pub code: LogCode,
    /// Of the key that signs.
    pub fingerprint: String,
}

/// One file as it is made: its title, its bytes, and what stands in it.
struct Piece {
    item: BundleItem,
    file: ParcelFile,
    /// The paper; `None` for what is not printed.
    paper: Option<MadePaper>,
    /// What stands in it, each with what the place is called.
    texts: Vec<(String, String)>,
}

/// What every piece is made with.
struct Making<'a> {
    to: &'a BundleTo,
    office: &'a Office,
    dated_on: NaiveDate,
    code: &'a LogCode,
    fingerprint: &'a str,
}

impl Desk {
    /// What a bundle would be now, what is missing, and what must not be in it. Nothing is written.
    ///
    /// # Errors
    /// [`Error::Fields`] for what was typed; [`Error::MissingGlyphs`]; [`Error::NotFound`].
    pub fn bundle_plan(&self, draft: &BundleDraft, today: NaiveDate) -> Result<BundlePlan<'_>> {
        let policy = self.policy_of(&draft.region)?;
        let mut destinations = policy.destinations.iter();
        let destination =
            destinations.find(|one| draft.destination.is_empty() || one.key == draft.destination);
        let destination = destination.ok_or(Error::NotFound { noun: "destination" })?;
        let address = [destination.address.as_str(), &destination.building];
        let address: Vec<_> = address.into_iter().filter(|line| !line.is_empty()).collect();
        let said = BundleTo {
            name: destination.name.clone(),
            postal_code: destination.postal_code.clone(),
            // A building alone is no address.
            address: if destination.address.is_empty() { String::new() } else { address.join("\n") },
            send: destination.send.clone(),
        };
        let (to, dated_on) = draft.check(&said, today)?;
        let offered = self.offered(policy, draft)?;
        let staff = self.staff_list("")?;
        let (listed, undated): (Vec<&Staff>, _) =
            staff.iter().partition(|one| one.details.registered_on.is_some());
        let tells_of_staff = draft.staff_list
            || offered.iter().any(|one| one.is_chosen && one.form.kinds.contains(&FormKind::StaffNotice));
        let people = if tells_of_staff { listed.len() } else { 0 };
        let office = self.office()?.unwrap_or_default();
        let missing = self.missing(draft, policy, &to, &office, &offered, (&listed, &undated))?;
        let mut plan = BundlePlan {
            policy,
            destination,
            to,
            last: self.last_sent_to(&policy.region, &destination.key)?,
            offered,
            missing,
            undated: undated.into_iter().cloned().collect(),
            people,
            hits: Vec::new(),
            made: None,
        };
        if plan.missing.is_empty() {
            let (made, hits) = self.pack(draft, &plan, &office, &staff, (dated_on, today))?;
            (plan.made, plan.hits) = (Some(made), hits);
        }
        Ok(plan)
    }

    /// Makes the bundle.
    ///
    /// # Errors
    /// [`Error::Fields`] naming what is missing (AC-13 (6)); [`Error::Refused`] `bundle_personal_data` when somebody who is
    /// cared for is named in it.
    pub fn make_bundle(&self, draft: &BundleDraft, today: NaiveDate) -> Result<MadeBundle> {
        let plan = self.bundle_plan(draft, today)?;
        BundleMissing::refuse(&plan.missing)?;
        if !plan.hits.is_empty() {
            return Err(Error::Refused { code: "bundle_personal_data", clause: String::new() });
        }
        plan.made.ok_or(Error::NoSuchPaper)
    }

    /// Records that a bundle was written to a folder or a ZIP, with its papers.
    pub fn record_bundle(&mut self, made: &MadeBundle, now: Moment) -> Result<()> {
        let titles: Vec<_> = made.items.iter().map(|item| item.title.as_str()).collect();
        let act =
            Act::new("bundle_save", "paper").about(&Fields::default().with("items", &titles.join("\n")));
        self.vault.transact(act, now, |db| {
            let mut papers = made.print.parts.iter().flat_map(|part| part.papers(false));
            papers.try_for_each(|one| paper::add_paper(db, &one, now))
        })
    }

    /// Compares the files of a bundle that came back with their signed list.
    ///
    /// # Errors
    /// [`Error::Parcel`].
    pub fn check_bundle(&self, files: &[ParcelFile]) -> Result<CheckedParcel> {
        parcel::check(files, &self.vault.signing_key())
    }

    /// What may be in it, each paper once; without a choice, what the policy asks for and was not sent yet.
    fn offered(&self, policy: &Policy, draft: &BundleDraft) -> Result<Vec<BundleOffer<'_>>> {
        let policy = self.shelf.catalog.policy(&policy.region).ok_or(Error::NotFound { noun: "region" })?;
        let mut offered: Vec<BundleOffer<'_>> = Vec::new();
        for (key, kind) in SENT {
            let Some(form) = self.shelf.catalog.form(&policy.region, kind) else { continue };
            if offered.iter().any(|other| other.form.file == form.file) {
                continue;
            }
            let asks = |duty: &&Duty| {
                duty.closes == Closes::Submission
                    && duty.form.is_some_and(|asked| form.kinds.contains(&asked))
            };
            let duty = policy.duties.iter().find(asks);
            offered.push(BundleOffer { key, kind, form, duty, is_chosen: false });
        }
        if let Some(chosen) = &draft.forms {
            offered.iter_mut().for_each(|one| one.is_chosen = chosen.iter().any(|key| key == one.key));
            return Ok(offered);
        }
        let sent = self.submissions()?;
        let has_changes = !self.untold(&policy.region)?.is_empty();
        // A notice that lists changes has nothing to say without any.
        let is_notice = |one: &BundleOffer<'_>| one.form.kinds.contains(&FormKind::StaffNotice);
        let says =
            |one: &BundleOffer<'_>| has_changes || !is_notice(one) || !one.form.sources().contains(&CHANGE);
        let is_due = |one: &BundleOffer<'_>| {
            let title = one.form.full_title();
            let was_sent =
                sent.iter().any(|sent| sent.region == policy.region && sent.items.contains(&title));
            says(one) && (!was_sent || is_notice(one) && has_changes)
        };
        // Everything was sent: it is probably one of these again.
        let choices: [&dyn Fn(&BundleOffer<'_>) -> bool; 3] = [&is_due, &says, &|_| true];
        for choice in choices {
            offered.iter_mut().for_each(|one| one.is_chosen = one.duty.is_some() && choice(one));
            if offered.iter().any(|one| one.is_chosen) {
                break;
            }
        }
        Ok(offered)
    }

    fn missing(
        &self,
        draft: &BundleDraft,
        policy: &Policy,
        to: &BundleTo,
        office: &Office,
        offered: &[BundleOffer<'_>],
        (listed, undated): (&[&Staff], &[&Staff]),
    ) -> Result<Vec<BundleMissing>> {
        let chosen: Vec<_> = offered.iter().filter(|one| one.is_chosen).collect();
        let notice = chosen.iter().find(|one| one.form.kinds.contains(&FormKind::StaffNotice));
        let lists_changes = notice.is_some_and(|one| one.form.sources().contains(&CHANGE));
        let mut missing = Vec::new();
        let mut demand = |holds: bool, what: BundleMissing| {
            if !holds {
                missing.push(what);
            }
        };
        demand(!chosen.is_empty(), BundleMissing::Forms);
        demand(!to.send.is_empty(), BundleMissing::Send);
        demand(!draft.label || !to.address.is_empty(), BundleMissing::Address);
        demand(!office.name.is_empty() && !office.address.is_empty(), BundleMissing::Office);
        demand(office.manager.is_some(), BundleMissing::Manager);
        if notice.is_some() || draft.staff_list {
            for one in undated.iter().filter(|one| !draft.left_out.contains(&one.id)) {
                demand(false, BundleMissing::RegisteredOn(one.id.clone()));
            }
            demand(!listed.is_empty(), BundleMissing::Staff);
        }
        if lists_changes && !listed.is_empty() {
            demand(!self.untold(&policy.region)?.is_empty(), BundleMissing::Changes);
        }
        Ok(missing)
    }

    /// Makes all files, and looks for everybody who is cared for in them.
    fn pack(
        &self,
        draft: &BundleDraft,
        plan: &BundlePlan<'_>,
        office: &Office,
        staff: &[Staff],
        (dated_on, today): (NaiveDate, NaiveDate),
    ) -> Result<(MadeBundle, Vec<BundleHit>)> {
        let words = self.shelf.catalog.bundle();
        let secret = self.vault.signing_key();
        let (code, fingerprint) =
            (self.log_code_but(|verb| MAKING.contains(&verb))?, parcel::fingerprint(&secret));
        let making = Making { to: &plan.to, office, dated_on, code: &code, fingerprint: &fingerprint };
        let region = plan.policy.region.as_str();

        let mut pieces: Vec<Piece> = Vec::new();
        for offer in plan.offered.iter().filter(|one| one.is_chosen) {
            let made = self.print(region, offer.kind, None, Some(dated_on), today)?;
            pieces.push(Piece::paper(pieces.len() + 2, offer.form.short_title(), made, true));
        }
        if draft.staff_list {
            let title = words.say("file", "list");
            let mut listed: Vec<_> = staff.iter().filter(|one| one.details.registered_on.is_some()).collect();
            listed.sort_by_key(|one| (one.details.registered_on, one.details.name.kana(), one.id.clone()));
            let text = words.staff_list(listed.iter().map(|one| &one.details));
            pieces.push(Piece::list(pieces.len() + 2, title, text));
        }
        // How long 目録 is depends on how many files it lists, not on their sums.
        let cover = self.piece(1, &making, &[], |words, page, marks| words.cover(page, marks))?;
        let label = match draft.label {
            true => Some(
                self.piece(pieces.len() + 2, &making, &[], |words, page, marks| words.label(page, marks))?,
            ),
            false => None,
        };
        let catalogue_at = pieces.len() + usize::from(label.is_some()) + 2;
        let listed = |cover: &Piece, pieces: &[Piece], label: &Option<Piece>| -> Vec<BundleItem> {
            std::iter::once(cover).chain(pieces).chain(label).map(|piece| piece.item.clone()).collect()
        };
        let catalogue = |items: &[BundleItem]| {
            let made =
                self.piece(catalogue_at, &making, items, |words, page, marks| words.catalogue(page, marks))?;
            Ok::<_, Error>(Piece { item: BundleItem { is_enclosed: true, ..made.item.clone() }, ..made })
        };
        let draft_catalogue = catalogue(&listed(&cover, &pieces, &label))?;
        let mut enclosed: Vec<BundleItem> = pieces.iter().map(|piece| piece.item.clone()).collect();
        enclosed.push(draft_catalogue.item);
        let cover = self.piece(1, &making, &enclosed, |words, page, marks| words.cover(page, marks))?;
        let catalogue = catalogue(&listed(&cover, &pieces, &label))?;

        let mut all = vec![cover];
        all.extend(pieces);
        all.extend(label);
        all.push(catalogue);
        let manifest = Manifest {
            program: format!("renkeicho {}", env!("CARGO_PKG_VERSION")),
            day: dated_on.to_string(),
            log_number: code.number,
            log_code: code.code.clone(),
            fingerprint: fingerprint.clone(),
            files: all.iter().map(Piece::listed).collect(),
        };
        let sealed = parcel::seal(&manifest, &secret)?;
        let hits = self.search_bundle(draft, plan, office, dated_on, (&all, &sealed, staff))?;

        let name = words.name(&plan.policy.name, dated_on);
        let items: Vec<BundleItem> = all.iter().map(|piece| piece.item.clone()).collect();
        let mut files: Vec<ParcelFile> = all.iter().map(|piece| piece.file.clone()).collect();
        files.extend(sealed);
        // 宛名ラベル is the last leaf: it goes onto the envelope, not into it.
        let (inside, label): (Vec<_>, Vec<_>) = all
            .into_iter()
            .filter_map(|piece| piece.paper.map(|paper| (piece.item.is_enclosed, paper)))
            .enumerate()
            .partition(|(at, (is_enclosed, _))| *at == 0 || *is_enclosed);
        let parts: Vec<MadePaper> = inside.into_iter().chain(label).map(|(_, (_, paper))| paper).collect();
        let papers: Vec<&[u8]> = parts.iter().map(|part| part.pdf.as_slice()).collect();
        let print = MadePaper::of(name.clone(), pdf::join(&papers, false, &name)?)?;
        let print = MadePaper { parts, ..print };
        Ok((MadeBundle { name, dated_on, files, items, print, code, fingerprint }, hits))
    }

    /// One of the papers around the forms.
    fn piece(
        &self,
        number: usize,
        making: &Making<'_>,
        items: &[BundleItem],
        fill: impl Fn(&BundleWords, &BundlePage<'_>, &Marks) -> FilledForm,
    ) -> Result<Piece> {
        let catalog = &self.shelf.catalog;
        let page = BundlePage {
            to: making.to,
            office: making.office,
            dated_on: making.dated_on,
            items,
            head: (making.code.number, &making.code.code),
            fingerprint: making.fingerprint,
            practice: self.is_practice(),
        };
        let filled = fill(catalog.bundle(), &page, catalog.marks());
        let pdf = pdf::render(std::slice::from_ref(&filled), &self.shelf.fonts)?;
        let made = MadePaper { said: filled.texts(), ..MadePaper::of(filled.name.clone(), pdf)? };
        Ok(Piece::paper(number, &filled.name, made, false))
    }

    /// Whoever is cared for and named in a file, in its name, or in the signed list.
    fn search_bundle(
        &self,
        draft: &BundleDraft,
        plan: &BundlePlan<'_>,
        office: &Office,
        dated_on: NaiveDate,
        (pieces, sealed, staff): (&[Piece], &[ParcelFile], &[Staff]),
    ) -> Result<Vec<BundleHit>> {
        let mut days = vec![dated_on];
        for one in staff {
            days.extend([one.details.registered_on, one.details.released_on].into_iter().flatten());
            days.extend(one.pledge.as_ref().map(|pledge| pledge.on));
        }
        days.extend(self.untold(&plan.policy.region)?.iter().map(|untold| untold.change.on));
        let known = Known {
            days,
            addresses: vec![
                &office.address,
                &plan.to.address,
                &plan.destination.address,
                &plan.destination.building,
            ],
            namesakes: &draft.namesakes,
        };
        let data = self.personal_data(&known)?;
        let mut hits: Vec<BundleHit> = Vec::new();
        let mut tell = |file: &str, place: &str, found: Vec<PersonalHit>| {
            for hit in found {
                // What was found on its place is not told again for the page as a whole.
                if !hits.iter().any(|other| other.file == file && other.hit == hit) {
                    hits.push(BundleHit { file: file.to_owned(), place: place.to_owned(), hit });
                }
            }
        };
        for piece in pieces {
            let file = piece.file.name.as_str();
            tell(file, "", data.search(file));
            for (place, text) in &piece.texts {
                tell(file, place, data.search(text));
            }
            if let Some(paper) = &piece.paper {
                tell(file, "", data.search_drawn(&pdf::text(&paper.pdf)?));
            }
        }
        for file in sealed {
            tell(&file.name, "", data.search(&String::from_utf8_lossy(&file.bytes)));
        }
        Ok(hits)
    }
}

impl Piece {
    fn paper(number: usize, name: &str, made: MadePaper, is_enclosed: bool) -> Piece {
        let file = ParcelFile::new(format!("{number:02}_{name}.pdf"), made.pdf.clone());
        let item = BundleItem {
            file: file.name.clone(),
            title: made.title.clone(),
            edition: made.edition.clone(),
            pages: Some(made.pages),
            is_enclosed,
            sha256: parcel::sha256_hex(&file.bytes),
        };
        Piece { item, file, texts: made.said.clone(), paper: Some(made) }
    }

    fn list(number: usize, title: &str, text: String) -> Piece {
        let file = ParcelFile::new(format!("{number:02}_{title}.csv"), text.clone());
        let item = BundleItem {
            file: file.name.clone(),
            title: title.to_owned(),
            edition: String::new(),
            pages: None,
            is_enclosed: false,
            sha256: parcel::sha256_hex(&file.bytes),
        };
        Piece { item, file, paper: None, texts: vec![(title.to_owned(), text)] }
    }

    fn listed(&self) -> ManifestFile {
        let BundleItem { file, title, edition, pages, sha256, .. } = self.item.clone();
        ManifestFile { name: file, title, edition, pages, size: self.file.bytes.len() as u64, sha256 }
    }
}
