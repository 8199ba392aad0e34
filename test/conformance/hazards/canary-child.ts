import { setTimeout as wait } from 'node:timers/promises';
import { enterBySocket, type SiteAddress } from '../sites.js';
import { StockPeer } from '../stock-peer.js';

/** How long the people of another document waited for each other, milliseconds. */
export interface CanaryReport {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly worst: number;
  readonly over100: number;
}

const EVERY_MS = 25;
const WORD = 'a';

/** Two people in a document of their own: one types, the other looks when it arrives. Its own process, so that nothing else delays it. */
class Canary {
  private readonly waits: number[] = [];
  private ended = false;

  constructor(
    private readonly site: SiteAddress,
    private readonly document: string,
  ) {}

  async sing(): Promise<void> {
    const enter = enterBySocket(this.site);
    const [one, two] = [
      new StockPeer(enter(this.document, 'colleague')),
      new StockPeer(enter(this.document, 'reader')),
    ];
    const length = (peer: StockPeer): number => peer.doc.getText('text').length;
    while (!this.ended) {
      await wait(EVERY_MS);
      const [closes] = [one.closes + two.closes];
      if (!one.synced || !two.synced || length(one) !== length(two)) continue;
      one.doc.getText('text').insert(0, WORD);
      const sent = performance.now();
      while (!this.ended && length(two) < length(one) && closes === one.closes + two.closes) await wait(1);
      // While the server is down nobody waits for it here: that is counted as an exit.
      if (closes === one.closes + two.closes && !this.ended) this.waits.push(performance.now() - sent);
      if (length(one) > 5_000) one.doc.getText('text').delete(0, length(one) - 1);
    }
    one.close();
    two.close();
  }

  report(): CanaryReport {
    this.ended = true;
    const sorted = [...this.waits].sort((a, b) => a - b);
    const at = (share: number): number => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
    return {
      count: sorted.length,
      p50: at(0.5),
      p99: at(0.99),
      worst: at(1),
      over100: sorted.filter((ms) => ms > 100).length,
    };
  }
}

let canary: Canary | null = null;
process.on('message', (message: { site: SiteAddress; document: string } | 'report') => {
  if (message === 'report') {
    process.send?.(canary?.report() ?? null, () => process.exit(0));
    return;
  }
  canary = new Canary(message.site, message.document);
  void canary.sing();
});
process.send?.({ ready: true });
