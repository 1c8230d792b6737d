INSERT INTO membership (id, group_id, kind, staff_id, name, office, role, agreed_on, invited_on, approved_on, joined_on,
                        off_case_on, released_on, release_reason, release_note, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
