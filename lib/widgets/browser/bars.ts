// The outputs of the network as bars, one for each thing it can say.

import { element } from "./page";

/** Makes the bars, and the function that sets them; no activations, no bars. */
export function barsView(names: readonly string[]): {
  view: HTMLElement;
  show(outputs?: Float64Array): void;
} {
  const bars = names.map(() => element("i"));
  const numbers = names.map(() => element("data", {}, "0.00"));
  const items = names.map((name, j) =>
    element("li", {}, element("b", {}, name), element("span", { class: "track" }, bars[j]!), numbers[j]!),
  );
  const view = element("ul", { class: "bars", "aria-label": "Output activations" }, ...items);
  return {
    view,
    show(outputs) {
      const largest = Math.max(1, ...(outputs ?? []));
      const best = outputs ? outputs.indexOf(Math.max(...outputs)) : -1;
      names.forEach((_, j) => {
        const a = outputs?.[j] ?? 0;
        bars[j]!.style.width = `${(100 * Math.max(0, a)) / largest}%`;
        numbers[j]!.textContent = a.toFixed(2);
        items[j]!.classList.toggle("best", j === best);
      });
    },
  };
}
