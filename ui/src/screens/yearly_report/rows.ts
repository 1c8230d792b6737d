// Where a row that was counted is looked at.
import type { Screen } from "../../screens";
import type { YearlyRow } from "../../wire";

/** The screen of its card; `null` where it has none. */
export function rowScreen({ noun, id }: YearlyRow): Screen | null {
  switch (noun) {
    case "staff":
      return { at: "staff", id };
    case "careRecipient":
      return { at: "careRecipient", id };
    case "consent":
      return { at: "consent", id };
    case "group":
      return { at: "group", id };
    case "training":
      return { at: "trainings" };
    case "takeout":
      return { at: "takeout", id };
    case "incident":
      return { at: "incident", id };
    default:
      return null;
  }
}
