// AC-02 in the real window: a new colleague, her pledge, the roster, and what was posted.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  ICHIRO, addStaff, choose, fill, firstStart, goTo, lock, newPc, nobodyIsNamedOnDisk, pagesDrawn, picture, press, save, signsPledge, sitting,
  squeezed, textOf, unlock,
} from "./office.mjs";

const MIO = {
  family: "仮名", given: "澪", familyKana: "かめい", givenKana: "みお",
  職種: "看護師", メールアドレス: "ｍｉｏ@example.jp", 登録日: "Ｒ８．１２．１",
};
const NO_MANAGER = "MCS管理者を1名以上置いてください";
const NAMES = ["見本", "花子", "架空", "一郎", "かくう", "ichiro@", "仮名", "かめい", "mio@", "みほん訪問"];

test("a new colleague is pledged, listed and sent", async () => {
  const pc = newPc();
  await sitting(pc, "2026-11-20", async (window) => {
    await firstStart(window, pc);
    await appointsIchiro(window);
    await lock(window);
  });
  await sitting(pc, "2026-12-01", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await addStaff(window, MIO);
    await picture(window, "staff-joins-card");
    await isNotReadyBeforeThePledge(window);
    await printsHerPledge(window, pc);
    await printsTheRoster(window, pc);
    await entersThePledge(window);
    await lock(window);
  });
  await sitting(pc, "2026-12-02", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await recordsThePosting(window);
    await lock(window);
  });
  nobodyIsNamedOnDisk(pc, NAMES);
});

async function appointsIchiro(window) {
  await window.waitFor(NO_MANAGER);
  await addStaff(window, ICHIRO);
  // From the duty itself: its button leads to the list, the list to the very part of his card.
  await goTo(window, "きょうの仕事");
  await window.waitFor(NO_MANAGER);
  await press(window, "MCS管理者を選ぶ");
  await window.waitFor("MCS管理者にする職員を選んでください。");
  await window.click(await window.findSaying("架空 一郎かくう いちろう", "button"));
  await fill(window, { 始める日: "2026/11/20" }, "MCS管理者");
  await press(window, "MCS管理者にする");
  await window.waitFor("からMCS管理者です。");
  await goTo(window, "きょうの仕事");
  await window.waitFor("利用を始めるための手続き");
  assert.ok(!(await window.text()).includes(NO_MANAGER), "the red duty has gone with the appointment");
}

async function isNotReadyBeforeThePledge(window) {
  await window.waitFor("利用準備");
  await window.waitFor("誓約書がまだです");
  assert.match(await window.text(), /グループに入れません/, "AC-02 (3): no group before the pledge");
  assert.match(await window.text(), /令和8年/, "a date typed in full width is read, and shown in both calendars");
}

async function printsHerPledge(window, pc) {
  await press(window, "誓約書を作る");
  assert.ok((await pagesDrawn(window)) >= 1, "様式2 is really drawn before it is printed");
  await picture(window, "staff-joins-form-2");
  const text = squeezed(textOf(await save(window, pc)));
  const title = "メディカルケアステーション（MCS）利用に係る連携情報保持に関する誓約書";
  for (const part of [title, "みほん訪問看護ステーション", "管理者見本花子殿"]) {
    assert.ok(text.includes(part), `AC-02 (1): 様式2 shows ${part}`);
  }
  const articles = articlesOfForm2();
  assert.ok(articles.length >= 5, "the policy's own text of 第1条–第5条 is at hand");
  for (const sentence of articles) assert.ok(text.includes(sentence), `AC-02 (1): word for word: ${sentence}`);
}

async function printsTheRoster(window, pc) {
  await goTo(window, "職員");
  await press(window, "別紙様式3 誓約同意書を作る");
  assert.equal(await pagesDrawn(window), 1, "two people stand on one sheet");
  await picture(window, "staff-joins-form-3");
  const page = textOf(await save(window, pc));
  const lines = page.split("\n").map(squeezed).filter(Boolean);
  const kana = lines.findIndex((line) => line.includes("かめい"));
  const name = lines.findIndex((line) => line.includes("仮名澪"));
  assert.ok(kana >= 0 && kana < name, "AC-02 (2): ふりがな stands above the name");
  for (const part of ["令和8年12月1日", "看護師", "mio@example.jp"]) {
    assert.ok(squeezed(page).includes(part), `AC-02 (2): her row shows ${part}`);
  }
  assert.equal(page.match(/令和8年/g).length, 2, "AC-02 (2): two 登録日; 解除日 and 誓約日 stand empty");
  const manager = lines.find((line) => line.includes("管理者氏名"));
  assert.match(manager, /見本花子.*印/, "AC-02 (2): 管理者氏名 with 印");
  await fill(window, { "日付（誓約日・申込日など）": "令和8年12月1日" });
  await press(window, "この日付で紙面を作り直す");
  await window.waitUntilGone("紙面を作っています…");
  const pledged = textOf(await save(window, pc));
  assert.ok(squeezed(pledged).includes("誓約日：令和8年12月1日"), "AC-02 (2): 誓約日 as entered");
  // What lies ready for the viewer goes with the lock; the search of the disk at the end sees to it.
  await press(window, "印刷する");
  await window.waitFor("印刷用の画面を開きました。");
}

async function entersThePledge(window) {
  await goTo(window, "職員");
  await window.click(await window.findSaying("仮名 澪かめい みお", "button"));
  await window.waitFor("誓約書がまだです");
  await signsPledge(window, "20261201");
  assert.ok(!(await window.text()).includes("誓約書がまだです"), "AC-02 (3): after the pledge nothing stands in the way");
  await picture(window, "staff-joins-pledged");
}

async function recordsThePosting(window) {
  await goTo(window, "書類");
  await window.waitFor("送付した日");
  const roster = await window.execute(
    `return [...document.querySelectorAll("label")].map((one) => one.textContent.trim()).find((one) => one.includes("様式3"))`,
  );
  assert.ok(roster, "the roster that was made is offered for posting");
  const offered = await window.execute(`return [...document.querySelectorAll("label")].map((one) => one.innerText).join()`);
  assert.ok(!offered.includes("回復キー"), "the recovery sheet is never offered for posting: it opens the records");
  await choose(window, roster);
  await fill(window, { 送付した日: "令和8年12月2日" });
  await press(window, "送付を記録する");
  await window.waitFor("送付を記録しました。");
  const rows = await window.execute(
    `const table = [...document.querySelectorAll("table")].find((one) => one.caption?.textContent.trim() === "送付の記録");
     return [...table.tBodies[0].rows].map((row) => row.innerText)`,
  );
  assert.equal(rows.length, 1, "AC-02 (4): one posting");
  for (const part of ["様式3", "朝霞地区医師会地域包括ケア支援室", "原本", "2026年12月2日"]) {
    assert.ok(rows[0].includes(part), `AC-02 (4): the record shows ${part}: ${rows[0]}`);
  }
  await picture(window, "staff-joins-posted");
}

/** The articles of 様式2 as the policy has them, without blanks and emphasis. */
function articlesOfForm2() {
  const policy = readFileSync(new URL("../../forms/asaka/2026-11/policy-text.txt", import.meta.url), "utf8");
  const forms = policy.split("\n## ").filter((part) => part.includes("（連携情報保持の誓約）"));
  const lines = forms[1].split("\n").slice(1).map((line) => squeezed(line).replace(/[*#\\]/g, "").replace(/^-+/, ""));
  return lines.filter((line) => line.length > 12 && !line.includes("（氏名）") && !line.startsWith("一般社団法人"));
}
