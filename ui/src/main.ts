// Puts the program into the window. Owns nothing else: app.svelte decides which screen is open.
import { mount } from "svelte";
import App from "./app.svelte";
import "./fonts.css";
import "./tokens.css";
import "./base.css";

const target = document.getElementById("app");
if (target) mount(App, { target });
