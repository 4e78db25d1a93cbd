// Results, hints and progress as HTML and as text. A colour never stands alone: a sign and a word say the same.

import { escapeHtml } from "../html";
import type { Result } from "./examine";
import { format } from "./format";
import type { Standing } from "./memory";

/** One output, for viewers with HTML and for those without. */
export interface Card {
  readonly html: string;
  readonly text: string;
}

const looks = {
  passed: { sign: "✓", colour: "#1a9e77" },
  failed: { sign: "✗", colour: "#e0701a" },
  "not done": { sign: "○", colour: "#808080" },
} as const;

/** The verdict, and when it is not right: what was expected, what came, and the likely mistake. */
export function resultCard(result: Result, hints: number): Card {
  const { id, title, status, message, mistake } = result;
  const { sign, colour } = looks[status];
  const details = detailsOf(result);
  const help = status === "passed" || hints === 0 ? "" : `hint("${id}")`;
  const offer = `Stuck? ${help} gives the first of ${hints === 1 ? "1 hint" : `${hints} hints`}.`;
  const rows = details
    .map(
      ([name, value]) =>
        `<tr><th scope="row" style="text-align:left;font-weight:normal;padding:1px 12px 1px 0">${name}</th><td style="text-align:left"><code>${escapeHtml(value)}</code></td></tr>`,
    )
    .join("");
  const body = [
    `<p style="margin:0"><strong style="color:${colour}">${sign}</strong> <strong>${id} · ${escapeHtml(title)}</strong>: ${escapeHtml(message)}</p>`,
    rows && `<table style="margin:6px 0 0 1.2em"><tbody>${rows}</tbody></table>`,
    mistake && `<p style="margin:6px 0 0 1.2em">${prose(mistake)}</p>`,
    help &&
      `<p style="margin:6px 0 0 1.2em;opacity:0.8">${offer.replace(help, `<code>${escapeHtml(help)}</code>`)}</p>`,
  ];
  const lines = [
    `${sign} ${id} · ${title}: ${message}`,
    ...details.map(([name, value]) => `  ${name}: ${value}`),
    ...(mistake ? [`  ${mistake}`] : []),
    ...(help ? [`  ${offer}`] : []),
  ];
  return { html: framed(colour, body.join("")), text: lines.join("\n") };
}

/** One hint, and how many are left. */
export function hintCard(id: string, title: string, hint: string, number: number, of: number): Card {
  const left = of - number;
  const rest =
    left === 0
      ? "That was the last one."
      : `${left} more: run the cell again${left > 1 ? " for the next" : ""}.`;
  const head = `Hint ${number} of ${of}`;
  const html = `<p style="margin:0"><strong>${head}</strong> for ${id} · ${escapeHtml(title)}</p><p style="margin:6px 0">${prose(hint)}</p><p style="margin:0;opacity:0.8">${rest}</p>`;
  return {
    html: framed(looks["not done"].colour, html),
    text: `${head} for ${id} · ${title}\n  ${hint}\n  ${rest}`,
  };
}

/** How some exercises stand, one line each. */
export function progressCard(list: readonly (Standing & { id: string; title: string })[]): Card {
  const lines = list.map(({ id, title, done, tries, hints }) => {
    const status = done ? "passed" : tries > 0 ? "failed" : "not done";
    const word = done ? "done" : tries > 0 ? `tried, ${tries} ${tries === 1 ? "time" : "times"}` : "not yet";
    return {
      name: `${id} · ${title}`,
      ...looks[status],
      word,
      hints: hints > 0 ? `hints read: ${hints}` : "",
    };
  });
  const cell = 'style="text-align:left;padding:2px 16px 2px 0"';
  const rows = lines.map(
    ({ sign, colour, name, word, hints }) =>
      `<tr><td ${cell}><strong style="color:${colour}">${sign}</strong> ${escapeHtml(name)}</td><td ${cell}>${word}</td><td ${cell}>${hints}</td></tr>`,
  );
  const summary = `${list.filter(({ done }) => done).length} of ${list.length} done`;
  return {
    html: `<table><tbody>${rows.join("")}</tbody></table><p>${summary}</p>`,
    text: [...lines.map(({ sign, name, word }) => `${sign} ${name}: ${word}`), summary].join("\n"),
  };
}

function detailsOf({ wrong, largestDifference }: Result): [name: string, value: string][] {
  if (!wrong) return [];
  return [
    ...(wrong.inputs ? ([["for", wrong.inputs]] as [string, string][]) : []),
    ...(wrong.expected !== undefined ? ([["expected", wrong.expected]] as [string, string][]) : []),
    ["got", wrong.got],
    ...(largestDifference !== undefined
      ? ([["largest difference", format(Number(largestDifference.toPrecision(3)))]] as [string, string][])
      : []),
  ];
}

/** Escaped; what stands between `backticks` is set as code. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function framed(colour: string, inside: string): string {
  return `<div style="border-left:4px solid ${colour};padding:4px 0 4px 12px;margin:4px 0;max-width:52em">${inside}</div>`;
}
