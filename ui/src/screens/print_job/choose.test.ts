// Whom to print for: found by name and reading, picked by profession, printed in the order of the list.
import { expect, it } from "vitest";
import type { PrintPerson } from "../../wire";
import { groups, inOrder, matching } from "./choose";

const person = (id: string, name: string, kana: string, note = ""): PrintPerson => ({ id, name, kana, note, missing: true, consent: null });
const people = [person("1", "架空 一郎", "かくう いちろう", "看護師"), person("2", "見本 花子", "みほん はなこ", "介護福祉士"), person("3", "例示 桜", "れいじ さくら", "看護師")];

it("finds people by name and reading, in either kana", () => {
  expect(matching(people, "見本花").map((one) => one.id), "a blank more or less does not matter").toEqual(["2"]);
  expect(matching(people, "サクラ").map((one) => one.id), "katakana finds the reading").toEqual(["3"]);
  expect(matching(people, "").length, "nothing typed is everybody").toBe(3);
  expect(matching(people, "佐藤"), "nobody of that name").toEqual([]);
});

it("groups by profession", () => {
  expect(groups(people)).toEqual([{ note: "看護師", ids: ["1", "3"] }, { note: "介護福祉士", ids: ["2"] }]);
});

it("prints in the order of the list, whichever was picked first", () => {
  expect(inOrder(people, new Set(["3", "1"]))).toEqual(["1", "3"]);
});
