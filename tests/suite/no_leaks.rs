//! No name leaves the encrypted file: the data folder is searched for every name the story used.

use std::path::Path;

use office::desk::{Desk, PaperOrder};
use office::domain::signature::SignatureDraft;
use scenarios::{PASSPHRASE, Story, on, shelf};

/// Names, kana, addresses and numbers of the story, and the passphrase.
const MARKERS: [&str; 12] = [
    "架空",
    "一郎",
    "かくう",
    "例示",
    "れいじ",
    "例示町",
    "さくら",
    "長女",
    "見本",
    "みほん訪問",
    "ichiro@example.jp",
    PASSPHRASE,
];

#[test]
fn no_file_of_the_data_folder_holds_a_name() {
    let mut story = Story::after_first_start();
    let now = on("2026-11-20");
    let ichiro = story.ichiro(now);
    let ume = story.ume(now);
    let mut made = story.paper(PaperOrder::Consent { plan: story.plan_by_proxy(&ume, Some(ichiro)) });
    assert!(
        !MARKERS.iter().any(|marker| made.file_name.contains(marker)),
        "a file name holds no name: {}",
        made.file_name
    );
    let consent = story.desk.record_paper(&mut made, true, now).unwrap().consent.unwrap();
    let signed = SignatureDraft {
        signed_on: "2026-11-20".into(),
        proxy_reason: "右手の麻痺".into(),
        proxy_intention_confirmed: true,
        ..story.desk.consent_record(&consent).unwrap().signature
    };
    story.desk.sign_consent(&consent, &signed, now).unwrap();
    story.desk.keep_draft("staff/new", r#"{"family":"架空"}"#, now).unwrap();
    story.desk.look_at_care_recipient(&ume, now).unwrap();
    let acts = story.desk.vault().acts(1000).unwrap();
    let looked =
        acts.iter().any(|act| act.verb == "care_recipient_look" && act.id.as_deref() == Some(ume.as_str()));
    assert!(looked, "who looked at a patient is in the log, by id");
    let log = format!("{acts:?}");
    let folder = story.folder;
    let _ = Desk::unlock(folder.path(), "Kakuu-Ichiro-99", shelf(), now);
    assert_clean(folder.path(), "while open");
    story.desk.lock(now).unwrap();
    assert_clean(folder.path(), "after locking");
    assert!(!MARKERS.iter().any(|marker| log.contains(marker)), "the log of acts tells ids only");

    let mut desk = Desk::unlock(folder.path(), PASSPHRASE, shelf(), now).unwrap();
    assert_eq!(
        desk.draft("staff/new").unwrap().as_deref(),
        Some(r#"{"family":"架空"}"#),
        "the draft is still there"
    );
    desk.drop_draft("staff/new").unwrap();
    assert!(desk.drafts().unwrap().is_empty(), "until it is dropped");
    let check = desk.vault().verify_log().unwrap();
    assert!(check.first_wrong.is_none() && check.rows > 8, "the log proves itself: {check:?}");
}

#[track_caller]
fn assert_clean(folder: &Path, when: &str) {
    let mut files = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        files += 1;
        for marker in MARKERS {
            let utf16: Vec<u8> = marker.encode_utf16().flat_map(u16::to_le_bytes).collect();
            // Any four bytes stand among the encrypted ones by chance; SQLite would write a name in six or more.
            let is_told = utf16.len() > 5 || path.file_name().is_none_or(|name| name != "vault.db");
            let found = holds(&bytes, marker.as_bytes()) || is_told && holds(&bytes, &utf16);
            assert!(!found, "{when}: {} holds a name", path.display());
        }
    }
    assert!(files >= 3, "vault.db, keys.json and state.json were looked at");
}

fn holds(bytes: &[u8], marker: &[u8]) -> bool {
    bytes.windows(marker.len()).any(|window| window == marker)
}
