//! Random ids: they say nothing about the person, so they may stand in the log of acts.

use std::fmt;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// A new id: 64 random bits in 16 hexadecimal digits.
            pub fn random() -> $name {
                $name(random_hex())
            }

            /// An id that came from the database or from the window; an unknown one finds nothing.
            pub fn from_text(text: impl Into<String>) -> $name {
                $name(text.into())
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A member of staff.
    StaffId
    /// A leaving (退職の手続き).
    LeavingId
    /// A change of a password.
    PasswordChangeId
    /// A term of the office's manager.
    OfficeManagerId
    /// A care recipient (患者).
    CareRecipientId
    /// A member of a care recipient's family.
    FamilyMemberId
    /// A staff pledge.
    PledgeId
    /// A consent.
    ConsentId
    /// A consent to a picture.
    PhotoConsentId
    /// A group.
    GroupId
    /// Somebody's term as 患者グループ管理者.
    GroupManagerId
    /// Somebody's time in a group.
    MembershipId
    /// The end of somebody's care.
    RecipientEndId
    /// The withdrawal of a consent.
    WithdrawalId
    /// A paper that was printed.
    PaperId
    /// Papers of many people printed one after another.
    PrintJobId
    /// A page of a file that came in from the scanner.
    ScanId
    /// A device.
    DeviceId
    /// What became of a device.
    DeviceEventId
    /// A look at a device.
    DeviceCheckId
    /// A slip of taking out.
    TakeoutId
    /// A training.
    TrainingId
    /// A look at the guidelines.
    GuidelineCheckId
    /// A loss or an accident.
    IncidentId
    /// A submission to the association or city.
    SubmissionId
    /// A yearly report that was handed in.
    YearlyReportId
    /// People taken over from a table together.
    ImportId
}

/// Digits and letters without I, L, O and U (Crockford): none is taken for another, in print or by ear.
pub(super) const CODE_ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code, 5 bits each.
pub(super) const CODE_LENGTH: usize = 10;

/// Ten random characters for the QR code of a consent's sheets: 50 bits.
pub fn random_code() -> String {
    let mut bytes = [0_u8; CODE_LENGTH];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| char::from(CODE_ALPHABET[usize::from(byte % 32)])).collect()
}

fn random_hex() -> String {
    let mut bytes = [0_u8; 8];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
