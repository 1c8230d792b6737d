// これまでの変更 in the real window: what stood on a card before is read, and a slip is taken back with its reason.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ICHIRO, addStaff, fill, firstStart, goTo, inLargeType, lock, newPc, nobodyIsNamedOnDisk, picture, press, sitting } from "./office.mjs";

const SLIP = "日付を入れまちがえた";

test("the former values of a card are read, and a pause and a closed duty are taken back", async () => {
  const pc = newPc();
  await sitting(pc, "2026-11-20", async (window) => {
    await firstStart(window, pc);
    await addStaff(window, ICHIRO);
    await fill(window, { メールアドレス: "kakuu@example.jp" }, "登録の内容");
    await press(window, "変更を保存する");
    await window.waitFor("これまでの変更（2件）");
    await fill(window, { 休む初めの日: "2026/12/1" }, "休止（産休など）");
    await press(window, "休止を記録する");
    await window.waitFor("これまでの変更（3件）");
    const pauses = "[aria-labelledby=pauses] button";
    await window.click(await window.findSaying("取り消す", pauses));
    await fill(window, { 取り消す理由: SLIP }, "休止（産休など）");
    await window.click(await window.findSaying("取り消す", pauses));
    await window.waitFor("これまでの変更（4件）");
    await window.waitFor("休止の記録はありません。");
    await window.click(await window.findSaying("これまでの変更（4件）", "summary"));
    await window.waitFor(`理由：${SLIP}`);
    const text = await window.text();
    for (const part of ["前：ichiro@example.jp", "後：kakuu@example.jp", "休止の記録を取り消した", "管理者（自分）"]) {
      assert.ok(text.includes(part), `the history tells ${part}`);
    }
    await look(window, "history-card");
    await inLargeType(window, () => look(window, "history-card-large"));
    await window.execute(`document.querySelector("main").scrollTo(0, 0)`);
    await picture(window, "history-card-top");
    await goTo(window, "きょうの仕事");
    await closesADutyByMistake(window);
    await goTo(window, "設定");
    await window.click(await window.findBeginning("これまでの変更", "summary"));
    await window.waitFor("事業所の内容を保存した");
    await look(window, "history-office");
    await lock(window);
  });
  nobodyIsNamedOnDisk(pc, ["架空", "一郎", "かくう", "ichiro@", "kakuu@"]);
});

async function closesADutyByMistake(window) {
  const step = "[data-duty=contact_secretariat]";
  await window.click(await window.findSaying("済んだ日を入れる", `${step} button`));
  await fill(window, { 済んだ日: "2026/11/20" });
  await window.click(await window.findSaying("済みにする", `${step} button`));
  await window.click(await window.findSaying("済みにした仕事（1件）", "summary"));
  await look(window, "history-duties");
  await window.click(await window.findSaying("取り消す", "details button"));
  await fill(window, { 取り消す理由: SLIP });
  await window.click(await window.findSaying("取り消す", "details button"));
  await window.waitUntilGone("済みにした仕事");
  await window.findSaying("済んだ日を入れる", `${step} button`);
}

async function look(window, name) {
  await window.execute(`document.querySelector("details[open]").scrollIntoView({ block: "start" })`);
  await picture(window, name);
}
