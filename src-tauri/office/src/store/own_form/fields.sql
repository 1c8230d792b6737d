SELECT page, x, y, width, height, size, source, part, mark, choice
FROM own_form_field
WHERE region = ?1 AND kind = ?2
ORDER BY position
