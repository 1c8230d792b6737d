INSERT INTO care_group (id, care_recipient_id, opened_on, manager_id, doctor, clinic, instructed_on, instructed_by, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
