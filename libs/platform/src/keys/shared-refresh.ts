import { DomainError } from '../errors/index.js';

/**
 * Brings something in memory up to date, one run at a time. A caller that comes while a run is under way shares the
 * next one, which sees what was committed before the call. A run counts for the caller that began it, and is refused when
 * that one asks too much or its client is gone: then one of the others begins.
 */
export class SharedRefresh<T> {
  private running: Promise<T> | null = null;
  private next: Promise<T> | null = null;

  async run(refresh: () => Promise<T>): Promise<T> {
    let isOwn = false;
    const own = (): Promise<T> => {
      isOwn = true;
      return refresh();
    };
    try {
      return await this.share(own);
    } catch (error) {
      if (isOwn || !(error instanceof DomainError) || error.code !== 'request.too-many') throw error;
      return this.run(refresh);
    }
  }

  private share(refresh: () => Promise<T>): Promise<T> {
    if (this.next !== null) return this.next;
    const { running } = this;
    if (running === null) return this.start(refresh);
    this.next = running.then(
      () => this.start(refresh),
      () => this.start(refresh),
    );
    return this.next;
  }

  private start(refresh: () => Promise<T>): Promise<T> {
    this.next = null;
    const run = refresh().finally(() => {
      if (this.running === run) this.running = null;
    });
    this.running = run;
    return run;
  }
}
