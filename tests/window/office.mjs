// What the stories in the real window share: a PC with its folders, what the manager does again and
// again, and how the papers and the disk are read afterwards. Leaves the driving to webdriver.mjs and
// what is expected to the stories.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newHome, start, until } from "./webdriver.mjs";

/** The manager's passphrase in every story. */
export const PASSPHRASE = "Mihon-no-kagi-7";
const SAVED = "saved-";

/** A PC: `home` keeps the records, `saved` is where she saves PDFs. */
export function newPc() {
  return { home: newHome(), saved: mkdtempSync(join(tmpdir(), SAVED)) };
}

/**
 * One sitting at the PC on a day: opens the program, does `work` with its window, ends the program.
 * What the screen showed when something was not as expected is kept as a picture.
 */
export async function sitting(pc, day, work) {
  const window = await start({
    home: pc.home,
    env: { RENKEICHO_TODAY: day, RENKEICHO_SAVE_FOLDER: pc.saved },
  });
  try {
    await window.resize(1366, 768);
    await window.execute(`window.faults = [];
      addEventListener("error", (event) => window.faults.push(event.message));
      addEventListener("unhandledrejection", (event) => window.faults.push(String(event.reason)));`);
    const result = await work(window);
    assert.deepEqual(await window.execute("return window.faults"), [], "nothing broke unseen");
    return result;
  } catch (error) {
    await picture(window, `failed-${day}`).catch(() => {});
    throw error;
  } finally {
    await window.close();
  }
}

/** A sitting in which every file dialog gives the file of this name, which the story writes first; it is gone afterwards. */
export async function sittingWithFile(pc, day, name, work) {
  const folder = mkdtempSync(join(tmpdir(), "chosen-"));
  const chosen = join(folder, name);
  process.env.RENKEICHO_OPEN_FILE = chosen;
  try {
    await sitting(pc, day, (window) => work(window, chosen));
  } finally {
    delete process.env.RENKEICHO_OPEN_FILE;
    rmSync(folder, { recursive: true }); // later stories look through the disk for names
  }
}

/** A picture of the screen, kept for looking at, once the type is there and nothing moves any more. */
export async function picture(window, name) {
  await window.execute(
    `const still = () => Promise.allSettled(document.getAnimations().map((one) => one.finished));
     const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
     return document.fonts.ready.then(frame).then(still).then(frame).then(frame).then(() => true)`,
  );
  await window.screenshot(join(process.env.WINDOW_PICTURES ?? ".", `${name}.png`));
}

/** Presses the button that says this. */
export async function press(window, words) {
  await window.click(await window.findSaying(words, "button"));
}

/** Fills fields by their labels; `under` is the heading they stand under, where a label comes twice. */
export async function fill(window, fields, under) {
  for (const [label, text] of Object.entries(fields)) {
    const field = await window.findLabelled(label, under);
    await window.type(field, text);
  }
}

/** Ticks a box or chooses an answer by the words beside it. */
export async function choose(window, words, under) {
  const field = await window.findLabelled(words, under);
  await window.click(field);
  await until(`「${words}」 is chosen`, () => window.execute("return arguments[0].checked", field));
}

/** What stands in a field, once something does. */
export async function valueOf(window, label, under) {
  const field = await window.findLabelled(label, under);
  return until(`${label} is filled`, () => window.execute("return arguments[0].value", field));
}

/** Does something with letters twice as large as usual. */
export async function inLargeType(window, work) {
  await atSize(window, 200);
  await work();
  await atSize(window, 100);
}

/** Brings the type to a size, in percent, by the buttons in the head. */
export async function atSize(window, percent) {
  const shown = async () => Number((await window.text()).match(/文字 ([0-9]+)%/)[1]);
  for (let size = await shown(); size !== percent; size = await shown()) {
    const button = size < percent ? "文字を大きくする" : "文字を小さくする";
    // By script, because the help lies over the head.
    await window.execute(`document.querySelector('[aria-label$="${button}"]').click()`);
    await window.waitUntilGone(`文字 ${size}%`);
  }
}

/** Opens an entry of the menu. */
export async function goTo(window, entry) {
  await window.click(await window.findSaying(entry, "nav button"));
  await window.waitForHeading(entry);
}

/** Types the passphrase at the lock and goes in. */
export async function unlock(window, passphrase = PASSPHRASE) {
  await fill(window, { パスワード: passphrase });
  await press(window, "開く");
}

/** Locks, so that nothing is left on its way to the viewer. */
export async function lock(window) {
  await press(window, "ロックする");
  await window.waitForHeading("ロックしています");
}

/** The two groups that the recovery sheet is asked for, by their numbers. */
export async function askedGroups(window) {
  await window.waitFor("番目のまとまり");
  return [...(await window.text()).matchAll(/([0-9]+)番目のまとまり/g)].map(([, number]) => Number(number));
}

/** The groups as they stand on the saved sheet: rows of nothing but four characters each, in reading order. */
export function groupsOn(sheet) {
  const rows = textOf(sheet).split("\n").map((row) => row.trim().split(/\s+/));
  return rows.filter((row) => row.every((word) => /^[0-9A-Z]{4}$/.test(word))).flat();
}

/** The first start of AC-01, as quickly as it goes; it ends at きょうの仕事. */
export async function firstStart(window, pc, region = "朝霞地区") {
  await press(window, "はじめる");
  await fill(window, { パスワード: PASSPHRASE, もう一度入力: PASSPHRASE });
  await press(window, "このパスワードにする");
  await passRecovery(window, pc);
  await choose(window, region);
  await press(window, "この地域にする");
  await fillOffice(window);
  await press(window, "保存して次へ");
  await fillManager(window);
  await press(window, "保存して次へ");
  await press(window, "きょうの仕事を開く");
  await window.waitForHeading("きょうの仕事");
}

/** Saves the recovery sheet and types its two groups back. */
export async function passRecovery(window, pc) {
  const numbers = await askedGroups(window);
  const groups = groupsOn(await save(window, pc));
  for (const number of numbers) await fill(window, { [`${number}番目のまとまり`]: groups[number - 1] });
  await press(window, "確認して次へ");
  await window.waitForHeading("地域を選ぶ");
}

/** みほん訪問看護ステーション, as AC-01 gives it. */
export async function fillOffice(window) {
  await window.waitForHeading("事業所を入力する");
  await fill(window, {
    事業所名: "みほん訪問看護ステーション",
    所在地: "埼玉県みほん市見本一丁目2番3号",
    電話番号: "048-000-0001",
    FAX番号: "０４８－０００－０００２",
  });
}

/** 見本 花子. */
export async function fillManager(window) {
  await window.waitForHeading("管理者を入力する");
  await fill(window, { 姓: "見本", 名: "花子", 姓のふりがな: "みほん", 名のふりがな: "はなこ" });
}

/** Registers a member of staff from きょうの仕事; ends at the card. */
export async function addStaff(window, { family, given, familyKana, givenKana, ...rest }) {
  await goTo(window, "職員");
  await press(window, "職員を登録する");
  await window.waitForHeading("職員を登録する");
  await fill(window, { 姓: family, 名: given, 姓のふりがな: familyKana, 名のふりがな: givenKana, ...rest });
  await press(window, "この内容で登録する");
  await window.waitForHeading(`${family} ${given}（${familyKana} ${givenKana}）`);
}

/** Enters the day of the pledge on the card that is open. */
export async function signsPledge(window, day) {
  await choose(window, "誓約書に署名をもらった");
  await fill(window, { 署名日: day });
  await press(window, "署名日を記録する");
  await window.waitFor("利用中");
}

/** Registers 例示 梅, or whom `fields` say, and a member of the family if there is one; ends at the card. */
export async function addPatient(window, fields = {}, member) {
  const typed = { 姓: "例示", 名: "梅", 姓のふりがな: "れいじ", 名のふりがな: "うめ", 住所: "埼玉県みほん市例示町4-5-6", ...fields };
  await goTo(window, "患者さん");
  await press(window, "患者さんを登録する");
  await window.waitForHeading("患者さんを登録する");
  await fill(window, typed);
  if (member) {
    await press(window, "ご家族を追加する");
    await fill(window, member, "ご家族");
  }
  await press(window, "この内容で登録する");
  await window.waitForHeading(`${typed.姓} ${typed.名}（${typed.姓のふりがな} ${typed.名のふりがな}）`);
}

/** 例示 桜, the daughter. */
export const SAKURA = { 姓: "例示", 名: "桜", 姓のふりがな: "れいじ", 名のふりがな: "さくら", 続柄: "長女" };

/** Says who signs a new consent, or leaves it as it stands; ends at 説明と訪問について. */
export async function signedBy(window, signer) {
  await window.waitForHeading("だれが署名しますか");
  if (signer) await choose(window, signer);
  await press(window, "次へ");
  await window.waitForHeading("説明と訪問について");
}

/** 架空 一郎, 看護師. */
export const ICHIRO = {
  family: "架空", given: "一郎", familyKana: "かくう", givenKana: "いちろう",
  職種: "看護師", メールアドレス: "ichiro@example.jp", 登録日: "令和8年11月20日",
};

/** Waits until every page of the preview is really drawn, ink and all, and gives how many there are. */
export async function pagesDrawn(window) {
  return until("every page of the paper is drawn", () =>
    window.execute(
      `const inked = (picture) => {
         const canvas = document.createElement("canvas");
         [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
         const pen = canvas.getContext("2d");
         pen.drawImage(picture, 0, 0);
         const dots = pen.getImageData(0, 0, canvas.width, canvas.height).data;
         let dark = 0;
         for (let at = 0; at < dots.length; at += 4) if (dots[at + 3] > 200 && dots[at] < 100) dark += 1;
         return dark > 1000; // a page of writing has far more
       };
       const pages = [...document.querySelectorAll("figure")];
       const pictures = pages.map((page) => page.querySelector("img")).filter((one) => one?.naturalWidth > 0);
       if (pages.length === 0 || pictures.length < pages.length) return 0;
       return Promise.all(pictures.map((one) => one.decode())).then(() => (pictures.every(inked) ? pages.length : 0))`,
    ));
}

/** Saves the shown paper as PDF and gives the path of the file. */
export async function save(window, pc) {
  await pagesDrawn(window);
  const times = () => new Map(readdirSync(pc.saved).map((file) => [file, statSync(join(pc.saved, file)).mtimeMs]));
  const before = times();
  await press(window, "PDFで保存する");
  await window.waitFor("に保存しました。");
  const written = [...times()].filter(([file, time]) => file.endsWith(".pdf") && time !== before.get(file));
  assert.equal(written.length, 1, `saving writes one PDF: ${written}`);
  return join(pc.saved, written[0][0]);
}

/** The text of a PDF as another program reads it. */
export function textOf(pdf) {
  return execFileSync("pdftotext", ["-layout", "-enc", "UTF-8", pdf, "-"], { encoding: "utf8" });
}

/** Text without any blank, for looking a sentence up across line ends. */
export function squeezed(text) {
  return text.replace(/\s+/gu, "");
}

/**
 * Nothing that the program, the web view or the driver wrote holds one of the names, in any encoding
 * they might use. What she saved herself is left out; a PDF anywhere else is a leak by itself.
 */
export function nobodyIsNamedOnDisk(pc, names) {
  const places = [pc.home, process.env.HOME, process.env.WINDOW_LOGS].filter((place) => place && existsSync(place));
  const needles = names.flatMap((name) => [
    [name, Buffer.from(name, "utf8")],
    [name, Buffer.from(name, "utf16le")],
    [name, Buffer.from(name, "utf16le").swap16()],
    [name, Buffer.from([...name].map((one) => `\\u${one.codePointAt(0).toString(16).padStart(4, "0")}`).join(""))],
  ]);
  const files = new Set(places.flatMap(filesBelow));
  assert.ok([...files].some((file) => file.endsWith("vault.db")), "the search looks where the records are");
  for (const file of files) {
    assert.ok(!file.endsWith(".pdf"), `a paper was left behind: ${file}`);
    const bytes = readFileSync(file);
    // Among millions of encrypted bytes any four stand somewhere by chance; SQLite would write a name in six or more.
    const told = file.endsWith("vault.db") ? needles.filter(([, needle]) => needle.length > 5) : needles;
    for (const [name, needle] of told) assert.ok(!bytes.includes(needle), `${file} names 「${name}」`);
  }
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith(SAVED) ? [] : filesBelow(path);
    return entry.isFile() ? [path] : [];
  });
}
