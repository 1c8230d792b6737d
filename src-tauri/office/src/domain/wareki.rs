//! 和暦: the eras, reading a date in any form a person types, and writing it as paper does.
//!
//! Only a civil date is ever kept; the era is how it is read and shown.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use crate::{Problem, ProblemCode};

/// An era with the day it began.
struct Era {
    name: &'static str,
    short: char,
    letter: char,
    first: (i32, u32, u32),
}

/// Newest first. First days by the proclamations of each era; 明治 by its official first day.
const ERAS: [Era; 5] = [
    Era { name: "令和", short: '令', letter: 'R', first: (2019, 5, 1) },
    Era { name: "平成", short: '平', letter: 'H', first: (1989, 1, 8) },
    Era { name: "昭和", short: '昭', letter: 'S', first: (1926, 12, 25) },
    Era { name: "大正", short: '大', letter: 'T', first: (1912, 7, 30) },
    Era { name: "明治", short: '明', letter: 'M', first: (1868, 1, 25) },
];

/// The date split as a form prints it: 令和 / 8 / 11 / 20, with 元 for a first year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wareki {
    /// Name of the era, e.g. 令和.
    pub era: &'static str,
    /// Year of the era as printed: 元, 2, 3 …
    pub year: String,
    /// Month, 1–12.
    pub month: u32,
    /// Day, 1–31.
    pub day: u32,
}

/// The era and year a day belongs to; `None` before 明治.
pub fn wareki(day: NaiveDate) -> Option<Wareki> {
    let era = ERAS.iter().find(|era| (day.year(), day.month(), day.day()) >= era.first)?;
    let year = day.year() - era.first.0 + 1;
    let year = if year == 1 { "元".to_owned() } else { year.to_string() };
    Some(Wareki { era: era.name, year, month: day.month(), day: day.day() })
}

/// `令和8年11月20日`; before 明治 the Western form.
pub fn japanese(day: NaiveDate) -> String {
    match wareki(day) {
        Some(Wareki { era, year, month, day }) => format!("{era}{year}年{month}月{day}日"),
        None => western(day),
    }
}

/// `令和8年度`, by the year in which it begins: 令和元年度 began before the era did.
pub fn fiscal_year(year: i32) -> String {
    let may = NaiveDate::from_ymd_opt(year, 5, 1).and_then(wareki);
    may.map_or_else(|| format!("{year}年度"), |Wareki { era, year, .. }| format!("{era}{year}年度"))
}

/// `2026年11月20日`.
pub fn western(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

/// `2026年11月20日（令和8年・金）`: both calendars together, as shown after every date field.
pub fn both(day: NaiveDate) -> String {
    let western = western(day);
    let weekday = weekday(day);
    match wareki(day) {
        Some(Wareki { era, year, .. }) => format!("{western}（{era}{year}年・{weekday}）"),
        None => format!("{western}（{weekday}）"),
    }
}

fn weekday(day: NaiveDate) -> char {
    match day.weekday() {
        Weekday::Mon => '月',
        Weekday::Tue => '火',
        Weekday::Wed => '水',
        Weekday::Thu => '木',
        Weekday::Fri => '金',
        Weekday::Sat => '土',
        Weekday::Sun => '日',
    }
}

/// Full years of age on a day (the birthday itself counts).
pub fn age_on(born_on: NaiveDate, day: NaiveDate) -> Option<u32> {
    day.years_since(born_on)
}

/// Reads a date as typed: `令和8年11月20日`, `R8.11.20`, `2026/11/20`, `20261120`, in half or full width.
///
/// # Errors
/// [`ProblemCode::NotADate`], [`ProblemCode::NoSuchDay`] (2月30日), or [`ProblemCode::EraMismatch`]
/// with the right 和暦 as suggestion (平成31年5月1日 → 令和元年5月1日). `field` names the field in the problem.
pub fn read(field: &str, typed: &str) -> Result<NaiveDate, Problem> {
    let text: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let not_a_date = || Problem::new(field, ProblemCode::NotADate);

    let (era, rest) = split_era(&text);
    let rest = rest.replace("元年", "1年");
    let parts = numbers(&rest).ok_or_else(not_a_date)?;
    let (year, month, day) = match (era, parts.as_slice()) {
        (None, [whole]) if (8..=8).contains(&whole.len()) => (&whole[..4], &whole[4..6], &whole[6..]),
        (_, [year, month, day]) => (year.as_str(), month.as_str(), day.as_str()),
        _ => return Err(not_a_date()),
    };
    let number = |text: &str| text.parse::<u32>().map_err(|_| not_a_date());
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);

    let western = match era {
        // A bare `8.11.20` could be any era: ask rather than guess.
        None if !(1800..=2200).contains(&year) => return Err(not_a_date()),
        None => year as i32,
        Some(_) if year == 0 || year > 99 => return Err(not_a_date()),
        Some(era) => era.first.0 + year as i32 - 1,
    };
    let date = NaiveDate::from_ymd_opt(western, month, day)
        .ok_or_else(|| Problem::new(field, ProblemCode::NoSuchDay))?;
    match era {
        Some(era) if wareki(date).map(|right| right.era) != Some(era.name) => {
            Err(Problem { suggestion: Some(japanese(date)), ..Problem::new(field, ProblemCode::EraMismatch) })
        }
        _ => Ok(date),
    }
}

/// Every day that a text in half width says with its year, in the forms that [`read`] knows; what stands within a longer
/// number is none.
pub fn days_in(text: &str) -> Vec<NaiveDate> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        let eras: String =
            ERAS.iter().map(|era| format!("{}|{}|{}|", era.name, era.short, era.letter)).collect();
        let split = "[-/.・年月]";
        Regex::new(&format!(
            r"(?i)(?:{eras})(?:[0-9]{{1,4}}|元){split}[0-9]{{1,2}}{split}[0-9]{{1,2}}|[0-9]{{8}}"
        ))
        .expect("the pattern is right")
    });
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut days = Vec::new();
    let mut from = 0;
    while let Some(found) = DAY.find_at(text, from) {
        let first = found.as_str().chars().next();
        from = found.start() + first.map_or(1, char::len_utf8);
        let (before, after) = (&text[..found.start()], &text[found.end()..]);
        let is_within = is_digit(before.chars().next_back()) && is_digit(first);
        if !is_within && !is_digit(after.chars().next()) {
            days.extend(read("", found.as_str()));
        }
    }
    days
}

/// `令和8年…` → the era and the rest; one kanji or one letter will do.
fn split_era(text: &str) -> (Option<&'static Era>, &str) {
    for era in &ERAS {
        if let Some(rest) = text.strip_prefix(era.name) {
            return (Some(era), rest);
        }
        if let Some(first) = text.chars().next()
            && (first == era.short || first.eq_ignore_ascii_case(&era.letter))
        {
            return (Some(era), &text[first.len_utf8()..]);
        }
    }
    (None, text)
}

/// The runs of digits in `8年11月20日` or `8.11.20`; `None` if anything else than a separator stands there.
fn numbers(text: &str) -> Option<Vec<String>> {
    let mut parts = vec![String::new()];
    for c in text.chars() {
        match c {
            '0'..='9' => parts.last_mut()?.push(c),
            '年' | '月' | '日' | '.' | '/' | '-' | '・' | '、' | ',' | '−' | 'ー' => {
                parts.push(String::new())
            }
            _ => return None,
        }
    }
    if parts.last().is_some_and(String::is_empty) {
        parts.pop();
    }
    (parts.iter().all(|part| !part.is_empty() && part.len() <= 8)).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let shown = match read("date", typed) {
            Ok(date) => date.to_string(),
            Err(problem) => format!("{} {}", problem.code.key(), problem.suggestion.unwrap_or_default()),
        };
        assert_eq!(shown.trim_end(), expected, "reading {typed}");
    }

    #[test]
    fn every_form_a_person_types_is_read() {
        for typed in [
            "2026-11-20",
            "2026/11/20",
            "2026.11.20",
            "20261120",
            "２０２６／１１／２０",
            "2026年11月20日",
            "令和8年11月20日",
            "令和８年１１月２０日",
            "R8.11.20",
            "r8/11/20",
            "令8.11.20",
            "Ｒ８．１１．２０",
            " 令和 8年 11月 20日 ",
        ] {
            check(typed, "2026-11-20");
        }
        check("令和元年5月1日", "2019-05-01");
        check("昭和8年5月5日", "1933-05-05");
        check("M45.7.29", "1912-07-29");
    }

    #[test]
    fn what_no_calendar_has_is_refused_with_the_right_day() {
        check("平成31年5月1日", "era_mismatch 令和元年5月1日");
        check("昭和64年1月8日", "era_mismatch 平成元年1月8日");
        check("令和99年1月1日", "2117-01-01");
        check("2026年2月30日", "no_such_day");
        check("S10.2.29", "no_such_day");
        check("2026/13/1", "no_such_day");
        check("8.11.20", "not_a_date");
        check("081120", "not_a_date");
        check("あした", "not_a_date");
        check("", "not_a_date");
        check("令和0年1月1日", "not_a_date");
        check("20261120123456789", "not_a_date");
    }

    #[test]
    fn days_are_found_within_a_text() {
        let found = |text: &str| days_in(text).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let text = "昭和8年5月5日生、s8.5.5、1933/05/05 2-3-1933-5-5 19330505番 令和元年12月31日";
        assert_eq!(found(text), "1933-05-05 1933-05-05 1933-05-05 1933-05-05 1933-05-05 2019-12-31");
        assert_eq!(
            found("明治45.7.29大正1.7.30平成1.1.8M1.1.25"),
            "1912-07-29 1912-07-30 1989-01-08 1868-01-25"
        );
        assert_eq!(found("1933-5-51 11933-5-5 193305050 048-463-1933 昭和64年5月5日 8.5.5 1933-13-1"), "");
    }

    #[test]
    fn era_borders_are_those_of_the_proclamations() {
        let on = |y, m, d| japanese(NaiveDate::from_ymd_opt(y, m, d).unwrap());
        assert_eq!(on(2019, 4, 30), "平成31年4月30日", "the last day of 平成");
        assert_eq!(on(2019, 5, 1), "令和元年5月1日", "the first day of 令和");
        assert_eq!(on(1989, 1, 7), "昭和64年1月7日", "the last day of 昭和");
        assert_eq!(on(1926, 12, 24), "大正15年12月24日", "the last day of 大正");
        assert_eq!(on(1912, 7, 29), "明治45年7月29日", "the last day of 明治");
    }

    #[test]
    fn both_calendars_are_shown_together() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
        assert_eq!(both(day), "2026年11月20日（令和8年・金）", "what stands under a date field");
    }

    #[test]
    fn a_fiscal_year_is_called_by_its_era() {
        assert_eq!(fiscal_year(2026), "令和8年度");
        assert_eq!(fiscal_year(2019), "令和元年度", "though its April was 平成31年");
        assert_eq!(fiscal_year(2018), "平成30年度");
    }

    #[test]
    fn age_counts_full_years() {
        let born = NaiveDate::from_ymd_opt(1933, 5, 5).unwrap();
        let visit = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        assert_eq!(age_on(born, visit), Some(93), "AC-04 (4)");
    }
}
