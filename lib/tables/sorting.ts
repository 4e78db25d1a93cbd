// Sorting a table by a click on a header: a script that goes along with the table. Where scripts do not run (a notebook
// that is not trusted), the table is what it was without it.

/** In the table element, so that the script finds those that are new on the page. */
export const SORTABLE = "data-descent-table";

/** For a cell: what its row is sorted by, when that is not its text. */
export const KEY = "data-key";

// Headers become buttons: they take the keyboard's focus, and aria-sort tells a screen reader what happened.
const program = `
for (const table of document.querySelectorAll("table[${SORTABLE}]")) {
  table.removeAttribute("${SORTABLE}");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.title = "Sort by this column";
    button.style.cssText = "all:revert;background:none;border:0;padding:0;margin:0;font:inherit;color:inherit;cursor:pointer;white-space:nowrap";
    button.append(...head.childNodes);
    const arrow = document.createElement("span");
    if (head.style.textAlign === "right") button.prepend(arrow);
    else button.append(arrow);
    arrow.setAttribute("aria-hidden", "true");
    arrow.style.cssText = "display:inline-block;width:1.2em;text-align:center;opacity:0.6";
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.onclick = () => {
      const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of heads) {
        other.setAttribute("aria-sort", "none");
        other.querySelector("button > span").textContent = "";
      }
      head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
      arrow.textContent = direction === 1 ? "▲" : "▼";
      const key = (row) => {
        const cell = row.cells[column];
        return cell.hasAttribute("${KEY}") ? Number(cell.getAttribute("${KEY}")) : cell.textContent;
      };
      const empty = (value) => value === "" || Number.isNaN(value);
      const compare = (a, b) =>
        empty(a) || empty(b) ? empty(a) - empty(b)
        : direction * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true }));
      body.append(...[...body.rows].sort((a, b) => compare(key(a), key(b))));
    };
  });
}`;

/** The script element to put behind a table. */
export const sortingScript: string = `<script>{${program.replace(/\n\s*/g, "\n")}}</script>`;
