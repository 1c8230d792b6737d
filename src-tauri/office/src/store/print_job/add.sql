INSERT INTO print_job (id, kind, explained_by, visit_on, preprint, target, started_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
