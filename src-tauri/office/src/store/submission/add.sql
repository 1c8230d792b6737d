INSERT INTO submission (id, region, destination, send, items, sent_on, entered_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
