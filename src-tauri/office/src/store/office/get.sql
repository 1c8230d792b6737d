SELECT name, postal_code, address, tel, fax,
       manager_family, manager_given, manager_family_kana, manager_given_kana
FROM office
