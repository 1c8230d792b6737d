// AC-13 in the real window: the submission bundle is looked into, mended, printed, saved, recorded as sent and checked again.

import assert from "node:assert/strict";
import { appendFileSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ICHIRO, addPatient, addStaff, atSize, choose, fill, firstStart, goTo, lock, newPc, picture, press, save, sitting, squeezed, textOf, valueOf } from "./office.mjs";

const FILES = ["01_送付状.pdf", "02_別紙様式3.pdf", "03_職員一覧.csv", "04_宛名ラベル.pdf", "05_目録.pdf", "manifest.json", "manifest.sig"];
const PATIENT = ["例示", "れいじ", "例示町"];

test("AC-13: the bundle for the association is made, mended, handed over and checked", async () => {
  const pc = newPc();
  const zip = join(pc.saved, "提出の束_朝霞地区_2026-11-22.zip");
  const list = join(pc.saved, "提出の束_朝霞地区_2026-11-22", "manifest.json");
  try {
    await sitting(pc, "2026-11-22", async (window) => {
      await firstStart(window, pc);
      await addStaff(window, ICHIRO);
      await addPatient(window);
      // Somebody's name in the wrong field, and somebody without 登録日.
      await addStaff(window, { ...ICHIRO, family: "仮名", given: "澪", familyKana: "かめい", givenKana: "みお", 職種: "例示 梅", メールアドレス: "", 登録日: "" });
      await opens(window);
      await saysWhatIsMissing(window);
      await catchesTheName(window);
      await mendsIt(window);
      await printsIt(window, pc);
      await savesIt(window, pc);
      process.env.RENKEICHO_OPEN_FILE = zip;
      await lock(window);
    });
    await sitting(pc, "2026-11-23", (window) => checksTheZip(window));
    process.env.RENKEICHO_OPEN_FILE = list;
    appendFileSync(join(pc.saved, "提出の束_朝霞地区_2026-11-22", "03_職員一覧.csv"), "\n");
    await sitting(pc, "2026-11-23", (window) => findsTheChange(window));
  } finally {
    delete process.env.RENKEICHO_OPEN_FILE;
  }
});

test("where the document names no address, it is typed once", async () => {
  const pc = newPc();
  await sitting(pc, "2026-11-22", async (window) => {
    await firstStart(window, pc, "熊谷市");
    await addStaff(window, ICHIRO);
    await goTo(window, "書類");
    await press(window, "提出の束を作る");
    await window.waitForHeading("提出の束を作る");
    await choose(window, "写し");
    await fill(window, { "宛先の住所（地区の決まりに書かれていません）": "埼玉県みほん市送付町1-2-3" });
    await press(window, "中身を確かめる");
    await window.waitFor("患者さんの情報は見つかりませんでした。");
    await fill(window, { 送付した日: "2026/11/22" });
    await press(window, "送付を記録する");
    await window.waitFor("送付を記録しました。");
    await press(window, "提出の束を作る");
    await window.waitFor("前に送付を記録したときと同じにしてあります。変わったときは、直してください。");
    await window.waitFor("患者さんの情報は見つかりませんでした。"); // 様式2 has nothing to tell any more and is left out
    const address = await valueOf(window, "宛先の住所（地区の決まりに書かれていません）");
    assert.equal(address, "埼玉県みほん市送付町1-2-3", "as it was typed");
    await picture(window, "bundle-as-last");
    await atSize(window, 200);
    await window.execute(`arguments[0].scrollIntoView({ block: "center" })`, await window.findLabelled("宛先の住所（地区の決まりに書かれていません）"));
    await picture(window, "bundle-as-last-large");
    await atSize(window, 100);
    await lock(window);
  });
});

let password = "";

async function opens(window) {
  await goTo(window, "書類");
  await press(window, "提出の束を作る");
  await window.waitForHeading("提出の束を作る");
  await window.waitFor("朝霞地区医師会地域包括ケア支援室");
  await window.waitFor("原本を送る（地区の決まり）");
}

async function saysWhatIsMissing(window) {
  await window.waitFor("登録日が入っていません：仮名 澪さん");
  assert.ok(!(await window.text()).includes("3. どう渡すか"), "nothing is handed over while something is missing");
  await window.execute(`document.querySelector("#bundle-inside").scrollIntoView()`);
  await picture(window, "bundle-missing");
  await press(window, "仮名 澪さんを開く");
  await window.waitForHeading("仮名 澪（かめい みお）");
  await fill(window, { 登録日: "2026/11/20" });
  await press(window, "変更を保存する");
  await window.waitFor("保存しました");
}

async function catchesTheName(window) {
  await press(window, "戻る");
  await window.waitForHeading("提出の束を作る");
  await window.waitFor("患者さんの情報が見つかりました。このままでは束を作れません。");
  await window.waitFor("02_別紙様式3.pdfの「職種」に、例示 梅さんのカードの氏名と同じ文字があります。");
  assert.ok(!(await window.text()).includes("3. どう渡すか"), "and nothing can be written");
  await window.execute(`document.querySelector("#bundle-inside").scrollIntoView()`);
  await picture(window, "bundle-name-found");
}

async function mendsIt(window) {
  await press(window, "職員を開く");
  await window.waitForHeading("職員");
  await window.click(await window.findSaying("仮名 澪かめい みお", "button"));
  await window.waitForHeading("仮名 澪（かめい みお）");
  await fill(window, { 職種: "看護師" });
  await press(window, "変更を保存する");
  await window.waitFor("保存しました");
  await press(window, "戻る");
  await press(window, "戻る");
  await window.waitForHeading("提出の束を作る");
  await window.waitFor("患者さんの情報は見つかりませんでした。");
  await window.waitFor("封筒に入れる紙は、送付状1枚と、ほかに2枚です。");
  const shown = await window.text();
  for (const file of FILES) assert.ok(shown.includes(file), `${file} is listed`);
  await picture(window, "bundle");
  await window.execute(`document.querySelector("#bundle-inside").scrollIntoView()`);
  await picture(window, "bundle-inside");
  await window.execute(`document.querySelector("#bundle-how").scrollIntoView()`);
  await picture(window, "bundle-how");
}

async function printsIt(window, pc) {
  await press(window, "印刷して郵送する");
  await window.waitForHeading("提出の束_朝霞地区_2026-11-22");
  const text = squeezed(textOf(await save(window, pc)));
  for (const said of ["送付状", "朝霞地区医師会地域包括ケア支援室 御中", "原本", "誓約同意書", "目録", "MCS関係書類在中", "控えの番号"]) {
    assert.ok(text.includes(squeezed(said)), `「${said}」 is on paper`);
  }
  for (const secret of PATIENT) assert.ok(!text.includes(secret), "nobody who is cared for");
  await picture(window, "bundle-paper");
  await press(window, "送付を記録する");
  await window.waitForHeading("提出の束を作る");
  await window.waitFor("送った書類：別紙様式3 誓約同意書");
}

async function savesIt(window, pc) {
  await press(window, "フォルダーに保存する");
  await window.waitFor("保存しました：");
  const folder = join(pc.saved, "提出の束_朝霞地区_2026-11-22");
  assert.deepEqual(readdirSync(folder).sort(), [...FILES].sort(), "the folder is whole");
  assert.ok(!readdirSync(pc.saved).some((name) => name.includes(".tmp")), "and nothing lies beside it");
  for (const secret of PATIENT) assert.ok(!readFileSync(join(folder, "03_職員一覧.csv"), "utf8").includes(secret), "no patient in the list");
  await press(window, "鍵つきZIPで保存する");
  await window.waitFor("ZIPのパスワード（一度だけ表示します）");
  password = await window.execute(`return document.querySelector(".password").textContent`);
  assert.match(password, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/, "sixteen letters that are easily read aloud");
  await picture(window, "bundle-password");
  await atSize(window, 200);
  await picture(window, "bundle-large");
  await atSize(window, 100);
  await fill(window, { 送付した日: "2026/11/22" });
  await press(window, "送付を記録する");
  await window.waitFor("送付を記録しました。");
  await window.waitFor("朝霞地区医師会地域包括ケア支援室");
}

async function checksTheZip(window) {
  await fill(window, { パスワード: "Mihon-no-kagi-7" });
  await press(window, "開く");
  await window.waitForHeading("きょうの仕事");
  await goTo(window, "書類");
  await press(window, "受け取った束を確かめる");
  await window.waitForHeading("受け取った束を確かめる");
  await press(window, "ファイルを選んで確かめる");
  await window.waitFor("このZIPには鍵がかかっています。");
  await fill(window, { パスワード: "kaki-2026" });
  await press(window, "開いて確かめる");
  await window.waitFor("パスワードが違います。");
  await fill(window, { パスワード: password });
  await press(window, "開いて確かめる");
  await window.waitFor("すべてのファイルは、作ったときのままです。");
  await window.waitFor("この事業所の連携帳が署名した束です。");
  await picture(window, "bundle-checked");
  await lock(window);
}

async function findsTheChange(window) {
  await fill(window, { パスワード: "Mihon-no-kagi-7" });
  await press(window, "開く");
  await window.waitForHeading("きょうの仕事");
  await goTo(window, "書類");
  await press(window, "受け取った束を確かめる");
  await press(window, "ファイルを選んで確かめる");
  await window.waitFor("作ったときと違うところがあります。");
  await window.waitFor("変わっています");
  await picture(window, "bundle-changed");
  await lock(window);
}
