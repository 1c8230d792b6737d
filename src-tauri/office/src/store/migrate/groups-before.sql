-- An office with two groups, as schema 8 kept them; for the test of the step after it.
INSERT INTO staff (id, family, given, family_kana, given_kana, profession, email, mcs_id, search_key, kana_sort, entered_at, changed_at)
VALUES ('s1', 'mihon', 'ichi', '', '', 'kango', '', '', '', '', '', '');
INSERT INTO care_recipient (id, family, given, family_kana, given_kana, postal_code, address, phone, note, search_key, kana_sort, entered_at, changed_at)
VALUES ('r1', 'reiji', 'ume', '', '', '', '', '', '', '', '', '', '');
INSERT INTO care_group VALUES ('g1', 'r1', '2026-01-05', 's1', 'mihon shi', 'mihon clinic', '2026-01-04', 'FAX', 'then');
INSERT INTO care_group VALUES ('g2', 'r1', '2026-02-05', NULL, NULL, NULL, NULL, NULL, 'then');
INSERT INTO group_member VALUES ('m1', 'g1', 'staff', 'mihon ichi', '', 'kango', '2026-01-06', NULL, 'then');
INSERT INTO group_member VALUES ('m2', 'g1', 'staff', 'mihon ni', 'other office', 'kango', '2026-01-06', NULL, 'then');
INSERT INTO group_member VALUES ('m3', 'g1', 'family', 'mihon san', '', 'musume', '2026-01-06', '2026-01-05', 'then');
INSERT INTO group_member VALUES ('m4', 'g2', 'doctor', 'mihon shi', 'mihon clinic', '', '2026-02-06', NULL, 'then');
