SELECT id, family, given, family_kana, given_kana, since_on
FROM office_manager
ORDER BY rowid DESC
