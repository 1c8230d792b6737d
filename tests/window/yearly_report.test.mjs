// AC-09 in the real window: the yearly report of 清瀬市 from a year that lies in the records, printed, exported, handed in.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { atSize, fill, lock, newPc, picture, press, save, sitting, squeezed, textOf, unlock } from "./office.mjs";

test("AC-09: the report is made, looked into, printed and handed in", async () => {
  const pc = newPc();
  execFileSync(join(dirname(process.env.RENKEICHO_BINARY), "examples", "yearly_office"), [join(pc.home, "office")]);
  await sitting(pc, "2027-04-09", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await window.waitFor("市への年1回の報告");
    await press(window, "報告を作る");
    await window.waitForHeading("MCSの活用状況・利用件数等の報告書");
    await showsTheFigures(window);
    await showsHowItCounted(window);
    await picture(window, "yearly-report");
    await fill(window, { "MCSの投稿件数（任意）": "1,284", "備考（任意）": "退院時の連絡に使いました。" });
    await printsIt(window, pc);
    await exportsIt(window, pc);
    await handsItIn(window, pc);
    await atSize(window, 200);
    await window.execute(`document.querySelector("tbody").scrollIntoView({ block: "center" })`);
    await picture(window, "yearly-report-large");
    await atSize(window, 100);
    await lock(window);
  });
});

async function showsTheFigures(window) {
  await window.waitFor("検算　6＋3－2＝7");
  const shown = squeezed(await window.text());
  for (const said of ["9＋5＋1－4－1＝10", "2＋1＋0－0－0＝3", "署名のあった同意書　計 6", "7／7", "6／8", "令和8年4月1日～令和9年3月31日"]) {
    assert.ok(shown.includes(squeezed(said)), `「${said}」 is on the screen`);
  }
  const figures = await window.execute(`return Object.fromEntries([...document.querySelectorAll("dl div")].map((one) => [one.querySelector("dt").textContent, Number(one.querySelector("dd").textContent)]))`);
  const expected = {
    "本人＋家族": 3, "代筆＋家族": 2, "本人のみ（理由あり）": 1, "同意書　無効": 1, "同意書　撤回": 1,
    "研修　回数": 5, "研修　延べ受講者": 16,
    "持ち出し　申請": 12, "持ち出し　承認": 11, "持ち出し　不承認": 1, "持ち出し　返却遅れ": 1, "紛失・事故": 1,
  };
  for (const [label, value] of Object.entries(expected)) assert.equal(figures[label], value, label);
}

async function showsHowItCounted(window) {
  await window.execute(`document.querySelector('[aria-label^="どう数えたか：職員"]').click()`);
  await press(window, "職員（ID）　登録（3）");
  await window.waitFor("職員（ID）　登録に数えた記録");
  await window.waitFor("2026年4月1日");
  const open = await window.execute(`return document.querySelectorAll('[aria-expanded="true"]').length`);
  assert.equal(open, 1, "the others stay folded");
}

async function printsIt(window, pc) {
  await press(window, "印刷する");
  await window.waitForHeading("MCSの活用状況・利用件数等の報告書（令和8年度）");
  const text = squeezed(textOf(await save(window, pc)));
  for (const said of ["9＋5＋1－4－1＝10", "5回・延べ16人", "1,284", "退院時の連絡に使いました。", "御中"]) {
    assert.ok(text.includes(squeezed(said)), `「${said}」 is on the paper`);
  }
  for (const name of ["架空", "例示", "花子"]) assert.ok(!text.includes(name), "no person's name in the PDF");
  await picture(window, "yearly-report-paper");
  await press(window, "戻る");
  await window.waitForHeading("MCSの活用状況・利用件数等の報告書");
}

async function exportsIt(window, pc) {
  await press(window, "Excelに書き出す");
  await window.waitFor("Excelのファイルを書き出しました");
  assert.equal(readdirSync(pc.saved).filter((name) => name.endsWith(".xlsx")).length, 1, "a workbook lies there");
}

async function handsItIn(window, pc) {
  await fill(window, { 提出した日: "2027/4/9" });
  await press(window, "提出済にする");
  await window.waitFor("提出済にしました。件数と紙面とExcelを残しました。");
  await window.waitFor("もう一度出すと「訂正版　第2版」になります");
  await window.execute(`document.querySelector("tbody").scrollIntoView({ block: "center" })`); // above the message
  await press(window, "Excelを書き出す");
  await window.waitFor("Excelのファイルを書き出しました");
  const books = readdirSync(pc.saved).filter((name) => name.endsWith("（令和8年度）.xlsx"));
  assert.equal(books.length, 1, "what was handed in is no 訂正版");
  await picture(window, "yearly-report-submitted");
}
