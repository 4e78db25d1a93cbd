// What a widget is: HTML that needs no kernel and no network once it is shown.
// Its code is written in browser/, bundled when the library is built, and travels inside the HTML with its data.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { escapeHtml } from "../html";

/** Something to touch: HTML for the output of a cell, and a sentence for viewers that show text only. */
export interface Widget {
  /** Self-contained HTML. Without scripts it shows what stands here and how to bring it to life. */
  html: string;
  /** What the widget is, in a sentence. */
  summary: string;
}

/** Puts a bundle of browser/ and its data into one piece of HTML. Any number of them can stand on a page. */
export function makeWidget(
  bundle: "draw-digit" | "neuron" | "descent",
  data: object,
  summary: string,
): Widget {
  const code = readFileSync(join(__dirname, "browser", `${bundle}.js`), "utf8");
  const json = JSON.stringify(data).replaceAll("<", "\\u003c"); // so that no text in it can end the script
  const html = [
    `<div data-widget="${bundle}">`,
    `<p style="border:1px solid gray;border-radius:4px;padding:8px 12px;max-width:60em">${escapeHtml(summary)} `,
    "<em>It is asleep: the notebook is not trusted yet, and so its scripts do not run. ",
    "Run this cell (Shift+Enter), or choose “Trust Notebook” in the command palette (View menu).</em></p>",
    `<script type="application/json">${json}</script>`,
    `<script>${code}</script>`,
    "</div>",
  ].join("\n");
  return { html, summary };
}
