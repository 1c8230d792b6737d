SELECT g.id, g.kind, g.name, r.family, r.given, r.family_kana, r.given_kana, g.system, g.delegated,
       (SELECT kind FROM group_event WHERE group_id = g.id AND voided_on IS NULL ORDER BY number DESC LIMIT 1),
       (SELECT on_day FROM group_event WHERE group_id = g.id AND voided_on IS NULL ORDER BY number DESC LIMIT 1),
       (SELECT count(*) FROM membership WHERE group_id = g.id AND released_on IS NULL AND voided_on IS NULL),
       r.search_key
FROM mcs_group g
LEFT JOIN care_recipient r ON r.id = g.care_recipient_id
ORDER BY r.kana_sort IS NULL, r.kana_sort, g.name, g.entered_at, g.id
