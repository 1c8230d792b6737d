// The real window, driven from outside by WebDriver: WebKitWebDriver starts our own binary itself, so
// neither tauri-driver nor an npm package is needed.
//
// Owns starting and closing the window, finding, clicking, typing, waiting and pictures. Leaves the
// screen (Xvfb), the data folder and what is expected of the program to `run` and the stories.

import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE = 15_000; // ms; a busy machine with two cores, not a measure of speed
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf"; // the name WebDriver gives to "this is an element"
const KEYS = {
  Enter: "\uE007", Tab: "\uE004", Escape: "\uE00C", Backspace: "\uE003", Delete: "\uE017", Space: " ",
  Left: "\uE012", Up: "\uE013", Right: "\uE014", Down: "\uE015", Home: "\uE011", End: "\uE010",
  Shift: "\uE008", Control: "\uE009", Alt: "\uE00A",
  F1: "\uE031", F2: "\uE032", F3: "\uE033", F4: "\uE034", F5: "\uE035",
};

/** An empty data folder; `run` removes it at the end. */
export function newHome() {
  return mkdtempSync(join(tmpdir(), "office-"));
}

/**
 * Opens the program and gives its window. Two starts with one `home` are a closing and a reopening;
 * without one, it is the very first start. `env` is added to the environment of the program.
 */
export async function start({ home = newHome(), env = {}, binary = process.env.RENKEICHO_BINARY } = {}) {
  const port = await freePort();
  const log = logFile(port);
  const driver = spawn("WebKitWebDriver", [`--port=${port}`, "--host=127.0.0.1"], {
    // Tauri lets itself be driven only when it is asked to at the start.
    env: { ...process.env, RENKEICHO_HOME: home, ...env, TAURI_AUTOMATION: "true", TAURI_WEBVIEW_AUTOMATION: "true" },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // a group of its own, so that closing takes the window with it
  });
  driver.stdout.pipe(log, { end: false });
  driver.stderr.pipe(log, { end: false });
  const call = caller(`http://127.0.0.1:${port}`);
  try {
    await until("the driver answers", async () => (await call("GET", "/status")).ready);
    const { sessionId } = await call("POST", "/session", {
      capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary, args: [] } } },
    });
    return new Window(driver, call, `/session/${sessionId}`);
  } catch (error) {
    await endGroup(driver);
    throw error;
  }
}

/** One open window. Every method waits for what it names, or fails with its name after 15 s. */
class Window {
  #driver;
  #call;

  constructor(driver, call, session) {
    this.#driver = driver;
    this.#call = (method, path, body) => call(method, session + path, body);
  }

  /** The first visible element that matches the CSS selector. */
  find(css) {
    return until(`${css} is on the screen`, async () => {
      for (const element of await this.findAll(css)) {
        if (await this.#call("GET", `/element/${element[ELEMENT]}/displayed`)) return element;
      }
    });
  }

  /** All elements that match just now, perhaps none. */
  findAll(css) {
    return this.#call("POST", "/elements", { using: "css selector", value: css });
  }

  /** The button, link, label or choice that says exactly this. */
  findSaying(words, css = "button, a, label, summary, [role=button], [role=tab], option") {
    return until(`「${words}」 is on the screen`, () =>
      this.execute(
        `return [...document.querySelectorAll(arguments[0])].find(
           (one) => one.textContent.trim() === arguments[1] && (one.closest("select") ?? one).getClientRects().length > 0)`,
        css, words,
      ));
  }

  /** The first visible one whose words begin so, e.g. a person in a list. */
  findBeginning(words, css) {
    return until(`「${words}…」 is on the screen`, () =>
      this.execute(
        `return [...document.querySelectorAll(arguments[0])].find(
           (one) => one.textContent.trim().startsWith(arguments[1]) && one.getClientRects().length > 0)`,
        css, words,
      ));
  }

  /** The visible field that carries this label; `under` is the heading it stands under. */
  findLabelled(label, under = null) {
    return until(`a field 「${label}」 is on the screen`, () =>
      this.execute(
        `const [wanted, under] = arguments;
         const heading = [...document.querySelectorAll("h1, h2, h3")].find((one) => one.textContent.trim() === under);
         const place = under === null ? document : heading?.closest("section, form");
         // A label begins with its words; the mark 必須 or a note may follow.
         const words = (label) => {
           const texts = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
           while (texts.nextNode()) if (texts.currentNode.data.trim()) return texts.currentNode.data.trim();
         };
         return [...place?.querySelectorAll("label") ?? []].find(
           (one) => words(one) === wanted && one.control && one.getClientRects().length > 0)?.control`,
        label, under,
      ));
  }

  /** Waits for the screen with this heading. */
  waitForHeading(words) {
    return until(`the screen 「${words}」 is open`, async () => (await this.text("h1")).trim() === words);
  }

  /** Makes the window so large, in px of the screen. */
  async resize(width, height) {
    await this.#call("POST", "/window/rect", { x: 0, y: 0, width, height });
    await until(`the window is ${width} px wide`, () => this.execute("return innerWidth === arguments[0]", width));
  }

  /** Clicks as a hand does, on an element or on the first that matches. */
  async click(target) {
    const element = await this.#element(target);
    await this.#call("POST", `/element/${element[ELEMENT]}/click`, {});
  }

  /** Replaces what stands in a field. */
  async type(target, text) {
    const element = await this.#element(target);
    if (text === "") {
      // WebDriver's clearing tells the page nothing; hers does.
      await this.execute("arguments[0].focus(); arguments[0].select()", element);
      return this.press("Delete");
    }
    await this.#call("POST", `/element/${element[ELEMENT]}/clear`, {});
    if (/^[\u0000-\uD7FF\uE000-\uFFFF]*$/.test(text)) {
      await this.#call("POST", `/element/${element[ELEMENT]}/value`, { text });
    } else {
      // WebKitWebDriver drops 𠮷 and its like: the value is set and announced as typing does.
      await this.execute(
        `const [field, text] = arguments; field.focus(); field.value = text;
         field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text }));
         field.dispatchEvent(new Event("change", { bubbles: true }))`,
        element, text,
      );
    }
  }

  /** Presses keys one after another where the focus is: `press("Tab", "Enter", "Shift+Tab", "あ")`. */
  async press(...keys) {
    const strokes = keys.flatMap((key) => {
      const parts = key === "+" ? ["+"] : key.split("+").map((part) => KEYS[part] ?? part);
      const down = parts.map((value) => ({ type: "keyDown", value }));
      const up = parts.map((value) => ({ type: "keyUp", value })).reverse();
      return [...down, ...up];
    });
    await this.#call("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions: strokes }] });
  }

  /** Takes hold at one point of the screen and lets go at another; in px from its top left corner. */
  async drag([fromX, fromY], [toX, toY]) {
    const move = (x, y) => ({ type: "pointerMove", duration: 0, origin: "viewport", x: Math.round(x), y: Math.round(y) });
    const hand = [
      move(fromX, fromY), { type: "pointerDown", button: 0 },
      move((fromX + toX) / 2, (fromY + toY) / 2), move(toX, toY), { type: "pointerUp", button: 0 },
    ];
    await this.#call("POST", "/actions", { actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions: hand }] });
  }

  /** The text of an element, or of the whole screen, as it is rendered: what is hidden is left out. */
  async text(target = "body") {
    // WebDriver's own answer is empty for a page whose content has been scrolled.
    return this.execute("return arguments[0].innerText", await this.#element(target));
  }

  /** Waits until the words are to be read on the screen; fails with what is there instead. */
  async waitFor(words) {
    let seen = "";
    try {
      await until(`「${words}」 is on the screen`, async () => (seen = await this.text()).includes(words));
    } catch (error) {
      throw new Error(`${error.message}; the screen says:\n${seen}`);
    }
  }

  /** Waits until the words have left the screen. */
  waitUntilGone(words) {
    return until(`「${words}」 has left the screen`, async () => !(await this.text()).includes(words));
  }

  /** The element that has the focus. */
  focused() {
    return this.#call("GET", "/element/active");
  }

  /** Runs the body of a function in the page and gives what it returns; a promise is awaited. */
  execute(script, ...args) {
    return this.#call("POST", "/execute/sync", { script, args });
  }

  /** A PNG of the page. */
  async screenshot(path) {
    mkdirSync(dirname(path), { recursive: true });
    await writeFile(path, Buffer.from(await this.#call("GET", "/screenshot"), "base64"));
  }

  /**
   * Ends the program at once and waits until it is gone. WebDriver knows no softer way: a story that
   * reopens shows at the same time that a power cut loses nothing the screen has confirmed.
   */
  async close() {
    await this.#call("DELETE", "").catch(() => {});
    await endGroup(this.#driver);
  }

  #element(target) {
    return typeof target === "string" ? this.find(target) : target;
  }
}

/** Tries until it gives something true; an element that has just gone away is no failure. */
export async function until(what, attempt, patience = PATIENCE) {
  const end = Date.now() + patience;
  let last;
  while (Date.now() < end) {
    try {
      const result = await attempt();
      if (result) return result;
    } catch (error) {
      last = error;
    }
    await pause(50);
  }
  throw new Error(`waited ${patience / 1000} s in vain until ${what}`, { cause: last });
}

function caller(address) {
  return async (method, path, body) => {
    const answer = await fetch(address + path, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(2 * PATIENCE), // a driver that hangs is a failure, not an evening
    });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
}

/** Kills the driver with everything it started, and waits until none of it runs. */
async function endGroup(driver) {
  try {
    process.kill(-driver.pid, "SIGKILL");
  } catch {
    // It has ended by itself.
  }
  await until("the program has ended", () => !groupRuns(driver.pid));
}

/** Whether a process of the group is alive; one that nobody has buried yet (Z) is not. */
function groupRuns(group) {
  return readdirSync("/proc").some((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, "utf8");
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(pgrp) === group && state !== "Z";
    } catch {
      return false; // gone while we looked
    }
  });
}

/** What the driver and the program say, kept for the case of failure. */
function logFile(port) {
  const folder = process.env.WINDOW_LOGS ?? ".";
  mkdirSync(folder, { recursive: true });
  return createWriteStream(join(folder, `window-${port}.log`));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
