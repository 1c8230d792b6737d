SELECT id, care_recipient_id, control_number, region, edition, signer, family_id, proxy_id, explained_by, visit_on,
       preprint, printed_on, original_place, copy_handed_to, copy_handed_on,
       signed_on, by_person, family_signed, family_family, family_given, family_family_kana, family_given_kana,
       family_relationship, family_address, proxy_signed, proxy_family, proxy_given, proxy_family_kana,
       proxy_given_kana, proxy_relationship, proxy_address, proxy_reason_then, explained_by_then,
       proxy_reason
FROM consent_now
WHERE care_recipient_id = ?1
ORDER BY entered_at DESC, control_number DESC
