// Placing and moving in mm.
import { expect, it } from "vitest";
import type { OwnFormTyped } from "../../wire";
import { hit, onPage, placedAt, step, Steps } from "./place";

const A4 = { width: 210, height: 297 };
const name = { name: "office.name", label: "", isDate: false, hasReading: false };
const typed = (...points: [number, number][]): OwnFormTyped => ({
  fields: points.map(([x, y]) => placedAt(name, 0, A4, x, y)),
  rows: 1, rowStep: 10, onPrintedPaper: false, shiftX: 0, shiftY: 0,
});

it("places a value around the point where it is dropped, and never beside the page", () => {
  expect(placedAt(name, 0, A4, 100, 100)).toMatchObject({ x: 70, y: 96, width: 60, height: 8 });
  expect(placedAt(name, 0, A4, 0, 300), "dropped at the lower left corner").toMatchObject({ x: 0, y: 289 });
  expect(onPage({ ...placedAt(name, 0, A4, 100, 100), width: 500 }, A4), "wider than the page").toMatchObject({ x: 0, width: 210 });
});

it("moves by 1 mm, with Shift by 0.1 mm", () => {
  expect(step("ArrowRight", false)).toEqual([1, 0]);
  expect(step("ArrowUp", true)).toEqual([0, -0.1]);
  expect(step("Enter", false), "other keys do not move").toBeNull();
  let field = placedAt(name, 0, A4, 100, 100);
  for (let time = 0; time < 3; time += 1) field = onPage({ ...field, x: field.x + 0.1 }, A4);
  expect(field.x, "three tenths are 0.3, without a tail of digits").toBe(70.3);
});

it("takes hold of what lies on top", () => {
  const both = typed([100, 100], [110, 100]);
  expect(hit(both, 0, 105, 100), "where they overlap").toBe(1);
  expect(hit(both, 0, 71, 100)).toBe(0);
  expect(hit(both, 0, 20, 20), "nothing there").toBeNull();
  expect(hit(both, 1, 105, 100), "another page").toBeNull();
});

it("goes back step by step", () => {
  const steps = new Steps();
  const [none, one] = [typed(), typed([100, 100])];
  steps.note(none);
  steps.note(one);
  steps.note(one);
  expect(steps.back(), "noted twice is one step").toEqual(one);
  expect(steps.back()).toEqual(none);
  expect(steps.back(), "the beginning").toBeNull();
});
