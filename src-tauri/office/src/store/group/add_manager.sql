INSERT INTO group_manager (id, group_id, staff_id, name, office, started_on, ended_on, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
