//! まとめて登録: people taken over from a table, and taken back together as long as nothing else is recorded of them.

use super::keyed::keyed;

keyed! {
    /// Whom a table holds.
    ImportKind {
        /// 職員.
        Staff = "staff",
        /// 患者さん, with their families and the consents they signed before.
        CareRecipients = "careRecipients",
    }
}

keyed! {
    /// What becomes of a row of somebody who is there already.
    SameChoice {
        /// It is left out.
        LeaveOut = "leaveOut",
        /// It is another person of the same name.
        Add = "add",
        /// The person stays as recorded; the consent of the row is added.
        ConsentOnly = "consentOnly",
    }
}

/// One import, as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Random id.
    pub id: super::id::ImportId,
    /// 1, 2, 3 …: by this the history of a card names it.
    pub number: u32,
    /// Whom it brought.
    pub kind: ImportKind,
    /// When, as kept.
    pub entered_at: String,
    /// How many people and consents it brought.
    pub brought: usize,
    /// How many of them were not taken back.
    pub there: usize,
}

/// A record that an import brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Imported {
    /// A member of staff.
    Staff(super::id::StaffId),
    /// A care recipient.
    CareRecipient(super::id::CareRecipientId),
    /// A consent that was signed before.
    Consent(super::id::ConsentId),
}

/// A date of a table without the midnight that programs write behind it: `1933/05/05 0:00:00`.
pub fn without_midnight(cell: &str) -> &str {
    let Some((day, time)) = cell.trim().split_once([' ', 'T']) else { return cell.trim() };
    let is_midnight = time.contains(':') && time.chars().all(|c| matches!(c, '0' | ':' | '.' | ' '));
    if is_midnight { day } else { cell.trim() }
}

/// A telephone number that lost its first 0 because a table took it for a number; `None` when it did not.
pub fn phone_with_zero(cell: &str) -> Option<String> {
    let lost = (9..=10).contains(&cell.len()) && !cell.starts_with('0') && is_number(cell);
    lost.then(|| format!("0{cell}"))
}

/// A postal code that lost its zeros.
pub fn postal_code_with_zero(cell: &str) -> Option<String> {
    ((5..7).contains(&cell.len()) && is_number(cell)).then(|| format!("{cell:0>7}"))
}

fn is_number(cell: &str) -> bool {
    cell.bytes().all(|byte| byte.is_ascii_digit())
}

/// 姓 and 名 of a name in one cell; `None` when no blank parts them.
pub fn parted(cell: &str) -> Option<(&str, &str)> {
    let (family, given) = cell.trim().split_once(char::is_whitespace)?;
    Some((family, given.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_table_does_to_dates_and_numbers_is_undone() {
        assert_eq!(without_midnight("1933/05/05 0:00:00"), "1933/05/05");
        assert_eq!(without_midnight("1933-05-05T00:00:00"), "1933-05-05");
        assert_eq!(without_midnight("1933/05/05 10:30"), "1933/05/05 10:30", "a time of the day is told");
        assert_eq!(without_midnight("昭和 8年 5月 5日"), "昭和 8年 5月 5日", "blanks are none");
        assert_eq!(phone_with_zero("480000001").as_deref(), Some("0480000001"));
        assert_eq!(phone_with_zero("9000000001").as_deref(), Some("09000000001"));
        assert_eq!(phone_with_zero("048-000-0001"), None, "nothing is lost");
        assert_eq!(phone_with_zero("0480000001"), None, "nothing is lost");
        assert_eq!(postal_code_with_zero("600001").as_deref(), Some("0600001"));
        assert_eq!(postal_code_with_zero("3510104"), None, "nothing is lost");
    }

    #[test]
    fn a_name_in_one_cell_is_parted_at_its_blank() {
        assert_eq!(parted("例示　太郎"), Some(("例示", "太郎")), "a full-width blank");
        assert_eq!(parted(" 例示  太郎 "), Some(("例示", "太郎")), "two of them");
        assert_eq!(parted("例示太郎"), None, "nobody knows where");
    }
}
