// She is interrupted in the middle of every form: a power cut, the telephone, a lunch. What was typed is
// offered again, the size of type stays, Enter goes on, and nobody at the desk means a locked screen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fill, firstStart, goTo, lock, newPc, nobodyIsNamedOnDisk, picture, press, sitting, unlock, valueOf } from "./office.mjs";

const DAY = "2026-11-20";
const NAMES = ["仮名", "かめい", "書きかけ", "見本", "花子"];

test("a power cut in the middle of a form costs nothing", async () => {
  const pc = newPc();
  await sitting(pc, DAY, async (window) => {
    await firstStart(window, pc);
    await goTo(window, "職員");
    await press(window, "職員を登録する");
    await window.waitForHeading("職員を登録する");
    await entersByEnter(window);
    await pressLarger(window);
    // A draft is kept within a second of the last key; this is the wait of a hand, not of a machine.
    await pause(1200);
  });

  await sitting(pc, DAY, async (window) => {
    await window.waitForHeading("ロックしています");
    await window.waitFor("文字 125%");
    assert.equal(
      await window.execute("return getComputedStyle(document.documentElement).fontSize"), "22.5px",
      "A＋ stays after a restart, already at the lock",
    );
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await window.waitFor("書きかけの入力が残っています。");
    await picture(window, "interrupted-today");
    await press(window, "続きから");
    await window.waitFor("前回の続きから表示しています。");
    for (const [label, text] of [["姓", "仮名"], ["姓のふりがな", "かめい"], ["メールアドレス", "mio@example.jp"]]) {
      assert.equal(await valueOf(window, label), text, `${label} stands there as she typed it`);
    }
    await picture(window, "interrupted-draft");

    await fill(window, { 職種: "書きかけ" });
    await nobodyIsAtTheDesk(window);
    await unlock(window);
    await window.waitForHeading("職員を登録する").catch(async () => {
      // Where unlocking leads back to きょうの仕事, the draft is one click away.
      await press(window, "続きから");
    });
    await window.waitFor("前回の続きから表示しています。");
    assert.equal(await valueOf(window, "職種"), "書きかけ", "the lock took nothing that was typed just before");
    await lock(window);
  });
  nobodyIsNamedOnDisk(pc, NAMES);
});

/** Types a colleague with the keyboard alone: Enter leads from field to field. */
async function entersByEnter(window) {
  await window.click(await window.findLabelled("姓"));
  for (const [label, text] of [["姓", "仮名"], ["名", "澪"], ["姓のふりがな", "かめい"], ["名のふりがな", "みお"], ["職種", "看護師"]]) {
    assert.equal(await focusedLabel(window), label, `Enter leads to ${label}`);
    await window.execute("document.activeElement.select()");
    await window.press(...text);
    await window.press("Enter");
  }
  assert.equal(await focusedLabel(window), "メールアドレス", "and on to the next");
  await window.press(..."mio@example.jp");
}

async function pressLarger(window) {
  await press(window, "A＋");
  await window.waitFor("文字 125%");
}

/** Five minutes go by without a key: the page's clock is put forward instead of waiting. */
async function nobodyIsAtTheDesk(window) {
  await window.execute("const now = Date.now; Date.now = () => now() + 5 * 60_000 + 1000");
  await window.waitForHeading("ロックしています");
  const shown = await window.text();
  for (const name of NAMES) assert.ok(!shown.includes(name), `the lock hides 「${name}」`);
  await picture(window, "interrupted-locked");
}

function focusedLabel(window) {
  return window.execute("return document.activeElement.labels?.[0]?.textContent.trim().replace(/必須$/, '')");
}
