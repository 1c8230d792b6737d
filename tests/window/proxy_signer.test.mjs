// AC-04 in the real window, as far as 様式4 goes: a consent written by a daughter for her mother.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ICHIRO, addStaff, choose, fill, firstStart, goTo, lock, newPc, nobodyIsNamedOnDisk, pagesDrawn, picture, press, save, sitting,
  squeezed, textOf, unlock,
} from "./office.mjs";

const REFUSAL = "代筆のときは、続柄と『本人の意思を確認』が必要です（様式4）";
const NUMBER = "同意-2026-0001";
const NAMES = ["例示", "れいじ", "うめ", "さくら", "右手の麻痺", "架空", "一郎", "見本", "花子", "みほん市"];

test("a daughter writes for her mother, and nothing is accepted without 続柄 and 本人の意思を確認", async () => {
  const pc = newPc();
  await sitting(pc, "2026-11-20", async (window) => {
    await firstStart(window, pc);
    await addStaff(window, ICHIRO);
    await addsUme(window);
    await preparesTheConsent(window);
    await printsTheSheets(window, pc);
    await lock(window);
  });
  await sitting(pc, "2026-11-25", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await window.click(await button(window, "署名を入力する"));
    await window.waitForHeading("例示 梅さんの同意書");
    await refusesAHalfProxy(window);
    await takesTheSignature(window);
    await opensTheNextDuties(window);
    await lock(window);
  });
  nobodyIsNamedOnDisk(pc, NAMES);
});

async function addsUme(window) {
  await goTo(window, "患者さん");
  await press(window, "患者さんを登録する");
  await window.waitForHeading("患者さんを登録する");
  await fill(window, {
    姓: "例示", 名: "梅", 姓のふりがな: "れいじ", 名のふりがな: "うめ",
    生年月日: "昭和8年5月5日", 住所: "埼玉県みほん市例示町4-5-6", メモ: "右手の麻痺のため書字困難",
  });
  await press(window, "ご家族を追加する");
  await fill(window, { 姓: "例示", 名: "桜", 姓のふりがな: "れいじ", 名のふりがな: "さくら", 続柄: "長女" }, "ご家族");
  await picture(window, "proxy-signer-new-patient");
  await press(window, "この内容で登録する");
  await window.waitForHeading("例示 梅（れいじ うめ）");
  await window.waitFor("93歳");
}

async function preparesTheConsent(window) {
  await press(window, "同意書を作る");
  // She came from the card: the person is chosen already, or is one click away.
  await window.waitFor("例示 梅（れいじ うめ）");
  if ((await window.text("h1")).trim() === "だれの同意書を作りますか") await window.click(await button(window, "例示 梅"));
  await window.waitForHeading("だれが署名しますか");
  await choose(window, "代筆");
  const why = await window.findLabelled("ご本人が署名できない理由");
  assert.equal(
    await window.execute("return arguments[0].value", why), "右手の麻痺のため書字困難", "the note is not typed a second time",
  );
  await choose(window, "例示 桜");
  await picture(window, "proxy-signer-who-signs");
  await press(window, "次へ");
  await window.waitForHeading("説明と訪問について");
  await window.click(await window.findSaying("架空 一郎（かくう いちろう）", "option"));
  await fill(window, { 訪問する日: "2026/11/25" });
  await press(window, "次へ");
  await window.waitForHeading("紙面を確認して印刷する");
}

async function printsTheSheets(window, pc) {
  assert.equal(await pagesDrawn(window), 2, "two sheets: one for the office, one to hand over");
  await picture(window, "proxy-signer-preview");
  const text = textOf(await save(window, pc));
  await window.waitFor(`管理番号は ${NUMBER} です。`);
  const [office, handed] = text.split("\f").map(squeezed);
  assert.match(office, /1枚目事業所控/, "AC-04 (1): the first sheet stays in the office");
  assert.match(handed, /2枚目お渡し用/, "AC-04 (1): the second is handed over");
  assert.equal(
    office.replace("1枚目事業所控", ""), handed.replace("2枚目お渡し用", ""),
    "AC-04 (1): but for the mark they are identical",
  );
  assert.ok(office.includes(NUMBER), "AC-04 (2): the control number stands on the sheet");
  // 例示 梅 is named once, outside the boxes; her daughter, who will sign, is nowhere.
  assert.equal(office.split("例示梅").length - 1, 1, "AC-04 (2): the patient's name only outside the signature boxes");
  assert.ok(!office.includes("桜"), "AC-04 (2): the name boxes are empty for the hand that signs");
  const nameLines = text.split("\f")[0].split("\n").filter((line) => /氏\s*名/.test(line)).map(squeezed);
  const boxes = nameLines.filter((line) => !line.includes("例示梅"));
  assert.ok(boxes.length >= 3, `three 氏名 boxes: ${nameLines.join(" | ")}`);
  for (const line of boxes) assert.doesNotMatch(line, /例示|架空|見本/, `AC-04 (2): no text inside: ${line}`);
  assert.match(office, /令和年月日/, "AC-04 (2): the date is left for the hand");
  assert.ok(office.includes("長女"), "AC-04 (2): 続柄 is printed as chosen");
}

async function refusesAHalfProxy(window) {
  await fill(window, { 署名日: "令和8年11月25日" });
  await fill(window, { 続柄: "" }, "署名代筆者");
  await tick(window, "本人の意思を確認", true);
  await press(window, "署名を記録する");
  await window.waitFor(REFUSAL);
  await picture(window, "proxy-signer-refused");
  assert.match(await window.text(), /代筆した方の続柄を入れてください。/, "and what to do about it");

  await fill(window, { 続柄: "長女" }, "署名代筆者");
  await window.waitUntilGone(REFUSAL);
  await tick(window, "本人の意思を確認", false);
  await press(window, "署名を記録する");
  await window.waitFor(REFUSAL);
  assert.match(await window.text(), /印刷済み・署名待ち/, "AC-04 (3): nothing was recorded");
}

async function takesTheSignature(window) {
  await tick(window, "本人の意思を確認", true);
  assert.equal(
    await window.execute("return arguments[0].checked", await window.findLabelled("代筆してもらった")), true,
    "the interview's answer stands there already",
  );
  await press(window, "署名を記録する");
  await window.waitFor("署名を記録しました。");
  await window.waitFor("有効");
  await window.waitFor("に署名をもらいました（代筆）。");
  await picture(window, "proxy-signer-signed");
}

async function opensTheNextDuties(window) {
  await fill(window, { 渡した相手: "例示 桜", 渡した日: "2026-11-25" });
  await press(window, "控えを渡したことを記録する");
  await window.waitFor("例示 桜 さんへ渡しました");
  await goTo(window, "きょうの仕事");
  await window.waitFor("利用を始めるための手続き");
  const open = await window.text();
  assert.ok(await button(window, "原本の保管場所を入れる"), "AC-04 (5): the filing duty is open until a place is entered");
  assert.ok(!open.includes("控えを渡した日を入れる"), "AC-04 (5): the copy duty is done");
  await picture(window, "proxy-signer-filing");
  await window.click(await button(window, "原本の保管場所を入れる"));
  await fill(window, { 保管場所: "事務所の書庫 2段目" });
  await press(window, "保管場所を記録する");
  await window.waitFor("「事務所の書庫 2段目」に保管しています。");
  await goTo(window, "きょうの仕事");
  await window.waitFor("利用を始めるための手続き");
  assert.ok(!(await window.text()).includes("原本の保管場所を入れる"), "AC-04 (5): with a place the filing duty is done");
}

/** The button whose words begin so. */
function button(window, words) {
  return window.findBeginning(words, "main button");
}

async function tick(window, words, wanted) {
  const box = await window.findLabelled(words);
  if ((await window.execute("return arguments[0].checked", box)) !== wanted) await window.click(box);
}
