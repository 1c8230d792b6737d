//! The submission bundle on the wire: what is chosen, what it would be, what was written, what came back.

use office::domain::bundle::BundleDraft;
use office::domain::id::StaffId;

use super::*;

/// A bundle as chosen.
#[derive(Clone, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleTyped {
    /// The region whose body gets it; empty for the office's own.
    pub region: String,
    /// Key of the destination; empty for the first.
    pub destination: String,
    /// 原本 or 写し, where the policy is silent.
    pub send: String,
    /// 〒, where the policy does not say it.
    pub postal_code: String,
    /// 住所, where the policy does not say it.
    pub address: String,
    /// The day on the papers.
    pub dated_on: String,
    /// Keys of the papers; null: those that are asked for now.
    pub forms: Option<Vec<String>>,
    /// Whether the list of staff is in it.
    pub staff_list: bool,
    /// Whether a label for the envelope is in it.
    pub label: bool,
    /// Staff without 登録日 who are not told of.
    pub left_out: Vec<String>,
    /// Staff who are called like somebody who is cared for.
    pub namesakes: Vec<String>,
}

impl From<BundleTyped> for BundleDraft {
    fn from(typed: BundleTyped) -> Self {
        let ids = |ids: Vec<String>| ids.into_iter().map(StaffId::from_text).collect();
        Self {
            region: typed.region,
            destination: typed.destination,
            send: typed.send,
            postal_code: typed.postal_code,
            address: typed.address,
            dated_on: typed.dated_on,
            forms: typed.forms,
            staff_list: typed.staff_list,
            label: typed.label,
            left_out: ids(typed.left_out),
            namesakes: ids(typed.namesakes),
        }
    }
}

/// A bundle as it would be made now.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundlePlan {
    /// Key of the region.
    pub region: String,
    /// Where papers of this region go.
    pub destinations: Vec<BundleDestination>,
    /// The one that is chosen.
    pub destination: String,
    /// What was said of it when something went there last.
    pub last: BundleLast,
    /// The papers that may be in it.
    pub offered: Vec<BundleOffer>,
    /// What is missing.
    pub missing: Vec<BundleMissing>,
    /// Staff who are left out for want of 登録日.
    pub left_out: Vec<BundlePerson>,
    /// Who must not be in it and is.
    pub hits: Vec<BundleHit>,
    /// Its files; empty while anything is missing.
    pub files: Vec<BundleFile>,
    /// How many sheets are put into the envelope beside 送付状.
    pub sheets: u32,
    /// Of how many members of staff something stands in it.
    pub people: u32,
    /// 控えの番号.
    pub code: String,
    /// Of the signature.
    pub fingerprint: String,
    /// Titles of the region's papers in it: what is recorded as sent.
    pub titles: Vec<String>,
}

/// Where papers go.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleDestination {
    /// Key.
    pub key: String,
    /// 宛先.
    pub name: String,
    /// 住所 in one line, as the policy has it; may be empty.
    pub address: String,
    /// 原本 or 写し, as the policy has it; empty where it is silent.
    pub send: String,
    /// Where the policy says so.
    pub source: Quoted,
}

/// What was said of a destination when something went there last, where the policy is silent; empty for nothing.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleLast {
    /// 原本 or 写し.
    pub send: String,
    /// 〒.
    pub postal_code: String,
    /// 住所.
    pub address: String,
}

/// A paper that may be in a bundle.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleOffer {
    /// Key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Where the policy asks for it; null: nowhere.
    pub source: Option<Quoted>,
    /// Whether it is in it.
    pub is_chosen: bool,
}

/// What is missing.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleMissing {
    /// Stable name: `office`, `manager`, `registeredOn`, `staff`, `changes`, `forms`, `send`, `address`.
    pub what: String,
    /// Whose card has it; empty for nobody's.
    pub staff: BundlePerson,
}

/// A member of staff.
#[derive(Clone, Default, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundlePerson {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// Somebody who is cared for is named in a file.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleHit {
    /// Name of the file.
    pub file: String,
    /// What the place is called on the paper; may be empty.
    pub place: String,
    /// Stable name: `name`, `kana`, `address`, `birthDate`, `controlNumber`.
    pub kind: String,
    /// Whose card says so.
    pub recipient_id: String,
    /// Who it is, for the screen alone.
    pub recipient: String,
    /// A member of staff who is called so.
    pub namesake: Option<BundlePerson>,
}

/// A file of a bundle.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleFile {
    /// Its name.
    pub name: String,
    /// What it is; empty for the signed list.
    pub title: String,
    /// Its pages; null for what is no paper.
    pub pages: Option<u32>,
}

/// How a bundle is handed over as files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum BundleAs {
    /// A folder.
    Folder,
    /// A ZIP that everything opens.
    Zip,
    /// A ZIP with a password (AES-256).
    LockedZip,
}

/// A bundle that was written.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleKept {
    /// False when she closed the dialog without choosing a place.
    pub done: bool,
    /// The folder or file, as she knows it.
    pub place: String,
    /// The password of a locked ZIP, shown this once; otherwise empty.
    pub password: String,
}

/// A bundle that came back.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleChecked {
    /// Whether everything is as it was packed.
    pub is_whole: bool,
    /// Stable name: `ours`, `foreign`, `broken`, `missing`.
    pub signature: String,
    /// Of the key that signed; may be empty.
    pub fingerprint: String,
    /// The day on its papers, in both calendars.
    pub day: String,
    /// 控えの番号.
    pub code: String,
    /// Its files.
    pub files: Vec<BundleCheckedFile>,
}

/// A file of a bundle that came back.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct BundleCheckedFile {
    /// Its name.
    pub name: String,
    /// What it is.
    pub title: String,
    /// Stable name: `same`, `changed`, `missing`, `extra`.
    pub state: String,
}
