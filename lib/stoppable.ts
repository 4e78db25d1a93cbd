// Work that comes in pieces and can be stopped from outside, as runs and sweeps can.

/** Yields pieces of work as they are done. Leaving the loop over them stops the work too. */
export abstract class Stoppable<T> implements AsyncGenerator<T, void> {
  /** The work itself. */
  protected abstract readonly pieces: AsyncGenerator<T, void>;

  /** Ends the work soon. What was done so far stays. */
  abstract stop(): void;

  next(): Promise<IteratorResult<T, void>> {
    return this.pieces.next();
  }

  return(): Promise<IteratorResult<T, void>> {
    this.stop();
    return this.pieces.return();
  }

  throw(error: unknown): Promise<IteratorResult<T, void>> {
    this.stop();
    return this.pieces.throw(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
