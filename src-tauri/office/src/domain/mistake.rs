//! What was entered by mistake and is taken back with a reason, beside the entries of the ledgers: it counts no more, and
//! the history of its card says what stood there.

use super::keyed::keyed;

keyed! {
    /// What can be taken back. Each says which id names it.
    Mistake {
        /// The registration of a member of staff of whom nothing else is recorded: the staff.
        Staff = "staff",
        /// The registration of a care recipient of whom nothing else is recorded: the person.
        CareRecipient = "careRecipient",
        /// A device of which nothing else is recorded: the device.
        Device = "device",
        /// Somebody's newest pledge: the staff.
        Pledge = "pledge",
        /// Somebody's newest term as MCS管理者: the staff.
        McsManager = "mcsManager",
        /// Somebody's newest pause: the staff.
        Pause = "pause",
        /// The day of a step of leaving: `staff/step`.
        LeavingStep = "leavingStep",
        /// A consent to a picture: its own.
        PhotoConsent = "photoConsent",
        /// Where the original of a consent is: the consent.
        OriginalPlace = "originalPlace",
        /// To whom the other sheet was handed: the consent.
        CopyHanded = "copyHanded",
        /// That the physician's sheet was sent: the consent.
        DoctorCopy = "doctorCopy",
        /// That a consent counts no more: the consent.
        ConsentVoid = "consentVoid",
        /// That its paper was disposed of: the consent.
        Disposal = "disposal",
        /// The day of a step after a withdrawal: `consent/step`.
        WithdrawalStep = "withdrawalStep",
        /// The return of a slip, or else its decision: the slip.
        Takeout = "takeout",
        /// That somebody heard a training later: `training/staff`.
        Hearing = "hearing",
        /// That an incident was settled: the incident.
        IncidentClosed = "incidentClosed",
        /// The end of 災害時の特例, or else its beginning: none.
        Disaster = "disaster",
        /// A submission: its own.
        Submission = "submission",
        /// What became of a submission: its own.
        SubmissionAnswer = "submissionAnswer",
        /// The newest version of a yearly report that was handed in: its own.
        YearlyReport = "yearlyReport",
        /// The change of the office's manager: none.
        OfficeManager = "officeManager",
        /// The day of a duty: `region/key/subject`.
        Duty = "duty",
    }
}
