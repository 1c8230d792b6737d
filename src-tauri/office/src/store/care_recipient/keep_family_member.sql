INSERT INTO family_member (id, care_recipient_id, position, family, given, family_kana, given_kana,
                           relationship, own_address, phone, search_key, left_out)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0)
ON CONFLICT (id) DO UPDATE
SET position = excluded.position, family = excluded.family, given = excluded.given,
    family_kana = excluded.family_kana, given_kana = excluded.given_kana, relationship = excluded.relationship,
    own_address = excluded.own_address, phone = excluded.phone, search_key = excluded.search_key, left_out = 0
WHERE care_recipient_id = excluded.care_recipient_id
