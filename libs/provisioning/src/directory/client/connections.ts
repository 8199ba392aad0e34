import type { LdapConfig } from '@maroquin/platform/config';
import { SocketEgress } from '@maroquin/platform/egress';
import type { Connection } from './connection.js';
import { DirectoryDown, toDirectoryDown } from './directory-down.js';

const CONNECT_MS = 3_000;
/** Connections at once; who comes later waits its turn, and not for long. */
const MAX_OPEN = 10;
const MAX_WAITING = 200;
const MAX_WAIT_MS = 4_000;
/** Bound as our own account, for the next search. */
const MAX_KEPT = 4;
const KEPT_MS = 60_000;
/** Of what arrives in one sign-in. */
const SMALL_BYTES = 1_048_576;

export interface Cost {
  readonly withinMs: number;
  readonly maxBytes?: number;
}
interface Kept {
  readonly connection: Connection;
  readonly until: number;
}

/** The client of LDAP is large, and most instances have no directory: loaded when first needed. */
const openConnection: typeof Connection.open = async (...asked) =>
  (await import('./connection.js')).Connection.open(...asked);

/** A few connections, each use of them bounded in time: what takes longer is cut, and its connection with it. */
export class Connections {
  private readonly kept: Kept[] = [];
  private readonly waiting = new Set<() => void>();
  private open = 0;
  private readonly egress: SocketEgress;

  constructor(private readonly config: LdapConfig) {
    const places = new Set([`${config.host}:${String(config.port)}`]);
    this.egress = new SocketEgress({ places, connectWithinMs: CONNECT_MS });
  }

  /** As our own account. @throws {DirectoryDown} */
  asService<T>(cost: Cost, work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const kept = cost.maxBytes === undefined ? this.takeKept() : null;
      if (kept !== null) {
        try {
          return await this.within(cost, kept, work, true);
        } catch (error) {
          // The directory may have closed it while nobody looked: a fresh one tells.
          if (!(error instanceof DirectoryDown) || error.reason === 'timeout') throw error;
        }
      }
      const fresh = await openConnection(this.config, this.egress, cost.maxBytes ?? SMALL_BYTES);
      const bound = async (connection: Connection): Promise<T> => {
        await connection.bindAsService(this.config);
        return work(connection);
      };
      return this.within(cost, fresh, bound, cost.maxBytes === undefined);
    });
  }

  /** As nobody yet, and for one use. @throws {DirectoryDown} */
  once<T>(cost: Cost, work: (connection: Connection) => Promise<T>): Promise<T> {
    return this.inTurn(async () => {
      const fresh = await openConnection(this.config, this.egress, SMALL_BYTES);
      return this.within(cost, fresh, work, false);
    });
  }

  close(): void {
    for (const { connection } of this.kept.splice(0)) connection.close();
  }

  private async within<T>(
    { withinMs }: Cost,
    connection: Connection,
    work: (connection: Connection) => Promise<T>,
    keep: boolean,
  ): Promise<T> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      connection.close();
    }, withinMs);
    try {
      const result = await work(connection);
      if (keep) this.keep(connection);
      else connection.close();
      return result;
    } catch (error) {
      connection.close();
      throw isLate ? new DirectoryDown('timeout', error) : toDirectoryDown(error);
    } finally {
      clearTimeout(timer);
    }
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    await this.turn();
    try {
      return await work();
    } finally {
      const [next] = this.waiting;
      if (next === undefined) this.open -= 1;
      else next();
    }
  }

  /** @throws {DirectoryDown} busy, when it does not come soon */
  private async turn(): Promise<void> {
    if (this.open < MAX_OPEN) {
      this.open += 1;
      return;
    }
    if (this.waiting.size >= MAX_WAITING) throw new DirectoryDown('busy');
    await new Promise<void>((done, fail) => {
      const go = (): void => {
        clearTimeout(timer);
        this.waiting.delete(go);
        done();
      };
      const timer = setTimeout(() => {
        this.waiting.delete(go);
        fail(new DirectoryDown('busy'));
      }, MAX_WAIT_MS);
      this.waiting.add(go);
    });
  }

  private keep(connection: Connection): void {
    if (!connection.isOpen || this.kept.length >= MAX_KEPT) return connection.close();
    this.kept.push({ connection, until: Date.now() + KEPT_MS });
  }

  private takeKept(): Connection | null {
    for (let kept = this.kept.pop(); kept !== undefined; kept = this.kept.pop()) {
      if (kept.connection.isOpen && kept.until > Date.now()) return kept.connection;
      kept.connection.close();
    }
    return null;
  }
}
