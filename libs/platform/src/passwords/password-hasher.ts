import { hash, type Options, verify } from '@node-rs/argon2';
import { DomainError } from '../errors/index.js';

/** OWASP Password Storage Cheat Sheet, argon2id (this library's own choice of the three): 19 MiB, 2 passes, 1 lane. */
const OPTIONS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';
/** Hashes at the same time: 4 × 19 MiB, and the thread pool stays open for others. */
const MAX_RUNNING = 4;
const MAX_WAITING = 200;

/** The same characters typed on another keyboard give the same bytes (NIST SP 800-63B §5.1.1.2: NFKC). */
const normalise = (password: string): string => password.normalize('NFKC');

/** argon2id, a few at a time. */
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | null = null;

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalise(password), OPTIONS));
  }

  /** With null (no such account, or no password) it takes as long as with a wrong password. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    this.decoy ??= this.hash('nobody has this password');
    const against = stored ?? (await this.decoy);
    const matches = await this.inTurn(() => verify(against, normalise(password)));
    return stored !== null && matches;
  }

  /** Made with settings that are no longer ours. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(CURRENT);
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= MAX_RUNNING) {
      if (this.waiting.length >= MAX_WAITING)
        throw new DomainError('request.too-many', { retryAfterSeconds: 5 });
      await new Promise<void>((start) => this.waiting.push(start));
    }
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }
}
