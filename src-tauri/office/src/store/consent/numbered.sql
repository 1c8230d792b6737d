-- The ?4 newest consents whose control number begins with ?1 and fits one of two patterns (?2, ?3); in the last column how
-- many there are.
SELECT id, count(*) OVER ()
FROM consent
WHERE substr(control_number, 1, length(?1)) = ?1 AND (control_number LIKE ?2 OR control_number LIKE ?3)
ORDER BY control_number DESC
LIMIT ?4
