// The way back through the screens.
import { expect, it } from "vitest";
import { menuItemOf, Trail } from "./screens";

it("goes back the way she came, and ends at きょうの仕事", () => {
  const trail = new Trail();
  trail.go({ at: "staffList" });
  trail.go({ at: "staff", id: null });
  trail.become({ at: "staff", id: "7" });
  trail.back();
  expect(trail.here, "the list, not the empty card of a new person").toEqual({ at: "staffList" });
  trail.back();
  expect(trail.here, "the first screen").toEqual({ at: "today" });
  expect(trail.canGoBack, "and no further").toBe(false);
  trail.back();
  expect(trail.here, "back at the start stays").toEqual({ at: "today" });
});

it("takes a menu entry pressed twice as one step", () => {
  const trail = new Trail();
  trail.go({ at: "papers" });
  trail.go({ at: "papers" });
  trail.back();
  expect(trail.here, "one step back leads to another screen").toEqual({ at: "today" });
});

it("keeps the menu entry lit on the screens below it", () => {
  expect(menuItemOf({ at: "consent", id: "1" }), "a consent belongs to its person").toBe("careRecipients");
  expect(menuItemOf({ at: "consentExisting", recipientId: null }), "one from the binder, too").toBe("careRecipients");
  expect(menuItemOf({ at: "paper", order: { kind: "ofOffice", form: "officePledge", datedOn: "" } }), "a paper to 書類").toBe("papers");
});
