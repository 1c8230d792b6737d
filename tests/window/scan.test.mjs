// 訪問から戻ったら in the real window: a sheet is found by its code, lying upside down; one without a code is told apart by
// its number; signature, place and copy are entered by keyboard; another is entered without a scan.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import {
  ICHIRO, addPatient, addStaff, fill, firstStart, goTo, inLargeType, lock, newPc, nobodyIsNamedOnDisk, picture, press, save, signedBy,
  sitting, unlock, valueOf,
} from "./office.mjs";
import { until } from "./webdriver.mjs";

const NAMES = ["例示", "れいじ", "架空", "一郎", "見本", "花子"];
const PLACE = "事務所の書庫 2段目";

test("a sheet comes back from the scanner and is entered in one go, another without a scan", async () => {
  const pc = newPc();
  // Where she saves is looked through for nobody's name: her own scans lie there too.
  const scanner = mkdtempSync(join(tmpdir(), "saved-scanner-"));
  const files = mkdtempSync(join(tmpdir(), "saved-scans-"));
  process.env.RENKEICHO_SCAN_FOLDER = scanner;
  process.env.RENKEICHO_SCAN_FILES = files;
  await sitting(pc, "2026-11-20", async (window) => {
    await firstStart(window, pc);
    await addStaff(window, ICHIRO);
    const first = await printsForPerson(window, pc, "梅", "うめ");
    await printsForPerson(window, pc, "茂", "しげる");
    // The upper part of the sheet only: a copier that cuts off the code.
    execFileSync("pdftoppm", ["-r", "100", "-f", "1", "-l", "1", "-H", "800", "-jpeg", "-singlefile", first, join(files, "scan0001")]);
    writeFileSync(join(files, "scan0002.png"), "");
    await lock(window);
  });
  await sitting(pc, "2026-11-25", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await window.click(await window.findBeginning("訪問から戻ったら", "main button"));
    await window.waitForHeading("訪問から戻ったら");
    await takesIn(window);
    await entersTheSheet(window);
    await entersWithoutAScan(window);
    await showsTheSheetOnTheCard(window);
    await looksIntoTheFolder(window, scanner, files);
    await lock(window);
  });
  nobodyIsNamedOnDisk(pc, NAMES);
});

test("a signed sheet that lay upside down in the scanner is found by its code, and its consent is in force", async () => {
  const pc = newPc();
  const files = mkdtempSync(join(tmpdir(), "saved-scans-"));
  process.env.RENKEICHO_SCAN_FILES = files;
  await sitting(pc, "2026-11-20", async (window) => {
    await firstStart(window, pc);
    await printsForPerson(window, pc, "梅", "うめ");
    scansUpsideDown(await printsForPerson(window, pc, "茂", "しげる"), join(files, "scan0001"));
    await lock(window);
  });
  await sitting(pc, "2026-11-25", async (window) => {
    await unlock(window);
    await window.waitForHeading("きょうの仕事");
    await window.click(await window.findBeginning("訪問から戻ったら", "main button"));
    await window.waitForHeading("訪問から戻ったら");
    await findsTheSheet(window);
    await entersByKeyboard(window);
    await isInForce(window);
    await lock(window);
  });
  nobodyIsNamedOnDisk(pc, NAMES);
});

/** The sheet of the office as a copier hands it over: 200 dpi, grey, the wrong way round. */
function scansUpsideDown(paper, scan) {
  execFileSync("qpdf", [paper, "--rotate=+180", `${scan}.pdf`]);
  execFileSync("pdftoppm", ["-r", "200", "-gray", "-png", "-f", "1", "-l", "1", "-singlefile", `${scan}.pdf`, scan]);
  rmSync(`${scan}.pdf`);
}

async function findsTheSheet(window) {
  await press(window, "スキャンしたファイルを選ぶ");
  await window.waitFor("1枚を取り込みました。");
  await window.waitFor("見つかった（1枚）");
  await window.waitFor("例示 茂さん 同意-2026-0002");
  await window.waitFor("例示 茂さんの用紙を記録する");
  await pictureDrawn(window);
  await picture(window, "scan-found");
  assert.deepEqual(await violations(window), [], "the found sheet is for everybody");
}

/** The day of the signature is not the foreseen one; everything is typed, and Enter leads on. */
async function entersByKeyboard(window) {
  await window.execute("arguments[0].focus(); arguments[0].select()", await window.findLabelled("署名日"));
  await window.press(..."2026/11/24", "Enter");
  const place = await window.findLabelled("原本の保管場所");
  const there = () => window.execute("return document.activeElement === arguments[0]", place);
  for (let fields = 0; fields < 5 && !(await there()); fields += 1) await window.press("Enter");
  await window.press(...PLACE);
  await inLargeType(window, () => picture(window, "scan-found-large-type"));
  await window.execute("arguments[0].focus()", place);
  for (let fields = 0; fields < 3; fields += 1) await window.press("Enter");
  await window.waitFor("例示 茂さんの用紙を記録しました。見つかった用紙は、すべて記録しました。");
}

async function isInForce(window) {
  await goTo(window, "患者さん");
  await window.click(await window.findBeginning("例示 茂", "main button, main a"));
  await window.waitForHeading("例示 茂（れいじ しげる）");
  await window.click(await window.findBeginning("開く", "main button"));
  await window.waitForHeading("例示 茂さんの同意書");
  await window.waitFor("有効");
  await window.waitFor("2026年11月24日");
  await window.waitFor(PLACE);
  await window.click(await window.findBeginning("1枚目の用紙", "summary"));
  await pictureDrawn(window);
  await picture(window, "scan-found-in-force");
}

async function printsForPerson(window, pc, given, givenKana) {
  await addPatient(window, { 名: given, 名のふりがな: givenKana });
  await press(window, "同意書を作る");
  await signedBy(window, "本人");
  await fill(window, { 訪問する日: "2026/11/25" });
  await press(window, "次へ");
  await window.waitForHeading("紙面を確認して印刷する");
  return save(window, pc);
}

async function takesIn(window) {
  await press(window, "スキャンしたファイルを選ぶ");
  await window.waitFor("2枚を取り込みました。");
  await window.waitFor("不明（2枚）");
  await window.waitFor("用紙の印（QRコード）が見つかりません。");
  await pictureDrawn(window);
  await picture(window, "scan-unknown");
  // The same files again are told, and nothing comes twice.
  await press(window, "スキャンしたファイルを選ぶ");
  await window.waitFor("前に取り込みました");
  assert.match(await window.text(), /不明（2枚）/, "still two pages");
}

async function entersTheSheet(window) {
  await fill(window, { "管理番号（最後の数字だけでも）か氏名": "0001" });
  await window.waitFor("さがした結果");
  await pick(window, "例示 梅");
  await window.waitFor("例示 梅さんの用紙を記録する");
  assert.equal(await valueOf(window, "署名日"), "令和8年11月25日", "the day of the visit stands there");
  assert.equal(await valueOf(window, "渡した相手"), "例示 梅", "and who gets the copy");
  await pictureDrawn(window);
  await fill(window, { 原本の保管場所: PLACE });
  await picture(window, "scan-entry");
  // By keyboard: Enter leads through what is left, and after the last field it records.
  await window.execute("arguments[0].focus()", await window.findLabelled("原本の保管場所"));
  for (let fields = 0; fields < 3; fields += 1) await window.press("Enter");
  await window.waitFor("例示 梅さんの用紙を記録しました。");
  await window.waitFor("不明（1枚）");
  await window.waitFor("ファイルの中身がありません。");
}

async function entersWithoutAScan(window) {
  await press(window, "スキャンなしで記録する");
  await window.waitFor("どの同意書を記録しますか");
  await window.waitFor("署名を待っている同意書");
  await pick(window, "例示 茂");
  await window.waitFor("例示 茂さんの用紙を記録する");
  assert.equal(await valueOf(window, "原本の保管場所"), PLACE, "the last place is offered");
  await fill(window, { 渡した相手: "", 渡した日: "" });
  await picture(window, "scan-by-hand");
  await press(window, "記録する");
  await window.waitFor("例示 茂さんの用紙を記録しました。");
}

async function showsTheSheetOnTheCard(window) {
  await goTo(window, "きょうの仕事");
  await window.waitFor("控えを渡した日を入れる");
  await goTo(window, "患者さん");
  await window.click(await window.findBeginning("例示 梅", "main button, main a"));
  await window.waitForHeading("例示 梅（れいじ うめ）");
  await window.click(await window.findBeginning("開く", "main button"));
  await window.waitForHeading("例示 梅さんの同意書");
  await window.waitFor("取り込んだ用紙");
  await window.click(await window.findBeginning("scan0001.jpg", "summary"));
  await pictureDrawn(window);
  await picture(window, "scan-on-the-card");
}

async function looksIntoTheFolder(window, scanner, files) {
  await goTo(window, "きょうの仕事");
  await window.click(await window.findBeginning("訪問から戻ったら", "main button"));
  await window.waitForHeading("訪問から戻ったら");
  await press(window, "フォルダーを選ぶ");
  await window.waitFor(`「${scanner}」を見ています。`);
  const file = join(scanner, "copier.jpg");
  copyFileSync(join(files, "scan0001.jpg"), file);
  writeFileSync(join(scanner, "copier2.jpg"), "not a picture");
  const tomorrow = new Date("2026-11-26T00:00:00Z");
  for (const one of readdirSync(scanner)) utimesSync(join(scanner, one), tomorrow, tomorrow);
  await window.waitFor("1枚を取り込みました。");
  await window.waitFor("不明（2枚）");
  assert.equal(readdirSync(scanner).length, 2, "her files stay where they are");
  await picture(window, "scan-folder");
}

/** Chooses a consent by the person's name; what was just told may lie above the list until she scrolls. */
async function pick(window, name) {
  const line = await window.findBeginning(name, ".entry li button");
  await window.execute(`arguments[0].scrollIntoView({ block: "center" })`, line);
  await window.click(line);
}

/** The picture of a page is there. */
async function pictureDrawn(window) {
  await until("the picture of the sheet is drawn", () =>
    window.execute(`const shown = [...document.querySelectorAll("figure img")]; return shown.some((one) => one.naturalWidth > 300)`),
  );
}
