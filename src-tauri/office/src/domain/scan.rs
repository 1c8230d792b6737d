//! A scanned sheet that came back (取り込んだ用紙): which file it was, which consent it belongs to, and what keeps
//! the program from telling.

use super::consent::PersonalText;
use super::id::{ConsentId, ScanId};
use super::signature::SignatureDraft;

/// One page of a file that came in. It is never deleted.
#[derive(Debug, Clone, PartialEq)]
pub struct Scan {
    /// Random id.
    pub id: ScanId,
    /// SHA-256 of the whole file, in hexadecimal: the same file is known again.
    pub file_sha256: String,
    /// Page of the file, from 1.
    pub page: u32,
    /// Name of the file as she knows it; it may name a person.
    pub file_name: PersonalText,
    /// When it came in, as kept.
    pub received_at: String,
    /// The consent it belongs to, as far as that is known.
    pub consent: Option<ConsentId>,
    /// Which of its sheets, from 1.
    pub sheet: Option<u32>,
    /// What a person has to settle; `None` when the code told everything.
    pub doubt: Option<Doubt>,
    /// Why she put it aside (捨てる).
    pub aside: Option<PersonalText>,
    /// Whether there is a picture; a file that cannot be read has none.
    pub has_picture: bool,
}

/// What a person has to settle about a page. [`Doubt::key`] is the key into the table of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Two of our codes on one page.
    TwoCodes,
    /// That sheet of the consent came in before.
    SheetTwice,
    /// The consent counts no more (無効).
    ConsentVoid,
    /// No code that can be read.
    NoCode,
    /// Only codes of somebody else.
    ForeignCode,
    /// A code as we print it, but no consent of this office has it.
    OtherOffice,
    /// A file without content.
    Empty,
    /// A file, a picture or a PDF that is too large.
    TooLarge,
    /// No picture and no PDF, whatever its name says.
    NotAScan,
    /// A file that is cut off or broken.
    Damaged,
    /// A PDF that needs a password.
    Locked,
}

impl Doubt {
    /// All there are.
    pub const ALL: [Doubt; 11] = [
        Doubt::TwoCodes,
        Doubt::SheetTwice,
        Doubt::ConsentVoid,
        Doubt::NoCode,
        Doubt::ForeignCode,
        Doubt::OtherOffice,
        Doubt::Empty,
        Doubt::TooLarge,
        Doubt::NotAScan,
        Doubt::Damaged,
        Doubt::Locked,
    ];

    /// The key into the table of words, and what is kept.
    pub fn key(self) -> &'static str {
        match self {
            Doubt::TwoCodes => "two_codes",
            Doubt::SheetTwice => "sheet_twice",
            Doubt::ConsentVoid => "void_consent",
            Doubt::NoCode => "no_code",
            Doubt::ForeignCode => "foreign_code",
            Doubt::OtherOffice => "other_office",
            Doubt::Empty => "scan_empty",
            Doubt::TooLarge => "scan_too_large",
            Doubt::NotAScan => "not_a_scan",
            Doubt::Damaged => "scan_damaged",
            Doubt::Locked => "scan_locked",
        }
    }

    /// What was kept under this key.
    pub fn from_key(key: &str) -> Option<Doubt> {
        Doubt::ALL.into_iter().find(|doubt| doubt.key() == key)
    }
}

/// The group a page is shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanState {
    /// 見つかった: it belongs to a consent.
    Found,
    /// 要確認: ours, but a person has to say which.
    Check,
    /// 不明: nothing tells whose it is.
    Unknown,
    /// 捨てたもの: put aside with a reason, kept all the same.
    Aside,
}

impl Scan {
    /// Where it stands; derived, never stored.
    pub fn state(&self) -> ScanState {
        match (&self.aside, self.doubt) {
            (Some(_), _) => ScanState::Aside,
            (None, None) => ScanState::Found,
            (None, Some(Doubt::TwoCodes | Doubt::SheetTwice | Doubt::ConsentVoid)) => ScanState::Check,
            (None, Some(_)) => ScanState::Unknown,
        }
    }
}

/// What she enters with a sheet that came back, in one go.
#[derive(Clone, Default)]
pub struct SheetDraft {
    /// What stands on it; left out when it was entered before.
    pub signature: SignatureDraft,
    /// 原本の保管場所.
    pub place: String,
    /// お渡し用を渡した相手; empty together with `copy_on` when it was not handed over yet.
    pub copy_to: String,
    /// お渡し用を渡した日.
    pub copy_on: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_doubt_is_read_back_from_what_is_kept() {
        for doubt in Doubt::ALL {
            assert_eq!(Doubt::from_key(doubt.key()), Some(doubt), "{} is known again", doubt.key());
        }
        assert_eq!(Doubt::from_key(""), None, "nothing is no doubt");
    }
}
