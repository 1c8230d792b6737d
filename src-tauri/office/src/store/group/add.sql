INSERT INTO mcs_group (id, kind, care_recipient_id, name, purpose, wants_listing, system, doctor, clinic, instructed_on,
                       instructed_by, arrangement, delegated, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
