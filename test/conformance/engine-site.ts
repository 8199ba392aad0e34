import {
  type AppendResult,
  type Clock,
  decodeRun,
  type DocumentRef,
  type Journal,
  type JournalAppend,
  type JournalRow,
  type Limits,
  Rooms,
  type Session,
} from '@maroquin/coediting';
import type { Kind } from './hazards/victim.js';
import type { Enter } from './sites.js';

const clock: Clock = {
  now: () => performance.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
  soon: (work) => void setImmediate(work),
};

/** For runs in which how fast one connection may send is not what is tried. */
export const UNHURRIED: Partial<Limits> = {
  framesPerSecond: 1e9,
  framesBurst: 1e9,
  bytesPerSecond: 1e12,
  bytesBurst: 1e12,
  busyMsPerSecond: 1e9,
  busyMsBurst: 1e9,
};

/** Rows in memory, committed when they are appended. */
class MemoryJournal implements Journal {
  readonly rows = new Map<string, JournalRow[]>();

  async append({ id }: DocumentRef, item: JournalAppend): Promise<AppendResult> {
    const rows = this.rowsOf(id);
    const last = rows.at(-1)?.last ?? 0;
    if (item.expectedSeq !== last) return { status: 'moved' };
    const row = { first: last + 1, last: last + item.count, kind: 'updates' as const, run: item.run };
    rows.push(row);
    return { status: 'committed', first: row.first, last: row.last };
  }

  async read({ id }: DocumentRef, afterSeq: number, limit: number): Promise<readonly JournalRow[]> {
    return this.rowsOf(id)
      .filter((row) => row.first > afterSeq)
      .slice(0, limit);
  }

  subscribe(): () => void {
    return () => undefined;
  }

  rowsOf(id: string): JournalRow[] {
    const rows = this.rows.get(id) ?? [];
    this.rows.set(id, rows);
    return rows;
  }
}

/** The engine in this process: real rooms and a real gate, a journal in memory, no sockets and no database. */
export class EngineSite {
  /** Codes of what was refused, with the rule. */
  readonly refusals: string[] = [];
  /** Rooms that were given up, with the error. */
  readonly drops: string[] = [];
  private readonly journal = new MemoryJournal();
  private rooms: Rooms;
  private connections = 0;

  constructor(
    private readonly kindOf: (document: string) => Kind,
    private readonly limits: Partial<Limits> = {},
  ) {
    this.rooms = this.open();
  }

  get enter(): Enter {
    return (document, who) =>
      ({ opened, message, closed }) => {
        this.connections += 1;
        let over = false;
        const end = (code: number): void => {
          if (over) return;
          over = true;
          setImmediate(() => closed(code));
        };
        const joining = this.rooms.join(this.ref(document), {
          id: `c${String(this.connections)}`,
          person: { id: who, name: who, colour: '#123456', hue: 1 },
          extended: false,
          locale: 'fr',
          send: (bytes) => {
            if (over) return;
            // A socket carries a copy, and never within the same call.
            const copy = Uint8Array.from(bytes);
            setImmediate(() => message(copy));
          },
          close: end,
          cork: () => undefined,
          uncork: () => undefined,
          bufferedAmount: () => 0,
        });
        let session: Session | null = null;
        void joining.then((joined) => {
          session = joined;
          opened();
        });
        return {
          send: (bytes) => {
            const copy = Uint8Array.from(bytes);
            if (session !== null) session.receive(copy);
            else void joining.then((joined) => joined?.receive(copy));
          },
          close: () => {
            end(1000);
            void joining.then((joined) => joined?.leave());
          },
        };
      };
  }

  /** All rooms gone, all of them loaded from the journal when asked for again. */
  async restart(): Promise<void> {
    await this.rooms.close(5_000);
    this.rooms = this.open();
  }

  /** Updates of a document as they are stored. */
  stored(document: string): Uint8Array[] {
    return this.journal.rowsOf(document).flatMap(({ run }) => decodeRun(run).map(({ update }) => update));
  }

  private ref(id: string): DocumentRef {
    return { id, orgId: 'org', kind: this.kindOf(id), epoch: 1, epochFrom: 0 };
  }

  private open(): Rooms {
    return new Rooms({
      journal: this.journal,
      checkpoints: { latest: () => Promise.resolve(null) },
      access: { current: () => 'write' },
      clock,
      limits: this.limits,
      observer: {
        refused: ({ code, detail }) => void this.refusals.push(`${code} ${detail}`),
        committed: () => undefined,
        largeDelete: () => undefined,
        roomDropped: ({ reason, error }) => void this.drops.push(`${reason}: ${String(error)}`),
      },
    });
  }
}
