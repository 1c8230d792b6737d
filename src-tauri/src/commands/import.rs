//! Commands about まとめて登録. How a file is opened stands in `incoming`; what was read of it stays with the session.

use office::domain::id::ImportId;
use office::domain::import::ImportKind;
use office::{Error, Result};
use tauri::{Runtime, WebviewWindow};

use crate::{dialogs, incoming, show};

use super::{keep_file, prelude::*};

/// The rows that are asked for first.
const FIRST: (&str, usize) = ("faults", 50);

/// Asks for a table and looks at it; `null` when she closes the dialog.
#[command]
pub async fn import_open<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    kind: String,
) -> Answer<Option<wire::ImportShown>> {
    let kind = kind_of(&kind)?;
    let Some(file) = dialogs::open_place(&window, &["xlsx", "xls", "csv", "txt"]).await else {
        return Ok(None);
    };
    incoming::table(&session, &file)?;
    let shown = session.at_tables(|desk, file| {
        let plan = desk.guess_import(kind, &file.tables)?;
        show::import_shown(desk, &file.name, &file.tables, &plan, FIRST, now().today())
    })?;
    Ok(Some(shown))
}

/// The same file with another table, or with other headings; what the columns hold is guessed anew.
#[command(async)]
pub fn import_guess(
    session: State<Session>,
    kind: String,
    table: usize,
    head: Option<u32>,
) -> Answer<wire::ImportShown> {
    let kind = kind_of(&kind)?;
    session.at_tables(|desk, file| {
        let plan = desk.guess_table(kind, &file.tables, table, head)?;
        show::import_shown(desk, &file.name, &file.tables, &plan, FIRST, now().today())
    })
}

/// The table as it would be taken over; `part`: `faults`, `same`, or all rows, the first `most` of them.
#[command(async)]
pub fn import_look(
    session: State<Session>,
    typed: wire::ImportTyped,
    part: String,
    most: usize,
) -> Answer<wire::ImportShown> {
    let plan = typed.plan().ok_or(Error::NotFound { noun: "import" })?;
    session.at_tables(|desk, file| {
        show::import_shown(desk, &file.name, &file.tables, &plan, (&part, most), now().today())
    })
}

/// 確認: takes over every row that is right, and says how many that were.
#[command(async)]
pub fn import_confirm(session: State<Session>, typed: wire::ImportTyped) -> Answer<usize> {
    let plan = typed.plan().ok_or(Error::NotFound { noun: "import" })?;
    let taken = session.at_tables(|desk, file| desk.import(&file.tables, &plan, now()))?;
    session.hold().tables = None;
    Ok(taken)
}

/// Forgets the file that was looked at.
#[command(async)]
pub fn import_leave(session: State<Session>) -> Answer<()> {
    session.hold().tables = None;
    Ok(())
}

/// The imports of before.
#[command(async)]
pub fn import_list(session: State<Session>) -> Answer<Vec<wire::ImportLine>> {
    session.at_desk(|desk| show::imports(desk))
}

/// Takes an import back, with a reason.
#[command(async)]
pub fn import_undo(session: State<Session>, id: String, reason: String) -> Answer<wire::ImportUndone> {
    session.at_desk(|desk| {
        let undone = desk.undo_import(&ImportId::from_text(id), &reason, now())?;
        let kept = undone.kept.iter().map(|name| name.shown()).collect();
        Ok(wire::ImportUndone { taken: undone.taken as u32, kept, lines: show::imports(desk)? })
    })
}

/// Writes a workbook to be filled in where she says.
#[command]
pub async fn import_template<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    kind: String,
) -> Answer<wire::FileKept> {
    let kind = kind_of(&kind)?;
    let made = session.at_desk(|desk| desk.import_template(kind, now()))?;
    keep_file(&window, made).await
}

fn kind_of(key: &str) -> Result<ImportKind> {
    ImportKind::from_key(key).ok_or(Error::NotFound { noun: "import" })
}
