//! The export of everything on the wire.

use office::desk::Export;
use serde::Serialize;
use ts_rs::TS;

/// How far an export is.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, export_to = "../../ui/src/wire.ts")]
pub struct ExportShown {
    /// Steps that are done.
    pub done: usize,
    /// Steps there are.
    pub total: usize,
}

impl ExportShown {
    /// Of an export on its way.
    pub fn of(export: &Export) -> ExportShown {
        let (done, total) = export.progress();
        ExportShown { done, total }
    }
}
