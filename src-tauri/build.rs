//! Declares every command, so that one capability can grant just these and no window gets more.

/// The names in `src/lib.rs`; a test compares the lists.
const COMMANDS: &[&str] = &[
    "app_state",
    "app_text_scale",
    "vault_create",
    "vault_unlock",
    "vault_recover",
    "vault_lock",
    "practice_open",
    "practice_close",
    "recovery_groups",
    "recovery_confirm",
    "region_list",
    "region_choose",
    "office_card",
    "office_save",
    "office_manager_save",
    "office_setting_save",
    "office_lock_minutes",
    "office_start",
    "date_read",
    "postal_lookup",
    "draft_save",
    "draft_load",
    "draft_drop",
    "today_list",
    "duty_close",
    "staff_list",
    "staff_card",
    "staff_add",
    "staff_change",
    "staff_mcs_manager_begin",
    "staff_mcs_manager_end",
    "pledge_record",
    "care_recipient_list",
    "care_recipient_card",
    "care_recipient_add",
    "care_recipient_change",
    "consent_card",
    "consent_sign",
    "consent_correct",
    "consent_file_original",
    "consent_hand_copy",
    "paper_make",
    "paper_page",
    "paper_print",
    "paper_save",
    "paper_list",
    "submission_record",
    "submission_list",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("the manifest is right");
}
