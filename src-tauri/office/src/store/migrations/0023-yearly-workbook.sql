-- A yearly report that was handed in keeps its workbook beside its paper.

ALTER TABLE yearly_report ADD COLUMN workbook BLOB; -- NULL for what was handed in before it was kept

CREATE TRIGGER yearly_report_workbook_is_frozen BEFORE UPDATE OF workbook ON yearly_report
BEGIN SELECT raise(ABORT, 'a yearly report that was handed in is never changed'); END;
