// Everything leaves in the real window: after the passphrase, with its progress, into a folder that can be read.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { PASSPHRASE, atSize, fill, goTo, lock, newPc, picture, press, sitting, unlock } from "./office.mjs";

test("everything is exported after the passphrase, and not with a wrong one", async () => {
  const pc = newPc();
  execFileSync(join(dirname(process.env.RENKEICHO_BINARY), "examples", "yearly_office"), [join(pc.home, "office")]);
  await sitting(pc, "2027-04-09", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await goTo(window, "設定");
    await press(window, "すべてを書き出す");
    await window.waitForHeading("すべてを書き出す");
    await picture(window, "export");
    await atSize(window, 200);
    await picture(window, "export-large");
    await atSize(window, 100);
    await fill(window, { パスワード: "Chigau-kagi-77" });
    await press(window, "フォルダーを選んで書き出す");
    await window.waitFor("パスワードが違います");
    assert.deepEqual(readdirSync(pc.saved), [], "a wrong passphrase writes nothing");
    await fill(window, { パスワード: PASSPHRASE });
    await press(window, "フォルダーを選んで書き出す");
    await window.waitFor("に書き出しました。");
    await picture(window, "export-done");
    const [folder, ...others] = readdirSync(pc.saved);
    assert.deepEqual([folder, others], ["連携帳の書き出し 2027-04-09", []], "one folder, and nothing beside");
    const files = readdirSync(join(pc.saved, folder));
    for (const file of ["00_すべての記録.xlsx", "00_目録.xlsx", "01_職員.xlsx", "02_患者さん.xlsx"]) assert.ok(files.includes(file), `${file} is there: ${files}`);
    await lock(window);
  });
});
