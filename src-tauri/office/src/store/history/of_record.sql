SELECT seq, utc, offset_s, user_id, role, app, verb, noun, id, fields, reason
FROM acts
WHERE id = ?1 AND verb <> 'care_recipient_look'
ORDER BY seq DESC
LIMIT ?2
