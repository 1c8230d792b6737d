SELECT id, kind, care_recipient_id, name, purpose, wants_listing, system, doctor, clinic, instructed_on, instructed_by,
       arrangement, delegated
FROM mcs_group
WHERE id = ?1
