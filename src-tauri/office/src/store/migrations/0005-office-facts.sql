-- What applications for use and notices of other regions ask of an office. Empty where nobody entered it.

ALTER TABLE office ADD COLUMN corporation   TEXT NOT NULL DEFAULT '';
ALTER TABLE office ADD COLUMN name_kana     TEXT NOT NULL DEFAULT '';
ALTER TABLE office ADD COLUMN kind          TEXT NOT NULL DEFAULT '';
ALTER TABLE office ADD COLUMN email         TEXT NOT NULL DEFAULT '';
ALTER TABLE office ADD COLUMN manager_title TEXT NOT NULL DEFAULT '';
