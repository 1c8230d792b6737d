-- 自作様式: the association's own blank, and where the values stand on it. The blank's bytes are in `pdf`.

CREATE TABLE own_form (
    region           TEXT    NOT NULL,
    kind             TEXT    NOT NULL, -- as policy.toml names it: patient-consent
    blank_sha256     TEXT    NOT NULL REFERENCES pdf (sha256),
    in_use           INTEGER NOT NULL CHECK (in_use IN (0, 1)),
    "rows"           INTEGER NOT NULL, -- lines of the table on a sheet
    row_step         REAL    NOT NULL, -- mm
    on_printed_paper INTEGER NOT NULL CHECK (on_printed_paper IN (0, 1)),
    shift_x          REAL    NOT NULL, -- mm
    shift_y          REAL    NOT NULL, -- mm
    changed_at       TEXT    NOT NULL,
    PRIMARY KEY (region, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE own_form_field (
    region   TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    position INTEGER NOT NULL,
    page     INTEGER NOT NULL, -- from 0
    x        REAL    NOT NULL, -- mm from the left edge of the page as displayed
    y        REAL    NOT NULL, -- mm from its top edge
    width    REAL    NOT NULL, -- mm
    height   REAL    NOT NULL, -- mm
    size     REAL    NOT NULL, -- pt
    source   TEXT    NOT NULL, -- office.name
    part     TEXT    NOT NULL,
    mark     TEXT    NOT NULL,
    choice   TEXT    NOT NULL,
    PRIMARY KEY (region, kind, position),
    FOREIGN KEY (region, kind) REFERENCES own_form (region, kind)
) STRICT, WITHOUT ROWID;
