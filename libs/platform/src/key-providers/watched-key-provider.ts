import type { Clock } from '../config/index.js';
import { DomainError } from '../errors/index.js';
import type { KeyOwner, KeyProvider, KeyProviderKind, ProviderKey } from '../keys/index.js';
import type { Logger } from '../logging/index.js';

/** After a failure, whoever asks within this time is refused at once: nobody waits for what has just not answered. */
const REST_MS = 2_000;

/** Notices when the provider is gone, and when it is back: said once in the log, and shown in the metrics. */
export class WatchedKeyProvider implements KeyProvider {
  /** When it failed last; null: it works, as far as anybody tried. */
  private failedAt: number | null = null;

  constructor(
    private readonly provider: KeyProvider,
    private readonly clock: Clock,
    private readonly logger: Pick<Logger, 'error' | 'warn'>,
  ) {}

  get kind(): KeyProviderKind {
    return this.provider.kind;
  }

  get keyPerOrganisation(): boolean {
    return this.provider.keyPerOrganisation;
  }

  get works(): boolean {
    return this.failedAt === null;
  }

  wrap(owner: KeyOwner, key: Buffer, purpose: string): Promise<Buffer> {
    return this.watch(() => this.provider.wrap(owner, key, purpose));
  }

  unwrap(owner: KeyOwner, wrapped: Buffer, purpose: string): Promise<Buffer> {
    return this.watch(() => this.provider.unwrap(owner, wrapped, purpose));
  }

  ensureKey(owner: KeyOwner): Promise<void> {
    return this.watch(() => this.provider.ensureKey(owner));
  }

  rotateKey(owner: KeyOwner): Promise<boolean> {
    return this.watch(() => this.provider.rotateKey(owner));
  }

  destroyKey(owner: string): Promise<void> {
    return this.watch(() => this.provider.destroyKey(owner));
  }

  describeKey(owner: KeyOwner): Promise<ProviderKey | null> {
    return this.watch(() => this.provider.describeKey(owner));
  }

  private async watch<T>(ask: () => Promise<T>): Promise<T> {
    const now = this.clock.now().getTime();
    if (this.failedAt !== null && Math.abs(now - this.failedAt) < REST_MS) throw down();
    try {
      const answer = await ask();
      this.noteBack();
      return answer;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'key.provider-down') throw error;
      this.noteGone(error);
      throw down(error);
    }
  }

  private noteGone(error: DomainError): void {
    const isNew = this.failedAt === null;
    this.failedAt = this.clock.now().getTime();
    if (isNew)
      this.logger.error(
        { err: error, provider: this.kind },
        'the key provider does not answer: what is open stays so for five minutes at most',
      );
  }

  private noteBack(): void {
    if (this.failedAt === null) return;
    this.failedAt = null;
    this.logger.warn({ provider: this.kind }, 'the key provider answers again');
  }
}

const down = (cause?: unknown): DomainError =>
  new DomainError('key.provider-down', { cause, retryAfterSeconds: 5 });
