INSERT INTO device (id, number, kind, name, os, holder_id, man_go, registered_on, permitted_on, search_key, entered_at,
                    changed_at)
VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM device), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10)
