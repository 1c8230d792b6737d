SELECT id, family, given, family_kana, given_kana, relationship, own_address, phone
FROM family_member
WHERE id = ?1
