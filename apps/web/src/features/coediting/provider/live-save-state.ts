import type { CollabEnvironment } from '../connection/environment.js';
import { deriveSaveState, nextChangeIn, type SaveFacts, type SaveState } from './save-state.js';

/** The save state as it is at each moment, for a component to subscribe to (React's useSyncExternalStore). */
export class LiveSaveState {
  private readonly listeners = new Set<() => void>();
  private snapshot: SaveState;
  private cancel: (() => void) | null = null;

  /** @param onDerived runs before the listeners, whether or not the state changed */
  constructor(
    private readonly environment: CollabEnvironment,
    private readonly facts: () => SaveFacts,
    private readonly onDerived: (state: SaveState) => void,
  ) {
    this.snapshot = deriveSaveState(facts(), environment.now());
  }

  readonly getSnapshot = (): SaveState => this.snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Derives the state from the facts, calls the listeners if it changed, and wakes up when time alone will change it. */
  refresh(): void {
    const facts = this.facts();
    const now = this.environment.now();
    const next = deriveSaveState(facts, now);
    this.cancel?.();
    const wait = nextChangeIn(facts, now);
    this.cancel = wait === null ? null : this.environment.after(wait, () => this.refresh());
    this.onDerived(next);
    if (JSON.stringify(next) === JSON.stringify(this.snapshot)) return;
    this.snapshot = next;
    for (const listener of this.listeners) listener();
  }

  close(): void {
    this.cancel?.();
    this.listeners.clear();
  }
}
