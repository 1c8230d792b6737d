//! Keys in the manager's hands: passphrases, who can open the office, the recovery sheet, and
//! going on with an older copy. Owns what is asked before each; leaves slots, counting of wrong tries and
//! sealing to `store`.

use chrono::{DateTime, FixedOffset};

use super::{Desk, MadePaper, SetupStep, check_passphrase};
use crate::domain::check::NOTE_LIMIT;
use crate::domain::{Check, Moment, PersonName};
use crate::store::{Act, ActRow, Role, User};
use crate::{Error, Result};

/// An older copy lies in the place of the records (A3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OlderCopy {
    /// Acts that were written and are not in it; 0 when it went on by itself and cannot be compared.
    pub missing: u64,
    /// When its last act was recorded, by the office's clock.
    pub last_act: Option<DateTime<FixedOffset>>,
}

/// Passphrases and the people who have one.
impl Desk {
    /// Changes the passphrase of whoever is at the desk. The records' file stays as it is (K1).
    ///
    /// # Errors
    /// [`Error::Fields`] by L1, for a passphrase that is in use, and when the second one differs;
    /// [`Error::WrongPassphrase`], [`Error::Throttled`] for the old one; [`Error::Refused`] in practice.
    pub fn change_passphrase(&mut self, old: &str, typed: &str, again: &str, now: Moment) -> Result<()> {
        self.refuse_in_practice()?;
        self.refuse_older()?;
        check_passphrase(typed, again, &self.known_words()?)?;
        self.vault.change_passphrase(old, typed, now)
    }

    /// Everyone who can open the office: roles, no names (K5). The first is not always who is at the desk.
    pub fn users(&self) -> Vec<User> {
        self.vault.users()
    }

    /// Who is at the desk.
    pub fn user(&self) -> &User {
        self.vault.user()
    }

    /// Gives a deputy (副管理者) a passphrase of their own.
    ///
    /// # Errors
    /// As [`Desk::change_passphrase`]; [`Error::Refused`] with `too_many_users`.
    pub fn add_deputy(&mut self, typed: &str, again: &str, now: Moment) -> Result<()> {
        self.refuse_in_practice()?;
        self.refuse_older()?;
        check_passphrase(typed, again, &self.known_words()?)?;
        self.vault.add_user(Role::Deputy, typed, now).map(|_| ())
    }

    /// Takes someone's passphrase away.
    ///
    /// # Errors
    /// [`Error::Refused`] with `last_manager` or `own_user`; [`Error::NotFound`].
    pub fn remove_user(&mut self, id: &str, now: Moment) -> Result<()> {
        self.refuse_older()?;
        self.vault.remove_user(id, now)
    }

    /// What anyone near the office would try first (L1): its name, and names and readings of everyone in it.
    fn known_words(&self) -> Result<Vec<String>> {
        let mut words = Vec::new();
        let mut know = |name: &PersonName| words.extend([name.shown(), name.kana()]);
        self.staff_list("")?.iter().for_each(|staff| know(&staff.details.name));
        for recipient in self.care_recipient_list("")? {
            know(&recipient.details.name);
            recipient.details.family.iter().for_each(|member| know(&member.name));
        }
        if let Some(office) = self.office()? {
            office.manager.iter().for_each(know);
            words.push(office.name);
        }
        Ok(words)
    }

    /// The practice office opens with a passphrase that everybody knows: it must stay that one.
    fn refuse_in_practice(&self) -> Result<()> {
        match self.is_practice() {
            true => Err(Error::Refused { code: "not_in_practice", clause: String::new() }),
            false => Ok(()),
        }
    }
}

/// The recovery sheet. It can be ordered in no other way, and each showing is an act (K7).
impl Desk {
    /// The recovery sheet in the first start, until two of its groups were typed back.
    ///
    /// # Errors
    /// [`Error::Refused`] with `recovery_needs_passphrase` afterwards.
    pub fn first_recovery_sheet(&mut self, now: Moment) -> Result<MadePaper> {
        if self.setup_step()? != Some(SetupStep::Recovery) {
            return Err(Error::Refused { code: "recovery_needs_passphrase", clause: String::new() });
        }
        self.show_recovery_sheet(now)
    }

    /// The recovery sheet once more, for who types the passphrase again.
    ///
    /// # Errors
    /// [`Error::WrongPassphrase`], counted like a wrong try at the door; [`Error::Throttled`].
    pub fn recovery_sheet_again(&mut self, passphrase: &str, now: Moment) -> Result<MadePaper> {
        self.vault.prove(passphrase, now)?;
        self.show_recovery_sheet(now)
    }

    /// First the word in the log, then the sheet.
    fn show_recovery_sheet(&mut self, now: Moment) -> Result<MadePaper> {
        self.vault.transact(Act::new("recovery_key_show", "vault"), now, |_| Ok(()))?;
        self.recovery_sheet(now.today())
    }
}

/// Whether the records are those that were left here.
impl Desk {
    /// The older copy that lies in the place of the records; nothing is changed until that is accepted.
    pub fn older(&self) -> Result<Option<OlderCopy>> {
        let Some(older) = self.vault.older() else { return Ok(None) };
        let missing = older.marked.saturating_sub(older.found);
        Ok(Some(OlderCopy { missing, last_act: self.vault.acts(1)?.first().and_then(ActRow::recorded) }))
    }

    /// Goes on with the older copy. The reason goes into the log.
    ///
    /// # Errors
    /// [`Error::Fields`] without a reason.
    pub fn accept_older(&mut self, reason: &str, now: Moment) -> Result<()> {
        let mut check = Check::default();
        let reason = check.required_line("reason", reason, NOTE_LIMIT);
        let reason = check.finish(reason)?;
        self.vault.accept_older(&reason, now)
    }

    fn refuse_older(&self) -> Result<()> {
        match self.vault.older() {
            Some(older) => Err(Error::VaultOlder { marked: older.marked, found: older.found }),
            None => Ok(()),
        }
    }
}
