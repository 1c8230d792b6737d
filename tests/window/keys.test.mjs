// The keys in the manager's hands, in the real window: a new password, a deputy's own, the recovery sheet
// for a password only, the check of the log, and an older copy of the records.

import assert from "node:assert/strict";
import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { fill, firstStart, goTo, groupsOn, lock, newPc, PASSPHRASE, picture, press, save, sitting, unlock } from "./office.mjs";

const DAY = "2026-11-20";
const NEW = "aozora.to.72-no.neko";
const DEPUTY = "kujira 8 to tsuki!";

test("a new password opens, the old one does not, and the recovery sheet asks for it", async () => {
  const pc = newPc();
  await sitting(pc, DAY, async (window) => {
    await firstStart(window, pc);
    await goTo(window, "設定");
    await window.waitFor("郵便番号データ：2026年");
    assert.deepEqual(await violations(window), [], "設定 can be used by everyone");

    await changePassword(window, "Mihon-no-kagi-8");
    await window.waitFor("パスワードが違います");
    await picture(window, "keys-wrong-password");
    await changePassword(window, PASSPHRASE);
    await window.waitFor("パスワードを変えました。");
    await lock(window);
    await unlock(window, PASSPHRASE);
    await window.waitFor("パスワードが違います");
    await unlock(window, NEW);
    await goTo(window, "設定");

    await showSheet(window, PASSPHRASE);
    await window.waitFor("パスワードが違います");
    assert.equal((await window.findAll("figure")).length, 0, "without the password no sheet is shown");
    await showSheet(window, NEW);
    const groups = groupsOn(await save(window, pc));
    assert.equal(groups.length, 9, "the sheet has all groups of the key");
    await picture(window, "keys-sheet-again");
    assert.deepEqual(await violations(window), [], "the sheet in 設定");
    await press(window, "紙面を閉じる");
    await window.waitFor("回復キーをもう一度印刷する");
  });
});

test("a deputy comes in with a password of their own, and the log is whole", async () => {
  const pc = newPc();
  await sitting(pc, DAY, async (window) => {
    await firstStart(window, pc);
    await goTo(window, "設定");
    await press(window, "副管理者を加える");
    await fill(window, { 副管理者のパスワード: DEPUTY, 副管理者のパスワードをもう一度: DEPUTY });
    assert.deepEqual(await violations(window), [], "the form for a deputy");
    await press(window, "このパスワードで加える");
    await window.waitFor("副管理者を加えました。");
    await lock(window);

    await unlock(window, DEPUTY);
    await goTo(window, "設定");
    await window.waitFor("副管理者（いま開いている方）");
    await goTo(window, "台帳");
    await window.click(await window.findBeginning("記録の点検", "main button"));
    await window.waitForHeading("記録の点検");
    assert.deepEqual(await violations(window), [], "the log");
    await press(window, "記録を点検する");
    await window.waitFor("記録は変更されていません（");
    await fill(window, { 控えの番号: "0000-0000-0000-0000" });
    await press(window, "番号を確かめる");
    await window.waitFor("控えの番号が記録にありません");
    await picture(window, "log");
    await press(window, "点検記録を印刷する");
    await press(window, "紙面を作る");
    await window.waitFor("印刷する");
    await picture(window, "log-paper");
    await lock(window);

    await unlock(window, PASSPHRASE);
    await goTo(window, "設定");
    await press(window, "外す");
    await window.waitFor("外しますか。");
    await picture(window, "keys-remove-deputy");
    await press(window, "外す");
    await window.waitFor("外しました。");
  });
});

test("an older copy is told at once, and used only for a reason", async () => {
  const pc = newPc();
  const vault = join(pc.home, "office", "vault.db");
  await sitting(pc, DAY, async (window) => {
    await firstStart(window, pc);
    await lock(window);
    copyFileSync(vault, `${vault}.yesterday`);
    await unlock(window, PASSPHRASE);
    await window.waitForHeading("きょうの仕事");
    await lock(window);
    copyFileSync(`${vault}.yesterday`, vault);

    await unlock(window, PASSPHRASE);
    await window.waitForHeading("記録が、前に使ったときより古くなっています");
    assert.equal((await window.findAll("nav")).length, 0, "nothing else is offered until she decides");
    assert.deepEqual(await violations(window), [], "the notice of an older copy");
    await picture(window, "keys-older");
    await lock(window);
    await unlock(window, PASSPHRASE);
    await window.waitForHeading("記録が、前に使ったときより古くなっています");
    await press(window, "理由を書いて、この記録を使い続ける");
    await window.waitFor("1か所を確認してください。");
    await fill(window, { 使い続ける理由: "昨日の控えから戻した" });
    await press(window, "理由を書いて、この記録を使い続ける");
    await window.waitForHeading("きょうの仕事");
    await lock(window);
    await unlock(window, PASSPHRASE);
    await window.waitForHeading("きょうの仕事");
  });
  assert.ok(existsSync(vault), "the records are where they were");
});

async function changePassword(window, old) {
  await fill(window, { いまのパスワード: old, 新しいパスワード: NEW, 新しいパスワードをもう一度: NEW });
  await press(window, "パスワードを変える");
}

async function showSheet(window, password) {
  await fill(window, { パスワード: password }, "回復キーの紙");
  await press(window, "回復キーをもう一度印刷する");
}
