// The window reaches nothing outside itself (K11), whatever a script in it tries.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { start } from "./webdriver.mjs";

test("the window knocks at no door of the network and runs no text as code", async () => {
  let knocks = 0;
  const server = createServer((_, answer) => (knocks++, answer.end()));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const address = `http://127.0.0.1:${server.address().port}/`;
  const window = await start();
  try {
    const here = await window.execute("return location.href");
    await window.execute(
      `const [address] = arguments;
       fetch(address).catch(() => {});
       navigator.sendBeacon?.(address);
       new Image().src = address;
       for (const [tag, name] of [["iframe", "src"], ["script", "src"], ["link", "href"], ["object", "data"]]) {
         const one = document.createElement(tag);
         one[name] = address;
         if (tag === "link") one.rel = "stylesheet";
         document.body.append(one);
       }
       try { new WebSocket(address.replace("http", "ws")); } catch {}
       try { open(address); } catch {}`,
      address,
    );
    await pause(500);
    assert.equal(knocks, 0, "nothing in the window may reach the network");
    const evaluated = await window.execute("try { return eval('1 + 1') } catch (error) { return error.name }");
    assert.equal(evaluated, "EvalError", "text that somebody typed must never run as code");
    assert.equal(await window.execute("return typeof window.__TAURI__"), "undefined", "no global bridge");
    await window.execute("setTimeout(() => { location.href = arguments[0] }, 0)", address).catch(() => {});
    await pause(500);
    assert.equal(knocks, 0, "the window cannot be led away either");
    assert.equal(await window.execute("return location.href"), here, "she still sees her ledger");
  } finally {
    await window.close();
    server.close();
  }
});
