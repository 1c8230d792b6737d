// Two figures of `./dev bench` that only the real window can give: start to first paint, and a list of 5,000 people.
//
// Called by ./dev bench under `tests/window/run`'s screen, on the release program. Prints each beside its limit;
// nothing fails when a machine is slow.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { newHome, start, until } from "./webdriver.mjs";

const ROUNDS = 5;
const PASSPHRASE = "bench-no-kagi-1"; // as in src-tauri/office/examples/bench/records.rs

const median = (figures) => figures.sort((a, b) => a - b)[Math.floor(figures.length / 2)];
const row = (figure, measured, limit) =>
  console.log(`${figure.padEnd(44)}${`${measured.toFixed(1)} ms`.padStart(12)}${`${limit} ms`.padStart(12)}${(measured / limit).toFixed(2).padStart(8)}`);

const paints = [];
for (let round = 0; round < ROUNDS; round++) {
  const began = Date.now();
  const window = await start();
  paints.push(
    (await until("something is painted", () =>
      window.execute(`const [paint] = performance.getEntriesByName("first-contentful-paint");
        return paint && performance.timeOrigin + paint.startTime`),
    )) - began,
  );
  await window.close();
}
row("start to first paint (with the driver's start)", median(paints), 600);

const home = newHome();
execFileSync(process.env.BENCH_OFFICE, [join(home, "office")]);
const window = await start({ home });
await window.type(await window.find("input[type=password]"), PASSPHRASE);
await window.press("Enter");
await window.waitFor("きょうの仕事");
const lists = [];
for (let round = 0; round < ROUNDS; round++) {
  lists.push(
    await window.execute(`return (async () => {
      const entry = (words) => [...document.querySelectorAll("nav button, nav a")].find((one) => one.textContent.includes(words));
      entry("設定").click();
      await new Promise((done) => setTimeout(done, 500));
      const began = performance.now();
      entry("職員").click();
      while (!document.querySelector("tbody tr")) await new Promise((done) => setTimeout(done, 1));
      document.querySelector("tbody").offsetHeight; // laid out: what is left is the screen's own next frame
      return performance.now() - began;
    })()`),
  );
}
row("staff list of 5,000: click to rows laid out", median(lists), 50);
await window.close();
