INSERT INTO former_value (seq, position, field, before_kind, before_value, after_kind, after_value)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
