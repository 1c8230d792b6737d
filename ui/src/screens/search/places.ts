// The program's own places and what can be done there, found by their names and by other words for them.
import { folded } from "../../kana";
import { LEDGERS, MENU, menuScreen, type Screen } from "../../screens";
import { app, ledger } from "../../strings";
import { search as say } from "../../strings/search";

/** A place with what it is called. */
export type Place = { key: string; name: string; note: string; screen: Screen };

type Doing = keyof typeof say.doings;

const DOINGS: Record<Doing, Screen> = {
  consentNew: { at: "consentNew", recipientId: null },
  packet: { at: "packet" },
  scans: { at: "scans" },
  consentExisting: { at: "consentExisting", recipientId: null },
  careRecipient: { at: "careRecipient", id: null },
  staff: { at: "staff", id: null },
  printJobNew: { at: "printJobNew" },
  submissions: { at: "papers", part: "submission" },
  device: { at: "device", id: null },
  deviceRound: { at: "deviceRound" },
  takeout: { at: "takeout", id: null },
  training: { at: "training" },
  incident: { at: "incident", id: null },
  policy: { at: "policy" },
  export: { at: "export" },
  ownForms: { at: "ownForms" },
  office: { at: "settings" },
  manager: { at: "settings" },
  regions: { at: "settings" },
  targets: { at: "settings" },
  textSize: { at: "settings" },
  lockTime: { at: "settings" },
  keys: { at: "settings" },
  recovery: { at: "settings" },
  version: { at: "settings" },
};

/** Each with everything by which it is found. */
const ALL: readonly { place: Place; words: string[] }[] = [
  ...MENU.map((item) => known(`menu/${item}`, app.menuItems[item], "", menuScreen(item), say.aliases[item])),
  ...LEDGERS.map((at) => known(`ledger/${at}`, ledger.each[at].title, ledger.each[at].note, { at }, say.aliases[at])),
  ...(Object.keys(DOINGS) as Doing[]).map((doing) =>
    known(`doing/${doing}`, say.doings[doing].name, DOINGS[doing].at === "settings" ? app.menuItems.settings : "", DOINGS[doing], say.doings[doing].words),
  ),
];

function known(key: string, name: string, note: string, screen: Screen, aliases: string) {
  return { place: { key, name, note, screen }, words: [name, ...aliases.split(" ")].map(folded) };
}

/** The places that a text finds: first those whose name begins with it, then by name, then by another word. */
export function placesOf(query: string): Place[] {
  const key = folded(query);
  if (key === "") return [];
  const rank = ({ words: [name = "", ...aliases] }: (typeof ALL)[number]) =>
    name.startsWith(key) ? 0 : key.length > 1 && name.includes(key) ? 1 : aliases.some((word) => word.startsWith(key)) ? 2 : 3;
  return ALL.map((one) => ({ place: one.place, rank: rank(one) }))
    .filter((one) => one.rank < 3)
    .sort((one, other) => one.rank - other.rank)
    .map((one) => one.place);
}
