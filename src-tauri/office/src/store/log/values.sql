SELECT seq, field, before_value, after_value FROM former_value ORDER BY seq, position
