/** How soon a line that was lost is opened again. */
export const RECONNECT = { firstMs: 50, longestMs: 3_000 };

/** Called when hints begin or cease to arrive, once each time. */
export type OnState = (connected: boolean, error?: unknown) => void;

/** Whether hints arrive; calls back when that changes. */
export class LineState {
  private last: boolean | null = null;

  constructor(private readonly onState: OnState) {}

  get connected(): boolean {
    return this.last === true;
  }

  set(connected: boolean, error?: unknown): void {
    if (connected === this.last) return;
    this.last = connected;
    this.onState(connected, error);
  }
}
