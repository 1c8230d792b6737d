//! The system's own dialogs and the viewer she knows. A path never crosses the bridge: it is chosen and used here.

use std::path::{Path, PathBuf};

/// Asks where to save a file, by the kind that its name says; `None` when she closes the dialog without choosing.
pub async fn save_place<R: tauri::Runtime>(
    window: &tauri::WebviewWindow<R>,
    file_name: &str,
) -> Option<PathBuf> {
    #[cfg(feature = "window-tests")]
    if let Some(folder) = std::env::var_os("RENKEICHO_SAVE_FOLDER") {
        let _ = window;
        return Some(PathBuf::from(folder).join(file_name));
    }
    let kind = Path::new(file_name).extension().and_then(|kind| kind.to_str()).unwrap_or("pdf");
    let dialog = rfd::AsyncFileDialog::new()
        .set_parent(window)
        .set_file_name(file_name)
        .add_filter(kind.to_uppercase(), &[kind]);
    dialog.save_file().await.map(|file| file.path().to_owned())
}

/// Asks for a file of these kinds, by the ends of their names; `None` when she closes the dialog without choosing.
pub async fn open_place<R: tauri::Runtime>(
    window: &tauri::WebviewWindow<R>,
    kinds: &[&str],
) -> Option<PathBuf> {
    #[cfg(feature = "window-tests")]
    if let Some(file) = std::env::var_os("RENKEICHO_OPEN_FILE") {
        let _ = (window, kinds);
        return Some(PathBuf::from(file));
    }
    let dialog = rfd::AsyncFileDialog::new().set_parent(window).add_filter(kinds.join(" "), kinds);
    dialog.pick_file().await.map(|file| file.path().to_owned())
}

/// Asks which scans to take in; none when she closes the dialog without choosing.
pub async fn choose_scans<R: tauri::Runtime>(window: &tauri::WebviewWindow<R>) -> Vec<PathBuf> {
    #[cfg(feature = "window-tests")]
    if let Some(folder) = std::env::var_os("RENKEICHO_SCAN_FILES") {
        let _ = window;
        let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<_> = files.map(|file| file.path()).collect();
        files.sort();
        return files;
    }
    let dialog = rfd::AsyncFileDialog::new()
        .set_parent(window)
        .add_filter("PDF, JPEG, PNG", &["pdf", "jpg", "jpeg", "png"]);
    let files = dialog.pick_files().await.unwrap_or_default();
    files.iter().map(|file| file.path().to_owned()).collect()
}

/// Asks which folder the scanner saves into; `None` when she closes the dialog without choosing.
pub async fn choose_scan_folder<R: tauri::Runtime>(window: &tauri::WebviewWindow<R>) -> Option<PathBuf> {
    #[cfg(feature = "window-tests")]
    if let Some(folder) = std::env::var_os("RENKEICHO_SCAN_FOLDER") {
        let _ = window;
        return Some(PathBuf::from(folder));
    }
    let folder = rfd::AsyncFileDialog::new().set_parent(window).pick_folder().await;
    folder.map(|folder| folder.path().to_owned())
}

/// Asks which folder to put something into; `None` when she closes the dialog without choosing.
pub async fn choose_folder<R: tauri::Runtime>(window: &tauri::WebviewWindow<R>) -> Option<PathBuf> {
    #[cfg(feature = "window-tests")]
    if let Some(folder) = std::env::var_os("RENKEICHO_SAVE_FOLDER") {
        let _ = window;
        return Some(PathBuf::from(folder));
    }
    let folder = rfd::AsyncFileDialog::new().set_parent(window).pick_folder().await;
    folder.map(|folder| folder.path().to_owned())
}

/// Opens a PDF in the default viewer, where it is printed.
///
/// # Errors
/// The system has no viewer, or it does not start.
pub fn open_in_viewer(file: &Path) -> std::io::Result<()> {
    if cfg!(feature = "window-tests") {
        return Ok(()); // a story has no viewer; the file itself is looked at
    }
    open::that_detached(file)
}
