// AC-04 in the real window: three visits are prepared in one go, left in the middle, put into order by keyboard,
// and printed as one document. The practice office gives the people.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { choose, fill, goTo, newPc, pagesDrawn, picture, press, save, sitting, squeezed, textOf } from "./office.mjs";

test("three visits become one document, in the order of the visits", async () => {
  const pc = newPc();
  await sitting(pc, "2026-11-20", async (window) => {
    await window.waitForHeading("連携帳へようこそ");
    await press(window, "練習モードで試す");
    await window.waitForHeading("きょうの仕事");
    await window.click(await window.findBeginning("訪問の準備", "main button"));
    await window.waitForHeading("訪問の準備");
    await refusesNobody(window);
    await choosesThree(window);
    await isInterrupted(window);
    await putsThemInOrder(window);
    await printsThem(window, pc);
    await inLargeType(window);
  });
});

async function refusesNobody(window) {
  await press(window, "紙面を作って確認する");
  await window.waitFor("か所を確認してください。");
}

async function choosesThree(window) {
  for (const name of ["例示 次郎", "例示 梅", "𠮷田 渚"]) {
    await window.click(await window.findBeginning(name, "main ul button"));
  }
  await window.waitFor("訪問する順（3人）");
  await fill(window, { 訪問する日: "2026/11/25" });
}

async function isInterrupted(window) {
  await goTo(window, "患者さん");
  await press(window, "訪問の準備をする");
  await window.waitForHeading("訪問の準備");
  await window.waitFor("訪問する順（3人）");
  assert.deepEqual(await order(window), ["例示 次郎", "例示 梅", "𠮷田 渚"], "whom she chose is still chosen");
}

async function putsThemInOrder(window) {
  // With the keyboard alone: the button takes the focus, Enter moves the visit.
  const button = await window.execute(`return document.querySelector('[aria-label="例示 梅さんを前へ"]')`);
  await window.execute("arguments[0].focus()", button);
  await window.press("Enter");
  await window.waitFor("例示 梅さんを1番目にしました");
  assert.deepEqual(await order(window), ["例示 梅", "例示 次郎", "𠮷田 渚"], "one place to the front");
  // The first visit is hers now, so the first of these words is in her row.
  await window.click(await window.findSaying("代筆", "option"));
  await window.click(await window.findSaying("例示 桜（長女）", "option"));
  await picture(window, "visit-packet-order");
  assert.deepEqual(await violations(window), [], "everybody can use it");
}

async function printsThem(window, pc) {
  await press(window, "紙面を作って確認する");
  await window.waitFor("訪問セットを印刷する（3人分・15ページ）");
  assert.equal(await pagesDrawn(window), 15, "three times five pages (AC-04 (1), (6))");
  await picture(window, "visit-packet-preview");
  const pages = textOf(await save(window, pc)).split("\f").map(squeezed);
  await window.waitFor("訪問セットを記録しました");
  await window.waitFor("3人分の同意書が「印刷済み・署名待ち」になりました。");
  for (const [at, name] of [[0, "例示梅"], [5, "例示次郎"], [10, "𠮷田渚"]]) {
    assert.match(pages[at], /訪問カバー/u, `page ${at + 1} is a cover`);
    assert.ok(pages[at].includes(name), `of ${name}, in the order of the visits`);
    assert.match(pages[at + 2], /1枚目事業所控/u, "the sheet of the office");
    assert.match(pages[at + 3], /2枚目お渡し用/u, "the sheet to hand over");
  }
  assert.ok(pages[0].includes("93歳"), "AC-04 (4): her age on the day of the visit");
  await picture(window, "visit-packet-done");
}

async function inLargeType(window) {
  const box = await window.findLabelled("大きな文字で印刷する");
  await window.execute("arguments[0].scrollIntoView({ block: 'center' })", box);
  await choose(window, "大きな文字で印刷する");
  await window.waitUntilGone("訪問セットを印刷する（3人分・15ページ）");
  await press(window, "紙面を作って確認する");
  await window.waitFor("訪問セットを印刷する（3人分・");
  const pages = await pagesDrawn(window);
  assert.ok(pages > 15, `large type takes more pages: ${pages}`);
  await picture(window, "visit-packet-large-type");
}

/** The names in the order of the visits. */
async function order(window) {
  const heads = await window.execute(`return [...document.querySelectorAll("main ol > li strong")].map((one) => one.textContent)`);
  return heads.map((head) => head.replace(/^\d+\s*/u, ""));
}
