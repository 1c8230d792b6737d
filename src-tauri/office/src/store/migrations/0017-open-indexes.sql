-- What is open is found without reading what is over; and what became of a device keeps its order.

-- Two events of one day stand in the order in which they were entered, whatever the clock said then.
ALTER TABLE device_event ADD COLUMN number INTEGER NOT NULL DEFAULT 0; -- 1, 2, … of the device
UPDATE device_event SET number = (
    SELECT count(*) FROM device_event before
    WHERE before.device_id = device_event.device_id
      AND (before.entered_at, before.id) <= (device_event.entered_at, device_event.id));
DROP INDEX device_event_by_device;
CREATE UNIQUE INDEX device_event_by_device ON device_event (device_id, number);
