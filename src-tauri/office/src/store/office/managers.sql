SELECT id, family, given, family_kana, given_kana, since_on
FROM office_manager
WHERE voided_at IS NULL
ORDER BY rowid DESC
