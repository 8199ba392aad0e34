export type Service =
  | { readonly kind: 'up' }
  /**
   * offline: the browser knows of no network. unreachable: it does, and no answer comes. down: the server asked to wait.
   * `nextTryAt` in milliseconds since the epoch.
   */
  | { readonly kind: 'offline' | 'unreachable' | 'down'; readonly nextTryAt: number };

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 15_000;
/**
 * A question that a dead network swallowed must not keep the next one from being asked. A server whose database is stuck
 * says so after ten seconds.
 */
const ANSWER_WITHIN_MS = 14_000;

/**
 * Whether the service answers, for the banner. While it does not, one small request is tried again by itself
 * with growing waits; when it answers, listeners are called and the queries refetch.
 */
class ServiceState {
  private state: Service = { kind: 'up' };
  private wait = FIRST_WAIT;
  private asking: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly endings = new Set<() => void>();
  private readonly returns = new Set<() => void>();

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly get = (): Service => this.state;

  /** @returns stops listening */
  onSessionEnded(listener: () => void): () => void {
    this.endings.add(listener);
    return () => void this.endings.delete(listener);
  }
  onBack(listener: () => void): () => void {
    this.returns.add(listener);
    return () => void this.returns.delete(listener);
  }
  sessionEnded(): void {
    for (const listener of this.endings) listener();
  }

  /** No answer came: because of the person's network where the browser knows that there is none, or of the service. */
  reportCut(): void {
    this.report(navigator.onLine ? 'unreachable' : 'offline');
  }

  report(kind: Service['kind'], retryAfterSeconds?: number | null): void {
    if (kind === 'up') {
      const wasOut = this.state.kind !== 'up';
      this.wait = FIRST_WAIT;
      clearTimeout(this.timer);
      this.timer = undefined;
      if (!wasOut) return;
      this.change({ kind: 'up' });
      for (const listener of this.returns) listener();
      return;
    }
    // Who said before that it cannot answer, is not unreachable because it now says nothing.
    const known = kind === 'unreachable' && this.state.kind === 'down' ? 'down' : kind;
    if (this.timer !== undefined) {
      if (this.state.kind !== 'up' && this.state.kind !== known) this.change({ ...this.state, kind: known });
      return;
    }
    const wait = Math.max(this.wait, Math.min((retryAfterSeconds ?? 0) * 1000, LONGEST_WAIT));
    this.change({ kind: known, nextTryAt: Date.now() + wait });
    this.timer = setTimeout(() => void this.probe(), wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  /** Asks at once whether the service answers: the socket or the browser gave reason to think that it changed. */
  probe(): Promise<void> {
    clearTimeout(this.timer);
    this.asking ??= this.tryAgain().finally(() => (this.asking = null));
    return this.asking;
  }

  /** Asks whether the service answers, and where it does not, waits until it does. @returns whether it was away */
  async wasAway(): Promise<boolean> {
    await this.probe();
    if (this.state.kind === 'up') return false;
    await new Promise<void>((back) => {
      const stop = this.onBack(() => {
        stop();
        back();
      });
    });
    return true;
  }

  private async tryAgain(): Promise<void> {
    this.timer = undefined;
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const status = await fetch('/api/v1/me', { credentials: 'same-origin', cache: 'no-store', signal }).then(
      (response) => response.status,
      () => null,
    );
    if (status === null) this.reportCut();
    else this.report(status >= 502 ? 'down' : 'up');
  }

  private change(state: Service): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
export const serviceState = new ServiceState();
