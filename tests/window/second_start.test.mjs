// What she is told when the records cannot be opened: a second start, and files that are damaged,
// emptied or gone. Each has its own calm words, and nothing is lost.

import assert from "node:assert/strict";
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fill, firstStart, goTo, groupsOn, lock, newPc, picture, press, sitting, unlock } from "./office.mjs";

const DAY = "2026-11-20";

test("a second start says that the records are open, damage says what is damaged, and nothing is lost", async () => {
  const pc = newPc();
  await sitting(pc, DAY, async (first) => {
    await firstStart(first, pc);
    await sitting(pc, DAY, async (second) => {
      await isLocked(second);
      await unlock(second);
      await second.waitFor("連携帳はすでに開いています。");
      assert.match(await second.text(), /記録は書き換えていません。/, "she need not fear for her records");
      await picture(second, "second-start-open-already");
      await press(second, "もう一度パスワードを入れる");
      await isLocked(second);
    });
    await goTo(first, "職員");
    await first.waitFor("職員はまだ登録されていません。");
    await lock(first);
  });

  for (const [damage, words] of [
    [flipBytes, "記録のファイルが傷んでいます。"],
    [emptyVault, "記録のファイルが傷んでいます。"],
    [loseKeys, "鍵のファイルが傷んでいます。"],
  ]) {
    const before = spoiled(pc, damage);
    await sitting(before.pc, DAY, async (window) => {
      await isLocked(window);
      await unlock(window);
      await window.waitFor(words);
      await window.waitForHeading("記録を開けません");
      assert.match(await window.text(), /落ち着いて/, `${damage.name}: she is told to stay calm`);
      assert.ok(!(await window.text()).includes("はじめる"), `${damage.name}: nothing offers to begin anew over it`);
      await picture(window, `second-start-${damage.name}`);
      if (damage === loseKeys) await opensByTheSheet(window, pc);
    });
    if (damage !== loseKeys) {
      assert.deepEqual(readFileSync(before.vault), before.bytes, `${damage.name}: the file is left as it was found`);
    }
  }

  await sitting(pc, DAY, async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
  });
});

function isLocked(window) {
  return window.waitForHeading("ロックしています");
}

/** The recovery key from paper opens what the lost keys cannot. */
async function opensByTheSheet(window, pc) {
  const sheet = readdirSync(pc.saved).find((file) => file.endsWith(".pdf"));
  await press(window, "パスワードを忘れたとき");
  await window.waitForHeading("回復キーで開く");
  await fill(window, {
    回復キー: groupsOn(join(pc.saved, sheet)).join(" "),
    新しいパスワード: "Atarashii-kagi-8",
    もう一度入力: "Atarashii-kagi-8",
  });
  await press(window, "新しいパスワードにして開く");
  await window.waitForHeading("きょうの仕事");
  await window.waitFor("みほん訪問看護ステーション");
}

/** Another PC with a copy of the records, on which something happened. */
function spoiled(pc, damage) {
  const other = newPc();
  const folder = join(other.home, "office");
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(join(pc.home, "office"))) {
    copyFileSync(join(pc.home, "office", file), join(folder, file));
  }
  const vault = join(folder, "vault.db");
  assert.ok(existsSync(vault) && existsSync(join(folder, "keys.json")), "the records are two files");
  damage(folder);
  return { pc: other, vault, bytes: readFileSync(vault) };
}

function flipBytes(folder) {
  const vault = join(folder, "vault.db");
  const bytes = readFileSync(vault);
  for (let at = 5000; at < bytes.length; at += 4096) bytes[at] ^= 0xff;
  writeFileSync(vault, bytes);
}

function emptyVault(folder) {
  writeFileSync(join(folder, "vault.db"), "");
}

function loseKeys(folder) {
  for (const file of readdirSync(folder)) if (file.startsWith("keys")) rmSync(join(folder, file));
}
