// 自作様式 in the real window: a blank is loaded, values are put on it by mouse and by keyboard, tried, used, and
// the paper comes out on it. The draft and going back hold what was placed.

import assert from "node:assert/strict";
import { copyFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { atSize, goTo, newPc, picture, press, sittingWithFile, squeezed, textOf } from "./office.mjs";
import { until } from "./webdriver.mjs";

const DAY = "2026-11-20";
const BLANKS = join(dirname(fileURLToPath(import.meta.url)), "../blanks");
const FORM = "連携守秘誓約書";

test("a paper comes out on the association's own blank", async () => {
  const pc = newPc();
  await sittingWithFile(pc, DAY, "blank", (window, chosen) => story(window, pc, chosen));
});

async function story(window, pc, chosen) {
  await window.waitForHeading("連携帳へようこそ");
  await press(window, "練習モードで試す");
  await window.waitForHeading("きょうの仕事");
  await goTo(window, "設定");
  await press(window, "自作様式を開く");
  await window.waitForHeading("公式の用紙を使う（自作様式）");
  await window.waitFor(FORM);
  await looksWell(window, "own-form-list");
  await openForm(window);
  await window.waitFor("参考様式で印刷しています。");

  copyFileSync(join(BLANKS, "password.pdf"), chosen);
  await press(window, "公式の用紙を読み込む");
  await window.waitFor("パスワードのかかったPDFです。");
  copyFileSync(join(BLANKS, "reportlab-turned.pdf"), chosen);
  await press(window, "公式の用紙を読み込む");
  await window.waitFor("印刷できる項目");
  await until("the page is drawn", () => window.execute(`return document.querySelector("[role=application] img")?.naturalWidth > 0`));
  copyFileSync(join(BLANKS, "reportlab.pdf"), chosen);
  await press(window, "別の用紙に替える");
  await window.waitFor("1ページ目／全2ページ");

  // By keyboard: the button, then the arrows, from the middle of the page.
  await press(window, "紙に置く");
  const first = await placed(window);
  assert.deepEqual(first, [{ x: 75, y: 144.5, selected: true }], "the value lies in the middle of the page");
  await window.press("Right");
  await window.press("Down");
  assert.deepEqual(await placed(window), [{ x: 76, y: 145.5, selected: true }], "an arrow moves it by 1 mm");
  await press(window, "一つ前に戻す");
  assert.deepEqual(await placed(window), [{ x: 76, y: 144.5, selected: true }], "going back is one step");
  await typeNumber(window, "上から（mm）", 40);
  assert.equal((await placed(window))[0].y, 40, "numbers move it too");

  // By mouse: a value is carried to the page, and from there further.
  await carry(window, "事業所の電話番号", 0.5, 0.25);
  await until("two values lie on the page", async () => (await placed(window)).length === 2);
  const [, carried] = await placed(window);
  assert.ok(Math.abs(carried.x + 30 - 105) < 2 && Math.abs(carried.y + 4 - 74.25) < 2, `where it was dropped: ${JSON.stringify(carried)}`);
  await drag(window, 0.5, 0.25, 0.5, 0.5);
  const [, dragged] = await placed(window);
  assert.ok(Math.abs(dragged.y + 4 - 148.5) < 2, `it follows the mouse: ${JSON.stringify(dragged)}`);
  await looksWell(window, "own-form-edit");

  // What was placed and not kept is there again.
  await goTo(window, "職員");
  await goTo(window, "設定");
  await press(window, "自作様式を開く");
  await window.waitFor(FORM);
  await openForm(window);
  await window.waitFor("前回の続きから表示しています。");
  assert.equal((await placed(window)).length, 2, "the draft holds both");

  await press(window, "できあがりを見る");
  await window.waitFor("（試し刷り）");
  await until("the trial is drawn", () => window.execute("return document.querySelector('figure img')?.naturalWidth > 0"));
  await window.execute("document.querySelector('figure').scrollIntoView()");
  await picture(window, "own-form-trial");
  await window.click(await window.findLabelled("プリンターには公式の用紙を入れる（値だけを印刷する）"));
  await press(window, "位置合わせの紙を作る");
  await until("the test page is drawn", () => window.execute("return document.querySelector('figure img')?.naturalWidth > 0 && document.querySelectorAll('figure').length === 1"));
  await window.execute("document.querySelector('figure').scrollIntoView()");
  await picture(window, "own-form-ruler");
  await press(window, "一つ前に戻す");
  await atSize(window, 200);
  await looksWell(window, "own-form-edit-200");
  const wide = await window.execute("return document.documentElement.scrollWidth > innerWidth || document.querySelector('main').scrollWidth > document.querySelector('main').clientWidth");
  assert.equal(wide, false, "at 200 % type nothing needs scrolling sideways");
  await atSize(window, 100);
  await window.waitFor("文字 100%");
  await press(window, "この用紙を使う");
  await window.waitFor("公式の用紙で印刷しています。");

  await goTo(window, "書類");
  await window.click(await window.findBeginning("別紙様式1", "main button"));
  await until("both pages are drawn", () => window.execute("return [...document.querySelectorAll('figure img')].filter((one) => one.naturalWidth > 0).length === 2"));
  await press(window, "PDFで保存する");
  await window.waitFor("に保存しました。");
  const text = squeezed(textOf(join(pc.saved, readdirSync(pc.saved).find((file) => file.endsWith(".pdf")))));
  for (const words of ["BLANK1", "BLANK2", "みほん訪問看護ステーション", "048(000)0001"]) {
    assert.ok(text.includes(words), `the official page with the values on it: ${words} in ${text}`);
  }
}

async function openForm(window) {
  await window.click(await window.findSaying("用紙を開く", "main button"));
  await window.waitFor("いま");
}

/** Where the values lie, in mm. */
function placed(window) {
  return window.execute(
    `return [...document.querySelectorAll("[role=application] rect:not(.again)")].map((one) => ({
       x: Number(one.getAttribute("x")), y: Number(one.getAttribute("y")), selected: one.classList.contains("selected"),
     }))`,
  );
}

async function typeNumber(window, label, number) {
  const field = await window.findLabelled(label);
  await window.execute(
    `arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event("change", { bubbles: true }))`, field, String(number),
  );
}

/** The mouse carries a value from the list to a part of the page's width and height. */
async function carry(window, words, x, y) {
  const [from, to] = await window.execute(
    `const page = document.querySelector("[role=application]");
     page.scrollIntoView({ block: "start" });
     const row = [...document.querySelectorAll(".value")].find((one) => one.innerText.startsWith(arguments[0]));
     row.scrollIntoView({ block: "nearest" });
     const [start, end] = [row, page].map((one) => one.getBoundingClientRect());
     return [[start.left + 5, start.top + start.height / 2], [end.left + end.width * arguments[1], end.top + end.height * arguments[2]]]`,
    words, x, y,
  );
  await window.drag(from, to);
}

/** The mouse takes what lies at a part of the page and moves it to another. */
async function drag(window, fromX, fromY, toX, toY) {
  const [from, to] = await window.execute(
    `const page = document.querySelector("[role=application]");
     page.scrollIntoView({ block: "start" });
     const box = page.getBoundingClientRect();
     const point = (x, y) => [box.left + box.width * x, box.top + box.height * y];
     return [point(arguments[0], arguments[1]), point(arguments[2], arguments[3])]`,
    fromX, fromY, toX, toY,
  );
  await window.drag(from, to);
}

async function looksWell(window, name) {
  await picture(window, name);
  const found = await violations(window);
  assert.deepEqual(found.map(({ rule, help, where }) => `${rule}: ${help} (${where})`), [], `${name} is for everybody`);
}
