-- What stood in a field before it was changed, beside the log: the log itself names fields, never what is in them.
-- And what was done to one record, or to one ledger, is found without reading the whole log.

CREATE TABLE former_value (
    seq          INTEGER NOT NULL, -- of the act
    position     INTEGER NOT NULL,
    field        TEXT    NOT NULL,
    before_kind  TEXT    CHECK (before_kind IN ('text', 'day', 'choice', 'staff', 'care-recipient', 'device')),
    before_value TEXT, -- NULL: it was empty
    after_kind   TEXT    CHECK (after_kind IN ('text', 'day', 'choice', 'staff', 'care-recipient', 'device')),
    after_value  TEXT, -- NULL: it is empty now
    PRIMARY KEY (seq, position)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER former_value_is_not_edited BEFORE UPDATE ON former_value
BEGIN SELECT RAISE(ABORT, 'what stood somewhere before is not edited'); END;

-- Looking at somebody is an act, too, but no change.
CREATE INDEX act_by_record ON acts (id, seq) WHERE verb <> 'care_recipient_look';
CREATE INDEX act_by_noun ON acts (noun, seq) WHERE verb <> 'care_recipient_look';
