// The recorder against compositions as input methods send them (recorded in Chromium through CDP).
import { describe, expect, it } from "vitest";
import { KanaRecorder, readingOf } from "./kana";

/** Types compositions into one field; each list is what the input method showed, the last one accepted. */
class Typist {
  recorder = new KanaRecorder();
  value = "";
  kana = "";

  compose(...shown: string[]): this {
    const before = this.value;
    this.recorder.begin(before.length);
    for (const text of shown) {
      this.recorder.update(text);
      this.value = before + text;
      this.kana = this.recorder.write(before, this.kana);
    }
    this.recorder.end(shown.at(-1)!);
    return this.settle();
  }

  set(value: string): this {
    this.value = value;
    return this.settle();
  }

  settle(): this {
    this.kana = this.recorder.write(this.value, this.kana);
    return this;
  }
}

describe("reading of a composition", () => {
  it.each([
    ["たn", "た", "a letter that is not yet a kana"],
    ["たｎ", "た", "the same in full width, as MS-IME shows it"],
    ["タナカ", "たなか", "katakana becomes hiragana"],
    ["ｶﾞﾝﾀﾞ", "がんだ", "so does half-width katakana"],
    ["ヴァンサン", "ゔぁんさん", "every kana has its twin"],
  ])("%s is read %s: %s", (composed, reading) => expect(readingOf(composed)).toBe(reading));

  it("kanji have no reading of their own", () => expect(readingOf("田中たろう")).toBeNull());
});

describe("ふりがな while typing", () => {
  it("follows the keys before anything is converted", () => {
    expect(new Typist().compose("k", "か", "かm", "かめ", "かめい").kana, "kana as typed").toBe("かめい");
  });

  it("keeps the reading when the text is converted", () => {
    expect(new Typist().compose("かめい", "仮名", "亀井", "仮名").kana, "the reading typed, not the kanji").toBe("かめい");
  });

  it("keeps the whole reading when clauses are converted one by one", () => {
    expect(new Typist().compose("たなかたろう", "田中たろう", "田中太郎").kana, "both clauses").toBe("たなかたろう");
  });

  it("joins two compositions", () => {
    expect(new Typist().compose("わたなべ", "渡邉").compose("しょうこ", "翔子").kana, "one after the other").toBe("わたなべしょうこ");
  });

  it("puts a composition before what stood there", () => {
    const typist = new Typist().compose("なか", "中");
    typist.recorder.begin(0);
    typist.recorder.update("た");
    typist.recorder.end("田");
    expect(typist.set("田中").kana, "in the order of the text").toBe("たなか");
  });

  it("forgets what is deleted and starts again", () => {
    expect(new Typist().compose("たなか", "棚か").set("").kana, "nothing left, no reading").toBe("");
    expect(new Typist().compose("たなか", "棚か").set("").compose("たなか", "田中").kana, "typed again").toBe("たなか");
  });

  it("forgets a composition that was given up", () => {
    expect(new Typist().compose("たな", "").kana, "Esc").toBe("");
  });

  it("never overwrites what was edited by hand", () => {
    const typist = new Typist().compose("わたなべ", "渡部");
    typist.kana = "わたべ";
    expect(typist.compose("じろう", "二郎").kana, "the hand wins").toBe("わたべ");
  });

  it("never overwrites a reading that was there before", () => {
    const typist = new Typist();
    typist.value = "高橋";
    typist.kana = "たかはし";
    expect(typist.set("").compose("たかばし", "髙橋").kana, "kanji changed, kana is asked about, not changed").toBe("たかはし");
  });
});
