//! The bridge: wire values in, one call into `desk`, wire values out; as a rule one line a command.
//! No rule, no SQL. `paper` and `own_form` also read and write files, and `scan` reads them through `incoming`,
//! because a path never crosses the bridge.

pub mod app;
pub mod vault;
pub mod practice;
pub mod keys;
pub mod log;
pub mod recovery;
pub mod region;
pub mod policy;
pub mod office;
pub mod date;
pub mod postal;
pub mod draft;
pub mod duty;
pub mod search;
pub mod staff;
pub mod pledge;
pub mod leaving;
pub mod password;
pub mod bundle;
pub mod care_recipient;
pub mod consent;
pub mod photo_consent;
pub mod group;
pub mod membership;
pub mod disposal;
pub mod device;
pub mod takeout;
pub mod training;
pub mod guideline_check;
pub mod incident;
pub mod ledger;
pub mod mistake;
pub mod history;
pub mod scan;
pub mod paper;
pub mod print_job;
pub mod own_form;
pub mod submission;
pub mod yearly_report;
pub mod export;
pub mod import;
pub mod targets;

use crate::{dialogs, failure::Answer, wire};

/// Writes a file where she says: its name, and the bytes. It is not done when she closes the dialog without choosing.
async fn keep_file<R: tauri::Runtime>(
    window: &tauri::WebviewWindow<R>,
    (name, bytes): (String, Vec<u8>),
) -> Answer<wire::FileKept> {
    let Some(file) = dialogs::save_place(window, &name).await else {
        return Ok(wire::FileKept { done: false, folder: String::new() });
    };
    ::office::desk::write_file(&file, &bytes)?;
    let folder = file.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
    Ok(wire::FileKept { done: true, folder })
}

/// What every file of commands needs.
mod prelude {
    pub use tauri::{State, command};

    pub use crate::clock::now;
    pub use crate::failure::Answer;
    pub use crate::session::Session;
    pub use crate::wire;
}
