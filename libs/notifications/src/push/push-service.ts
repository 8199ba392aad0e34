import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, CONFIG, type Config } from '@maroquin/platform/config';
import { Egress } from '@maroquin/platform/egress';
import { Keys } from '@maroquin/platform/keys';
import { Vapid } from './vapid.js';

/** A push that nobody fetched by then is dropped: the page says the same. */
const KEPT_SECONDS = 24 * 60 * 60;
const WITHIN_MS = 10_000;
const MAX_ANSWER_BYTES = 16 * 1024;

/** `gone`: the browser no longer wants any (RFC 8030 §7.3); `later`: nobody knows whether it was taken. */
export type PushOutcome = 'taken' | 'gone' | 'later';

/**
 * Wakes browsers through the push services that the operator has allowed, and no others. A push is empty: it says that
 * there is something to fetch, to nobody but the browser, which asks this server itself.
 */
@Injectable()
export class PushService {
  private readonly egress: Egress | null;
  private known: Vapid | null = null;

  constructor(
    private readonly keys: Keys,
    @Inject(CONFIG) private readonly config: Pick<Config, 'pushServices' | 'publicUrl'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const origins = new Set(config.pushServices);
    this.egress =
      origins.size === 0 ? null : new Egress({ origins, withinMs: WITHIN_MS, maxBytes: MAX_ANSWER_BYTES });
  }

  /** For browsers; null: this instance wakes none. */
  get publicKey(): string | null {
    return this.egress === null ? null : this.vapid.publicKey;
  }

  /** Whether it lies at a push service that is allowed. */
  allows(endpoint: string): boolean {
    return this.egress?.allows(endpoint) ?? false;
  }

  /** @param topic of several that wait for one browser the last alone is kept (RFC 8030 §5.4) */
  async wake(endpoint: string, topic: string): Promise<PushOutcome> {
    // What was allowed when the browser was added may not be any longer.
    if (this.egress === null || !this.egress.allows(endpoint)) return 'gone';
    try {
      const { status } = await this.egress.fetch(endpoint, {
        method: 'POST',
        headers: {
          Authorization: this.vapid.authorization(endpoint, this.clock.now()),
          TTL: String(KEPT_SECONDS),
          Urgency: 'normal',
          // At most 32 characters, and nothing that tells one person from another.
          Topic: createHash('sha256').update(topic).digest('base64url').slice(0, 32),
        },
      });
      if (status >= 200 && status < 300) return 'taken';
      return status === 404 || status === 410 ? 'gone' : 'later';
    } catch {
      return 'later';
    }
  }

  private get vapid(): Vapid {
    this.known ??= new Vapid(this.keys.instance.pushSecret(), this.config.publicUrl);
    return this.known;
  }
}
