-- What a search of everything looks through: the families' names, folded as everybody's are, and what was taken back.

ALTER TABLE family_member ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
UPDATE family_member SET search_key = search_key(family || given, family_kana || given_kana);

CREATE INDEX staff_voided ON staff (voided_at) WHERE voided_at IS NOT NULL;
CREATE INDEX care_recipient_voided ON care_recipient (voided_at) WHERE voided_at IS NOT NULL;
CREATE INDEX device_voided ON device (voided_at) WHERE voided_at IS NOT NULL;
CREATE INDEX takeout_voided ON takeout (voided_at) WHERE voided_at IS NOT NULL;
CREATE INDEX training_voided ON training (voided_at) WHERE voided_at IS NOT NULL;
CREATE INDEX incident_voided ON incident (voided_at) WHERE voided_at IS NOT NULL;
CREATE INDEX submission_voided ON submission (voided_at) WHERE voided_at IS NOT NULL;
