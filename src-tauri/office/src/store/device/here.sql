-- Devices that have not left the office for good, as they stand on a day (?2), by number; ?1: what the name or OS
-- holds.
SELECT d.id, d.number, d.kind, d.name, d.os, d.holder_id, d.man_go, d.registered_on, d.permitted_on,
       d.id IN (SELECT o.device_id
                FROM takeout t INDEXED BY takeout_open
                CROSS JOIN takeout_device o ON o.takeout_id = t.id
                WHERE t.returned_on IS NULL AND t.voided_at IS NULL AND t.approved IS NOT 0 AND t.approved = 1
                  AND t.from_day <= ?2)
FROM device d INDEXED BY device_here
WHERE d.is_gone = 0 AND d.voided_at IS NULL AND instr(d.search_key, ?1) > 0
ORDER BY d.number
