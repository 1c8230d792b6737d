SELECT id, max(seq) FROM acts WHERE verb = 'history_forget' GROUP BY id
