SELECT id, kind, name, office, role, joined_on, agreed_on
FROM group_member
WHERE care_group_id = ?1
ORDER BY joined_on, entered_at, id
