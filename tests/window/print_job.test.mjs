// Printing for many in the real window: staff without a pledge in one go, then consents, one of them with a name
// that cannot be printed. The practice office gives the people.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { choose, fill, goTo, newPc, pagesDrawn, picture, press, save, sitting, squeezed, textOf } from "./office.mjs";

test("many are printed as one; who cannot be printed is named, mended, and printed with the rest", async () => {
  const pc = newPc();
  await sitting(pc, "2026-11-20", async (window) => {
    await window.waitForHeading("連携帳へようこそ");
    await press(window, "練習モードで試す");
    await window.waitForHeading("きょうの仕事");
    await pledgesOfAll(window, pc);
    await addsSomebodyUnprintable(window);
    await printsAllButOne(window, pc);
    await mendsAndPrintsTheRest(window, pc);
    await printsOnceMore(window, pc);
    await isToldOfConsentsThereAre(window);
    await press(window, "練習を終わる");
    await window.waitForHeading("連携帳へようこそ");
  });
  await sitting(pc, "2026-11-21", async (window) => {
    await press(window, "練習モードで試す");
    await window.waitForHeading("きょうの仕事");
    await leavesOutWhoGotOneMeanwhile(window, pc);
  });
});

async function pledgesOfAll(window, pc) {
  await goTo(window, "職員");
  await press(window, "誓約書をまとめて印刷する");
  await window.waitForHeading("まとめて印刷する");
  await window.waitFor("誓約書がまだの職員（1人）");
  await press(window, "紙面を作る");
  await window.waitFor("か所を確認してください。");
  await press(window, "看護師（2人）");
  await window.waitFor("印刷する方（2人）");
  await choose(window, "見本 花子（みほん はなこ）");
  await picture(window, "print-job-whom");
  assert.deepEqual(await violations(window), [], "everybody can choose");
  await press(window, "3人分の紙面を作る");
  await window.waitForHeading("まとめて印刷：職員の誓約書");
  await window.waitFor("3人分を印刷する（3ページ）");
  assert.equal(await pagesDrawn(window), 3, "a page each");
  await picture(window, "print-job-pledges");
  assert.deepEqual(await violations(window), [], "everybody can look");
  const pages = textOf(await save(window, pc)).split("\f").map(squeezed);
  for (const [at, name] of [[0, "架空一郎"], [1, "仮名澪"], [2, "見本花子"]]) {
    assert.ok(pages[at].includes(name), `${name} in the order of the list`);
  }
  await window.waitFor("全員の分を印刷しました");
}

async function addsSomebodyUnprintable(window) {
  await goTo(window, "患者さん");
  await press(window, "患者さんを登録する");
  await window.waitForHeading("患者さんを登録する");
  await fill(window, { 姓: "仮名", 名: "😀", 姓のふりがな: "かめい", 名のふりがな: "えがお" });
  await press(window, "この内容で登録する");
  await window.waitFor("さんを保存しました。");
}

async function printsAllButOne(window, pc) {
  await goTo(window, "患者さん");
  await press(window, "同意書をまとめて印刷する");
  await window.waitForHeading("まとめて印刷する");
  await press(window, "同意書がまだの方（2人）");
  await press(window, "2人分の紙面を作る");
  await window.waitFor("1人分は作れませんでした");
  await window.waitFor("「😀」（仮名 😀さんの");
  await window.waitFor("1人分を印刷する（2ページ）");
  await pagesDrawn(window);
  await picture(window, "print-job-failed");
  assert.deepEqual(await violations(window), [], "the failure can be read by everybody");
  const text = squeezed(textOf(await save(window, pc)));
  assert.ok(text.includes("𠮷田渚") && !text.includes("再発行"), "the rest went on");
  await window.waitFor("残りは1人です");
  await picture(window, "print-job-left");
  await goTo(window, "きょうの仕事");
  await window.waitFor("患者さんの同意書：2人のうち1人を印刷しました。");
  await window.execute("document.querySelector('#print-jobs').scrollIntoView()");
  await picture(window, "print-job-today");
  assert.deepEqual(await violations(window), [], "きょうの仕事 is for everybody");
}

async function mendsAndPrintsTheRest(window, pc) {
  await window.click(await window.findBeginning("続きから", "section[aria-labelledby=print-jobs] button"));
  await window.waitFor("1人分は作れませんでした");
  await press(window, "仮名 😀さんを開く");
  await window.waitFor("登録の内容");
  await fill(window, { 名: "笑" });
  await press(window, "変更を保存する");
  await window.waitFor("さんを保存しました。");
  await press(window, "戻る");
  await window.waitFor("1人分を印刷する（2ページ）");
  assert.ok(squeezed(textOf(await save(window, pc))).includes("仮名笑"), "she is printed after mending");
  await window.waitFor("全員の分を印刷しました");
}

async function printsOnceMore(window, pc) {
  await goTo(window, "書類");
  await window.click(await window.findBeginning("まとめて印刷する", "main .tiles button"));
  await window.waitForHeading("まとめて印刷する");
  await press(window, "署名待ちの同意書（再発行）");
  await press(window, "署名待ちの方（3件）");
  await press(window, "3人分の紙面を作る");
  await window.waitFor("3人分を印刷する（6ページ）");
  const text = textOf(await save(window, pc));
  assert.equal(text.match(/再発行/gu)?.length, 6, "each sheet says that it was printed before");
  await goTo(window, "書類");
  await window.waitFor("2部（再発行）");
  await window.execute("document.querySelector('#made').scrollIntoView()");
  await picture(window, "print-job-history");
  assert.deepEqual(await violations(window), [], "the record is for everybody");
}

async function isToldOfConsentsThereAre(window) {
  await goTo(window, "患者さん");
  await press(window, "同意書をまとめて印刷する");
  await window.waitFor("同意書がまだの方（0人）");
  await window.waitFor("署名した有効な同意書があります");
  await choose(window, "仮名 笑（かめい えがお）");
  await window.execute(`document.querySelector("main ul").scrollIntoView({ block: "center" })`);
  await picture(window, "print-job-already");
  assert.deepEqual(await violations(window), [], "everybody is told");
  await press(window, "1人分の紙面を作る");
  await window.waitFor("1人分を印刷する（2ページ）");
}

async function leavesOutWhoGotOneMeanwhile(window, pc) {
  await goTo(window, "患者さん");
  await window.click(await window.findBeginning("仮名 笑", "main button.person"));
  await window.waitFor("登録の内容");
  await press(window, "同意書を作る");
  await press(window, "次へ");
  await window.waitForHeading("説明と訪問について");
  await press(window, "次へ");
  await window.waitForHeading("紙面を確認して印刷する");
  await save(window, pc);
  await goTo(window, "きょうの仕事");
  await window.click(await window.findBeginning("続きから", "section[aria-labelledby=print-jobs] button"));
  await window.waitFor("1人分は作れませんでした");
  await window.waitFor("別に印刷されたか記録されました");
  await picture(window, "print-job-meanwhile");
  assert.deepEqual(await violations(window), [], "the reason can be read by everybody");
  await press(window, "残りは印刷しないで終わる");
  await window.waitFor("残りを外して、このまとめて印刷を終わりました。");
}
