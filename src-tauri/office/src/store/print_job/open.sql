SELECT id
FROM print_job j
WHERE closed_at IS NULL
    AND EXISTS (SELECT 1 FROM print_job_item WHERE print_job_id = j.id AND paper_id IS NULL)
ORDER BY started_at DESC, id
