-- The first ?3 patient groups by ふりがな; ?1: what the name or reading of the person holds; ?2: which newest events they
-- may have.
SELECT g.id, g.kind, g.name, r.family, r.given, r.family_kana, r.given_kana, g.system, g.delegated,
       g.last_kind, g.last_on,
       (SELECT count(*) FROM membership WHERE group_id = g.id AND released_on IS NULL AND voided_on IS NULL),
       r.search_key
FROM care_recipient r
CROSS JOIN mcs_group g INDEXED BY mcs_group_by_recipient ON g.care_recipient_id = r.id
WHERE g.kind = 'care' AND instr(r.search_key, ?1) > 0 AND r.voided_at IS NULL
  AND instr(?2, ',' || coalesce(g.last_kind, 'void') || ',') > 0
ORDER BY r.kana_sort, r.id
LIMIT ?3
