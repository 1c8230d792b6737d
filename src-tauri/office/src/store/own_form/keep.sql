INSERT INTO own_form (region, kind, blank_sha256, in_use, "rows", row_step, on_printed_paper, shift_x, shift_y, changed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (region, kind) DO UPDATE SET
    blank_sha256 = excluded.blank_sha256, in_use = excluded.in_use, "rows" = excluded."rows",
    row_step = excluded.row_step, on_printed_paper = excluded.on_printed_paper,
    shift_x = excluded.shift_x, shift_y = excluded.shift_y, changed_at = excluded.changed_at
