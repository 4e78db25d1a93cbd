// Stop, pressed in a real kernel: how long it takes, and whether anything goes on computing.

import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Cell, Kernel } from "./kernel";

/** Runs a cell that must end well. */
export async function ok(kernel: Kernel, code: string): Promise<Cell> {
  const cell = await kernel.run(code);
  expectOk(cell);
  return cell;
}

/** Presses Stop while a cell runs. The seconds from then to the cell's end, which must be a normal one. */
export async function pressStop(kernel: Kernel, cell: Cell): Promise<number> {
  const pressed = performance.now();
  kernel.interrupt();
  await cell.done;
  expectOk(cell);
  return (performance.now() - pressed) / 1000;
}

/** How much of a processor the kernel uses in a second in which nobody asks it for anything: 1 when it computes on. */
export async function idleWork(kernel: Kernel): Promise<number> {
  const asking = await workDuring(kernel, 0);
  return (await workDuring(kernel, 1)) - asking;
}

async function workDuring(kernel: Kernel, seconds: number): Promise<number> {
  const cpu = "(() => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; })()";
  const before = Number((await ok(kernel, `console.log(${cpu})`)).stdout);
  await sleep(1000 * seconds);
  return Number((await ok(kernel, `console.log(${cpu})`)).stdout) - before;
}

function expectOk(cell: Cell): void {
  expect(cell.error).toBeUndefined();
  expect(cell.status).toBe("ok");
}
