// AC-07 in the real window: 仮名 澪 leaves in the order of 熊谷, and the round of passwords (AC-11).

import assert from "node:assert/strict";
import { test } from "node:test";
import { addStaff, choose, fill, firstStart, goTo, lock, newPc, nobodyIsNamedOnDisk, picture, press, save, sitting, squeezed, textOf, unlock } from "./office.mjs";

const MIO = { family: "仮名", given: "澪", familyKana: "かめい", givenKana: "みお", 職種: "看護師", メールアドレス: "mio@example.jp", 登録日: "2026/12/01", MCSのID: "mio01" };
const TOO_LATE = "本人が退会できなくなりました。『スタッフ解除』を行ってください";

test("leaving goes step by step, in the order of the region", async () => {
  const pc = newPc();
  await sitting(pc, "2026-12-01", async (window) => {
    await firstStart(window, pc, "熊谷市");
    await addStaff(window, MIO);
    await window.waitFor("入職の手順");
    await picture(window, "leaving-joining");
    await lock(window);
  });
  await sitting(pc, "2027-03-01", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await entersAPassword(window);
    await beginsToLeave(window);
    await lock(window);
  });
  await sitting(pc, "2027-04-01", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await isTooLate(window);
    await lock(window);
  });
  nobodyIsNamedOnDisk(pc, ["仮名", "かめい", "mio@", "mio01"]);
});

async function entersAPassword(window) {
  await goTo(window, "台帳");
  await window.click(await window.findSaying("MCSのIDとパスワードの変更日だれがいつ変えたか。パスワードそのものは書きません", "button"));
  await window.waitFor("記録がありません");
  const fields = await window.execute(`return [...document.querySelectorAll("input[type=password]")].length`);
  assert.equal(fields, 0, "AC-11: no field takes a password");
  await window.execute(`document.querySelector("td input[type=checkbox]").click()`);
  await press(window, "きょう変えた（1人）");
  await window.waitFor("変更日を記録しました。");
  await window.waitFor("あと61日");
  await picture(window, "password-round");
}

async function beginsToLeave(window) {
  await goTo(window, "職員");
  await window.click(await window.findSaying("仮名 澪かめい みお", "button"));
  await fill(window, { "最終日（資格喪失日）": "令和9年3月31日" });
  await press(window, "退職の手続きを始める");
  await window.waitFor("退職手続中");
  const steps = await window.execute(`return [...document.querySelectorAll("[data-step] strong")].map((one) => one.textContent)`);
  const order = ["グループからの解除", "様式2（変更届）を作る・提出", "貸与端末の返却と消去", "本人によるMCSの退会（最終日より前）", "誓約の確認（退職後も守秘）"];
  assert.deepEqual(steps.filter((title) => order.includes(title)), order, "AC-07 (1): in this order");
  assert.match(await window.text(), /先に「様式2（変更届）を作る・提出」を済ませてください。/, "AC-07 (2): 退会 is locked");
  await picture(window, "leaving-steps");
  await goTo(window, "きょうの仕事");
  await window.waitFor("グループからの解除");
  await picture(window, "leaving-today");
}

async function isTooLate(window) {
  await window.waitFor(TOO_LATE);
  await picture(window, "leaving-too-late-today");
  await goTo(window, "職員");
  await window.click(await window.findSaying("仮名 澪かめい みお", "button"));
  await window.waitFor(TOO_LATE);
  await picture(window, "leaving-too-late");
  assert.match(await window.text(), /退職手続中/, "AC-07 (4): not 利用終了 while a step is open");
}
