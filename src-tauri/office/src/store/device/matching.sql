-- Devices as they stand on a day (?3), by number; ?1: one of them, NULL for all; ?2: what its name or number holds.
SELECT d.id, d.number, d.kind, d.name, d.os, d.holder_id, d.man_go, d.registered_on, d.permitted_on,
       EXISTS (SELECT 1 FROM takeout_device o JOIN takeout t ON t.id = o.takeout_id
               WHERE o.device_id = d.id AND t.approved = 1 AND t.returned_on IS NULL AND t.voided_at IS NULL
                 AND t.from_day <= ?3)
FROM device d
WHERE (d.id = ?1 OR (?1 IS NULL AND d.voided_at IS NULL)) AND instr(d.search_key, ?2) > 0
ORDER BY d.number
