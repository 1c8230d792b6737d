-- The first day of which anything is recorded that a report counts.
SELECT min(day)
FROM (SELECT min(registered_on) AS day FROM staff WHERE voided_at IS NULL
      UNION ALL SELECT min(on_day) FROM group_event WHERE voided_on IS NULL
      UNION ALL SELECT min(max(signed_on, coalesce(family_signed_on, signed_on))) FROM consent_version
      UNION ALL SELECT min(on_day) FROM training WHERE voided_at IS NULL
      UNION ALL SELECT min(asked_on) FROM takeout WHERE voided_at IS NULL
      UNION ALL SELECT min(known_on) FROM incident WHERE voided_at IS NULL)
