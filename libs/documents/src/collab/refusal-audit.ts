import type { Clock } from '@maroquin/coediting';

/** A refused frame: its author, its document and the rule. Ids and codes only. */
export interface Refusal {
  readonly orgId: string;
  readonly documentId: string;
  readonly personId: string;
  /** The code that was sent to the client. */
  readonly code: string;
  /** The rule that was broken. */
  readonly detail: string;
}

interface Repeats {
  readonly refusal: Refusal;
  more: number;
  readonly cancel: () => void;
}

/** Within this time the same refusal is counted, then written once with its count. */
const COUNT_MS = 10 * 60_000;
const MAX_COUNTED = 10_000;

/**
 * Brings refusals to the audit: the first of a person, document and rule at once, repetitions as one number later.
 * Bounded, because whoever is refused decides how often: beyond the bound refusals are not counted.
 */
export class RefusalAudit {
  private readonly counted = new Map<string, Repeats>();

  constructor(
    /** Writes that a refusal happened so many times. */
    private readonly write: (refusal: Refusal, times: number) => Promise<void>,
    private readonly clock: Pick<Clock, 'after'>,
    private readonly onError: (error: unknown) => void,
  ) {}

  refused(refusal: Refusal): void {
    const key = [refusal.personId, refusal.documentId, refusal.code, refusal.detail].join('\n');
    const known = this.counted.get(key);
    if (known !== undefined) {
      known.more += 1;
      return;
    }
    if (this.counted.size >= MAX_COUNTED) return;
    const cancel = this.clock.after(COUNT_MS, () => void this.finish(key));
    this.counted.set(key, { refusal, more: 0, cancel });
    this.write(refusal, 1).catch(this.onError);
  }

  /** Writes what was counted so far. */
  async close(): Promise<void> {
    await Promise.all([...this.counted.keys()].map((key) => this.finish(key)));
  }

  private async finish(key: string): Promise<void> {
    const repeats = this.counted.get(key);
    if (repeats === undefined) return;
    repeats.cancel();
    this.counted.delete(key);
    if (repeats.more > 0) await this.write(repeats.refusal, repeats.more).catch(this.onError);
  }
}
