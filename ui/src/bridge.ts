// The only file that calls Rust. One line per command; the names are those of the Rust functions.
// A refusal arrives as a rejected promise holding a `Failure`; the words for it stand in strings.ts.
import { invoke } from "@tauri-apps/api/core";
import type * as wire from "./wire";

export const appState = () => invoke<wire.AppState>("app_state");
export const appTextScale = (percent: number) => invoke<wire.AppState>("app_text_scale", { percent });

export const vaultCreate = (passphrase: string, again: string) => invoke<wire.AppState>("vault_create", { passphrase, again });
export const vaultUnlock = (passphrase: string) => invoke<wire.AppState>("vault_unlock", { passphrase });
export const vaultRecover = (recoveryKey: string, passphrase: string, again: string) => invoke<wire.AppState>("vault_recover", { recoveryKey, passphrase, again });
export const vaultLock = () => invoke<wire.AppState>("vault_lock");
export const vaultAcceptOlder = (reason: string) => invoke<wire.AppState>("vault_accept_older", { reason });
export const logCheck = () => invoke<wire.CheckedLog>("log_check");
export const logFind = (code: string) => invoke<wire.FoundCode>("log_find", { code }); // of a printed paper
export const logList = (from: string, until: string, kind: string | null, most: number) => invoke<wire.LogList>("log_list", { from, until, kind, most });
export const practiceOpen = () => invoke<wire.AppState>("practice_open");
export const practiceClose = () => invoke<wire.AppState>("practice_close");

export const keysPassphraseChange = (old: string, passphrase: string, again: string) => invoke<wire.KeyUser[]>("keys_passphrase_change", { old, passphrase, again });
export const keysUserList = () => invoke<wire.KeyUser[]>("keys_user_list");
export const keysUserAdd = (passphrase: string, again: string) => invoke<wire.KeyUser[]>("keys_user_add", { passphrase, again }); // a deputy (副管理者)
export const keysUserRemove = (id: string) => invoke<wire.KeyUser[]>("keys_user_remove", { id });

export const recoverySheetFirst = () => invoke<wire.PaperShown>("recovery_sheet_first"); // in the first start only
export const recoverySheetAgain = (passphrase: string) => invoke<wire.PaperShown>("recovery_sheet_again", { passphrase });
export const recoveryGroups = () => invoke<[number, number]>("recovery_groups"); // which two groups to type back, counted from 1
export const recoveryConfirm = (first: string, second: string) => invoke<wire.AppState>("recovery_confirm", { first, second });

export const regionList = () => invoke<wire.Region[]>("region_list");
export const policyRules = () => invoke<wire.PolicyRules>("policy_rules");
export const regionFurtherSave = (regions: string[]) => invoke<wire.OfficeCard>("region_further_save", { regions });
export const regionChoose = (id: string) => invoke<wire.AppState>("region_choose", { id });

export const officeCard = () => invoke<wire.OfficeCard>("office_card");
export const officeSave = (typed: wire.OfficeTyped) => invoke<wire.AppState>("office_save", { typed });
export const officeManagerSave = (typed: wire.NameTyped) => invoke<wire.AppState>("office_manager_save", { typed });
export const officeSettingSave = (key: string, value: string) => invoke<wire.OfficeCard>("office_setting_save", { key, value });
export const targets = () => invoke<wire.Target[]>("targets");
export const targetsSave = (typed: wire.Target[]) => invoke<wire.Target[]>("targets_save", { typed });
export const officeLockMinutes = (minutes: number) => invoke<wire.AppState>("office_lock_minutes", { minutes });
export const officeManagerChange = (typed: wire.NameTyped, since: string) => invoke<wire.OfficeCard>("office_manager_change", { typed, since });
export const officeDelegationSave = (delegated: boolean) => invoke<wire.OfficeCard>("office_delegation_save", { delegated });
export const officeStart = () => invoke<wire.AppState>("office_start"); // the first start is finished

export const dateRead = (field: string, text: string) => invoke<wire.DateRead>("date_read", { field, text });
export const postalMonth = () => invoke<string>("postal_month"); // 2026-10
export const postalLookup = (code: string) => invoke<wire.PostalPlace[]>("postal_lookup", { code });

export const draftSave = (key: string, body: string) => invoke<void>("draft_save", { key, body });
export const draftLoad = (key: string) => invoke<string | null>("draft_load", { key });
export const draftDrop = (key: string) => invoke<void>("draft_drop", { key });

export const todayList = () => invoke<wire.TodayList>("today_list");
export const dutyClosedList = () => invoke<wire.ClosedDuty[]>("duty_closed_list"); // by hand, the newest
export const dutyClose = (region: string, key: string, on: string) => invoke<wire.TodayList>("duty_close", { region, key, on }); // region: empty for the office's own

export const searchEverything = (query: string, most: number) => invoke<wire.SearchFound>("search_everything", { query, most }); // the first of each noun

export const staffList = (query: string, status: wire.StaffStatus | null, most: number) => invoke<wire.StaffList>("staff_list", { query, status, most });
/** Everybody, to choose one from: an office has some ten, one of ten years some three hundred. */
export const colleagues = async () => (await staffList("", null, 1000)).lines;
export const staffCard = (id: string) => invoke<wire.StaffCard>("staff_card", { id });
export const staffAdd = (typed: wire.StaffTyped) => invoke<wire.StaffCard>("staff_add", { typed });
export const staffChange = (id: string, typed: wire.StaffTyped) => invoke<wire.StaffCard>("staff_change", { id, typed });
export const staffMcsManagerBegin = (id: string, on: string) => invoke<wire.StaffCard>("staff_mcs_manager_begin", { id, on });
export const staffMcsManagerEnd = (id: string, on: string) => invoke<wire.StaffCard>("staff_mcs_manager_end", { id, on });

export const staffPauseBegin = (id: string, from: string, until: string) => invoke<wire.StaffCard>("staff_pause_begin", { id, from, until });
export const staffPauseEnd = (id: string, until: string) => invoke<wire.StaffCard>("staff_pause_end", { id, until });
export const staffTick = (id: string, key: string, on: string) => invoke<wire.StaffCard>("staff_tick", { id, key, on });

export const leavingBegin = (staffId: string, lastDay: string) => invoke<wire.StaffCard>("leaving_begin", { staffId, lastDay });
export const leavingStep = (staffId: string, step: string, byOffice: boolean, on: string) => invoke<wire.StaffCard>("leaving_step", { staffId, step, byOffice, on });
export const leavingCancel = (staffId: string, reason: string) => invoke<wire.StaffCard>("leaving_cancel", { staffId, reason });

export const passwordList = (most: number) => invoke<wire.PasswordList>("password_list", { most });
export const passwordChange = (ids: string[], kind: wire.PasswordKind | null, on: string, most: number) => invoke<wire.PasswordList>("password_change", { ids, kind, on, most });
export const passwordVoid = (id: string, reason: string, most: number) => invoke<wire.PasswordList>("password_void", { id, reason, most });

export const pledgeRecord = (staffId: string, typed: wire.PledgeTyped) => invoke<wire.StaffCard>("pledge_record", { staffId, typed });

export const careRecipientList = (query: string, inCare: boolean, most: number) => invoke<wire.CareRecipientList>("care_recipient_list", { query, inCare, most });
/** Those whose care goes on, to choose from. */
export const careRecipientsInCare = (query: string, most: number) => careRecipientList(query, true, most);
export const careRecipientCard = (id: string) => invoke<wire.CareRecipientCard>("care_recipient_card", { id });
export const careRecipientAdd = (typed: wire.CareRecipientTyped) => invoke<wire.CareRecipientCard>("care_recipient_add", { typed });
export const careRecipientChange = (id: string, typed: wire.CareRecipientTyped) => invoke<wire.CareRecipientCard>("care_recipient_change", { id, typed });
export const careRecipientEnd = (id: string, typed: wire.RecipientEndTyped) => invoke<wire.CareRecipientCard>("care_recipient_end", { id, typed });
export const careRecipientTakeBackEnd = (id: string, reason: string) => invoke<wire.CareRecipientCard>("care_recipient_take_back_end", { id, reason });

export const consentCard = (id: string) => invoke<wire.ConsentCard>("consent_card", { id });
export const consentSign = (id: string, typed: wire.SignatureTyped) => invoke<wire.ConsentCard>("consent_sign", { id, typed });
export const consentCorrect = (id: string, typed: wire.SignatureTyped, reason: string) => invoke<wire.ConsentCard>("consent_correct", { id, typed, reason });
export const consentFileOriginal = (id: string, place: string) => invoke<wire.ConsentCard>("consent_file_original", { id, place });
export const consentHandCopy = (id: string, to: string, on: string) => invoke<wire.ConsentCard>("consent_hand_copy", { id, to, on });
export const consentSendDoctorCopy = (id: string, on: string, means: string) => invoke<wire.ConsentCard>("consent_send_doctor_copy", { id, on, means });
export const consentVoid = (id: string, reason: string) => invoke<wire.ConsentCard>("consent_void", { id, reason });
export const consentWithdraw = (id: string, typed: wire.WithdrawalTyped) => invoke<wire.ConsentCard>("consent_withdraw", { id, typed });
export const consentCloseStep = (id: string, step: wire.WithdrawalStep, on: string) => invoke<wire.ConsentCard>("consent_close_step", { id, step, on });
export const consentTakeBack = (id: string, reason: string) => invoke<wire.ConsentCard>("consent_take_back", { id, reason }); // the withdrawal
export const consentAddExisting = (typed: wire.ExistingConsentTyped) => invoke<wire.ConsentCard>("consent_add_existing", { typed });

export const photoConsentList = (recipientId: string) => invoke<wire.PhotoConsentLine[]>("photo_consent_list", { recipientId });
export const photoConsentRecord = (typed: wire.PhotoConsentTyped) => invoke<wire.PhotoConsentLine[]>("photo_consent_record", { typed });
export const groupList = (query: string, kind: wire.GroupKind | null, state: wire.GroupState | null, most: number) => invoke<wire.GroupList>("group_list", { query, kind, state, most });
export const groupListOfRecipient = (recipientId: string) => invoke<wire.Group[]>("group_list_of_recipient", { recipientId }); // newest first
export const groupCard = (id: string) => invoke<wire.Group>("group_card", { id });
export const groupOpen = (typed: wire.GroupTyped) => invoke<wire.Group>("group_open", { typed });
export const groupChange = (id: string, arrangement: string, delegated: boolean) => invoke<wire.Group>("group_change", { id, arrangement, delegated });
export const groupRecord = (id: string, typed: wire.GroupEventTyped) => invoke<wire.Group>("group_record", { id, typed });
export const groupTakeBack = (id: string, reason: string) => invoke<wire.Group>("group_take_back", { id, reason }); // the last thing recorded
export const groupManagerBegin = (id: string, typed: wire.GroupManagerTyped, on: string) => invoke<wire.Group>("group_manager_begin", { id, typed, on });
export const groupManagerVoid = (id: string, managerId: string, reason: string) => invoke<wire.Group>("group_manager_void", { id, managerId, reason });
export const groupManagerEnd = (id: string, managerId: string, on: string) => invoke<wire.Group>("group_manager_end", { id, managerId, on });
export const groupJoin = (id: string, typed: wire.MembershipTyped) => invoke<wire.Group>("group_join", { id, typed });

export const membershipListOfStaff = (staffId: string) => invoke<wire.Membership[]>("membership_list_of_staff", { staffId });
export const membershipRelease = (ids: string[], typed: wire.ReleaseTyped) => invoke<void>("membership_release", { ids, typed });
export const membershipVoid = (id: string, reason: string) => invoke<void>("membership_void", { id, reason });
export const membershipTakeBack = (id: string, reason: string) => invoke<void>("membership_take_back", { id, reason }); // the release

export const disposalList = () => invoke<wire.DisposalList>("disposal_list");
export const disposalRecord = (typed: wire.DisposalTyped) => invoke<wire.DisposalList>("disposal_record", { typed });

export const deviceRules = () => invoke<wire.DeviceRules>("device_rules");
export const deviceList = (query: string, state: string | null, most: number) => invoke<wire.DeviceList>("device_list", { query, state, most });
export const deviceCard = (id: string) => invoke<wire.DeviceCard>("device_card", { id });
export const deviceAdd = (typed: wire.DeviceTyped) => invoke<wire.DeviceCard>("device_add", { typed });
export const deviceChange = (id: string, typed: wire.DeviceTyped) => invoke<wire.DeviceCard>("device_change", { id, typed });
export const deviceMove = (id: string, typed: wire.DeviceEventTyped) => invoke<wire.DeviceCard>("device_move", { id, typed });
export const deviceCheck = (typed: wire.DeviceRoundTyped) => invoke<void>("device_check", { typed });
export const deviceDisasterBegin = (on: string, what: string) => invoke<void>("device_disaster_begin", { on, what });
export const deviceDisasterEnd = (on: string) => invoke<void>("device_disaster_end", { on });
export const takeoutList = (query: string, state: string | null, most: number) => invoke<wire.TakeoutList>("takeout_list", { query, state, most });
export const takeoutCard = (id: string) => invoke<wire.TakeoutLine>("takeout_card", { id });
export const takeoutAsk = (typed: wire.TakeoutTyped) => invoke<wire.TakeoutLine>("takeout_ask", { typed });
export const takeoutDecide = (id: string, typed: wire.TakeoutDecisionTyped) => invoke<wire.TakeoutLine>("takeout_decide", { id, typed });
export const takeoutReturn = (id: string, typed: wire.TakeoutReturnTyped) => invoke<wire.TakeoutLine>("takeout_return", { id, typed });
export const trainingList = (query: string, most: number) => invoke<wire.TrainingList>("training_list", { query, most });
export const trainingRecord = (typed: wire.TrainingTyped) => invoke<void>("training_record", { typed });
export const trainingLater = (id: string, staffId: string, on: string) => invoke<void>("training_later", { id, staffId, on });
export const guidelineCheckList = () => invoke<wire.GuidelineCheckList>("guideline_check_list");
export const guidelineCheckRecord = (typed: wire.GuidelineCheckTyped) => invoke<wire.GuidelineCheckList>("guideline_check_record", { typed });
export const incidentList = (query: string, most: number) => invoke<wire.IncidentList>("incident_list", { query, most });
export const incidentCard = (id: string) => invoke<wire.IncidentCard>("incident_card", { id });
export const incidentOpen = (typed: wire.IncidentTyped) => invoke<wire.IncidentCard>("incident_open", { typed });
export const incidentChange = (id: string, typed: wire.IncidentTyped) => invoke<wire.IncidentCard>("incident_change", { id, typed });
export const incidentStamp = (id: string, step: string, typed: wire.StampTyped | null) => invoke<wire.IncidentCard>("incident_stamp", { id, step, typed }); // null: now
export const incidentClose = (id: string) => invoke<wire.IncidentCard>("incident_close", { id });
export const mistakeTakeBack = (what: string, id: string, reason: string) => invoke<void>("mistake_take_back", { what, id, reason });
export const history = (noun: string, id: string, most: number) => invoke<wire.History>("history", { noun, id, most }); // of all of a noun where the id is empty
export const ledgerVoid = (entry: string, id: string, reason: string) => invoke<void>("ledger_void", { entry, id, reason });

export const scanChoose = () => invoke<wire.ScanNews>("scan_choose"); // asks which files
export const scanPoll = () => invoke<wire.ScanNews>("scan_poll"); // dropped on the window, or in the scanner's folder
export const scanInbox = () => invoke<wire.ScanInbox>("scan_inbox");
export const scanPicture = (id: string) => invoke<ArrayBuffer>("scan_picture", { id }); // JPEG
export const scanTurn = (id: string) => invoke<wire.ScanInbox>("scan_turn", { id });
export const scanAssign = (id: string, consentId: string) => invoke<wire.ScanInbox>("scan_assign", { id, consentId });
export const scanSetAside = (id: string, reason: string) => invoke<wire.ScanInbox>("scan_set_aside", { id, reason });
export const scanBringBack = (id: string) => invoke<wire.ScanInbox>("scan_bring_back", { id });
export const scanFolderChoose = () => invoke<wire.ScanInbox>("scan_folder_choose");
export const scanFolderStop = () => invoke<wire.ScanInbox>("scan_folder_stop");
export const scanConsents = (typed: string) => invoke<wire.ConsentLine[]>("scan_consents", { typed }); // by number or name
export const scanSheet = (consentId: string) => invoke<wire.SheetForm>("scan_sheet", { consentId });
export const scanReturn = (consentId: string, typed: wire.SheetTyped) => invoke<wire.ScanInbox>("scan_return", { consentId, typed });
export const scanOfConsent = (consentId: string) => invoke<wire.ScanLine[]>("scan_of_consent", { consentId });

export const paperMake = (order: wire.PaperOrder) => invoke<wire.PaperShown>("paper_make", { order });
export const paperPage = (handle: number, page: number, scale: number) => invoke<ArrayBuffer>("paper_page", { handle, page, scale }); // PNG; scale 1 = 96 dpi; page from 0
export const paperPrint = (handle: number) => invoke<wire.PaperDone>("paper_print", { handle }); // opens the PDF in the default viewer, where it is printed
export const paperSave = (handle: number) => invoke<wire.PaperDone>("paper_save", { handle });
export const paperList = (most: number) => invoke<wire.PaperList>("paper_list", { most });
export const paperListOfStaff = (id: string) => invoke<wire.PaperLine[]>("paper_list_of_staff", { id });
export const paperListOfRecipient = (id: string) => invoke<wire.PaperLine[]>("paper_list_of_recipient", { id });

export const printJobPeople = () => invoke<wire.PrintPeople>("print_job_people");
export const printJobStart = (typed: wire.PrintJobTyped) => invoke<wire.PrintJobCard>("print_job_start", { typed });
export const printJobList = () => invoke<wire.PrintJobLine[]>("print_job_list"); // those in which somebody waits
export const printJobCard = (id: string) => invoke<wire.PrintJobCard>("print_job_card", { id });
export const printJobMake = (id: string, position: number, before: number) => invoke<wire.PaperShown>("print_job_make", { id, position, before }); // position from 0; before: made earlier for the same printing
export const printJobJoin = (handles: number[]) => invoke<wire.PaperShown>("print_job_join", { handles });
export const printJobClose = (id: string) => invoke<wire.PrintJobLine[]>("print_job_close", { id });

export const ownFormList = () => invoke<wire.OwnFormLine[]>("own_form_list");
export const ownFormCard = (kind: string) => invoke<wire.OwnFormCard>("own_form_card", { kind });
export const ownFormLoad = (kind: string) => invoke<wire.OwnFormCard>("own_form_load", { kind }); // asks for a file; unchanged when none is chosen
export const ownFormPage = (kind: string, page: number, scale: number) => invoke<ArrayBuffer>("own_form_page", { kind, page, scale }); // PNG of the blank; scale 1 = 96 dpi
export const ownFormPlace = (kind: string, typed: wire.OwnFormTyped) => invoke<wire.OwnFormCard>("own_form_place", { kind, typed });
export const ownFormUse = (kind: string, inUse: boolean) => invoke<wire.OwnFormCard>("own_form_use", { kind, inUse });
export const ownFormTry = (kind: string, typed: wire.OwnFormTyped) => invoke<wire.PaperShown>("own_form_try", { kind, typed }); // with invented people
export const ownFormRuler = (kind: string, typed: wire.OwnFormTyped) => invoke<wire.PaperShown>("own_form_ruler", { kind, typed });
export const ownFormExport = (kind: string) => invoke<wire.FileKept>("own_form_export", { kind });
export const ownFormImport = () => invoke<wire.OwnFormCard | null>("own_form_import"); // asks for a file

export const submissionRecord = (typed: wire.SubmissionTyped) => invoke<void>("submission_record", { typed });
export const submissionList = (query: string, most: number) => invoke<wire.SubmissionList>("submission_list", { query, most });
export const submissionUntold = () => invoke<wire.NoticeDue[]>("submission_untold"); // by region
export const bundlePlan = (typed: wire.BundleTyped) => invoke<wire.BundlePlan>("bundle_plan", { typed });
export const bundleSave = (typed: wire.BundleTyped, to: wire.BundleAs) => invoke<wire.BundleKept>("bundle_save", { typed, to }); // asks for a place
export const bundleCheck = (password: string) => invoke<wire.BundleChecked | null>("bundle_check", { password }); // asks for a file; with a password, the last one again
export const yearlyReportCard = (year: number | null) => invoke<wire.YearlyReportCard>("yearly_report_card", { year }); // null: the newest year that is over
export const yearlyReportRows = (year: number, figure: string, most: number) => invoke<wire.YearlyRows>("yearly_report_rows", { year, figure, most });
export const exportBegin = (passphrase: string, format: string) => invoke<wire.ExportShown | null>("export_begin", { passphrase, format }); // null: no folder was chosen
export const exportStep = () => invoke<wire.ExportShown>("export_step");
export const exportFinish = () => invoke<wire.FileKept>("export_finish");
export const exportStop = () => invoke<void>("export_stop");
export const yearlyReportExport = (year: number, typed: wire.YearlyReportTyped) => invoke<wire.FileKept>("yearly_report_export", { year, typed });
export const yearlyReportExportKept = (reportId: string) => invoke<wire.FileKept>("yearly_report_export_kept", { reportId });
export const yearlyReportSubmit = (year: number, typed: wire.YearlyReportTyped) => invoke<void>("yearly_report_submit", { year, typed });
export const submissionAnswer = (id: string, answer: wire.SubmissionAnswer, on: string, reason: string) => invoke<void>("submission_answer", { id, answer, on, reason });

export const importOpen = (kind: string) => invoke<wire.ImportShown | null>("import_open", { kind }); // null: she closed the dialog
export const importGuess = (kind: string, table: number, head: number | null) => invoke<wire.ImportShown>("import_guess", { kind, table, head });
export const importLook = (typed: wire.ImportTyped, part: string, most: number) => invoke<wire.ImportShown>("import_look", { typed, part, most });
export const importConfirm = (typed: wire.ImportTyped) => invoke<number>("import_confirm", { typed }); // how many rows were taken over
export const importLeave = () => invoke<void>("import_leave");
export const importList = () => invoke<wire.ImportLine[]>("import_list");
export const importUndo = (id: string, reason: string) => invoke<wire.ImportUndone>("import_undo", { id, reason });
export const importTemplate = (kind: string) => invoke<wire.FileKept>("import_template", { kind });
