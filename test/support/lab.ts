// A real JupyterLab, started as a user starts it, and a real Chromium looking at it.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { root } from "./kernel";

/** Screenshots and copies of notebooks that tests run; ignored by git. */
export const artefacts: string = join(root, "test", "artefacts");

const candidates = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser to test with, or undefined when this machine has none. */
export const chromiumPath: string | undefined = candidates.find((path) => path && existsSync(path));

/** Why browser tests are skipped where they are. In CI they must not be. */
export const noChromium = "no Chromium on this machine; set CHROMIUM to its path";
if (!chromiumPath && process.env.CI) throw new Error(noChromium);

/** JupyterLab and one browser. */
export class Lab {
  private constructor(
    private readonly server: ChildProcess,
    private readonly browser: Browser,
    private readonly address: URL,
  ) {}

  /** Runs `npm start -- --no-browser` and waits for the address it prints. */
  static async start(): Promise<Lab> {
    mkdirSync(artefacts, { recursive: true });
    const args = [join("setup", "start.cjs"), "--no-browser", "--port", String(await freePort())];
    const server = spawn(process.execPath, args, {
      cwd: root,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const address = await addressOf(server);
    const browser = await chromium.launch({
      executablePath: chromiumPath!,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-sync",
      ],
    });
    return new Lab(server, browser, address);
  }

  /** Opens a notebook (a path below the project) and waits until its kernel is ready. */
  async open(
    notebook: string,
    options: { width?: number; height?: number; dark?: boolean } = {},
  ): Promise<LabNotebook> {
    const { width = 1280, height = 900, dark = false } = options;
    const context = await this.browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const url = new URL(
      `lab/tree/${notebook}`,
      this.address.origin + this.address.pathname.replace(/lab\/.*/, ""),
    );
    url.search = `${this.address.search}&reset`;
    await page.goto(url.href);
    await page.locator(".jp-Notebook .jp-Cell").first().waitFor();
    const opened = new LabNotebook(page);
    if (dark) await opened.chooseTheme("Dark");
    await page.locator(".jp-Toolbar-kernelName", { hasText: "TypeScript" }).waitFor(); // until then, "No Kernel"
    await opened.idle();
    return opened;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    const ended = new Promise((resolve) => this.server.once("exit", resolve));
    process.kill(-this.server.pid!, "SIGINT");
    const tooSlow = sleep(10_000, "slow", { ref: false });
    if ((await Promise.race([ended, tooSlow])) === "slow") process.kill(-this.server.pid!, "SIGKILL");
  }
}

/** One notebook open in JupyterLab, handled as a person would handle it. */
export class LabNotebook {
  constructor(readonly page: Page) {}

  async runAll(): Promise<void> {
    await chooseMenu(this.page, "Run", "Run All Cells");
  }

  /** Turns JupyterLab dark or light; it stays so, for later tests and for whoever opens it next. */
  async chooseTheme(theme: "Dark" | "Light"): Promise<void> {
    await chooseMenu(this.page, "Settings", "Theme", `JupyterLab ${theme}`);
  }

  /** Waits until the kernel has nothing to do. */
  async idle(timeout = 120_000): Promise<void> {
    await this.page
      .locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
      .first()
      .waitFor({ timeout });
  }

  /** The code cell whose source contains the text. */
  cell(text: string): Locator {
    return this.page.locator(".jp-CodeCell", { hasText: text }).first();
  }

  /** The ■ of the toolbar. */
  async pressStop(): Promise<void> {
    await this.page.locator('jp-button[data-command="notebook:interrupt-kernel"]').first().click();
  }

  /** Keeps a picture of the window, or of one part of it, among the artefacts. */
  async screenshot(name: string, part: Page | Locator = this.page): Promise<void> {
    await part.screenshot({ path: join(artefacts, name) });
  }
}

async function chooseMenu(page: Page, menu: string, ...entries: string[]): Promise<void> {
  await page.locator(".lm-MenuBar-item", { hasText: menu }).first().click();
  for (const entry of entries) await page.locator(".lm-Menu-item", { hasText: entry }).first().click();
}

function addressOf(server: ChildProcess): Promise<URL> {
  return new Promise((resolve, reject) => {
    let said = "";
    const read = (chunk: Buffer) => {
      said += chunk;
      const address = said.match(/http:\/\/\S+/)?.[0];
      if (address) resolve(new URL(address));
    };
    server.stdout!.on("data", read);
    server.stderr!.on("data", read);
    server.once("exit", (code) => reject(new Error(`npm start ended with ${code} and said:\n${said}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
