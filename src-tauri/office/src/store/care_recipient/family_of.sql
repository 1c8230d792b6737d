SELECT id, family, given, family_kana, given_kana, relationship, own_address, phone
FROM family_member
WHERE care_recipient_id = ?1 AND left_out = 0
ORDER BY position
