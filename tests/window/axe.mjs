// What axe-core finds on the screen as it stands.
//
// Owns the rules that count (WCAG 2.2, A and AA) and a readable list. Leaves it to the stories to go
// to each screen. axe-core comes from ui/node_modules; nothing of it is in the program.

import { readFileSync } from "node:fs";

const SOURCE = readFileSync(new URL("../../ui/node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * The violations on the screen: `[{ rule, help, where: [css] }]`, empty when all is well.
 *
 * WebDriver's script runs beside the page's content policy, not under it, so that the strict policy of
 * the program stays as it is while axe looks.
 */
export async function violations(window) {
  if (!(await window.execute("return typeof axe === 'object'"))) await window.execute(SOURCE);
  return window.execute(
    `return axe
       .run(document, { runOnly: { type: "tag", values: arguments[0] }, resultTypes: ["violations"] })
       .then((result) => result.violations.map((one) => (
         { rule: one.id, help: one.help, where: one.nodes.map((node) => node.target.join(" ")) })))`,
    TAGS,
  );
}
