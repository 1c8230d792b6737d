//! Postal codes, telephone numbers and mail addresses: any width in, one plain form kept.

use super::Check;
use super::check::narrow;
use crate::ProblemCode;

/// Longest address, in characters.
pub const ADDRESS_LIMIT: usize = 200;

/// A postal code as `351-0104`; empty stays empty.
pub fn postal_code(check: &mut Check, field: &str, typed: &str) -> String {
    let digits: String =
        narrow(typed).chars().filter(|c| !matches!(c, '〒' | '-' | '−' | 'ー' | '‐' | ' ')).collect();
    if digits.is_empty() {
        return digits;
    }
    if digits.len() != 7 || !digits.chars().all(|c| c.is_ascii_digit()) {
        check.refuse(field, ProblemCode::NotAPostalCode);
        return String::new();
    }
    format!("{}-{}", &digits[..3], &digits[3..])
}

/// A telephone number with its hyphens as typed (they split 市外局番 from the rest); empty stays empty.
pub fn phone(check: &mut Check, field: &str, typed: &str) -> String {
    let mut number = String::new();
    for c in narrow(typed).chars() {
        match c {
            '0'..='9' | '+' => number.push(c),
            '-' | '−' | 'ー' | '‐' | '―' | '(' | ')' | ' ' => {
                if !number.is_empty() && !number.ends_with('-') {
                    number.push('-');
                }
            }
            _ => {
                check.refuse(field, ProblemCode::NotAPhone);
                return String::new();
            }
        }
    }
    let digits = number.chars().filter(char::is_ascii_digit).count();
    check.demand(number.is_empty() || (9..=15).contains(&digits), field, ProblemCode::NotAPhone);
    number
}

/// A mail address; empty stays empty.
pub fn email(check: &mut Check, field: &str, typed: &str) -> String {
    let address = check.line(field, &narrow(typed), 254);
    let plausible = match address.split_once('@') {
        Some((name, host)) => {
            !name.is_empty()
                && host.contains('.')
                && !host.contains('@')
                && !address.contains(char::is_whitespace)
        }
        None => address.is_empty(),
    };
    check.demand(plausible, field, ProblemCode::NotAnEmail);
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_width_is_accepted_and_one_form_is_kept() {
        let mut check = Check::default();
        assert_eq!(
            postal_code(&mut check, "postal", "〒３５１－０１０４"),
            "351-0104",
            "full width with hyphen"
        );
        assert_eq!(postal_code(&mut check, "postal", "3510104"), "351-0104", "digits only");
        assert_eq!(
            phone(&mut check, "tel", "０４８（０００）０００１"),
            "048-000-0001",
            "brackets become hyphens"
        );
        assert_eq!(phone(&mut check, "tel", "048-000-0001"), "048-000-0001", "as typed");
        assert_eq!(
            email(&mut check, "email", "ｍｉｏ＠ｅｘａｍｐｌｅ．ｊｐ"),
            "mio@example.jp",
            "full width"
        );
        assert!(check.finish(()).is_ok(), "all of these are good");
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let mut check = Check::default();
        postal_code(&mut check, "postal", "123");
        phone(&mut check, "tel", "110番");
        email(&mut check, "email", "mio.example.jp");
        let Err(crate::Error::Fields(problems)) = check.finish(()) else { panic!("accepted") };
        assert_eq!(problems.len(), 3, "each field tells its own problem");
    }
}
