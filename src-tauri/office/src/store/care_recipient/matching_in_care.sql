-- As matching.sql, of those whose care goes on.
SELECT id, family, given, family_kana, given_kana, born_on, postal_code, address, phone, note, NULL, NULL
FROM care_recipient INDEXED BY care_recipient_in_care
WHERE instr(search_key, ?1) > 0 AND is_ended = 0 AND voided_at IS NULL
ORDER BY kana_sort, id
LIMIT ?2
