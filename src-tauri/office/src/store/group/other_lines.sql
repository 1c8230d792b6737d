-- All open groups (?1: open) or talks from one to one (?1: link); ?2: which newest events they may have.
SELECT g.id, g.kind, g.name, r.family, r.given, r.family_kana, r.given_kana, g.system, g.delegated,
       g.last_kind, g.last_on,
       (SELECT count(*) FROM membership WHERE group_id = g.id AND released_on IS NULL AND voided_on IS NULL),
       r.search_key
FROM mcs_group g
LEFT JOIN care_recipient r ON r.id = g.care_recipient_id
WHERE g.kind = ?1 AND instr(?2, ',' || coalesce(g.last_kind, 'void') || ',') > 0
ORDER BY g.name, g.entered_at, g.id
