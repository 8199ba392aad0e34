/** One at a time, in the order in which they asked. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when it is one's turn. @returns how to end it; again does nothing */
  async take(): Promise<() => void> {
    const before = this.last;
    let end: () => void = () => undefined;
    this.last = new Promise((done) => (end = done));
    await before;
    return end;
  }
}
