/** A moment is given to hints to begin, before what they are about is asked for. */
const PATIENCE_MS = 1_500;

/** What was asked for before hints of its changes began has to be asked for again. */
export class FirstHints {
  private hasBegun = false;
  private wasAskedBefore = false;
  private resolve = (): void => undefined;
  private readonly beginning = new Promise<void>((resolve) => (this.resolve = resolve));

  /** To be awaited before asking. */
  async wait(): Promise<void> {
    await Promise.race([this.beginning, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
    if (!this.hasBegun) this.wasAskedBefore = true;
  }

  /** The server sends hints from now on, also after the line was cut. @returns whether something may have been missed */
  begin(): boolean {
    const isFirst = !this.hasBegun;
    this.hasBegun = true;
    this.resolve();
    return !isFirst || this.wasAskedBefore;
  }
}
