SELECT max(CAST(substr(control_number, length(?1) + 1) AS INTEGER))
FROM consent
WHERE substr(control_number, 1, length(?1)) = ?1
