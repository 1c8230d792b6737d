DELETE FROM former_value
WHERE seq IN (SELECT seq FROM acts WHERE id = ?1 AND verb <> 'care_recipient_look')
