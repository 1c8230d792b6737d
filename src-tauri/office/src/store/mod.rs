//! The encrypted file: keys, opening, migrations, rows and the log of acts. Knows no form, no PDF, no wording.
