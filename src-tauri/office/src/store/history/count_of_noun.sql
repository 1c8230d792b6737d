SELECT count(*) FROM acts WHERE noun = ?1 AND verb <> 'care_recipient_look'
