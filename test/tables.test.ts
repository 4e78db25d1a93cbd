import { execFileSync } from "node:child_process";
import { dataFrame } from "descent/data-frame";
import { column, readable } from "descent/tables/columns";
import { tableHtml, tableText } from "descent/tables/html";
import { toRows } from "descent/tables/rows";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, noChromium } from "./support/lab";
import { openBrowser, openPage } from "./support/page";

const written = (name: string, values: unknown[]) => values.map((value) => column(name, values).write(value));

describe("the numbers of a column", () => {
  it("are plain when all are whole, with separators for thousands", () => {
    expect(written("n", [5, 13002, -7])).toEqual(["5", "13,002", "−7"]);
    expect(written("n", [1e10, 0])).toEqual(["10,000,000,000", "0"]);
  });

  it("have the same number of decimals, so that digits stand under digits", () => {
    expect(written("cost", [0.0412, 0.0312345])).toEqual(["0.04120", "0.03123"]);
    expect(written("seconds", [0.4123, 12.5])).toEqual(["0.41", "12.50"]);
    expect(written("x", [1, 2.5])).toEqual(["1.0", "2.5"]);
  });

  it("keep every digit of short ones, such as learning rates", () => {
    expect(written("learningRate", [0.001, 0.1, 3, 100])).toEqual(["0.001", "0.100", "3.000", "100.000"]);
  });

  it("are written with an exponent when they are very small or very large", () => {
    expect(written("x", [1.234e-7, -3e12, 0, 0.25])).toEqual(["1.23 × 10⁻⁷", "−3 × 10¹²", "0.00", "0.25"]);
  });

  it("are per cent in a column of accuracies, unless they cannot be or already are", () => {
    expect(written("validationAccuracy", [0.9542, 0.96, undefined])).toEqual(["95.42 %", "96.00 %", ""]);
    expect(written("accuracy", [95.42])).toEqual(["95.42"]);
    expect(written("accuracy (%)", [0.5])).toEqual(["0.5"]);
    expect(written("inaccuracyOfClock", ["a", 1])).toEqual(["a", "1"]);
  });

  it("may be missing, NaN or infinite", () => {
    expect(written("x", [null, undefined, Number.NaN, -1 / 0, 1.5])).toEqual(["", "", "NaN", "−∞", "1.5"]);
  });
});

describe("the name of a column", () => {
  it("is put into words", () => {
    expect(
      ["validationAccuracy", "mini_batch_size", "testMSE", "MSEOfTest", "n", "accuracy (%)"].map(readable),
    ).toEqual(["validation accuracy", "mini batch size", "test MSE", "MSE of test", "n", "accuracy (%)"]);
  });
});

describe("a table", () => {
  it("takes objects with different keys", () => {
    expect(toRows([{ a: 1 }, { b: 2 }])).toEqual({
      columns: ["a", "b"],
      rows: [
        [1, undefined],
        [undefined, 2],
      ],
    });
  });

  it("takes a DataFrame, with its row names when they are not just numbers, and a Series", () => {
    const frame = dataFrame([
      { a: 1, b: "x" },
      { a: 2, b: "y" },
    ]);
    expect(toRows(frame)).toEqual({
      columns: ["a", "b"],
      rows: [
        [1, "x"],
        [2, "y"],
      ],
    });
    expect(toRows(frame.a)).toEqual({ columns: ["a"], rows: [[1], [2]] });
    const described = dataFrame([{ a: 1 }, { a: 3 }]).describe();
    expect(toRows(described).index?.slice(0, 2)).toEqual(["count", "mean"]);
    expect(tableHtml(toRows(described))).toContain('<th scope="row" style="text-align:left">mean</th>');
  });

  it("refuses anything else and says what came", () => {
    expect(() => toRows(5 as never)).toThrow("a table is made of a list of objects or a DataFrame, got 5");
    expect(() => toRows([{ a: 1 }, null] as never)).toThrow("row 1 is null");
  });

  it("escapes names, values and its caption", () => {
    const html = tableHtml(toRows([{ "<b>": "<i>&" }]), { caption: "<u>" });
    expect(html).toContain("&#60;b&#62;");
    expect(html).toContain("&#60;i&#62;&#38;");
    expect(html).toContain("&#60;u&#62;</caption>");
  });

  it("shows the first rows of a long one, and says of how many", () => {
    const rows = toRows(Array.from({ length: 12000 }, (_, i) => ({ i })));
    expect(tableHtml(rows).match(/<tr>/g)).toHaveLength(21);
    expect(tableHtml(rows)).toContain("the first 20 of 12,000 rows");
    expect(tableText(rows, { rows: 2 })).toMatch(/^ *i\n *0\n *1\nthe first 2 of 12,000 rows$/);
  });

  it("may be empty", () => {
    expect(tableText(toRows([]))).toBe("an empty table");
    expect(tableText(toRows({ columns: ["a"], values: [] }))).toBe("a\nno rows");
    expect(tableHtml(toRows([]), { caption: "Nothing" })).toContain("an empty table");
  });

  it("is aligned as text too", () => {
    const rows = toRows([
      { name: "a", n: 5 },
      { name: "bcd", n: 1000 },
    ]);
    expect(tableText(rows, { caption: "Two" })).toBe("Two\nname      n\na         5\nbcd   1,000");
  });
});

describe("importing the notebook glue", () => {
  it("does not load danfojs", () => {
    const code =
      'require("descent/notebook"); require("descent/data-frame"); console.log(Object.keys(require.cache).some((f) => /danfojs/.test(f)))';
    expect(execFileSync(process.execPath, ["-e", code], { encoding: "utf8" })).toBe("false\n");
  });
});

const missing = chromiumPath ? "" : ` (skipped: ${noChromium})`;

describe.skipIf(!chromiumPath)(`a table in a page${missing}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  const rows = [
    { name: "net 10", rate: 0.5, n: 1000 },
    { name: "net 2", rate: null, n: 9 },
    { name: "Net 1", rate: 3, n: 200 },
  ];

  it("sorts by a click on a header, the other way by another, empty cells last", async () => {
    const page = await openPage(browser, tableHtml(toRows(rows)) + tableHtml(toRows(rows)));
    const table = page.locator("table").first();
    const order = async () => await table.locator("tbody tr td:first-child").allTextContents();
    await table.getByRole("button", { name: "n", exact: true }).click();
    expect(await order()).toEqual(["net 2", "Net 1", "net 10"]);
    await table.getByRole("button", { name: /^rate/ }).click();
    expect(await order()).toEqual(["net 10", "Net 1", "net 2"]);
    await table.getByRole("button", { name: /^rate/ }).click();
    expect(await order()).toEqual(["Net 1", "net 10", "net 2"]);
    await table.getByRole("button", { name: /^name/ }).click();
    expect(await order()).toEqual(["Net 1", "net 2", "net 10"]);
    expect(await page.locator("table").nth(1).locator("tbody td").first().textContent()).toBe("net 10");
    expect(page.errors).toEqual([]);
  });

  it("sorts by the keyboard and says so to screen readers", async () => {
    const page = await openPage(browser, tableHtml(toRows(rows)));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const sorts = () =>
      page.locator("th").evaluateAll((heads) => heads.map((th) => th.getAttribute("aria-sort")));
    expect(await sorts()).toEqual(["none", "ascending", "none"]);
    await page.keyboard.press(" ");
    expect(await sorts()).toEqual(["none", "descending", "none"]);
  });

  it("is the same table where scripts do not run", async () => {
    const page = await openPage(browser, tableHtml(toRows(rows)), { javaScriptEnabled: false });
    expect(await page.locator("th").allTextContents()).toEqual(["name", "rate", "n"]);
    expect(await page.locator("td").allTextContents()).toContain("1,000");
  });
});
