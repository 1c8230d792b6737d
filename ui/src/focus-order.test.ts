// Where Enter leads, and when it must not.
import { expect, it } from "vitest";
import { mayAct, nextStop, type Stop } from "./focus-order";

const text = (name: string): Stop => ({ type: "text", name, checked: false });
const radio = (name: string, checked = false): Stop => ({ type: "radio", name, checked });

it("goes to the next field, and to the main button after the last", () => {
  expect(nextStop([text("a"), text("b")], 0), "next").toBe(1);
  expect(nextStop([text("a"), text("b")], 1), "after the last").toBeNull();
});

it("takes a group of choices as one stop, at the chosen one", () => {
  const stops = [text("a"), radio("how"), radio("how", true), text("b")];
  expect(nextStop(stops, 0), "into the group, at the chosen one").toBe(2);
  expect(nextStop(stops, 1), "out of the group").toBe(3);
  expect(nextStop([text("a"), radio("how"), radio("how")], 0), "none chosen: the first").toBe(1);
  expect(nextStop([radio("how"), radio("who")], 0), "from one group into the next").toBe(1);
});

it("leaves Enter to the input method while it composes", () => {
  expect(mayAct({ isComposing: true, keyCode: 13 }), "Chromium").toBe(false);
  expect(mayAct({ isComposing: false, keyCode: 229 }), "WebKit").toBe(false);
  expect(mayAct({ isComposing: false, keyCode: 13 }), "a real Enter").toBe(true);
});
