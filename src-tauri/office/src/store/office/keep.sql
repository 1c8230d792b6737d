INSERT OR REPLACE INTO office
    (only, name, postal_code, address, tel, fax, corporation, name_kana, kind, email, manager_title,
     manager_family, manager_given, manager_family_kana, manager_given_kana, entered_at)
VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
