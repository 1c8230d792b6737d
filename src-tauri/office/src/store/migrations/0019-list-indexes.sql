-- A list begins at an index that holds what is searched, so that only the rows that are shown are read.

DROP INDEX staff_by_kana;
CREATE INDEX staff_by_kana ON staff (kana_sort, id, voided_at, released_on, search_key);
DROP INDEX care_recipient_by_kana;
CREATE INDEX care_recipient_by_kana ON care_recipient (kana_sort, id, voided_at, search_key);

-- Whether somebody's care has ended; like an index it repeats what the rows of ends say, and triggers keep it so.
ALTER TABLE care_recipient ADD COLUMN is_ended INTEGER NOT NULL DEFAULT 0;
UPDATE care_recipient SET is_ended = EXISTS (
    SELECT 1 FROM recipient_end WHERE care_recipient_id = care_recipient.id AND voided_on IS NULL);
CREATE TRIGGER recipient_end_added AFTER INSERT ON recipient_end BEGIN
    UPDATE care_recipient SET is_ended = EXISTS (
        SELECT 1 FROM recipient_end WHERE care_recipient_id = NEW.care_recipient_id AND voided_on IS NULL)
    WHERE id = NEW.care_recipient_id;
END;
CREATE TRIGGER recipient_end_changed AFTER UPDATE ON recipient_end BEGIN
    UPDATE care_recipient SET is_ended = EXISTS (
        SELECT 1 FROM recipient_end WHERE care_recipient_id = NEW.care_recipient_id AND voided_on IS NULL)
    WHERE id = NEW.care_recipient_id;
END;
CREATE INDEX care_recipient_in_care ON care_recipient (kana_sort, id, is_ended, voided_at, search_key)
    WHERE is_ended = 0 AND voided_at IS NULL;

CREATE INDEX mcs_group_by_state ON mcs_group (kind, last_kind, care_recipient_id);
CREATE INDEX device_by_number ON device (number, voided_at, is_gone, search_key);
CREATE INDEX submission_by_day ON submission (sent_on, entered_at, voided_at);
CREATE INDEX paper_of_office ON paper (title, made_at)
    WHERE staff_id IS NULL AND care_recipient_id IS NULL AND edition <> '';
DROP INDEX takeout_by_day;
CREATE INDEX takeout_by_day ON takeout (asked_on, entered_at, voided_at);
DROP INDEX training_by_day;
CREATE INDEX training_by_day ON training (on_day, entered_at, voided_at);
DROP INDEX incident_by_day;
CREATE INDEX incident_by_day ON incident (known_on, entered_at, voided_at);
