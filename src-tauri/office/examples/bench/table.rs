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

pub fn mib(kib: f64) -> String {
    format!("{:.0} MiB", kib / 1024.0)
}

pub fn line(figure: &str, measured: &str, beside: &str, ratio: &str) {
    // A Japanese character is two columns wide on a terminal.
    let wide = figure.chars().filter(|c| !c.is_ascii()).count();
    let pad = 44_usize.saturating_sub(figure.chars().count() + wide);
    println!("{figure}{:pad$}{measured:>12}{beside:>12}{ratio:>8}", "");
}
