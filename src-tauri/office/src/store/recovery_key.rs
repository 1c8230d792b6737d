//! The printed recovery key 回復キー (K7): the root key as nine groups of four characters.
//! Owns the alphabet, the check characters and forgiving reading; leaves the sheet to `forms` and `pdf`.

use std::fmt;

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, Zeroizing};

use super::keys::{ROOT_BYTES, RootKey};
use crate::error::{Error, Result};

/// Groups on the sheet.
pub const GROUPS: usize = 9;
/// Characters in a group.
pub const GROUP_LENGTH: usize = 4;

/// Crockford's base 32: no I, L, O and U, so that handwriting and print are read one way.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const KEY_CHARACTERS: usize = 32;

/// The key that opens the vault and every backup without `keys.json`. Shown only on the sheet.
pub struct RecoveryKey {
    characters: Zeroizing<String>,
}

impl RecoveryKey {
    pub(super) fn of(root: &RootKey) -> RecoveryKey {
        let mut characters = Zeroizing::new(String::with_capacity(GROUPS * GROUP_LENGTH));
        for chunk in root.bytes().chunks_exact(5) {
            let bits = chunk.iter().fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
            push_characters(&mut characters, bits, 8);
        }
        push_characters(&mut characters, check_bits(root), 4);
        RecoveryKey { characters }
    }

    /// The nine groups as they are printed.
    pub fn groups(&self) -> [String; GROUPS] {
        std::array::from_fn(|group| self.group(group).to_owned())
    }

    /// Confirms that the sheet is in hand: two of its groups, typed back.
    ///
    /// # Errors
    /// [`Error::RecoveryGroupsDiffer`] when one differs, when no such group exists (counted from 0),
    /// or when both are the same group.
    pub fn check_groups(&self, first: (usize, &str), second: (usize, &str)) -> Result<()> {
        let matches =
            |(group, typed): (usize, &str)| group < GROUPS && tidy(typed).as_str() == self.group(group);
        if first.0 != second.0 && matches(first) && matches(second) {
            Ok(())
        } else {
            Err(Error::RecoveryGroupsDiffer)
        }
    }

    /// Reads what a person typed: lower case, full width, spaces and dashes are fine, O is 0, I and L are 1.
    pub(super) fn read(typed: &str) -> Result<RootKey> {
        let characters = tidy(typed);
        if characters.len() != GROUPS * GROUP_LENGTH {
            return Err(Error::RecoveryKeyMistyped);
        }
        let mut bytes = Zeroizing::new([0u8; ROOT_BYTES]);
        for (index, chunk) in characters.as_bytes()[..KEY_CHARACTERS].chunks_exact(8).enumerate() {
            let bits = bits_of(chunk)?;
            bytes[index * 5..][..5].copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        let root = RootKey::from_bytes(&bytes);
        if bits_of(&characters.as_bytes()[KEY_CHARACTERS..])? == check_bits(&root) {
            Ok(root)
        } else {
            Err(Error::RecoveryKeyMistyped)
        }
    }

    fn group(&self, group: usize) -> &str {
        &self.characters[group * GROUP_LENGTH..][..GROUP_LENGTH]
    }
}

impl fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryKey(…)")
    }
}

/// The first 20 bits of SHA-256: four characters.
fn check_bits(root: &RootKey) -> u64 {
    let mut digest = Sha256::new().chain_update(b"mcs-recovery/1").chain_update(root.bytes()).finalize();
    let bits = u64::from(digest[0]) << 12 | u64::from(digest[1]) << 4 | u64::from(digest[2]) >> 4;
    digest.as_mut_slice().zeroize();
    bits
}

fn push_characters(text: &mut String, bits: u64, count: u32) {
    for position in (0..count).rev() {
        text.push(char::from(ALPHABET[(bits >> (5 * position) & 31) as usize]));
    }
}

fn bits_of(characters: &[u8]) -> Result<u64> {
    characters.iter().try_fold(0u64, |bits, character| {
        let value = ALPHABET.iter().position(|known| known == character).ok_or(Error::RecoveryKeyMistyped)?;
        Ok(bits << 5 | value as u64)
    })
}

fn tidy(typed: &str) -> Zeroizing<String> {
    // Room for the longest answer at once: a growing string would leave copies behind.
    let mut tidy = Zeroizing::new(String::with_capacity(typed.len() * 4));
    for character in typed.nfkc().filter(|character| !is_separator(*character)) {
        tidy.push(match character.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        });
    }
    tidy
}

/// Spaces and everything that a Japanese keyboard or a word processor makes of a hyphen.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' | '－' | '─' | '・')
}

#[cfg(test)]
mod tests {
    use super::*;

    const VECTOR: &str = "000G-40R4-0M30-E209-185G-R38E-1W81-24GK-NKQ5";

    /// Keys that look random and are the same in every run.
    fn key(number: u32) -> RootKey {
        let digest = Sha256::digest(number.to_be_bytes());
        RootKey::from_bytes(digest[..ROOT_BYTES].try_into().unwrap())
    }

    fn typed(root: &RootKey) -> Vec<u8> {
        RecoveryKey::of(root).groups().concat().into_bytes()
    }

    fn is_accepted(characters: &[u8]) -> bool {
        RecoveryKey::read(std::str::from_utf8(characters).unwrap()).is_ok()
    }

    #[test]
    fn the_vector_of_the_design_is_met() {
        let root = RootKey::from_bytes(&std::array::from_fn(|byte| byte as u8));
        assert_eq!(RecoveryKey::of(&root).groups().join("-"), VECTOR, "K7 gives this key for 00..13");
    }

    #[test]
    fn ten_thousand_keys_come_back_as_they_were() {
        for number in 0..10_000 {
            let root = key(number);
            let read = RecoveryKey::read(&RecoveryKey::of(&root).groups().join(" ")).unwrap();
            assert_eq!(read.bytes(), root.bytes(), "key {number} reads back");
        }
    }

    #[test]
    fn a_sheet_may_be_typed_in_any_width_and_with_the_usual_confusions() {
        for typed in [
            "000g40r40m30e209185gr38e1w8124gknkq5",
            "OOOG 4OR4 OM3O E2O9 I85G R38E LW8l 24GK NKQ5",
            "０００Ｇー４０Ｒ４ー０Ｍ３０ーＥ２０９ー１８５ＧーＲ３８Ｅー１Ｗ８１ー２４ＧＫーＮＫＱ５",
            " 000G−40R4‐0M30–E209—185G―R38E-1W81　24GK\tNKQ5\n",
        ] {
            assert!(RecoveryKey::read(typed).is_ok(), "{typed:?} is the same key");
        }
    }

    #[test]
    fn a_key_of_another_length_or_alphabet_is_mistyped() {
        for typed in ["", "000G", &VECTOR[1..], &format!("{VECTOR}0"), &VECTOR.replace('G', "U"), "回復キー"]
        {
            let error = RecoveryKey::read(typed).expect_err("not a key");
            assert!(matches!(error, Error::RecoveryKeyMistyped), "{typed:?} is told as mistyped");
        }
    }

    /// The goal is that 99.9999 % are noticed (K7). A wrong character of the key itself passes 20 check bits once
    /// in 2^20 = 1,048,576, a wrong check character never: 1 - 32/36 / 2^20 = 99.99992 % on average. So the goal is
    /// met on average, with nothing to spare: no single key is promised to have no look-alike. The keys are the
    /// same in every run, and among the errors tried here exactly 3 pass (99.99991 %); as few as 300 of
    /// these keys hold 2 of the 3, which is why a smaller sample tells little.
    #[test]
    fn one_wrong_character_is_noticed() {
        const KEYS: u32 = 3_000;
        let (mut tried, mut missed, mut missed_in_check) = (0u32, 0u32, 0u32);
        for number in 0..KEYS {
            let right = typed(&key(number));
            let mut characters = right.clone();
            for position in 0..right.len() {
                for wrong in ALPHABET.iter().filter(|wrong| **wrong != right[position]) {
                    characters[position] = *wrong;
                    let is_missed = u32::from(is_accepted(&characters));
                    tried += 1;
                    missed += is_missed;
                    missed_in_check += if position < KEY_CHARACTERS { 0 } else { is_missed };
                }
                characters[position] = right[position];
            }
        }
        assert_eq!(tried, KEYS * 36 * 31, "every wrong character at every place of every key");
        assert_eq!(missed_in_check, 0, "a wrong check character is always noticed");
        assert_eq!((missed, tried), (3, 3_348_000), "measured; another count means another format");
        assert!(missed * 1_000_000 <= tried, "the goal: at most one in a million passes");
    }

    #[test]
    fn two_swapped_neighbours_are_noticed() {
        let (mut tried, mut missed) = (0u32, 0u32);
        for number in 0..3_000 {
            let right = typed(&key(number));
            for position in (1..right.len()).filter(|position| right[position - 1] != right[*position]) {
                let mut characters = right.clone();
                characters.swap(position - 1, position);
                tried += 1;
                missed += u32::from(is_accepted(&characters));
            }
        }
        assert!(tried > 100_000, "most neighbours differ");
        assert_eq!(missed, 0, "no swap of {tried} is taken for a key");
    }

    #[test]
    fn two_different_groups_must_be_typed_back() {
        let key = RecoveryKey::of(&key(1));
        let groups = key.groups();
        let (second, last) = (groups[1].to_lowercase(), groups[8].clone());
        assert!(key.check_groups((1, &second), (8, &last)).is_ok(), "lower case is fine");
        for (first, other) in
            [((1, &*second), (1, &*second)), ((1, "0000"), (8, &*last)), ((9, ""), (8, &*last))]
        {
            assert!(key.check_groups(first, other).is_err(), "{} and {} do not confirm", first.0, other.0);
        }
    }

    #[test]
    fn the_key_is_not_printed_by_accident() {
        assert_eq!(format!("{:?}", RecoveryKey::of(&key(1))), "RecoveryKey(…)", "Debug hides it");
    }
}
