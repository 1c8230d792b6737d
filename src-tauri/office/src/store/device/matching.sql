-- The first ?4 devices as they stand on a day (?2), by number; ?1: what the name or OS holds; ?3: only those that have
-- left for good.
SELECT d.id, d.number, d.kind, d.name, d.os, d.holder_id, d.man_go, d.registered_on, d.permitted_on,
       d.id IN (SELECT o.device_id
                FROM takeout t INDEXED BY takeout_open
                CROSS JOIN takeout_device o ON o.takeout_id = t.id
                WHERE t.returned_on IS NULL AND t.voided_at IS NULL AND t.approved IS NOT 0 AND t.approved = 1
                  AND t.from_day <= ?2)
FROM device d
WHERE d.voided_at IS NULL AND instr(d.search_key, ?1) > 0 AND d.is_gone >= ?3
ORDER BY d.number
LIMIT ?4
