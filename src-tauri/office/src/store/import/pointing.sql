-- The tables and columns that point at a table.
SELECT m.name, f."from"
FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
WHERE m.type = 'table' AND f."table" = ?1
