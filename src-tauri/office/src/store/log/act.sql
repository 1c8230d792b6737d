SELECT seq, utc, offset_s, user_id, role, app, verb, noun, id, fields, reason FROM acts WHERE seq = ?1
