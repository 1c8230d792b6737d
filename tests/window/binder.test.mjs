// S-26 in the real window: the audit binder in a few presses, without names, and with them only after a second choice.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { atSize, goTo, lock, newPc, picture, press, save, sitting, squeezed, textOf, unlock } from "./office.mjs";

test("S-26: the binder is made without names, and with them when they are asked for", async () => {
  const pc = newPc();
  execFileSync(join(dirname(process.env.RENKEICHO_BINARY), "examples", "yearly_office"), [join(pc.home, "office")]);
  await sitting(pc, "2027-04-09", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await opens(window);
    await picture(window, "binder");
    await press(window, "氏名を載せない綴りを作る");
    const unnamed = await made(window, pc);
    assert.ok(unnamed.includes("氏名は載せず") && unnamed.includes("職員1"), "numbers stand for names");
    assert.ok(unnamed.includes("記録は変更されていません"), "the check of the log is in it");

    await opens(window);
    await press(window, "氏名を載せる…");
    await window.waitFor("氏名を載せた綴りを作りますか");
    await picture(window, "binder-named");
    await atSize(window, 200);
    await picture(window, "binder-named-large");
    await atSize(window, 100);
    await press(window, "氏名を載せた綴りを作る");
    const named = await made(window, pc);
    assert.ok(named.includes("取扱注意"), "each sheet says that care is needed");
    assert.ok(!named.includes("職員1"), "names stand in it");
    await lock(window);
  });
});

async function opens(window) {
  await goTo(window, "台帳");
  await window.click(await window.findBeginning("監査の綴り", "main button"));
  await window.waitForHeading("監査の綴り");
}

async function made(window, pc) {
  await window.waitFor("保存");
  return squeezed(textOf(await save(window, pc)));
}
