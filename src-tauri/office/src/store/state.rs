//! `state.json`: what must be known before the vault is open, or outside of it.
//! Owns the failed-unlock counter (L3), the high-water mark (A3) and acts that wait for the log.
//! Holds no data of people; all of it can be lost without harm to the records.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::files;
use super::keys::{Canonical, Key, hex, mac, mac_matches, unhex_all};
use super::log::LogHead;
use crate::domain::Moment;
use crate::error::{Error, Result};

/// Wrong passphrases in a row before the first pause (L3).
const FREE_FAILURES: u32 = 5;
const FIRST_PAUSE: u64 = 30;
const LONGEST_PAUSE: u64 = 15 * 60;
/// Room for thousands of waiting acts; a larger file is not ours.
const LARGEST: u64 = 1024 * 1024;
/// Wrong tries kept for the log; later ones only lengthen the pause.
const MOST_WAITING: usize = 100;

/// The file's content. Missing or unreadable means: nothing known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct State {
    failures: u32,
    /// Seconds since 1970, UTC.
    last_failure: Option<i64>,
    waiting: Vec<WaitingAct>,
    mark: Option<Mark>,
}

/// An act that happened while the log could not, or must not, be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WaitingAct {
    pub(super) what: Waiting,
    /// Seconds since 1970, UTC.
    pub(super) at: i64,
    /// The id of who did it; empty when nobody was known.
    pub(super) by: String,
    /// The id of whom it was about.
    pub(super) about: Option<String>,
}

impl WaitingAct {
    pub(super) fn new(what: Waiting, now: Moment, by: &str, about: Option<&str>) -> WaitingAct {
        WaitingAct { what, at: now.utc.timestamp(), by: by.into(), about: about.map(str::to_owned) }
    }

    /// When it happened, for the log.
    pub(super) fn time(&self) -> String {
        DateTime::<Utc>::from_timestamp(self.at, 0).unwrap_or_default().to_rfc3339()
    }
}

/// Acts that wait for the log: wrong tries come before the log can be written, and a change of slots must
/// leave `vault.db` as it is (K1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Waiting {
    UnlockFail,
    PassphraseChange,
    UserAdd,
    UserRemove,
    Recover,
}

impl Waiting {
    pub(super) fn verb(self) -> &'static str {
        match self {
            Waiting::UnlockFail => "unlock_fail",
            Waiting::PassphraseChange => "passphrase_change",
            Waiting::UserAdd => "user_add",
            Waiting::UserRemove => "user_remove",
            Waiting::Recover => "recover",
        }
    }
}

/// The head of the log when the vault was last seen, sealed with the state key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    seq: u64,
    head: String,
    mac: String,
}

impl State {
    pub(super) fn read(dir: &Path) -> Result<State> {
        let bytes = files::read_small(&path(dir), LARGEST)?.unwrap_or_default();
        Ok(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    pub(super) fn write(&self, dir: &Path) -> Result<()> {
        let bytes = serde_json::to_vec_pretty(self).map_err(|error| Error::File(error.into()))?;
        files::replace(&path(dir), &bytes, |_| Ok(()))
    }

    /// Refuses a try that comes too early.
    ///
    /// A clock put back starts the pause again from then on, so that it neither ends early nor never.
    pub(super) fn check_pause(&mut self, dir: &Path, now: Moment) -> Result<()> {
        let pause = pause_seconds(self.failures);
        let Some(last) = self.last_failure.filter(|_| pause > 0) else { return Ok(()) };
        let now = now.utc.timestamp();
        if now < last {
            self.last_failure = Some(now);
            self.write(dir)?;
        }
        let waited = now.saturating_sub(last).max(0).unsigned_abs();
        match pause.saturating_sub(waited) {
            0 => Ok(()),
            seconds => Err(Error::Throttled { seconds }),
        }
    }

    pub(super) fn record_failure(&mut self, now: Moment) {
        self.failures = self.failures.saturating_add(1);
        self.last_failure = Some(now.utc.timestamp());
        self.wait_for_log(WaitingAct::new(Waiting::UnlockFail, now, "", None));
    }

    pub(super) fn record_success(&mut self) {
        self.failures = 0;
        self.last_failure = None;
    }

    pub(super) fn wait_for_log(&mut self, act: WaitingAct) {
        if self.waiting.len() < MOST_WAITING || act.what != Waiting::UnlockFail {
            self.waiting.push(act);
        }
    }

    pub(super) fn waiting(&self) -> &[WaitingAct] {
        &self.waiting
    }

    pub(super) fn forget_waiting(&mut self) {
        self.waiting.clear();
    }

    pub(super) fn set_mark(&mut self, key: &Key, vault_id: &str, head: &LogHead) {
        let mac = hex(&mac(key, &mark_bytes(vault_id, head.seq, &head.code)));
        self.mark = Some(Mark { seq: head.seq, head: head.code.clone(), mac });
    }

    /// The mark of this vault as (seq, code); `None` when there is none, or when it was tampered with.
    pub(super) fn mark(&self, key: &Key, vault_id: &str) -> Option<LogHead> {
        let mark = self.mark.as_ref()?;
        mac_matches(key, &mark_bytes(vault_id, mark.seq, &mark.head), &unhex_all(&mark.mac)?)
            .then(|| LogHead { seq: mark.seq, code: mark.head.clone() })
    }
}

fn mark_bytes(vault_id: &str, seq: u64, code: &str) -> Canonical {
    Canonical::new("mark").text(vault_id).bytes(&seq.to_be_bytes()).text(code)
}

fn pause_seconds(failures: u32) -> u64 {
    match failures.checked_sub(FREE_FAILURES) {
        None => 0,
        Some(more) => FIRST_PAUSE.saturating_mul(1 << more.min(10)).min(LONGEST_PAUSE),
    }
}

fn path(dir: &Path) -> PathBuf {
    dir.join("state.json")
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, TimeDelta};

    use super::*;

    fn noon() -> Moment {
        Moment::noon_in_japan(NaiveDate::from_ymd_opt(2026, 11, 20).unwrap())
    }

    fn later(seconds: i64) -> Moment {
        Moment { utc: noon().utc + TimeDelta::seconds(seconds), ..noon() }
    }

    fn seconds(result: Result<()>) -> u64 {
        match result {
            Ok(()) => 0,
            Err(Error::Throttled { seconds }) => seconds,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn five_failures_pause_half_a_minute_then_twice_as_long_up_to_a_quarter_hour() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State::default();
        let mut pauses = Vec::new();
        for _ in 0..12 {
            state.record_failure(noon());
            pauses.push(seconds(state.check_pause(folder.path(), noon())));
        }
        assert_eq!(pauses, [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900], "L3");
    }

    #[test]
    fn the_pause_survives_a_restart_and_ends() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State::default();
        (0..5).for_each(|_| state.record_failure(noon()));
        state.write(folder.path()).unwrap();
        let mut state = State::read(folder.path()).unwrap();
        assert_eq!(seconds(state.check_pause(folder.path(), later(10))), 20, "twenty seconds are left");
        assert_eq!(seconds(state.check_pause(folder.path(), later(30))), 0, "then the next try is free");
    }

    #[test]
    fn putting_the_clock_back_neither_shortens_nor_prolongs_the_pause_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State::default();
        (0..5).for_each(|_| state.record_failure(later(365 * 86_400)));
        assert_eq!(seconds(state.check_pause(folder.path(), noon())), 30, "the pause starts again");
        assert_eq!(
            seconds(state.check_pause(folder.path(), later(30))),
            0,
            "and ends by the clock as it is now"
        );
    }

    #[test]
    fn a_mark_of_another_vault_or_an_edited_one_is_no_mark() {
        let key = Key::new([1; 32]);
        let mut state = State::default();
        let head = LogHead { seq: 7, code: "ab".into() };
        state.set_mark(&key, "one", &head);
        assert_eq!(state.mark(&key, "one"), Some(head), "the mark is read back");
        assert_eq!(state.mark(&key, "two"), None, "it belongs to one vault");
        state.mark.as_mut().unwrap().seq = 6;
        assert_eq!(state.mark(&key, "one"), None, "an edited mark says nothing");
    }

    #[test]
    fn an_unreadable_state_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("state.json"), b"\0\0").unwrap();
        assert_eq!(
            State::read(folder.path()).unwrap(),
            State::default(),
            "nothing in it is worth a locked door"
        );
    }
}
