-- ?1: as many digits of the MAC as are printed.
SELECT seq, utc, offset_s, user_id, role, app, verb, noun, id, fields, reason FROM acts WHERE hex(substr(mac, 1, 8)) = ?1
