-- Everybody who is cared for or was: name and birth date, to tell who is there already.
SELECT id, family, given, family_kana, given_kana, born_on
FROM care_recipient
WHERE voided_at IS NULL
