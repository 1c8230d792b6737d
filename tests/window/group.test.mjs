// Groups in the real window: none before the consent (AC-05), a patient dies (AC-08), somebody is off the case (S-23), a consent is withdrawn (S-31).

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { ICHIRO, addPatient, addStaff, choose, fill, firstStart, goTo, lock, newPc, picture, press, signsPledge, sitting } from "./office.mjs";

const SHIGERU = { 名: "茂", 名のふりがな: "しげる" };

test("朝霞: a group is archived after a death, and its full deletion is named only once the family asked", async () => {
  const pc = newPc();
  await sitting(pc, "2026-12-10", async (window) => {
    await firstStart(window, pc);
    await addStaff(window, ICHIRO);
    await signsPledge(window, "2026/11/20");
    await addPatient(window, SHIGERU);
    await isRefusedWithoutConsent(window);
    await entersConsent(window);
    await press(window, "患者グループを作る");
    await fill(window, { 使い始める日: "2026/11/21" });
    await press(window, "この内容で使い始める");
    await window.waitFor("患者グループ管理者が決まっていないため、グループを作れません");
    assert.match(await window.text(), /3\)\(4\)/, "AC-05 (2): with its clause");
    await window.click(await window.findSaying("架空 一郎（かくう いちろう）", "option"));
    await press(window, "この内容で使い始める");
    await window.waitFor("患者グループ管理者：架空 一郎");
    await press(window, "参加者を加える");
    await choose(window, "自分の事業所の職員");
    await window.click(await window.findSaying("架空 一郎（かくう いちろう）", "option"));
    await fill(window, { 参加した日: "2026/11/21" });
    await looks(window, "join");
    await press(window, "この方を加える");
    await window.waitFor("参加者を加えました。");

    await press(window, "支援の終了を記録する");
    await choose(window, "お亡くなりになりました");
    await fill(window, { その日: "2026/12/5" });
    await looks(window, "end");
    await press(window, "記録する");
    await window.waitFor("終了（死亡）");
    await goTo(window, "きょうの仕事");
    await window.waitFor("患者グループを保管リストへ移動してください");
    await looks(window, "today");
    await window.click(await window.findBeginning("グループを開く", "main button"));
    await window.waitForHeading("例示 茂");
    await press(window, "保管リストへ移動した日を入れる");
    await choose(window, "死亡");
    await choose(window, "参加者1人も、この日に解除する");
    await fill(window, { 移動した日: "2026/12/9" });
    await looks(window, "archive");
    await press(window, "記録する");
    await window.waitFor("抜けた方・取り消した記録（1件）");
    await looks(window, "archived");
    assert.ok(!(await window.text()).includes("完全削除"), "AC-08 (7): nobody asked for it");
    await goTo(window, "台帳");
    await looks(window, "ledgers");
    await window.click(await window.findBeginning("グループと参加者", "main button"));
    await window.waitForHeading("グループと参加者");
    await window.waitFor("保管");
    await looks(window, "list");
    assert.ok(!(await window.text()).includes("完全削除"), "AC-08 (7): not in the list either");
    await press(window, "例示 茂れいじ しげる");
    await window.waitForHeading("例示 茂");
    await press(window, "本人・家族から、内容を消してほしいと言われた");
    await fill(window, { 申し出た方: "例示 桜（長女）", 申し出の方法: "電話", 申し出の日: "2026/12/10" });
    await press(window, "記録する");
    await window.waitFor("完全削除依頼中");
    await looks(window, "deletion");
    await lock(window);
  });
});

test("板橋: off the case in one list, and a withdrawal with what follows from it", async () => {
  const pc = newPc();
  await sitting(pc, "2026-12-10", async (window) => {
    await firstStart(window, pc, "板橋区");
    await addStaff(window, ICHIRO);
    await signsPledge(window, "2026/11/20");
    await goTo(window, "台帳");
    await window.click(await window.findBeginning("グループと参加者", "main button"));
    await press(window, "自由グループを作る");
    await fill(window, { グループの名前: "みほん勉強会", 趣旨: "勉強会の連絡", 使い始める日: "2026/11/21" });
    await looks(window, "open-group");
    await press(window, "この内容で使い始める");
    await window.waitForHeading("みほん勉強会");
    await press(window, "参加者を加える");
    await choose(window, "自分の事業所の職員");
    await window.click(await window.findSaying("架空 一郎（かくう いちろう）", "option"));
    await fill(window, { 参加した日: "2026/11/21" });
    await press(window, "この方を加える");
    await window.waitFor("参加者を加えました。");
    await goTo(window, "職員");
    await press(window, "架空 一郎かくう いちろう");
    await window.waitFor("参加しているグループ");
    await press(window, "担当から外れた（まとめて解除）");
    await fill(window, { 担当から外れた日: "2026/12/9", 解除した日: "2026/12/10" });
    await looks(window, "off-case");
    await press(window, "解除を記録する");
    await window.waitFor("参加しているグループはありません。");

    await addPatient(window, SHIGERU);
    await entersConsent(window);
    await window.click(await window.findBeginning("開く", "main li button"));
    await window.waitForHeading("例示 茂さんの同意書");
    await press(window, "撤回の申し出を記録する");
    await fill(window, { 申し出た方: "例示 桜（長女）", 申し出の日: "2026/12/10", 時刻: "14時ごろ" });
    await choose(window, "電話");
    await window.click(await window.findSaying("架空 一郎（かくう いちろう）", "option"));
    await looks(window, "withdraw");
    await press(window, "撤回を記録する");
    await window.waitFor("撤回のあとにすること");
    await looks(window, "withdrawn");
    await goTo(window, "きょうの仕事");
    await window.waitFor("同意が撤回されました。書き込みを止めてください");
    await looks(window, "withdrawn-today");
    await lock(window);
  });
});

/** AC-05 (1): refused with the clause, and the way out leads to the consent. */
async function isRefusedWithoutConsent(window) {
  await press(window, "患者グループを作る");
  await fill(window, { 使い始める日: "2026/11/21" });
  await press(window, "この内容で使い始める");
  await window.waitFor("同意書がまだのため、グループを作れません");
  assert.match(await window.text(), /3\)\(2\)/, "AC-05 (1): with its clause");
  await looks(window, "refused");
  await press(window, "同意書を印刷する");
  await window.waitForHeading("だれが署名しますか");
  await goTo(window, "患者さん");
  await press(window, "例示 茂れいじ しげる");
  await window.waitForHeading("例示 茂（れいじ しげる）");
}

/** A consent from the binder; ends at the card. */
async function entersConsent(window) {
  await press(window, "前からある同意書を記録する");
  await fill(window, { 署名日: "2026/6/1", 原本の保管場所: "書庫 2段目" });
  await press(window, "記録して次の人へ");
  await window.waitFor("きょう 1件");
  await goTo(window, "患者さん");
  await press(window, "例示 茂れいじ しげる");
  await window.waitForHeading("例示 茂（れいじ しげる）");
}

/** Keeps a picture and asks axe. */
async function looks(window, name) {
  await picture(window, `group-${name}`);
  assert.deepEqual(await violations(window), [], `${name} is for everybody`);
}
