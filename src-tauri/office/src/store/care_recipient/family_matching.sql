-- The first ?2 family members on a card whose name or reading holds ?1, by the ふりがな of whose they are; in the last
-- column how many there are.
SELECT f.id, f.family, f.given, f.family_kana, f.given_kana, f.relationship, f.own_address, f.phone, r.id,
       count(*) OVER ()
FROM family_member f
CROSS JOIN care_recipient r ON r.id = f.care_recipient_id
WHERE f.left_out = 0 AND instr(f.search_key, ?1) > 0 AND r.voided_at IS NULL
ORDER BY r.kana_sort, r.id, f.position
LIMIT ?2
