import type { Clock } from '../config/index.js';
import { DomainError } from '../errors/index.js';
import {
  type KeyOwner,
  type KeyProvider,
  type KeyProviderKind,
  OwnerRefused,
  type ProviderKey,
  type ProviderState,
} from '../keys/index.js';
import type { Logger } from '../logging/index.js';

/** After a failure, whoever asks within this time is refused at once: nobody waits for what has just not answered. */
const REST_MS = 2_000;
/** Organisations whose refusal is remembered; beyond them, the one that was refused longest ago is asked for again. */
const MAX_REFUSED = 10_000;

/** Notices when the provider is gone, and when it is back: said once in the log, and shown in the metrics. */
export class WatchedKeyProvider implements KeyProvider {
  /** When it failed last; null: it works, as far as anybody tried. */
  private failedAt: number | null = null;
  /** When that changed last. */
  private since: Date;
  /** When the provider refused the key of one organisation last: nobody else is any the worse for it. */
  private readonly refusedAt = new Map<string, number>();

  constructor(
    private readonly provider: KeyProvider,
    private readonly clock: Clock,
    private readonly logger: Pick<Logger, 'error' | 'warn'>,
  ) {
    this.since = clock.now();
  }

  get kind(): KeyProviderKind {
    return this.provider.kind;
  }

  get keyPerOrganisation(): boolean {
    return this.provider.keyPerOrganisation;
  }

  get works(): boolean {
    return this.failedAt === null;
  }

  get state(): ProviderState {
    return { works: this.works, since: this.since };
  }

  wrap(owner: KeyOwner, key: Buffer, purpose: string): Promise<Buffer> {
    return this.watch(owner, () => this.provider.wrap(owner, key, purpose));
  }

  unwrap(owner: KeyOwner, wrapped: Buffer, purpose: string): Promise<Buffer> {
    return this.watch(owner, () => this.provider.unwrap(owner, wrapped, purpose));
  }

  ensureKey(owner: KeyOwner): Promise<void> {
    return this.watch(owner, () => this.provider.ensureKey(owner));
  }

  rotateKey(owner: KeyOwner): Promise<boolean> {
    return this.watch(owner, () => this.provider.rotateKey(owner));
  }

  destroyKey(owner: string): Promise<void> {
    return this.watch(owner, () => this.provider.destroyKey(owner), { asksToUse: false });
  }

  describeKey(owner: KeyOwner): Promise<ProviderKey | null> {
    return this.watch(owner, () => this.provider.describeKey(owner));
  }

  /** `asksToUse`: whoever is refused this is refused the key; a token that may not delete it may still use it. */
  private async watch<T>(
    owner: KeyOwner,
    ask: () => Promise<T>,
    { asksToUse } = { asksToUse: true },
  ): Promise<T> {
    const refusedAt = owner === null ? null : (this.refusedAt.get(owner) ?? null);
    if (this.isRecent(this.failedAt)) throw down();
    if (this.isRecent(refusedAt)) throw new OwnerRefused();
    try {
      const answer = await ask();
      this.recordWorking(owner);
      return answer;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'key.provider-down') throw error;
      if (owner !== null && error instanceof OwnerRefused && (await this.allowsInstance())) {
        if (asksToUse) this.recordRefusal(owner, error);
        throw error;
      }
      this.recordFailure(error);
      throw down(error);
    }
  }

  private isRecent(at: number | null): boolean {
    return at !== null && Math.abs(this.clock.now().getTime() - at) < REST_MS;
  }

  /** Otherwise it is no organisation's own trouble: the token ended. */
  private allowsInstance(): Promise<boolean> {
    return this.provider.describeKey(null).then(
      () => true,
      () => false,
    );
  }

  private recordRefusal(owner: string, error: DomainError): void {
    const isNew = !this.refusedAt.delete(owner);
    this.refusedAt.set(owner, this.clock.now().getTime());
    const [oldest] = this.refusedAt.keys();
    if (oldest !== undefined && this.refusedAt.size > MAX_REFUSED) this.refusedAt.delete(oldest);
    if (isNew)
      this.logger.error(
        { err: error, provider: this.kind, orgId: owner },
        'the key provider refuses the key of an organisation: what is open of it stays so for five minutes at most',
      );
  }

  private recordFailure(error: DomainError): void {
    const isNew = this.failedAt === null;
    this.failedAt = this.clock.now().getTime();
    if (isNew) this.since = this.clock.now();
    if (isNew)
      this.logger.error(
        { err: error, provider: this.kind },
        'the key provider does not answer: what is open stays so for five minutes at most',
      );
  }

  private recordWorking(owner: KeyOwner): void {
    if (owner !== null && this.refusedAt.delete(owner))
      this.logger.warn({ provider: this.kind, orgId: owner }, 'the key provider allows the key again');
    if (this.failedAt === null) return;
    this.failedAt = null;
    this.since = this.clock.now();
    this.logger.warn({ provider: this.kind }, 'the key provider answers again');
  }
}

const down = (cause?: unknown): DomainError =>
  new DomainError('key.provider-down', { cause, retryAfterSeconds: 5 });
