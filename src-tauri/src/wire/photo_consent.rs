//! Consents to pictures, and those that were signed before this program came, as typed and as shown.

use super::*;

/// Who agreed to a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub enum PhotoConsentKind {
    /// The person, this once.
    Person,
    /// The family, this once.
    Family,
    /// The family beforehand, in a facility.
    FacilityPrior,
}

/// A consent to a picture as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PhotoConsentTyped {
    /// Of whom.
    pub recipient_id: String,
    /// When they agreed.
    pub on: String,
    /// Who agreed.
    pub kind: PhotoConsentKind,
    /// Of what.
    pub subject: String,
    /// What for.
    pub purpose: String,
    /// How.
    pub means: String,
    /// Who takes it.
    pub taken_by_id: Option<String>,
}

/// A consent to a picture in a list.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct PhotoConsentLine {
    /// Id.
    pub id: String,
    /// When they agreed, in both calendars.
    pub on: String,
    /// Who agreed.
    pub kind: PhotoConsentKind,
    /// Of what.
    pub subject: String,
    /// What for.
    pub purpose: String,
    /// How.
    pub means: String,
}

/// A consent that was signed before this program came, as typed.
#[derive(Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ExistingConsentTyped {
    /// Whose.
    pub recipient_id: String,
    /// Who signed.
    pub signer: SignerKind,
    /// Whether the family signed, too.
    pub family_too: bool,
    /// Why no family member signed where one must.
    pub no_family_reason: String,
    /// 署名日.
    pub signed_on: String,
    /// Where the original is.
    pub place: String,
}
