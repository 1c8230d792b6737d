//! What the papers say, as data: definitions read from `forms/`, the catalogue of regions and
//! editions, and filling a definition with a record. Knows no database and no font.

pub mod binder;
pub mod bundle;
pub mod catalog;
pub mod definition;
pub mod export;
pub mod fill;
pub mod history;
pub mod ledger;
pub mod sheets;
pub mod workbook;
pub mod yearly_report;

pub use crate::policy::FormKind;
pub use binder::{Binder, BinderCover};
pub use bundle::{BundleItem, BundlePage, BundleWords};
pub use catalog::Catalog;
pub use definition::{Definition, Marks};
pub use fill::{Filled, FilledForm, Options, Record, Sheet, Text, fill};
pub use history::HistoryWords;
pub use ledger::{Ledger, LedgerPage, LedgerTable};
pub use sheets::{SheetColumn, SheetColumns, Sheets};
pub use workbook::{Cell, Workbook};
pub use yearly_report::{YearlyPage, YearlyWords};
