//! Kinds of acts, by which the log is looked through and counted on 点検記録.

use super::keyed::keyed;

keyed! {
    /// What sort of act it was.
    #[derive(PartialOrd, Ord)]
    ActKind {
        /// 開く・ロック.
        Door = "door",
        /// 患者さんの記録を見た (MHLW 17①: which information was handled).
        Look = "look",
        /// 登録・変更.
        Change = "change",
        /// 印刷・書き出し.
        Paper = "paper",
        /// 取り消し・廃棄.
        Removal = "removal",
        /// What a rule refused.
        Refusal = "refusal",
        /// パスワード・回復キー.
        Key = "key",
        /// A wrong passphrase, a clock put back, an older copy, keys that were edited: worth a question.
        Warning = "warning",
    }
}

impl ActKind {
    /// Of which kind an act is, by its verb.
    pub fn of(verb: &str) -> ActKind {
        match verb {
            "unlock" | "lock" => ActKind::Door,
            "care_recipient_look" => ActKind::Look,
            "unlock_fail" | "clock_back" | "older_accept" | "keys_edited" | "keys_mend" => ActKind::Warning,
            "passphrase_change" | "user_add" | "user_remove" | "recover" | "recovery_confirm"
            | "recovery_key_show" => ActKind::Key,
            "consent_dispose" | "history_forget" => ActKind::Removal,
            _ if verb.ends_with("_refuse") => ActKind::Refusal,
            _ if verb.contains("_take_back") || verb.ends_with("_void") || verb.ends_with("_reopen") => {
                ActKind::Removal
            }
            _ if ["paper_", "print_job_", "bundle_"].iter().any(|noun| verb.starts_with(noun))
                || verb.ends_with("_print") =>
            {
                ActKind::Paper
            }
            _ => ActKind::Change,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_act_is_of_one_kind() {
        for (verb, kind) in [
            ("unlock", ActKind::Door),
            ("unlock_fail", ActKind::Warning),
            ("care_recipient_look", ActKind::Look),
            ("care_recipient_change", ActKind::Change),
            ("care_recipient_void", ActKind::Removal),
            ("consent_print", ActKind::Paper),
            ("paper_save", ActKind::Paper),
            ("bundle_save", ActKind::Paper),
            ("incident_reopen", ActKind::Removal),
            ("group_refuse", ActKind::Refusal),
            ("recovery_key_show", ActKind::Key),
        ] {
            assert_eq!(ActKind::of(verb), kind, "{verb}");
        }
    }
}
