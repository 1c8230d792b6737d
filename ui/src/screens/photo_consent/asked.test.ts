// Whom a region lets one ask about a picture.
import { expect, it } from "vitest";
import { kindsOf } from "./asked";

const source = { clause: "第21条1)", quotation: "" };

it("offers only whom the region asks", () => {
  expect(kindsOf({ person: true, family: false, facilityPrior: false, source }), "朝霞 3)(3)④").toEqual(["person"]);
  expect(kindsOf({ person: true, family: true, facilityPrior: true, source }), "宮崎 第21条1)").toEqual(["person", "family", "facilityPrior"]);
  expect(kindsOf(null), "a silent document forbids nobody").toHaveLength(3);
});
