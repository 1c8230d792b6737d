// The signing rules of the regions in the real window: 清瀬 needs two signatures (S-17), 熊谷 a target (S-18), 宮崎
// knows the physician's request (AC-06), and everywhere older consents, pictures and groups are recorded.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import {
  ICHIRO, SAKURA, addPatient, addStaff, choose, fill, firstStart, goTo, lock, newPc, pagesDrawn, picture, press, save, signedBy, signsPledge, sitting,
  unlock, valueOf,
} from "./office.mjs";

test("清瀬: the daughter signs eleven days later, and until then nothing begins", async () => {
  const pc = newPc();
  await sitting(pc, "2026-08-01", async (window) => {
    await firstStart(window, pc, "清瀬市");
    await addPatient(window, {}, SAKURA);
    await press(window, "同意書を作る");
    await window.waitForHeading("だれが署名しますか");
    await window.waitFor("ご本人とご家族の両方の署名が必要です。");
    const choices = await window.execute(`return [...document.querySelectorAll("main fieldset")][0].innerText`);
    assert.ok(!choices.includes("ご家族が署名します。"), "the family alone is no choice");
    await choose(window, "例示 桜");
    await looks(window, "kiyose-who-signs");
    await press(window, "次へ");
    await window.waitForHeading("説明と訪問について");
    await press(window, "次へ");
    await printsIt(window, pc);
    await lock(window);
  });
  await sitting(pc, "2026-08-03", async (window) => {
    await opensTheSignature(window);
    await fill(window, { 署名日: "2026/8/3" });
    await press(window, "署名を記録する");
    await window.waitFor("家族の署名待ち");
    await looks(window, "kiyose-half");
    await press(window, "患者さんを開く");
    await window.waitFor("利用者グループはまだありません。");
    await press(window, "利用者グループを作る");
    await fill(window, { 使い始める日: "2026/8/3" });
    await press(window, "この内容で使い始める");
    await window.waitFor("同意書の署名がそろっていないため、グループを作れません");
    await looks(window, "kiyose-refused");
    await press(window, "署名を入力する");
    await window.waitForHeading("例示 梅さんの同意書");
    await lock(window);
  });
  await sitting(pc, "2026-08-14", async (window) => {
    await opensTheSignature(window);
    assert.equal(await valueOf(window, "続柄", "ご家族"), "長女", "the one whom the interview foresaw stands there");
    await press(window, "署名を記録する");
    await window.waitFor("ご家族の署名日：入力してください。");
    await fill(window, { ご家族の署名日: "2026/8/14" });
    await press(window, "署名を記録する");
    await window.waitFor("有効");
    await looks(window, "kiyose-signed");

    // S-30: the wrong person was printed.
    await press(window, "無効にする（誤記）");
    await window.waitFor("もう二度と使いません");
    await looks(window, "kiyose-void");
    await press(window, "理由を書いて無効にする");
    await window.waitFor("無効にする理由：入力してください。");
    await fill(window, { 無効にする理由: "別の患者さんの名前で印刷した" });
    await press(window, "理由を書いて無効にする");
    await window.waitFor("は、もう使いません。");
    await looks(window, "kiyose-voided");
    await lock(window);
  });
});

test("a consent asks for its signatures by its own region, whichever the office chose since", async () => {
  const pc = newPc();
  await sitting(pc, "2026-08-01", async (window) => {
    await firstStart(window, pc, "清瀬市");
    await addPatient(window, {}, SAKURA);
    await press(window, "同意書を作る");
    await press(window, "次へ");
    await window.waitForHeading("説明と訪問について");
    await press(window, "次へ");
    await printsIt(window, pc);
    await window.execute(`return window.__TAURI_INTERNALS__.invoke("region_choose", { id: "asaka" }).then(() => true)`);
    await press(window, "この同意書を開く");
    await window.waitForHeading("例示 梅さんの同意書");
    await window.waitFor("ご家族の署名がない理由");
    await lock(window);
  });
});

test("熊谷: nothing is printed before the target is chosen, and the family joins by agreement", async () => {
  const pc = newPc();
  await sitting(pc, "2026-11-20", async (window) => {
    await firstStart(window, pc, "熊谷市");
    await addPatient(window, {}, SAKURA);
    await press(window, "同意書を作る");
    await signedBy(window);
    await press(window, "次へ");
    await window.waitForHeading("この地区の決まりについて");
    await press(window, "次へ");
    await window.waitFor("情報共有の対象：選んでください。");
    await looks(window, "kumagaya-target");
    await choose(window, "主治医の訪問診療・往診等を受けている患者");
    await press(window, "次へ");
    await printsIt(window, pc);
    await signsIt(window, "2026/11/20");
    await press(window, "患者さんを開く");
    await press(window, "グループを作る");
    await fill(window, { 使い始める日: "2026/11/20" });
    await looks(window, "kumagaya-group");
    await press(window, "この内容で使い始める");
    await window.waitFor("参加者はまだ記録されていません。");
    await press(window, "参加者を加える");
    await choose(window, "本人・家族");
    await fill(window, { 氏名: "例示 桜", 続柄: "長女", 参加した日: "2026/11/20" });
    await press(window, "この方を加える");
    await window.waitFor("関係者の合意の日がありません。");
    await looks(window, "kumagaya-join");
    await fill(window, { 関係者が合意した日: "2026/11/19" });
    await press(window, "この方を加える");
    await window.waitFor("合意 2026年11月19日");
    await looks(window, "kumagaya-members");
    await lock(window);
  });
});

test("宮崎: at the physician's request there is a third sheet, which is to be sent", async () => {
  const pc = newPc();
  await sitting(pc, "2026-12-05", async (window) => {
    await firstStart(window, pc, "宮崎市郡");
    await addStaff(window, ICHIRO);
    await addPatient(window, {}, SAKURA);
    await press(window, "同意書を作る");
    await signedBy(window);
    await press(window, "次へ");
    await window.waitForHeading("この地区の決まりについて");
    await choose(window, "主治医の代理");
    await press(window, "次へ");
    await window.waitFor("主治医：入力してください。");
    await looks(window, "miyazaki-on-behalf");
    await fill(window, { 主治医: "仮名 次郎", 医療機関: "みほん在宅クリニック", 依頼があった日: "2026/12/3", 依頼の方法: "FAX" });
    await press(window, "次へ");
    await window.waitForHeading("紙面を確認して印刷する");
    assert.equal(await pagesDrawn(window) % 3, 0, "AC-06 (2): three sheets");
    await save(window, pc);
    await signsIt(window, "2026/12/5");
    await looks(window, "miyazaki-signed");
    await goTo(window, "きょうの仕事");
    await window.waitFor("主治医へ同意書のコピーを送ってください");
    await window.click(await window.findBeginning("送った日を入れる", "main button"));
    await fill(window, { 送った日: "2026/12/5", 送った方法: "FAX" });
    await press(window, "主治医へ送ったことを記録する");
    await window.waitFor("主治医へ送りました");

    await press(window, "患者さんを開く");
    await press(window, "患者タイムラインを作る");
    await fill(window, { 使い始める日: "2026/12/5" });
    await press(window, "この内容で使い始める");
    await window.waitFor("主治医の指示・了承の記録がないため");
    await choose(window, "主治医の指示・了承を受けた");
    await choose(window, "主治医が参加する");
    await fill(window, { 主治医: "仮名 次郎", 医療機関: "みほん在宅クリニック", 指示・了承の日: "2026/12/4", 指示・了承の方法: "電話" });
    await looks(window, "miyazaki-group");
    await press(window, "この内容で使い始める");
    await window.waitFor("主治医の指示・了承：");
    await press(window, "画像の同意を記録する");
    await fill(window, { 同意した日: "2026/12/5", 撮るもの: "右足の傷", 同意の方法: "口頭" });
    await looks(window, "miyazaki-photo");
    await press(window, "同意を記録する");
    await window.waitFor("画像の同意を記録しました。");
    await window.waitFor("書類の履歴");
    await looks(window, "miyazaki-patient");
    await lock(window);
  });
});

test("朝霞: no group before the consent and without a 患者グループ管理者, and a proxy with a colleague's name is pointed out", async () => {
  const pc = newPc();
  await sitting(pc, "2026-11-20", async (window) => {
    await firstStart(window, pc);
    await addStaff(window, ICHIRO);
    await signsPledge(window, "2026/11/20");
    await addPatient(window, {}, { 姓: "架空", 名: "一郎", 姓のふりがな: "かくう", 名のふりがな: "いちろう", 続柄: "甥" });
    await press(window, "患者グループを作る");
    await fill(window, { 使い始める日: "2026/11/20" });
    await press(window, "この内容で使い始める");
    await window.waitFor("同意書がまだのため、グループを作れません");
    await window.waitFor("朝霞地区 運用ルール 3)(2)");
    await looks(window, "asaka-refused");
    await press(window, "同意書を印刷する");
    await window.waitForHeading("だれが署名しますか");
    await choose(window, "代筆");
    await choose(window, "架空 一郎");
    await window.waitFor("代筆する方が職員と同じ名前です");
    await looks(window, "asaka-namesake");
    await signedBy(window, "本人");
    await press(window, "次へ");
    await printsIt(window, pc);
    await signsIt(window, "2026/11/20");
    await press(window, "患者さんを開く");
    await press(window, "患者グループを作る");
    await window.waitFor("前回の続きから表示しています。");
    await press(window, "この内容で使い始める");
    await window.waitFor("患者グループ管理者が決まっていないため、グループを作れません");
    await window.waitFor("朝霞地区 運用ルール 3)(4)");
    await window.click(await window.findSaying("架空 一郎（かくう いちろう）", "option"));
    await press(window, "この内容で使い始める");
    await window.waitFor("患者グループ管理者：架空 一郎");
    await looks(window, "asaka-group");
    await lock(window);
  });
});

test("an old binder is entered one consent after the other, with Enter", async () => {
  const pc = newPc();
  await sitting(pc, "2026-11-20", async (window) => {
    await firstStart(window, pc);
    await addPatient(window, {}, SAKURA);
    await goTo(window, "患者さん");
    await press(window, "前からある同意書を記録する");
    await window.waitFor("きょう 0件");
    await window.waitFor("規定なし（事業所の設定）");
    await looks(window, "existing-whose");
    await fill(window, { "氏名・ふりがなでさがす": "れいじ" });
    await window.waitUntilGone("続きの");
    await window.press("Enter");
    await window.waitFor("次の人にも、この場所が入ります。");
    await fill(window, { 署名日: "2025/6/1" });
    await window.press("Enter");
    await window.press("Enter");
    await fill(window, { 原本の保管場所: "書庫 2段目" });
    await looks(window, "existing-form");
    await window.press("Enter");
    await window.waitFor("きょう 1件");
    await looks(window, "existing-done");
    const focused = await window.execute(`return document.activeElement.closest("[role=search]") !== null`);
    assert.ok(focused, "the next person can be searched for at once");
    await goTo(window, "患者さん");
    await window.waitFor("既存");
    await looks(window, "existing-list");
    await window.click(await window.findBeginning("例示 梅", "main button.person"));
    await window.waitForHeading("例示 梅（れいじ うめ）");
    await press(window, "開く");
    await window.waitForHeading("例示 梅さんの同意書");
    await press(window, "入力を訂正する");
    await choose(window, "代筆してもらった");
    const asked = await window.execute(`return [...document.querySelectorAll("main form label")].map((one) => one.innerText).join("\\n")`);
    assert.ok(asked.includes("署名日") && !/氏名|姓|続柄|住所|説明した人/u.test(asked), `no name that stands on the paper: ${asked}`);
    await fill(window, { 署名日: "2025/5/31", 訂正する理由: "日付と署名者の読み違い" });
    await looks(window, "existing-correct");
    await press(window, "訂正を保存する");
    await window.waitFor("5月31日");
    await looks(window, "existing-corrected");
    await lock(window);
  });
});

async function printsIt(window, pc) {
  await window.waitForHeading("紙面を確認して印刷する");
  await save(window, pc);
  await window.waitFor("管理番号は ");
}

/** Opens the consent that was just printed, and records the person's signature. */
async function signsIt(window, day) {
  await press(window, "この同意書を開く");
  await window.waitFor("署名をもらったら");
  await fill(window, { 署名日: day });
  await press(window, "署名を記録する");
  await window.waitFor("有効");
}

async function opensTheSignature(window) {
  await unlock(window);
  await window.waitForHeading("きょうの仕事");
  await window.click(await window.findBeginning("署名を入力する", "main button"));
  await window.waitForHeading("例示 梅さんの同意書");
}

/** Keeps a picture and asks axe. */
async function looks(window, name) {
  await picture(window, `signing-rules-${name}`);
  assert.deepEqual(await violations(window), [], `${name} is for everybody`);
}
