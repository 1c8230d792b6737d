-- The first ?2 care recipients by ふりがな whose name or reading holds ?1.
SELECT r.id, r.family, r.given, r.family_kana, r.given_kana, r.born_on, r.postal_code, r.address, r.phone, r.note,
       e.kind, e.on_day
FROM care_recipient r
LEFT JOIN recipient_end e ON e.care_recipient_id = r.id AND e.voided_on IS NULL
WHERE instr(r.search_key, ?1) > 0 AND r.voided_at IS NULL
ORDER BY r.kana_sort, r.id
LIMIT ?2
