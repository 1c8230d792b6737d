//! 練習モード: an office of invented people in a vault of its own, made by the same acts a manager does.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Desk, PaperOrder, Shelf};
use crate::domain::care_recipient::{CareRecipientDetails, CareRecipientDraft, FamilyMemberDraft};
use crate::domain::consent::{ConsentPlanDraft, ObtainedAsDraft, SignerKind};
use crate::domain::device::DeviceDraft;
use crate::domain::group::{GroupDraft, GroupKind, GroupManagerDraft};
use crate::domain::id::StaffId;
use crate::domain::membership::{MemberKind, MembershipDraft};
use crate::domain::office::{Office, OfficeDraft, check_manager};
use crate::domain::password::PasswordChangeDraft;
use crate::domain::pledge::PledgeDraft;
use crate::domain::signature::SignatureDraft;
use crate::domain::staff::{StaffDetails, StaffDraft};
use crate::domain::takeout::TakeoutDraft;
use crate::domain::training::{AttendeeDraft, TrainingDraft};
use crate::domain::{Moment, NameTyped};
use crate::store::{Cost, Vault};
use crate::{Error, Result};

/// The practice vault holds invented people only, so its passphrase is no secret.
pub const PRACTICE_PASSPHRASE: &str = "practice-mode-1";
/// The region of the practice office.
const REGION: &str = "asaka";

impl Desk {
    /// Opens the practice office, and makes it first when there is none. One made in an older shape is made anew.
    ///
    /// # Errors
    /// Those of [`Vault::create`] and [`Vault::unlock`].
    pub fn practice(dir: &Path, shelf: Arc<Shelf>, now: Moment) -> Result<Desk> {
        if Vault::is_present(dir) {
            match Vault::unlock(dir, PRACTICE_PASSPHRASE, now)
                .map(|vault| Desk::at(vault, Arc::clone(&shelf)))
            {
                Ok(desk) if desk.setup_step()?.is_none() => return Ok(desk),
                // Left half-made, made by an older program, or damaged: with invented people nothing is lost.
                Ok(_) | Err(Error::VaultDamaged | Error::VaultForeign | Error::KeysDamaged)
                    if Vault::is_practice_in(dir) =>
                {
                    std::fs::remove_dir_all(dir)?;
                }
                Ok(_) => return Err(Error::VaultExists),
                Err(error) => return Err(error),
            }
        }
        let vault =
            Vault::create(dir, PRACTICE_PASSPHRASE, Cost::practice(), env!("CARGO_PKG_VERSION"), now)?;
        let mut desk = Desk::at(vault, shelf);
        desk.furnish(now)?;
        Ok(desk)
    }

    /// Plays the first weeks of an office: two consents, one of them by proxy, and a pledge still missing.
    fn furnish(&mut self, now: Moment) -> Result<()> {
        let (first, second) = self.recovery_groups;
        let groups = self.recovery_key().groups();
        self.confirm_recovery(&groups[first - 1].clone(), &groups[second - 1].clone(), now)?;
        self.choose_region(REGION, now)?;
        self.save_office(&office(), now)?;
        self.save_manager(&name("見本", "花子", "みほん", "はなこ"), now)?;
        self.start(now)?;

        let today = now.today();
        let earlier = |days| today - chrono::Days::new(days);
        let written = |day: NaiveDate| day.to_string();
        let mut staff = Vec::new();
        for (name, profession, email, pledged) in staff_of_practice() {
            let draft = StaffDraft {
                name,
                profession: profession.into(),
                email: email.into(),
                mcs_id: email.split('@').next().unwrap_or_default().into(),
                registered_on: written(earlier(40)),
                ..StaffDraft::default()
            };
            let id = self.add_staff(&draft, now)?;
            if pledged {
                let pledge = PledgeDraft { on: written(earlier(40)), ..PledgeDraft::default() };
                self.record_pledge(&id, &pledge, now)?;
            }
            staff.push(id);
        }
        self.begin_mcs_manager(&staff[0], &written(earlier(40)), now)?;
        self.furnish_ledgers(&staff, now)?;

        let mut plans = Vec::new();
        for (draft, signer) in recipients_of_practice() {
            let recipient = self.add_care_recipient(&draft, now)?;
            let family = self.care_recipient(&recipient)?.details.family;
            let member = family.first().map(|member| member.id.clone());
            let proxy = (signer == Some(SignerKind::Proxy)).then(|| member.clone()).flatten();
            plans.push((
                ConsentPlanDraft {
                    recipient,
                    signer: signer.unwrap_or(SignerKind::Person),
                    family: member,
                    proxy,
                    proxy_reason: match signer {
                        Some(SignerKind::Proxy) => draft.note.clone(),
                        _ => String::new(),
                    },
                    explained_by: staff.first().cloned(),
                    visit_on: written(today),
                    preprint: true,
                    obtained_as: ObtainedAsDraft::Ruled,
                    target: String::new(),
                },
                signer,
            ));
        }
        for (plan, signer) in plans {
            let Some(signer) = signer else { continue };
            let mut made = self.make_paper(PaperOrder::Consent { plan }, today)?;
            let record = self.record_paper(&mut made, true, now)?;
            let (SignerKind::Person, Some(consent)) = (signer, record.consent) else { continue };
            let signature = SignatureDraft {
                signed_on: written(today),
                by_person: true,
                ..self.consent_record(&consent)?.signature
            };
            self.sign_consent(&consent, &signature, now)?;
            self.file_original(&consent, "鍵付き書庫 1段目 青ファイル", now)?;
            let recipient = self.consent_record(&consent)?.consent.plan.recipient;
            let manager = GroupManagerDraft { staff: Some(staff[0].clone()), ..GroupManagerDraft::default() };
            let group =
                GroupDraft { manager, ..GroupDraft::of(GroupKind::Care { recipient }, &written(today)) };
            let group = self.open_group(&group, now)?;
            for member in [&staff[0], &staff[2]] {
                let draft = MembershipDraft {
                    kind: Some(MemberKind::Staff),
                    staff: Some(member.clone()),
                    joined_on: written(today),
                    ..MembershipDraft::default()
                };
                self.join_group(&group, &draft, now)?;
            }
        }
        Ok(())
    }

    /// A few lines in each ledger: a password that is due, a device in hand, one that is out, a training.
    fn furnish_ledgers(&mut self, staff: &[StaffId], now: Moment) -> Result<()> {
        let today = now.today();
        let earlier = |days| (today - chrono::Days::new(days)).to_string();
        for (days, whose) in [(70, &staff[..1]), (20, &staff[1..4])] {
            let change = PasswordChangeDraft { kind: None, on: earlier(days) };
            self.change_passwords(whose, &change, now)?;
        }
        let device = |name: &str, holder: Option<&StaffId>| DeviceDraft {
            kind: "office".into(),
            name: name.into(),
            holder: holder.cloned(),
            registered_on: earlier(40),
            ..DeviceDraft::default()
        };
        self.add_device(&device("訪問用スマートフォン", staff.first()), now)?;
        let tablet = self.add_device(&device("訪問用タブレット", None), now)?;
        let slip = TakeoutDraft {
            applicant: staff.get(2).cloned(),
            devices: vec![tablet],
            content: "訪問先の連絡先".into(),
            purpose: "訪問".into(),
            from: earlier(0),
            until: earlier(0),
            asked_on: earlier(1),
            ..TakeoutDraft::default()
        };
        self.ask_takeout(&slip, now)?;
        let attendee =
            |staff: &StaffId| AttendeeDraft { staff: staff.clone(), attended: true, later_on: String::new() };
        let training = TrainingDraft {
            on: earlier(30),
            kind: "regular".into(),
            title: "個人情報の取扱い".into(),
            attendees: staff.iter().map(attendee).collect(),
            ..TrainingDraft::default()
        };
        self.record_training(&training, now)?;
        Ok(())
    }
}

/// The people of the practice office by themselves, for trying a paper.
pub(super) struct Invented {
    pub office: Office,
    pub staff: Vec<StaffDetails>,
    /// With family.
    pub recipient: CareRecipientDetails,
}

impl Invented {
    pub fn people(today: NaiveDate) -> Result<Invented> {
        let manager = check_manager(&name("見本", "花子", "みほん", "はなこ"))?;
        let staff = staff_of_practice().map(|(name, profession, email, _)| {
            let (profession, email) = (profession.into(), email.into());
            let registered_on = today.to_string();
            StaffDraft { name, profession, email, registered_on, ..StaffDraft::default() }.check(
                None,
                &[],
                today,
            )
        });
        let [(recipient, _), ..] = recipients_of_practice();
        Ok(Invented {
            office: office().check(Some(manager))?,
            staff: staff.into_iter().collect::<Result<_>>()?,
            recipient: recipient.check(today)?,
        })
    }
}

fn office() -> OfficeDraft {
    OfficeDraft {
        name: "みほん訪問看護ステーション".into(),
        postal_code: "351-0104".into(),
        address: "埼玉県みほん市見本一丁目2番3号".into(),
        tel: "048-000-0001".into(),
        fax: "048-000-0002".into(),
        corporation: "医療法人社団みほん会".into(),
        name_kana: "みほんほうもんかんごすてーしょん".into(),
        kind: "訪問看護".into(),
        email: "mihon@example.jp".into(),
        manager_title: String::new(),
    }
}

fn name(family: &str, given: &str, family_kana: &str, given_kana: &str) -> NameTyped {
    NameTyped {
        family: family.into(),
        given: given.into(),
        family_kana: family_kana.into(),
        given_kana: given_kana.into(),
    }
}

/// 氏名, 職種, メール, and whether the pledge was signed.
fn staff_of_practice() -> [(NameTyped, &'static str, &'static str, bool); 5] {
    [
        (name("架空", "一郎", "かくう", "いちろう"), "看護師", "ichiro@example.jp", true),
        (name("仮名", "澪", "かめい", "みお"), "看護師", "mio@example.jp", false),
        (name("架空", "みどり", "かくう", "みどり"), "訪問介護員", "midori@example.jp", true),
        (name("髙橋", "﨑子", "たかはし", "さきこ"), "介護支援専門員", "sakiko@example.jp", true),
        (name("見本", "花子", "みほん", "はなこ"), "管理者", "hanako@example.jp", true),
    ]
}

/// The people and who signs for them; `None` = nothing was printed yet.
fn recipients_of_practice() -> [(CareRecipientDraft, Option<SignerKind>); 3] {
    let person = |name, born_on: &str, address: &str, note: &str| CareRecipientDraft {
        name,
        born_on: born_on.into(),
        postal_code: "351-0104".into(),
        address: address.into(),
        phone: "048-000-0010".into(),
        note: note.into(),
        family: Vec::new(),
    };
    let relative = |name, relationship: &str| FamilyMemberDraft {
        name,
        relationship: relationship.into(),
        same_address: true,
        phone: "090-0000-0000".into(),
        ..FamilyMemberDraft::default()
    };
    let ume = CareRecipientDraft {
        family: vec![relative(name("例示", "桜", "れいじ", "さくら"), "長女")],
        ..person(
            name("例示", "梅", "れいじ", "うめ"),
            "昭和8年5月5日",
            "埼玉県みほん市例示町4-5-6",
            "右手の麻痺のため書字困難",
        )
    };
    let jiro = CareRecipientDraft {
        family: vec![relative(name("例示", "松子", "れいじ", "まつこ"), "妻")],
        ..person(name("例示", "次郎", "れいじ", "じろう"), "昭和15年1月10日", "埼玉県みほん市例示町1-1", "")
    };
    let nagisa =
        person(name("𠮷田", "渚", "よしだ", "なぎさ"), "昭和22年7月7日", "埼玉県みほん市例示町2-8", "");
    [(ume, Some(SignerKind::Proxy)), (jiro, Some(SignerKind::Person)), (nagisa, None)]
}
