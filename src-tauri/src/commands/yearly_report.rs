//! Commands about 年次報告: counted, looked into, exported, handed in. Its paper is made by `paper_make`.

use office::Error;
use office::domain::id::YearlyReportId;
use office::domain::yearly_report::Figure;
use tauri::{Runtime, WebviewWindow};

use crate::show;

use super::{keep_file, prelude::*};

/// A report as it stands now; without a year, the newest that is over.
#[command(async)]
pub fn yearly_report_card(session: State<Session>, year: Option<i32>) -> Answer<wire::YearlyReportCard> {
    session.at_desk(|desk| show::yearly_report(desk, year, now().today()))
}

/// どう数えたか: the rows behind a figure, the first `most` of them.
#[command(async)]
pub fn yearly_report_rows(
    session: State<Session>,
    year: i32,
    figure: String,
    most: usize,
) -> Answer<wire::YearlyRows> {
    let figure = Figure::from_key(&figure).ok_or(Error::NotFound { noun: "figure" })?;
    session.at_desk(|desk| show::yearly_rows(desk, year, figure, most, now().today()))
}

/// Writes the report as it stands now as a workbook where she says.
#[command]
pub async fn yearly_report_export<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    year: i32,
    typed: wire::YearlyReportTyped,
) -> Answer<wire::FileKept> {
    let made = session.at_desk(|desk| desk.export_yearly_report(year, &typed.into(), now()))?;
    keep_file(&window, made).await
}

/// Writes the workbook of a report that was handed in, with the bytes of then.
#[command]
pub async fn yearly_report_export_kept<R: Runtime>(
    window: WebviewWindow<R>,
    session: State<'_, Session>,
    report_id: String,
) -> Answer<wire::FileKept> {
    let report = YearlyReportId::from_text(report_id);
    let made = session.at_desk(|desk| desk.export_kept_report(&report, now()))?;
    keep_file(&window, made).await
}

/// 提出済にする: what was counted is kept as it stands.
#[command(async)]
pub fn yearly_report_submit(
    session: State<Session>,
    year: i32,
    typed: wire::YearlyReportTyped,
) -> Answer<()> {
    session.at_desk(|desk| desk.submit_yearly_report(year, &typed.into(), now()).map(|_| ()))
}
