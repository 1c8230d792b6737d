//! The window of 連携帳.

pub mod wire;

/// Opens the window.
pub fn run() {
    tauri::Builder::default().run(tauri::generate_context!()).expect("the window opens");
}
