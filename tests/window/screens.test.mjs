// Every screen at 100 % and at 200 % type: axe finds nothing at WCAG 2.2 AA, nothing is cut off,
// nothing needs scrolling sideways. Keeps a picture of each. The practice office gives the people.

import assert from "node:assert/strict";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import {
  PASSPHRASE, askedGroups, atSize, choose, fill, fillManager, fillOffice, goTo, groupsOn, lock, newPc, pagesDrawn, picture, press,
  save, sitting,
} from "./office.mjs";

const DAY = "2026-11-20";
const BANNER = "練習モード — ここに入れたものは練習用です";

test("each screen of the practice office is for everybody, and says that it is practice", async () => {
  await sitting(newPc(), DAY, async (window) => {
    const look = looker("practice", window, async (name) => {
      assert.ok((await window.text()).includes(BANNER), `${name}: the banner stands on every screen of the practice office`);
    });
    await window.waitForHeading("連携帳へようこそ");
    await press(window, "練習モードで試す");
    await window.waitForHeading("きょうの仕事");
    await window.waitFor("すぐに始める");
    await look("today");
    await window.press("F1");
    await window.waitFor("マウスがなくても、すべての操作ができます。");
    await look("help");
    await press(window, "閉じる");

    await goTo(window, "患者さん");
    await look("patients");
    await window.click("main table button");
    await window.waitFor("登録の内容");
    await look("patient");
    await goTo(window, "患者さん");
    await press(window, "患者さんを登録する");
    await window.waitForHeading("患者さんを登録する");
    await press(window, "ご家族を追加する");
    await look("patient-new");
    await press(window, "この内容で登録する");
    await window.waitFor("か所を確認してください。");
    await look("patient-refused");

    await goTo(window, "患者さん");
    await press(window, "同意書を作る");
    await window.waitForHeading("だれの同意書を作りますか");
    await look("consent-whose");
    await window.click("main ul li button");
    await window.waitForHeading("だれが署名しますか");
    await choose(window, "代筆");
    await look("consent-who-signs");
    await choose(window, "本人");
    await press(window, "次へ");
    await window.waitForHeading("説明と訪問について");
    await look("consent-visit");
    await press(window, "次へ");
    await window.waitForHeading("紙面を確認して印刷する");
    await pagesDrawn(window);
    await look("consent-pages");
    await press(window, "PDFで保存する");
    await window.waitFor("同意書を用意しました");
    await look("consent-ready");
    await press(window, "この同意書を開く");
    await window.waitFor("署名をもらったら");
    await choose(window, "代筆してもらった");
    await look("consent");

    await goTo(window, "患者さん");
    await press(window, "訪問の準備をする");
    await window.waitForHeading("訪問の準備");
    await window.click("main ul li button");
    await window.waitFor("訪問する順（1人）");
    await look("visit-packet");

    await goTo(window, "職員");
    await look("staff-list");
    await window.click("main table button");
    await window.waitFor("登録の内容");
    await look("staff");
    await goTo(window, "職員");
    await press(window, "職員を登録する");
    await window.waitForHeading("職員を登録する");
    await look("staff-new");

    await goTo(window, "書類");
    await window.waitFor("送付の記録");
    await look("papers");
    await window.click(await window.findBeginning("別紙様式1", "main button"));
    await pagesDrawn(window);
    await look("paper-office-pledge");
    await goTo(window, "書類");
    await window.click(await window.findBeginning("別紙様式2", "main button"));
    await window.waitFor("だれの誓約書を作りますか");
    await look("papers-whose-pledge");
    await goTo(window, "職員");
    await press(window, "別紙様式3 誓約同意書を作る");
    await pagesDrawn(window);
    await look("paper-roster");

    await goTo(window, "設定");
    await window.waitFor("このプログラムについて");
    await look("settings");
    await press(window, "地区の決まりを読む");
    await window.waitForHeading("朝霞地区の決まり");
    await look("policy");
    await goTo(window, "台帳");
    await look("ledgers");
    const ledger = async (title) => {
      await goTo(window, "台帳");
      await window.click(await window.findBeginning(title, "main button"));
      await window.waitForHeading(title);
    };
    await ledger("グループと参加者");
    await look("groups");
    await press(window, "いまの参加者の一覧を印刷する");
    await pagesDrawn(window);
    await look("member-sheet");
    await ledger("グループと参加者");
    await press(window, "参加と解除の記録を印刷する");
    await look("ledger-print");
    await ledger("グループと参加者");
    await window.click("main table button");
    await window.waitFor("これまでの記録");
    await look("group");
    await ledger("MCSのIDとパスワードの変更日");
    await look("passwords");
    await ledger("端末");
    await look("devices");
    await window.click("main table button");
    await window.waitFor("端末の内容");
    await look("device");
    await ledger("持ち出し");
    await look("takeouts");
    await window.click("main table button");
    await window.waitFor("届出の内容");
    await look("takeout");
    await ledger("研修・講習会");
    await look("trainings");
    await ledger("ガイドラインの確認");
    await look("guideline-checks");
    await ledger("紛失・事故");
    await look("incidents");
    await ledger("書類の保存と廃棄");
    await look("disposals");
    await ledger("監査の綴り");
    await look("binder");
    await ledger("記録の点検");
    await look("log");
    await press(window, "練習を終わる");
    await window.waitForHeading("連携帳へようこそ");
    look.report();
  });
});

test("each step of the first start and the lock is for everybody", async () => {
  const pc = newPc();
  await sitting(pc, DAY, async (window) => {
    const look = looker("first", window);
    await window.waitForHeading("連携帳へようこそ");
    await look("welcome");
    await press(window, "はじめる");
    await window.waitForHeading("パスワードを決める");
    await press(window, "このパスワードにする");
    await window.waitFor("か所を確認してください。");
    await look("passphrase-refused");
    await fill(window, { パスワード: PASSPHRASE, もう一度入力: PASSPHRASE });
    await press(window, "このパスワードにする");
    const numbers = await askedGroups(window);
    const groups = groupsOn(await save(window, pc));
    await look("recovery");
    for (const number of numbers) await fill(window, { [`${number}番目のまとまり`]: groups[number - 1] });
    await press(window, "確認して次へ");
    await window.waitForHeading("地域を選ぶ");
    await choose(window, "朝霞地区");
    await look("region");
    await press(window, "この地域にする");
    await fillOffice(window);
    await look("office");
    await press(window, "保存して次へ");
    await fillManager(window);
    await look("manager");
    await press(window, "保存して次へ");
    await window.waitForHeading("準備ができました");
    await look("done");
    await press(window, "きょうの仕事を開く");
    await window.waitForHeading("きょうの仕事");
    await window.waitFor("すぐに始める");
    await look("today");
    for (const entry of ["患者さん", "職員", "書類"]) {
      await goTo(window, entry);
      await window.waitFor("まだ");
      await look(`empty-${["患者さん", "職員", "書類"].indexOf(entry) + 1}`);
    }
    await lock(window);
    await look("lock");
    await press(window, "パスワードを忘れたとき");
    await window.waitForHeading("回復キーで開く");
    await look("forgot");
    look.report();
  });
});

/**
 * Looks at the open screen at both sizes of type and notes what is wrong; `report` says all of it at
 * once, so that one run tells everything.
 */
function looker(story, window, also = async () => {}) {
  const found = new Map(); // a fault → the screens that have it
  const note = (fault, screen) => found.set(fault, [...(found.get(fault) ?? []), screen]);
  const look = async (name) => {
    await atSize(window, 100);
    await check(name, 100);
    await atSize(window, 200);
    await check(name, 200);
    await atSize(window, 100);
  };
  const check = async (name, percent) => {
    const screen = `${story}-${name}-${percent}`;
    await also(screen);
    await pictures(window, screen);
    for (const { rule, help, where } of await violations(window)) note(`axe ${rule}: ${help} (${where})`, screen);
    for (const fault of await faultsOfLayout(window)) note(fault, screen);
  };
  look.report = () => assert.deepEqual(Object.fromEntries(found), {}, "every screen is whole and for everybody at 100 % and at 200 % type");
  return look;
}

/** The screen from its top to its end, page by page. */
async function pictures(window, screen) {
  const pages = await window.execute(
    `const place = document.querySelector("dialog[open]") ?? document.querySelector("main");
     return Math.max(1, Math.min(5, Math.ceil(place.scrollHeight / place.clientHeight - 0.05)))`,
  );
  for (let page = 0; page < pages; page += 1) {
    await window.execute(
      `const place = document.querySelector("dialog[open]") ?? document.querySelector("main");
       place.scrollTop = arguments[0] * (place.clientHeight - 40)`,
      page,
    );
    await picture(window, pages === 1 ? screen : `${screen}-${page + 1}`);
  }
  await window.execute(`(document.querySelector("dialog[open]") ?? document.querySelector("main")).scrollTop = 0`);
}

/** What is cut off, sticks out or needs scrolling sideways, in words. */
function faultsOfLayout(window) {
  return window.execute(`
    const faults = [];
    const called = (one) => one.tagName.toLowerCase() + " 「" + (one.innerText ?? "").trim().slice(0, 20) + "」";
    if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is wider than the window");
    for (const one of document.body.querySelectorAll("*")) {
      const box = one.getBoundingClientRect();
      const style = getComputedStyle(one);
      if (box.width <= 1 || box.height <= 1 || style.visibility === "hidden" || one.closest("svg, .aloud")) continue;
      const field = one.matches("input, textarea, select");
      if (!field && style.overflowX !== "visible" && one.scrollWidth > one.clientWidth + 1) {
        faults.push(called(one) + " is cut off or scrolls sideways");
      }
      const texts = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      for (const text of texts) {
        const range = document.createRange();
        range.selectNodeContents(text);
        const words = range.getBoundingClientRect();
        if (words.right > innerWidth + 1 || words.left < -1) faults.push(called(one) + " stands outside the window");
        const frame = one.closest("button, .chip, td, th");
        const room = frame?.getBoundingClientRect();
        if (room && (words.left < room.left - 1 || words.right > room.right + 1 || words.top < room.top - 3 || words.bottom > room.bottom + 3)) {
          faults.push(called(one) + " sticks out of its frame");
        }
      }
    }
    return [...new Set(faults)]`);
}
