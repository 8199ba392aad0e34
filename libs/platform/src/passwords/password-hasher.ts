import { hash, type Options, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet, argon2id (this library's own choice of the three): 19 MiB, 2 passes, 1 lane. */
const OPTIONS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const CURRENT = '$argon2id$v=19$m=19456,t=2,p=1$';
/** The same characters typed on another keyboard give the same bytes (NIST SP 800-63B §5.1.1.2: NFKC). */
const normalise = (password: string): string => password.normalize('NFKC');

/** Runs a hash when it is its turn: each takes 19 MiB and a thread. @throws {DomainError} request.too-many, server.busy */
export type HashingTurn = <T>(work: () => Promise<T>) => Promise<T>;

/** argon2id. */
export class PasswordHasher {
  private decoy: Promise<string> | null = null;

  constructor(private readonly inTurn: HashingTurn = (work) => work()) {}

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalise(password), OPTIONS));
  }

  /** With null (no such account, or no password) it takes as long as with a wrong password. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    // Not in anybody's turn: it is kept, and must not be a refusal.
    this.decoy ??= hash('nobody has this password', OPTIONS);
    const against = stored ?? (await this.decoy);
    const matches = await this.inTurn(() => verify(against, normalise(password)));
    return stored !== null && matches;
  }

  /** Made with settings that are no longer ours. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(CURRENT);
  }
}
