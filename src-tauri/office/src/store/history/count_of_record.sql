SELECT count(*) FROM acts WHERE id = ?1 AND verb <> 'care_recipient_look'
