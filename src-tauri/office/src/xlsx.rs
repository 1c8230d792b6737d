//! From a workbook to the bytes of an XLSX file. Knows cells, not people; the same workbook gives the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook as Writer};

use crate::forms::workbook::{Cell, Workbook};
use crate::{Error, Result};

/// The bytes of a workbook. Text is written as text: nothing becomes a formula.
///
/// # Errors
/// [`Error::Xlsx`] for what the format cannot hold, e.g. a name of a sheet of more than 31 characters.
pub fn write(workbook: &Workbook) -> Result<Vec<u8>> {
    let mut writer = Writer::new();
    let made_at = workbook.made_on.and_hms_opt(0, 0, 0).unwrap_or_default().and_utc().timestamp();
    let made_at = ExcelDateTime::from_timestamp(made_at).map_err(broken)?;
    writer.set_properties(&DocProperties::new().set_title(&workbook.title).set_creation_datetime(&made_at));
    let (title, head) = (Format::new().set_bold().set_font_size(14.0), Format::new().set_bold());
    for sheet in &workbook.sheets {
        let page = writer.add_worksheet();
        page.set_name(&sheet.name).map_err(broken)?;
        for (column, width) in (0_u16..).zip(&sheet.widths) {
            page.set_column_width(column, *width).map_err(broken)?;
        }
        for (row, cells) in (0_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                match cell {
                    Cell::Title(text) => page.write_string_with_format(row, column, text, &title),
                    Cell::Head(text) => page.write_string_with_format(row, column, text, &head),
                    Cell::Text(text) => page.write_string(row, column, text),
                    Cell::Number(number) => page.write_number(row, column, *number),
                }
                .map_err(broken)?;
            }
        }
    }
    writer.save_to_buffer().map_err(broken)
}

fn broken(error: rust_xlsxwriter::XlsxError) -> Error {
    Error::Xlsx(error.to_string())
}
