/** One holder at a time, in the order in which they asked. */
export class Mutex {
  private last: Promise<void> = Promise.resolve();

  /** Resolves once everybody before has released it. @returns how to release it; calling that again does nothing */
  async acquire(): Promise<() => void> {
    const before = this.last;
    let release: () => void = () => undefined;
    this.last = new Promise((done) => (release = done));
    await before;
    return release;
  }
}
