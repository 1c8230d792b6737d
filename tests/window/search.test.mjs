// すべてからさがす in the real window, by keyboard alone: over a form that is half filled, and over a list.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { atSize, goTo, newPc, picture, press, sitting } from "./office.mjs";
import { until } from "./webdriver.mjs";

const DAY = "2026-11-20";
const HINT = "さがしたことばは、どこにも残りません。";

test("what she looks for opens by keyboard alone, and nothing typed is lost", async () => {
  await sitting(newPc(), DAY, async (window) => {
    await window.waitForHeading("連携帳へようこそ");
    await window.press("Control+f");
    assert.ok(!(await window.text()).includes(HINT), "before the records are open there is nothing to search");
    await press(window, "練習モードで試す");
    await window.waitForHeading("きょうの仕事");

    await overAHalfFilledForm(window);
    await throughTheList(window);
    await findsNothing(window);
    await isForEverybody(window);
  });
});

async function overAHalfFilledForm(window) {
  await goTo(window, "職員");
  await press(window, "職員を登録する");
  await window.waitForHeading("職員を登録する");
  await window.type(await window.findLabelled("姓"), "見本");
  await window.press("Control+f");
  await window.waitFor(HINT);
  assert.equal(await focusedRole(window), "combobox", "she types at once");
  await window.press("Escape");
  await window.waitUntilGone(HINT);
  const back = await window.execute("return [document.activeElement.value, document.querySelector('h1').textContent.trim()]");
  assert.deepEqual(back, ["見本", "職員を登録する"], "the focus is back in the field, and what she typed is there");

  // She goes elsewhere all the same: what was typed waits as a draft.
  await window.press("F3");
  await window.waitFor(HINT);
  await window.press(..."設定");
  await currentIs(window, "設定");
  await window.press("Enter");
  await window.waitForHeading("設定");
  await press(window, "戻る");
  await window.waitFor("前回の続きから表示しています。");
  assert.equal(await window.execute("return arguments[0].value", await window.findLabelled("姓")), "見本", "nothing is lost");
}

async function throughTheList(window) {
  await goTo(window, "患者さん");
  await until("the list is there", () => window.execute(`return Boolean(document.querySelector("main table .person"))`));
  const [name, kana] = await window.execute(
    `const row = document.querySelector("main table .person");
     return [row.querySelector("strong").textContent, row.querySelector(".kana").textContent]`,
  );
  await window.press("Control+f");
  await window.waitFor(HINT);
  await window.press(...kana.split(" ")[0]);
  await until("the first is chosen", async () => (await current(window)).startsWith(name));
  await window.press("Enter");
  await window.waitFor("登録の内容");
  assert.ok(!(await window.text()).includes(HINT), "the window is closed");

  await window.press("Control+f");
  await window.waitFor(HINT);
  await window.press(..."登録");
  await until("the first is chosen", () => current(window));
  const first = await current(window);
  await window.press("Down");
  await until("the arrow leads on", async () => (await current(window)) !== first);
  await window.press("Up");
  await until("and back", async () => (await current(window)) === first);
  assert.equal(await focusedRole(window), "combobox", "the focus stays where she types");
  await picture(window, "search");
  await window.press("Escape");

  // More than five: the list with the same text is one of the lines. Typing six cards would take a minute.
  await window.execute(
    `const card = (given) => ({ name: { family: "仮名", given, familyKana: "かめい", givenKana: "" }, bornOn: "", postalCode: "", address: "見本市1", phone: "", note: "", family: [] });
     return Promise.all([..."一二三四五六"].map((given) => window.__TAURI_INTERNALS__.invoke("care_recipient_add", { typed: card(given) }))).then(() => true)`,
  );
  await window.press("F3");
  await window.waitFor(HINT);
  await window.press(..."ｶﾒｲ");
  await until("there are more than are shown", () => window.execute("return Boolean(document.querySelector('.more[role=option]'))"));
  for (let tries = 0; tries < 40 && !(await current(window)).startsWith("ほか"); tries += 1) await window.press("Down");
  await picture(window, "search-more");
  await window.press("Enter");
  await window.waitForHeading("患者さん");
  await until("the list has the same text", () => window.execute(`return document.querySelector("main [role=search] input")?.value === "ｶﾒｲ"`));
  await until("and all of them", async () => (await window.execute(`return document.querySelectorAll("main table .person").length`)) === 6);
}

async function findsNothing(window) {
  await window.press("Control+f");
  await window.waitFor(HINT);
  await window.press(..."zzzz");
  await window.waitFor("「zzzz」は見つかりません。");
  await window.waitFor("控え番号の数字だけでもさがせます");
  await picture(window, "search-nothing");
  await window.press("Escape");
  await window.waitUntilGone(HINT);
  await window.press("Control+f");
  await window.waitFor(HINT);
  const left = await window.execute(`return document.querySelector('[role="combobox"]').value`);
  assert.equal(left, "", "what was searched before is not there any more");
}

async function isForEverybody(window) {
  await window.press(..."20261");
  await until("a consent is found by its digits", async () => (await current(window))?.startsWith("同意-2026-0001"));
  for (const size of [100, 200]) {
    await atSize(window, size);
    await window.press("Escape");
    await window.waitUntilGone("氏名・ふりがな・控え番号・ことば");
    await picture(window, `search-head-${size}`);
    await window.press("Control+f");
    await window.waitFor("氏名・ふりがな・控え番号・ことば");
    await window.press(..."かめい");
    await until("people are found", async () => (await current(window)).startsWith("仮名"));
    assert.deepEqual(await violations(window), [], `axe at ${size} %`);
    await picture(window, `search-${size}`);
  }
  await atSize(window, 100);
  await window.press("Escape");
}

/** The text of the line that Enter would open. */
const current = (window) => window.execute(`return document.querySelector('[role="option"][aria-selected="true"]')?.innerText ?? ""`);

const currentIs = (window, words) => until(`「${words}」 is chosen`, async () => (await current(window)).startsWith(words));

const focusedRole = (window) => window.execute("return document.activeElement.getAttribute('role')");
