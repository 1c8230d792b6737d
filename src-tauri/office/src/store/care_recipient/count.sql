-- How many there are; as matching.sql. Without a name the indexes alone tell it.
SELECT CASE WHEN ?1 = ''
    THEN (SELECT count(*) FROM care_recipient)
        - CASE WHEN ?2 THEN (SELECT count(*) FROM recipient_end WHERE voided_on IS NULL) ELSE 0 END
    ELSE (SELECT count(*) FROM care_recipient r WHERE instr(r.search_key, ?1) > 0
          AND NOT (?2 AND EXISTS (SELECT 1 FROM recipient_end WHERE care_recipient_id = r.id AND voided_on IS NULL)))
    END
