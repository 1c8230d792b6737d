// AC-01 in the real window: the first start in 朝霞地区, and the office on the next morning.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  PASSPHRASE, askedGroups, choose, fill, fillManager, fillOffice, groupsOn, lock, newPc, nobodyIsNamedOnDisk, picture, press,
  save, sitting, unlock,
} from "./office.mjs";
import { until } from "./webdriver.mjs";

const DAY = "2026-11-20";
const NAMES = ["見本", "花子", "みほん", "はなこ", "訪問看護ステーション"];

test("the first start leads to きょうの仕事, survives closing, and the lock shows nothing", async () => {
  const pc = newPc();
  await sitting(pc, DAY, async (window) => {
    await choosesAPassphraseByKeyboard(window);
    await keepsTheRecoverySheet(window, pc);
    await window.waitForHeading("地域を選ぶ");
  });

  // The power went out in the middle.
  await sitting(pc, DAY, async (window) => {
    await window.waitForHeading("ロックしています");
    await unlock(window);
    await window.waitForHeading("地域を選ぶ");
    await choose(window, "朝霞地区");
    await press(window, "この地域にする");
    await entersTheOffice(window);
    await fillManager(window);
    await press(window, "保存して次へ");
    await press(window, "きょうの仕事を開く");
    await window.waitForHeading("きょうの仕事");
    await seesWhatThePolicyAsks(window);
  });

  await sitting(pc, DAY, async (window) => {
    await window.waitForHeading("ロックしています");
    await unlock(window, "Mihon-no-kagi-8");
    await window.waitFor("パスワードが違います");
    const shown = await window.text();
    for (const word of [...NAMES, "きょうの仕事", "MCS管理者", "職員", "患者さん"]) {
      assert.ok(!shown.includes(word), `AC-01 (4): the lock gives nothing away, not even 「${word}」`);
    }
    await picture(window, "first-start-wrong-passphrase");
    assert.equal(await label(window), "パスワード", "and she can type again at once");
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await seesWhatThePolicyAsks(window);
    await lock(window);
  });
  nobodyIsNamedOnDisk(pc, NAMES);
});

async function choosesAPassphraseByKeyboard(window) {
  await window.waitForHeading("連携帳へようこそ");
  await press(window, "はじめる");
  await window.waitForHeading("パスワードを決める");
  await window.findLabelled("パスワード");
  assert.equal(await label(window), "パスワード", "she can type at once: the focus is in the first field");
  await window.press(..."kantan", "Enter");
  await until("Enter leads to the second field", async () => (await label(window)) === "もう一度入力");
  await window.press(..."kantan", "Enter");
  await window.waitFor("パスワードが決まりに合っていません。");
  assert.match(await window.text(), /13文字以上で、英字・数字・記号を入れてください。/, "the refusal says the rule");
  await picture(window, "first-start-weak");

  await window.type(await window.findLabelled("パスワード"), PASSPHRASE);
  // Past the button that shows what was typed, into the second field.
  await window.press("Tab", "Tab");
  assert.equal(await label(window), "もう一度入力", "Tab goes through the form in the order of the eye");
  await window.execute("document.activeElement.select()");
  await window.press(...PASSPHRASE, "Enter");
  await window.waitForHeading("回復キーを保管する");
}

async function keepsTheRecoverySheet(window, pc) {
  const numbers = await askedGroups(window);
  assert.equal(numbers.length, 2, "two groups of the sheet are asked for");
  const sheet = await save(window, pc);
  assert.ok(existsSync(sheet), "the sheet lies where she saved it");
  const groups = groupsOn(sheet);
  assert.equal(groups.length, 9, `nine groups stand on the sheet: ${groups.join(" ")}`);

  const [first, second] = numbers;
  const wrong = groups[first % 9];
  await fill(window, { [`${first}番目のまとまり`]: wrong, [`${second}番目のまとまり`]: groups[second - 1] });
  await press(window, "確認して次へ");
  await window.waitFor("紙の番号と合いません。");
  await picture(window, "first-start-recovery-wrong");
  await fill(window, { [`${first}番目のまとまり`]: groups[first - 1].toLowerCase() });
  await press(window, "確認して次へ");
  assert.ok(existsSync(join(pc.home, "office", "vault.db")), "the records are where they belong");
}

async function entersTheOffice(window) {
  await window.waitForHeading("事業所を入力する");
  await window.type(await window.findLabelled("郵便番号"), "３５１０１０４");
  const address = await window.findLabelled("所在地");
  const filled = await until("the 郵便番号 fills the address", () => window.execute("return arguments[0].value", address));
  assert.match(filled, /^埼玉県和光市/, "351-0104 is in 和光市, from the table inside the program");
  await picture(window, "first-start-postal");
  await fillOffice(window);
  await press(window, "保存して次へ");
}

async function seesWhatThePolicyAsks(window) {
  const duties = await rows(window, "きょう、していただくこと");
  assert.equal(duties.length, 1, `AC-01 (1): exactly one duty: ${JSON.stringify(duties)}`);
  assert.match(duties[0], /MCS管理者を1名以上置いてください/, "AC-01 (1): in these words");
  assert.match(duties[0], /朝霞地区 運用ルール 2\)\(5\)②/, "AC-01 (1): with its clause");
  assert.match(duties[0], /必須/, "and a word says that it must be, not only a colour");
  assert.ok(await isRed(window, "きょう、していただくこと", "必須"), "AC-01 (1): it is red");
  const sentence = "MCS管理者は、事業所ごとに必ず1名以上設置する。";
  assert.ok(!(await window.text()).includes(sentence), "the sentence waits behind a click");
  await press(window, "原文を読む");
  await window.waitFor(sentence);
  await picture(window, "first-start-today");

  const steps = await rows(window, "利用を始めるための手続き");
  assert.equal(steps.length, 4, "AC-01 (2): four steps of the start of use");
  for (const [index, word] of ["事務局", "受領", "同意", "様式3"].entries()) {
    assert.ok(steps[index].includes(word), `AC-01 (2): step ${index + 1} is about ${word}: ${steps[index]}`);
  }
  assert.ok(!(await window.text()).includes("年次報告"), "AC-01 (3): no annual report in Asaka");
}

/** The lines of the list under a heading. */
function rows(window, heading) {
  return until(`the list 「${heading}」`, () =>
    window.execute(
      `const heading = [...document.querySelectorAll("h2")].find((one) => one.textContent.trim().startsWith(arguments[0]));
       const lists = heading?.closest("section").querySelectorAll(":scope > ul > li, :scope > ol > li");
       return lists && [...lists].map((one) => one.innerText)`,
      heading,
    ));
}

/** Whether these words under a heading stand in red or on red. */
function isRed(window, heading, words) {
  return window.execute(
    `const heading = [...document.querySelectorAll("h2")].find((one) => one.textContent.trim().startsWith(arguments[0]));
     const mark = [...heading.closest("section").querySelectorAll("*")].find(
       (one) => one.children.length === 0 && one.textContent.trim() === arguments[1]);
     const { color, backgroundColor } = getComputedStyle(mark);
     return [color, backgroundColor].some((one) => {
       const [red, green, blue, alpha = 1] = one.match(/[0-9.]+/g).map(Number);
       return alpha > 0 && red > 120 && green < red / 2 && blue < red / 2;
     })`,
    heading, words,
  );
}

/** The label of the field that has the focus. */
function label(window) {
  return window.execute(
    "return document.activeElement.labels?.[0]?.textContent.trim().replace(/必須$/, '') ?? document.activeElement.textContent.trim()",
  );
}
