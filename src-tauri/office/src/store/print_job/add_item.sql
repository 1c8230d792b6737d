INSERT INTO print_job_item (print_job_id, position, staff_id, care_recipient_id, consent_id)
VALUES (?1, ?2, ?3, ?4, ?5)
