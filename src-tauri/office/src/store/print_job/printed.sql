UPDATE print_job_item
SET paper_id = ?3
WHERE print_job_id = ?1 AND position = ?2 AND paper_id IS NULL
