SELECT id, kind, explained_by, visit_on, preprint, target, started_at
FROM print_job
WHERE id = ?1
