//! The figures of `./dev bench`: processor time, size and memory, each beside the limit it must stay under and beside
//! other programs at the same work, as ratios in one run. No test depends on them, because a shared machine is noisy.

#![expect(clippy::print_stdout, reason = "this program's answer is its table; all people are invented")]

mod decade;
mod load;
mod papers;
mod peers;
mod people;
mod records;
mod table;
mod year_end;

use std::path::Path;

use office::Result;

fn main() -> Result<()> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let scratch = std::env::temp_dir().join(format!("renkeicho-bench-{}", std::process::id()));
    let figures = match std::env::args_os().nth(1) {
        // Only the office of ten years, at the sizes given.
        Some(only) if only == "--load" => {
            let sizes = std::env::args().skip(2).filter_map(|size| size.parse().ok()).collect::<Vec<_>>();
            load::measure(&program, &scratch, &sizes)
        }
        // Only the year's end, so that the memory is its own.
        Some(only) if only == "--year-end" => {
            table::head();
            year_end::measure(&program, &scratch)
        }
        Some(folder) => return records::large_office(&program, Path::new(&folder)),
        None => {
            table::head();
            // The year's end comes first, because its memory is the most that the process ever had.
            year_end::measure(&program, &scratch)
                .and_then(|()| papers::measure(&program, &scratch))
                .and_then(|()| records::measure(&program, &scratch))
                .and_then(|()| load::measure(&program, &scratch, &load::TIMES))
        }
    };
    let _ = std::fs::remove_dir_all(&scratch);
    figures
}
