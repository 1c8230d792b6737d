-- What is open is found without reading what is over; and what became of a device keeps its order.

-- Two events of one day stand in the order in which they were entered, whatever the clock said then.
ALTER TABLE device_event ADD COLUMN number INTEGER NOT NULL DEFAULT 0; -- 1, 2, … of the device
UPDATE device_event SET number = (
    SELECT count(*) FROM device_event before
    WHERE before.device_id = device_event.device_id
      AND (before.entered_at, before.id) <= (device_event.entered_at, device_event.id));
DROP INDEX device_event_by_device;
CREATE UNIQUE INDEX device_event_by_device ON device_event (device_id, number);

-- What is open is found by these columns. They say nothing of their own: as an index does, they repeat what the rows of
-- events say, and triggers keep them so.

-- The newest thing that happened to a group and was no mistake.
ALTER TABLE mcs_group ADD COLUMN last_kind TEXT;
ALTER TABLE mcs_group ADD COLUMN last_on   TEXT;
UPDATE mcs_group SET (last_kind, last_on) = (
    SELECT kind, on_day FROM group_event WHERE group_id = mcs_group.id AND voided_on IS NULL ORDER BY number DESC LIMIT 1);
CREATE TRIGGER group_event_added AFTER INSERT ON group_event BEGIN
    UPDATE mcs_group SET (last_kind, last_on) = (
        SELECT kind, on_day FROM group_event WHERE group_id = NEW.group_id AND voided_on IS NULL ORDER BY number DESC LIMIT 1)
    WHERE id = NEW.group_id;
END;
CREATE TRIGGER group_event_changed AFTER UPDATE ON group_event BEGIN
    UPDATE mcs_group SET (last_kind, last_on) = (
        SELECT kind, on_day FROM group_event WHERE group_id = NEW.group_id AND voided_on IS NULL ORDER BY number DESC LIMIT 1)
    WHERE id = NEW.group_id;
END;
CREATE INDEX mcs_group_used ON mcs_group (care_recipient_id) WHERE last_kind IN ('opened', 'reopened');
CREATE INDEX mcs_group_asked ON mcs_group (last_kind) WHERE last_kind IN ('deletion-requested', 'deletion-sent');

-- Whether a device has left the office for good.
ALTER TABLE device ADD COLUMN is_gone INTEGER NOT NULL DEFAULT 0;
UPDATE device SET is_gone = coalesce((
    SELECT kind = 'retired' FROM device_event WHERE device_id = device.id AND voided_at IS NULL
    ORDER BY on_day DESC, number DESC LIMIT 1), 0);
CREATE TRIGGER device_event_added AFTER INSERT ON device_event BEGIN
    UPDATE device SET is_gone = coalesce((
        SELECT kind = 'retired' FROM device_event WHERE device_id = NEW.device_id AND voided_at IS NULL
        ORDER BY on_day DESC, number DESC LIMIT 1), 0)
    WHERE id = NEW.device_id;
END;
CREATE TRIGGER device_event_changed AFTER UPDATE ON device_event BEGIN
    UPDATE device SET is_gone = coalesce((
        SELECT kind = 'retired' FROM device_event WHERE device_id = NEW.device_id AND voided_at IS NULL
        ORDER BY on_day DESC, number DESC LIMIT 1), 0)
    WHERE id = NEW.device_id;
END;
CREATE INDEX device_here ON device (number) WHERE is_gone = 0 AND voided_at IS NULL;

-- How many steps of a leaving have a day.
ALTER TABLE leaving ADD COLUMN steps INTEGER NOT NULL DEFAULT 0;
UPDATE leaving SET steps = (SELECT count(*) FROM leaving_step WHERE leaving_id = leaving.id);
CREATE TRIGGER leaving_step_added AFTER INSERT ON leaving_step BEGIN
    UPDATE leaving SET steps = (SELECT count(*) FROM leaving_step WHERE leaving_id = NEW.leaving_id) WHERE id = NEW.leaving_id;
END;
CREATE TRIGGER leaving_step_taken_back AFTER DELETE ON leaving_step BEGIN
    UPDATE leaving SET steps = (SELECT count(*) FROM leaving_step WHERE leaving_id = OLD.leaving_id) WHERE id = OLD.leaving_id;
END;
CREATE INDEX leaving_open ON leaving (steps, staff_id) WHERE cancelled_at IS NULL;

-- Who has not left; whose role lasts; what was closed for whom; what each kind of submission held first.
CREATE INDEX staff_by_last_day ON staff (released_on);
CREATE INDEX mcs_manager_term_open ON mcs_manager_term (staff_id) WHERE ended_on IS NULL AND voided_at IS NULL;
DROP INDEX duty_closed_by_subject;
CREATE INDEX duty_closed_of ON duty_closed (subject, region, key);
CREATE INDEX submission_first ON submission (region, items, sent_on);

-- The regions whose body was told when somebody came and when they left, with the days that stand now.
CREATE INDEX submission_change_of ON submission_change (subject);
ALTER TABLE staff ADD COLUMN told TEXT NOT NULL DEFAULT '';
CREATE VIEW staff_told AS
SELECT s.id AS staff_id, c.region
FROM staff s
JOIN submission_told c ON c.subject = s.id
    AND (c.change, c.on_day) IN (VALUES ('registered', s.registered_on), ('released', s.released_on))
GROUP BY s.id, c.region
HAVING count(DISTINCT c.change) = 2;
UPDATE staff SET told = coalesce((SELECT group_concat(region) FROM staff_told WHERE staff_id = staff.id), '');
CREATE TRIGGER submission_change_added AFTER INSERT ON submission_change BEGIN
    UPDATE staff SET told = coalesce((SELECT group_concat(region) FROM staff_told WHERE staff_id = NEW.subject), '')
    WHERE id = NEW.subject;
END;
CREATE TRIGGER submission_taken_back AFTER UPDATE OF voided_at ON submission BEGIN
    UPDATE staff SET told = coalesce((SELECT group_concat(region) FROM staff_told WHERE staff_id = staff.id), '')
    WHERE id IN (SELECT subject FROM submission_change WHERE submission_id = NEW.id);
END;
CREATE TRIGGER staff_days_changed AFTER UPDATE OF registered_on, released_on ON staff BEGIN
    UPDATE staff SET told = coalesce((SELECT group_concat(region) FROM staff_told WHERE staff_id = NEW.id), '')
    WHERE id = NEW.id;
END;
CREATE INDEX staff_by_told ON staff (told);
