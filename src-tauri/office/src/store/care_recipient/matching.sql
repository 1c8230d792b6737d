SELECT id, family, given, family_kana, given_kana, born_on, postal_code, address, phone, note
FROM care_recipient
WHERE instr(search_key, ?1) > 0
ORDER BY kana_sort, id
