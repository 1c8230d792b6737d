//! The window of 連携帳: opens it, keeps it inside its borders, and lists every command there is.

pub mod wire;
mod clock;
mod commands;
mod dialogs;
mod failure;
mod incoming;
mod session;
mod show;

use std::path::{Path, PathBuf};

use tauri::{
    App, DragDropEvent, Manager, RunEvent, Runtime, Url, WebviewUrl, WebviewWindowBuilder, WindowEvent,
};

use crate::session::Session;

/// Opens the window and runs until it is closed.
pub fn run() {
    let app = with_commands(tauri::Builder::default())
        .on_window_event(|window, event| {
            // Paths of dropped files stay on this side; the screen asks for what came of them.
            if let WindowEvent::DragDrop(DragDropEvent::Drop { paths, .. }) = event {
                window.state::<Session>().drop_files(paths);
            }
        })
        .setup(|app| {
            app.manage(Session::new(home(app)?, &program(app)));
            open_window(app)?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .expect("the window opens");
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            // A vault that cannot be marked now is marked at the next unlocking; closing goes on.
            let _ = app.state::<Session>().hold().leave();
        }
    });
}

/// Every command there is; `build.rs` and `capabilities/main.json` name the same ones.
pub fn with_commands<R: Runtime>(builder: tauri::Builder<R>) -> tauri::Builder<R> {
    builder.invoke_handler(tauri::generate_handler![
        commands::app::app_state,
        commands::app::app_text_scale,
        commands::vault::vault_create,
        commands::vault::vault_unlock,
        commands::vault::vault_recover,
        commands::vault::vault_lock,
        commands::vault::vault_accept_older,
        commands::log::log_check,
        commands::log::log_find,
        commands::log::log_list,
        commands::practice::practice_open,
        commands::practice::practice_close,
        commands::keys::keys_passphrase_change,
        commands::keys::keys_user_list,
        commands::keys::keys_user_add,
        commands::keys::keys_user_remove,
        commands::recovery::recovery_sheet_first,
        commands::recovery::recovery_sheet_again,
        commands::recovery::recovery_groups,
        commands::recovery::recovery_confirm,
        commands::region::region_list,
        commands::region::region_choose,
        commands::region::region_further_save,
        commands::policy::policy_rules,
        commands::office::office_card,
        commands::office::office_save,
        commands::office::office_manager_save,
        commands::office::office_manager_change,
        commands::office::office_setting_save,
        commands::office::office_lock_minutes,
        commands::targets::targets,
        commands::targets::targets_save,
        commands::office::office_start,
        commands::office::office_delegation_save,
        commands::date::date_read,
        commands::postal::postal_month,
        commands::postal::postal_lookup,
        commands::draft::draft_save,
        commands::draft::draft_load,
        commands::draft::draft_drop,
        commands::duty::today_list,
        commands::duty::duty_close,
        commands::duty::duty_closed_list,
        commands::search::search_everything,
        commands::staff::staff_list,
        commands::staff::staff_card,
        commands::staff::staff_add,
        commands::staff::staff_change,
        commands::staff::staff_mcs_manager_begin,
        commands::staff::staff_mcs_manager_end,
        commands::staff::staff_pause_begin,
        commands::staff::staff_pause_end,
        commands::staff::staff_tick,
        commands::pledge::pledge_record,
        commands::leaving::leaving_begin,
        commands::leaving::leaving_step,
        commands::leaving::leaving_cancel,
        commands::password::password_list,
        commands::password::password_change,
        commands::password::password_void,
        commands::care_recipient::care_recipient_list,
        commands::care_recipient::care_recipient_card,
        commands::care_recipient::care_recipient_add,
        commands::care_recipient::care_recipient_change,
        commands::care_recipient::care_recipient_end,
        commands::care_recipient::care_recipient_take_back_end,
        commands::consent::consent_card,
        commands::consent::consent_sign,
        commands::consent::consent_correct,
        commands::consent::consent_file_original,
        commands::consent::consent_hand_copy,
        commands::consent::consent_send_doctor_copy,
        commands::consent::consent_void,
        commands::consent::consent_withdraw,
        commands::consent::consent_close_step,
        commands::consent::consent_take_back,
        commands::consent::consent_add_existing,
        commands::photo_consent::photo_consent_list,
        commands::photo_consent::photo_consent_record,
        commands::group::group_list,
        commands::group::group_list_of_recipient,
        commands::group::group_card,
        commands::group::group_open,
        commands::group::group_change,
        commands::group::group_record,
        commands::group::group_take_back,
        commands::group::group_manager_begin,
        commands::group::group_manager_end,
        commands::group::group_manager_void,
        commands::group::group_join,
        commands::membership::membership_list_of_staff,
        commands::membership::membership_release,
        commands::membership::membership_void,
        commands::membership::membership_take_back,
        commands::disposal::disposal_list,
        commands::disposal::disposal_record,
        commands::device::device_rules,
        commands::device::device_list,
        commands::device::device_card,
        commands::device::device_add,
        commands::device::device_change,
        commands::device::device_move,
        commands::device::device_check,
        commands::device::device_disaster_begin,
        commands::device::device_disaster_end,
        commands::takeout::takeout_list,
        commands::takeout::takeout_card,
        commands::takeout::takeout_ask,
        commands::takeout::takeout_decide,
        commands::takeout::takeout_return,
        commands::training::training_list,
        commands::training::training_record,
        commands::training::training_later,
        commands::guideline_check::guideline_check_list,
        commands::guideline_check::guideline_check_record,
        commands::incident::incident_list,
        commands::incident::incident_card,
        commands::incident::incident_open,
        commands::incident::incident_change,
        commands::incident::incident_stamp,
        commands::incident::incident_close,
        commands::ledger::ledger_void,
        commands::mistake::mistake_take_back,
        commands::history::history,
        commands::scan::scan_choose,
        commands::scan::scan_poll,
        commands::scan::scan_inbox,
        commands::scan::scan_picture,
        commands::scan::scan_turn,
        commands::scan::scan_assign,
        commands::scan::scan_set_aside,
        commands::scan::scan_bring_back,
        commands::scan::scan_folder_choose,
        commands::scan::scan_folder_stop,
        commands::scan::scan_consents,
        commands::scan::scan_sheet,
        commands::scan::scan_return,
        commands::scan::scan_of_consent,
        commands::paper::paper_make,
        commands::paper::paper_page,
        commands::paper::paper_print,
        commands::paper::paper_save,
        commands::paper::paper_list,
        commands::paper::paper_list_of_staff,
        commands::paper::paper_list_of_recipient,
        commands::print_job::print_job_people,
        commands::print_job::print_job_start,
        commands::print_job::print_job_list,
        commands::print_job::print_job_card,
        commands::print_job::print_job_make,
        commands::print_job::print_job_join,
        commands::print_job::print_job_close,
        commands::own_form::own_form_list,
        commands::own_form::own_form_card,
        commands::own_form::own_form_load,
        commands::own_form::own_form_page,
        commands::own_form::own_form_place,
        commands::own_form::own_form_use,
        commands::own_form::own_form_try,
        commands::own_form::own_form_ruler,
        commands::own_form::own_form_export,
        commands::own_form::own_form_import,
        commands::submission::submission_record,
        commands::submission::submission_list,
        commands::submission::submission_untold,
        commands::submission::submission_answer,
        commands::bundle::bundle_plan,
        commands::bundle::bundle_save,
        commands::bundle::bundle_check,
        commands::yearly_report::yearly_report_card,
        commands::yearly_report::yearly_report_rows,
        commands::export::export_begin,
        commands::export::export_step,
        commands::export::export_finish,
        commands::export::export_stop,
        commands::yearly_report::yearly_report_export,
        commands::yearly_report::yearly_report_export_kept,
        commands::yearly_report::yearly_report_submit,
        commands::import::import_open,
        commands::import::import_guess,
        commands::import::import_look,
        commands::import::import_confirm,
        commands::import::import_leave,
        commands::import::import_list,
        commands::import::import_undo,
        commands::import::import_template
    ])
}

/// The data folder: on Windows below %LOCALAPPDATA%, never in Documents or a synchronised folder (C7).
fn home(app: &App) -> tauri::Result<PathBuf> {
    match std::env::var_os("RENKEICHO_HOME") {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => app.path().app_local_data_dir(),
    }
}

/// The folder with `forms` and `assets`: beside the program where it is installed, the checkout while developing.
fn program(app: &App) -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned));
    let installed = beside.into_iter().chain(app.path().resource_dir().ok());
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    installed.into_iter().find(|folder| folder.join("forms").is_dir()).unwrap_or(checkout)
}

fn open_window(app: &App) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title(WINDOW_TITLE)
        .inner_size(1280.0, 680.0)
        .maximized(true) // a screen of 1366×768 has no room to spare
        .min_inner_size(800.0, 600.0)
        // The web view keeps nothing on disk. Only WebDriver cannot reach a window that does so (wry
        // gives it a context of its own, without automation): the stories run in a throw-away home.
        .incognito(std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_none())
        .on_navigation(is_our_page)
        .build()?;
    Ok(())
}

/// The name of the program and nothing else: no person's name reaches the task bar.
const WINDOW_TITLE: &str = "連携帳";

/// Only the program's own page; `http://tauri.localhost` is how Windows names it.
fn is_our_page(url: &Url) -> bool {
    matches!((url.scheme(), url.host_str()), ("tauri", Some("localhost")) | ("http", Some("tauri.localhost")))
}
