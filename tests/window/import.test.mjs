// まとめて登録 in the real window: a file that is no table, one with slips, the mended one; the people come, and go back
// together.

import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { violations } from "./axe.mjs";
import { atSize, fill, goTo, newPc, picture, press, sittingWithFile } from "./office.mjs";

const DAY = "2026-11-20";
const HEAD = "氏名,フリガナ,職種,入職日,くつのサイズ\n";

test("a list of staff comes from a table and goes back as a whole", async () => {
  const pc = newPc();
  await sittingWithFile(pc, DAY, "list.csv", (window, chosen) => story(window, pc, chosen));
});

async function story(window, pc, chosen) {
  await window.waitForHeading("連携帳へようこそ");
  await press(window, "練習モードで試す");
  await window.waitForHeading("きょうの仕事");
  await goTo(window, "設定");
  await press(window, "職員をまとめて登録する");
  await window.waitForHeading("職員をまとめて登録する");
  await press(window, "ひな形を保存する");
  await window.waitFor("ひな形を保存しました");
  assert.ok(readdirSync(pc.saved).some((name) => name.endsWith(".xlsx")), "the template is a workbook");
  await looksWell(window, "import-begin");

  writeFileSync(chosen, "%PDF-1.7 no table");
  await press(window, "Excel・CSVを選ぶ");
  await window.waitFor("この種類のファイルは使えません。");

  const rows = ["試験 一郎,シケン イチロウ,看護師,令和8年4月1日,25", "試験 二郎,シケン ジロウ,介護福祉士,令和8年2月30日,26", "試験三郎,高橋,,2026/4/1,27"];
  writeFileSync(chosen, HEAD + rows.join("\n"));
  await press(window, "Excel・CSVを選ぶ");
  await window.waitFor("1. 列の対応を確かめる");
  await window.waitFor("D列3行目 登録日：この日付は存在しません。");
  await window.waitFor("B列4行目 ふりがな：ひらがなで入力してください。");
  await window.waitFor("直すところがある：2名");
  await looksWell(window, "import-slips");
  await scrollTo(window, "2. 登録する方を確かめる");
  await looksWell(window, "import-slips-rows");
  await atSize(window, 200);
  await looksWell(window, "import-slips-large");
  await atSize(window, 100);

  rows.splice(1, 2, "試験 二郎,シケン ジロウ,介護福祉士,令和8年2月28日,26", "試験 一郎,シケン イチロウ,看護師,,25");
  writeFileSync(chosen, HEAD + rows.join("\n"));
  await press(window, "直したファイルを選び直す");
  await window.waitFor("もういるので登録しない：1名");
  await window.waitFor("2行目と同じ方です。");
  await scrollTo(window, "2. 登録する方を確かめる");
  await looksWell(window, "import-same");
  await press(window, "この2名を登録する");
  await window.waitFor("2名を登録しました。");
  await looksWell(window, "import-done");

  await goTo(window, "職員");
  await window.waitFor("試験 一郎");
  await window.waitFor("試験 二郎");
  await looksWell(window, "import-staff");
  await press(window, "まとめて登録する（Excel）");
  await window.waitFor("これまでにまとめて登録したもの");
  await press(window, "取り消す");
  await fill(window, { 取り消す理由: "古い名簿だった" });
  await press(window, "取り消す");
  await window.waitFor("2件の登録を取り消しました。");
  await goTo(window, "職員");
  await window.waitFor("取り消した登録（2件）");
}

async function scrollTo(window, heading) {
  await window.execute(
    `[...document.querySelectorAll("h2")].find((one) => one.textContent.includes(arguments[0]))?.scrollIntoView()`,
    heading,
  );
}

async function looksWell(window, name) {
  await picture(window, name);
  const found = await violations(window);
  assert.deepEqual(found.map(({ rule, help, where }) => `${rule}: ${help} (${where})`), [], `${name} is for everybody`);
}
