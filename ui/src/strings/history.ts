// The words of これまでの変更. What was done and how a field is called comes in words from forms/common/history.toml.
import { device } from "./device";
import { incident } from "./incident";
import { takeout } from "./takeout";

export const history = {
  title: (count: number) => `これまでの変更（${count}件）`,
  registrations: (count: number) => `取り消した登録（${count}件）`,
  caption: "これまでの変更",
  lead: "新しいものから並んでいます。直したり取り消したりしても、前の内容はここに残ります。",
  columns: { when: "いつ・だれが", what: "したこと", changes: "内容" },
  self: (role: string) => `${role}（自分）`,
  reason: (reason: string) => `理由：${reason}`,
  refused: (why: string) => `受け付けませんでした：${why}`,
  from: (before: string) => `前：${before}`,
  to: (after: string) => `後：${after}`,
  empty: "（空欄）",
  registration: "この登録",
  yes: "はい",
  no: "いいえ",
  closed: {
    title: (count: number) => `済みにした仕事（${count}件）`,
    lead: "まちがって済みにしたときは、取り消すと、きょうの仕事に戻ります。",
    columns: { duty: "仕事", person: "だれの", on: "済んだ日", undo: "" },
  },
};

/** Words for the stable names of choices, by the name of their field. Yes and no need none. */
export const choices: Record<string, Record<string, string>> = {
  leaving_step: {
    "release-groups": "グループから外れる",
    "hand-over": "MCS管理者の引き継ぎ",
    notice: "届出",
    contact: "事務局への連絡",
    "return-devices": "端末の返却と情報の消去",
    "delete-account": "アカウントの削除",
    "remember-pledge": "秘密を守る義務の確認",
  },
  password_kind: { short: "8文字以上", long: "13文字以上" },
  withdrawn_means: { phone: "電話", writing: "書面", voice: "口頭" },
  photo_kind: { person: "本人（その都度）", family: "家族（その都度）", "facility-prior": "家族（施設での撮影に、前もって）" },
  end_kind: { died: "死亡", "support-ended": "支援終了", moved: "転居" },
  group_event: {
    opened: "使い始め",
    archived: "保管",
    reopened: "もう一度使い始め",
    "deletion-requested": "完全削除の申し出",
    "deletion-sent": "完全削除の依頼",
    deleted: "完全削除の返事",
  },
  archive_reason: { died: "死亡", "support-ended": "支援終了", moved: "転居", other: "その他" },
  release_reason: { "off-case": "担当から外れた", "left-office": "退職", "own-wish": "本人の希望", "group-ended": "グループ終了", other: "その他" },
  device_kind: device.kinds,
  device_event: device.states,
  approved: { yes: takeout.states["approved"] ?? "", no: takeout.states["declined"] ?? "" },
  erased: { yes: "消去した", no: "消去していない" },
  training_kind: { regular: "定期の研修", course: "講習会", "course-video": "講習会のビデオ", consultation: "療養相談室の研修" },
  cause: incident.causes,
};
