// Every code that Rust can send has words, and the words that a scenario demands are exact.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { asFailure, failure, failureFacts, failureWords, fieldMessages, loneSurrogates } from "./failure";
import { failures, paperNumber, problems } from "./strings";

const tauri = fileURLToPath(new URL("../../src-tauri/", import.meta.url));
const rust = readFileSync(join(tauri, "office/src/error.rs"), "utf8");
const everything = ["src", "office/src"]
  .flatMap((folder) => readdirSync(join(tauri, folder), { recursive: true, encoding: "utf8" }).map((file) => join(tauri, folder, file)))
  .filter((file) => file.endsWith(".rs"))
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");
/** Refusals of a rule, and those that the window's own side names. */
const named = [...everything.matchAll(/(?:Refused \{ code: |Failure::named\()"(\w+)"/g)].map((found) => found[1]!);
const codesOf = (type: string) =>
  [...rust.matchAll(new RegExp(`\\b${type}::\\w+(?:\\([^)]*\\)| \\{[^}]*\\})? => "(\\w+)"`, "g"))].map((found) => found[1]!);

describe("words for the codes of error.rs", () => {
  const refusals = codesOf("Error");
  const fields = codesOf("ProblemCode");

  it.each([...new Set(named)])("a refusal %s named elsewhere says what happened and what to do", (code) => {
    expect(failures[code]?.happened, "what happened").toBeTruthy();
    expect(failures[code]?.todo, "the next step").toBeTruthy();
  });

  it("finds the codes in the Rust file at all", () => {
    expect(refusals, "Error::code() is read").toContain("wrong_passphrase");
    expect(refusals.length, "and nearly every variant has one").toBeGreaterThan(20);
    expect(fields, "ProblemCode::key() is read").toContain("era_mismatch");
    expect(fields.length, "and every variant has one").toBeGreaterThan(15);
  });

  it.each(refusals)("a refusal %s says what happened and what to do", (code) => {
    expect(failures[code]?.happened, "what happened").toBeTruthy();
    expect(failures[code]?.todo, "the next step").toBeTruthy();
  });

  it.each(fields)("a field problem %s says what happened, and why or what to do", (code) => {
    expect(problems[code]?.happened, "what happened").toBeTruthy();
    if (code !== "required") expect((problems[code]?.why ?? "") + (problems[code]?.todo ?? ""), "more than that").toBeTruthy();
  });
});

describe("the sentences that the scenarios demand", () => {
  it("AC-04: a proxy without 続柄 or without the person's intention", () => {
    const demanded = "代筆のときは、続柄と『本人の意思を確認』が必要です（様式4）";
    const refused = failure("fields", [
      { field: "proxy.relationship", code: "proxy_relationship_missing", suggestion: null },
      { field: "proxyIntentionConfirmed", code: "proxy_intention_unconfirmed", suggestion: null },
    ]);
    const number = paperNumber("別紙様式4 在宅医療における個人情報使用同意書");
    expect(fieldMessages(refused, number).map((message) => message.text), "word for word").toEqual([demanded, demanded]);
    const unnumbered = fieldMessages(refused, paperNumber("利用者同意書")).map((message) => message.text);
    expect(unnumbered, "a region without numbers has no bracket").toEqual(Array(2).fill(demanded.replace("（様式4）", "")));
  });

  it("AC-01 and AC-02: the wrong passphrase and the missing pledge", () => {
    expect(failureWords(failure("wrong_passphrase")).happened, "AC-01 (4)").toBe("パスワードが違います");
    expect(failureWords(failure("pledge_missing")).happened, "AC-02 (3)").toBe("誓約書がまだです");
  });
});

describe("what is shown of a refusal", () => {
  it("an unknown code and an unknown error are never blank", () => {
    expect(failureWords(failure("brand_new")).happened, "a code without words").toBeTruthy();
    expect(asFailure(new Error("boom")).code, "an error that Rust did not send").toBe("unexpected");
  });

  it("a field is told once, with the value that is offered instead", () => {
    const refused = failure("fields", [
      { field: "bornOn", code: "era_mismatch", suggestion: "令和元年5月1日" },
      { field: "bornOn", code: "in_future", suggestion: null },
    ]);
    expect(fieldMessages(refused), "the first problem only").toHaveLength(1);
    expect(fieldMessages(refused)[0]!.offer, "with the right date").toBe("令和元年5月1日");
  });

  it("a character that no font has is named with the person it belongs to", () => {
    const refused = { ...failure("missing_glyphs"), glyphs: [{ character: "𠮷", label: "氏名", owner: "𠮷田 渚" }] };
    expect(failureFacts(refused), "AC-12 (2)").toEqual(["「𠮷」（𠮷田 渚さんの氏名）"]);
  });

  it("half a character is a problem of its field, a whole one is not", () => {
    const typed = { name: { family: "𠮷田", given: "渚\ud842" }, family: [{ address: "\udfb7" }], note: "" };
    expect(loneSurrogates(typed).map((problem) => problem.field), "dotted as in Rust").toEqual(["name.given", "family.0.address"]);
  });
});
