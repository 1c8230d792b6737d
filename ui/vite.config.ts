// How the screens are bundled into ui/dist, which Tauri carries inside the program.
// Owns the build; leaves what the window may load to the content policy in tauri.conf.json.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  server: { port: 5173, strictPort: true },
  build: {
    // WebKitGTK of Debian 12 and WebView2 both know this much.
    target: "es2022",
    // The content policy allows no data: fonts and no fetch of our own files.
    assetsInlineLimit: 0,
    modulePreload: false,
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
