SELECT name, postal_code, address, tel, fax, corporation, name_kana, kind, email, manager_title,
       manager_family, manager_given, manager_family_kana, manager_given_kana
FROM office
