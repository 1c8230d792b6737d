SELECT g.id
FROM mcs_group g
JOIN group_event e ON e.group_id = g.id AND e.number = 1
WHERE g.care_recipient_id = ?1
ORDER BY e.on_day DESC, g.entered_at DESC, g.id
