-- Devices as they stand on a day (?2), by number; ?1: what the name or number holds.
SELECT d.id, d.number, d.kind, d.name, d.os, d.holder_id, d.man_go, d.registered_on, d.permitted_on,
       EXISTS (SELECT 1 FROM takeout_device o JOIN takeout t ON t.id = o.takeout_id
               WHERE o.device_id = d.id AND t.approved = 1 AND t.returned_on IS NULL AND t.voided_at IS NULL
                 AND t.from_day <= ?2)
FROM device d
WHERE instr(d.search_key, ?1) > 0
ORDER BY d.number
