// How a widget finds its place on the page and its data, and a short way to write elements.

import theme from "./theme.css";

type Child = Node | string;
type Attributes = Record<string, string | number | boolean | ((event: Event) => void)>;

/**
 * The shadow root of the widget whose script runs now, and its data. What stood there before is hidden, and
 * styles and ids of the page and of other widgets cannot meddle.
 */
export function settle<T>(css: string): { host: HTMLElement; root: ShadowRoot; data: T } {
  const host = document.currentScript!.parentElement!;
  const data = JSON.parse(host.querySelector('script[type="application/json"]')!.textContent!) as T;
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.replaceChildren(element("style", {}, theme + css));
  keepKeys(host);
  return { host, root, data };
}

/**
 * While the focus is in the widget, JupyterLab leaves the keys to it: "d" twice does not delete the cell. Saving and
 * running stay with JupyterLab. It looks at this mark when a key reaches the document, so the window decides first.
 */
function keepKeys(host: HTMLElement): void {
  const decide = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent) => {
    const command = ((ctrlKey || metaKey) && key !== "z") || (shiftKey && key === "Enter");
    host.toggleAttribute("data-lm-suppress-shortcuts", !command);
  };
  host.addEventListener("focusin", () => window.addEventListener("keydown", decide, true));
  host.addEventListener("focusout", () => window.removeEventListener("keydown", decide, true));
}

/** Makes an element. Attributes that are functions become event listeners, `true` an attribute without a value. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}

/** Bytes from base64. */
export function unpack(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Float32 values from base64. */
export function unpackFloats(base64: string): Float32Array {
  return new Float32Array(unpack(base64).buffer as ArrayBuffer);
}
