//! Starts 連携帳.

// Without this a black console opens beside the window on Windows.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

fn main() {
    renkeicho::run();
}
