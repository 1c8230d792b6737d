//! The table: a row for each figure, and how a figure is taken.

use std::time::Duration;

use cpu_time::ProcessTime;
use office::Result;

pub fn head() {
    println!(
        "{:<44}{:>12}{:>12}{:>8}",
        "figure (processor time, median)", "measured", "limit, peer", "ratio"
    );
}

pub fn median(rounds: usize, mut work: impl FnMut() -> Result<()>) -> Result<Duration> {
    let mut times = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        let start = ProcessTime::now();
        work()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times[rounds / 2])
}

pub fn row(figure: &str, measured: Duration, limit: Duration) {
    let ratio = measured.as_secs_f64() / limit.as_secs_f64();
    line(figure, &ms(measured.as_secs_f64()), &ms(limit.as_secs_f64()), &format!("{ratio:.2}"));
}

/// The head of the table of an office that grows; `times`: how often there is what is over.
pub fn load_head(times: &[usize]) {
    let columns: String = times.iter().map(|times| format!("{:>12}", format!("{times}×"))).collect();
    println!(
        "\n{:<36}{columns}{:>10}{:>8}{:>8}",
        "ten years, and more of what is over", "limit", "ratio", "growth"
    );
}

/// A figure of that office: its time at each size, the first beside its limit, and the last as ratio to the first
/// (`most`: what it should stay under).
pub fn load_row(figure: &str, times: &[Duration], limit: Duration, most: Option<f64>) {
    let first = times[0].as_secs_f64();
    let columns: String = times.iter().map(|time| format!("{:>12}", ms(time.as_secs_f64()))).collect();
    let growth = times.last().map_or(1.0, |last| last.as_secs_f64() / first);
    let most = most.map(|most| format!(" (limit {most})")).unwrap_or_default();
    let wide = figure.chars().filter(|c| !c.is_ascii()).count();
    let pad = 36_usize.saturating_sub(figure.chars().count() + wide);
    let ratio = first / limit.as_secs_f64();
    let limit = format!("{} ms", limit.as_millis());
    println!("{figure}{:pad$}{columns}{limit:>10}{ratio:>8.2}{growth:>8.2}{most}", "");
}

pub fn size(figure: &str, measured: usize, limit: usize) {
    let ratio = measured as f64 / limit as f64;
    line(figure, &bytes(measured as f64), &bytes(limit as f64), &format!("{ratio:.2}"));
}

pub fn ms(seconds: f64) -> String {
    format!("{:.2} ms", seconds * 1000.0)
}

pub fn bytes(bytes: f64) -> String {
    format!("{bytes:.0} B")
}

/// A line of what the system tells of this process, in KiB; `None` where it does not.
fn told(what: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let told = status.lines().find_map(|line| line.strip_prefix(what))?;
    told.trim_end_matches("kB").trim().parse().ok()
}

/// The most memory of this process until now, in KiB.
pub fn peak() -> Option<f64> {
    told("VmHWM:")
}

/// A row of the most memory until now beside its limit, in KiB.
pub fn memory(figure: &str, limit: f64) {
    let Some(peak) = peak() else { return };
    line(figure, &mib(peak), &mib(limit), &format!("{:.2}", peak / limit));
}

/// The memory that is in use, in KiB; 0 where the system does not say.
pub fn resident() -> f64 {
    told("VmRSS:").unwrap_or_default()
}

/// By how much more memory is in use than before.
pub fn grown(figure: &str, before: f64) {
    line(figure, &mib((resident() - before).max(0.0)), "", "");
}

pub fn mib(kib: f64) -> String {
    format!("{:.0} MiB", kib / 1024.0)
}

pub fn line(figure: &str, measured: &str, beside: &str, ratio: &str) {
    // A Japanese character is two columns wide on a terminal.
    let wide = figure.chars().filter(|c| !c.is_ascii()).count();
    let pad = 44_usize.saturating_sub(figure.chars().count() + wide);
    println!("{figure}{:pad$}{measured:>12}{beside:>12}{ratio:>8}", "");
}
