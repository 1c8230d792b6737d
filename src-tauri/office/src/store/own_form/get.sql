SELECT blank_sha256, in_use, "rows", row_step, on_printed_paper, shift_x, shift_y
FROM own_form
WHERE region = ?1 AND kind = ?2
