// One output that changes while a run goes on, and the following of a run that can be stopped.

import { randomUUID } from "node:crypto";
import { type Bundle, type Publish, publisher } from "../display";
import { listenForInterrupt } from "../interrupt";

const REFRESH = 200; // milliseconds between two pictures of a run: five a second
const PATIENCE = 800; // milliseconds a stopped run may take to end by itself

/** Takes what a run yields, until it ends or is interrupted. True when it was interrupted. */
export async function follow<T>(run: AsyncGenerator<T>, take: (value: T) => void): Promise<boolean> {
  const interruption = await listenForInterrupt();
  interruption.working = true;
  const stopped = new Promise<undefined>((resolve) => {
    interruption.signal.addEventListener("abort", () =>
      setTimeout(() => resolve(undefined), PATIENCE).unref(),
    );
  });
  try {
    while (!interruption.signal.aborted) {
      const result = await Promise.race([run.next(), stopped]);
      if (!result || result.done) break;
      take(result.value);
    }
    return interruption.signal.aborted;
  } finally {
    interruption.release();
    void run.return(undefined);
  }
}

/** One output that is drawn anew a few times a second, and a last time at its end. In plain Node.js it prints its end. */
export class LiveOutput {
  private readonly publish: Publish | undefined = publisher();
  private readonly displayId: string = randomUUID();
  private readonly timer: NodeJS.Timeout;

  constructor(draw: () => Bundle) {
    this.send(draw(), false);
    this.timer = setInterval(() => this.send(draw(), true), REFRESH);
  }

  /** Whether there is no notebook to draw in. */
  get printed(): boolean {
    return !this.publish;
  }

  end(bundle: Bundle): void {
    clearInterval(this.timer);
    this.send(bundle, true);
    if (this.printed) console.log(bundle["text/plain"]);
  }

  private send(data: Bundle, update: boolean): void {
    this.publish?.({ data, metadata: {}, transient: { display_id: this.displayId } }, update);
  }
}
