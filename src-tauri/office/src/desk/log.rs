//! The log proves itself: whether every act is as it was written, which act a code on paper names, what was done in a
//! time, and 点検記録 for the binder. Owns what is asked of the log; leaves its chain and its rows to `store`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, SecondsFormat};

use super::Desk;
use super::ledger_paper::{LedgerOrder, short};
use crate::domain::act_kind::ActKind;
use crate::domain::check::narrow;
use crate::domain::{Moment, wareki};
use crate::store::{ActRow, CODE_DIGITS, LogHead, LogPage};
use crate::{Error, ProblemCode, Result};

/// What the check of the log found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckedLog {
    /// Acts in the log.
    pub rows: u64,
    /// The first that is not as it was written.
    pub wrong: Option<WrongAct>,
}

/// The first act of the log that is not as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrongAct {
    /// Its place in the log, from 1.
    pub number: u64,
    /// Whether there is no act in that place at all.
    pub is_missing: bool,
    /// When it was recorded, or the last one before it when it is missing; `None` when that cannot be read.
    pub recorded: Option<DateTime<FixedOffset>>,
}

/// The last act, as it is printed at the foot of what leaves the office (A2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogCode {
    /// Its place in the log.
    pub number: u64,
    /// 16 digits in groups of four: 3F9A-01BC-….
    pub code: String,
}

impl LogCode {
    fn of(head: LogHead) -> LogCode {
        let digits: Vec<char> = head.code.to_uppercase().chars().take(CODE_DIGITS).collect();
        let groups: Vec<String> = digits.chunks(4).map(|group| group.iter().collect()).collect();
        LogCode { number: head.seq, code: groups.join("-") }
    }
}

impl Desk {
    /// Checks every act of the log against its seal (A2).
    pub fn check_log(&self) -> Result<CheckedLog> {
        let found = self.vault.verify_log()?;
        let wrong = found.first_wrong.map(|number| {
            // A row of another shape cannot be read back; then the number alone is told.
            let acts = self.vault.acts(usize::MAX).unwrap_or_default();
            let here = acts.iter().find(|row| row.seq == number);
            let before = acts.iter().filter(|row| row.seq < number).max_by_key(|row| row.seq);
            let is_missing = here.is_none() && !acts.is_empty();
            WrongAct { number, is_missing, recorded: here.or(before).and_then(ActRow::recorded) }
        });
        Ok(CheckedLog { rows: found.rows, wrong })
    }

    /// The code of the last act.
    pub fn log_code(&self) -> Result<LogCode> {
        Ok(LogCode::of(self.vault.log_head()?))
    }

    /// The code of the last act that is not silent.
    pub(super) fn log_code_but(&self, is_silent: impl Fn(&str) -> bool) -> Result<LogCode> {
        Ok(LogCode::of(self.vault.log_head_but(is_silent)?))
    }

    /// The act that a code typed from paper names; `None`: no act of this log has it, so that the log was cut or
    /// replaced after the paper was printed (AC-14 (c), (d)).
    ///
    /// # Errors
    /// [`Error::Fields`] for what is no code.
    pub fn act_of_code(&self, typed: &str) -> Result<Option<ActRow>> {
        let digits: String = narrow(typed).chars().filter(|c| !matches!(c, '-' | ' ')).collect();
        let code = digits.to_uppercase();
        if code.len() != CODE_DIGITS || !code.chars().all(|c| c.is_ascii_hexdigit()) {
            let problem = if code.is_empty() { ProblemCode::Required } else { ProblemCode::NotACode };
            return Err(Error::field("code", problem));
        }
        self.vault.act_of_code(&code)
    }

    /// The newest acts of a kind (`None`: of all) from a day until a day, and how many of each kind there were.
    pub fn log_page(
        &self,
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
        kind: Option<ActKind>,
        most: usize,
        now: Moment,
    ) -> Result<LogPage> {
        let kinds = kind.map_or_else(|| ActKind::ALL.to_vec(), |kind| vec![kind]);
        self.log_between(from, until, &kinds, most, now.offset)
    }

    fn log_between(
        &self,
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
        kinds: &[ActKind],
        most: usize,
        offset: FixedOffset,
    ) -> Result<LogPage> {
        let start = |day: NaiveDate| {
            let midnight = day.and_time(NaiveTime::MIN) - offset;
            midnight.and_utc().to_rfc3339_opts(SecondsFormat::Millis, true)
        };
        let (from, until) = (from.map(start), until.and_then(|day| day.succ_opt()).map(start));
        self.vault.log_page(from.as_deref(), until.as_deref(), kinds, most)
    }

    /// What stands above the rows of 点検記録: counts, what the check found, the code of the last act, and room for who
    /// looked. No name and no reason stands on it: both may be a person's.
    pub(super) fn log_lines(
        &self,
        order: &LedgerOrder,
        today: NaiveDate,
    ) -> Result<(Vec<String>, Vec<Vec<String>>)> {
        let words = &self.shelf.catalog.marks().log;
        let word = |key: &str| words.get(key).cloned().unwrap_or_else(|| key.to_owned());
        let told = [ActKind::Removal, ActKind::Refusal, ActKind::Key, ActKind::Warning];
        let offset = Moment::noon_in_japan(today).offset;
        let page = self.log_between(order.from, order.until, &told, usize::MAX, offset)?;
        let (total, checked, code) =
            (page.counts.values().sum::<usize>(), self.check_log()?, self.log_code()?);
        let kinds: Vec<_> =
            page.counts.iter().map(|(kind, count)| format!("{} {count}", word(kind.key()))).collect();
        let result = match checked.wrong {
            None => word("whole").replace("{count}", &checked.rows.to_string()),
            Some(wrong) => word("wrong").replace("{number}", &wrong.number.to_string()),
        };
        let lines = vec![
            word("count").replace("{count}", &total.to_string()).replace("{kinds}", &kinds.join("、")),
            result,
            word("code")
                .replace("{code}", &code.code)
                .replace("{number}", &code.number.to_string())
                .replace("{day}", &wareki::japanese(today)),
            word("signed"),
        ];
        let row = |act: &ActRow| {
            let at = act.recorded();
            let kind = ActKind::of(&act.verb);
            vec![
                at.map(|at| format!("{} {}", short(at.date_naive()), at.format("%H:%M"))).unwrap_or_default(),
                if act.role.is_empty() { String::new() } else { word(&act.role) },
                word(kind.key()),
                words.get(&act.verb).cloned().unwrap_or_default(),
                act.seq.to_string(),
            ]
        };
        Ok((lines, page.acts.iter().rev().map(row).collect()))
    }
}
