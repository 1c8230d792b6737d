INSERT INTO own_form_field (region, kind, position, page, x, y, width, height, size, source, part, mark, choice)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
