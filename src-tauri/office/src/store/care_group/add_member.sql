INSERT INTO group_member (id, care_group_id, kind, name, office, role, joined_on, agreed_on, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
