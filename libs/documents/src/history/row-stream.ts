import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** A row of a journal; `payload` is a run of updates, or what an epoch began with. */
export interface PrefixRow {
  readonly first: number;
  readonly actorId: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly isBase: boolean;
  readonly payload: Uint8Array;
}

/** Rows in order, some at a time. */
export type RowPages = AsyncIterable<readonly PrefixRow[]>;

/** The payloads lie one behind the other in `bytes`, which moves to the other thread instead of being copied. */
interface SentPage {
  readonly rows: readonly (Omit<PrefixRow, 'payload'> & { readonly length: number })[];
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * Hands rows to another thread, a page each time that it asks: no more than one is in this one's memory. The returned
 * port is the other thread's. `onError`: reading failed, and nothing more will come.
 */
export function sendRows(pages: RowPages, onError: (error: unknown) => void): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const iterator = pages[Symbol.asyncIterator]();
  const sendNext = async (): Promise<void> => {
    try {
      const next = await iterator.next();
      if (next.done === true) return port1.close();
      const page = packed(next.value);
      port1.postMessage(page, [page.bytes.buffer]);
    } catch (error) {
      port1.close();
      onError(error);
    }
  };
  port1.on('message', () => void sendNext());
  port1.on('close', () => void iterator.return?.());
  port1.unref();
  return port2;
}

/** In the other thread. */
export async function* receiveRows(port: MessagePort): AsyncGenerator<readonly PrefixRow[]> {
  const ended = new Promise<null>((resolve) => port.once('close', () => resolve(null)));
  try {
    for (;;) {
      const answered = new Promise<SentPage>((resolve) => port.once('message', resolve));
      port.postMessage(null);
      const page = await Promise.race([answered, ended]);
      if (page === null) return;
      yield unpacked(page);
    }
  } finally {
    port.close();
  }
}

function packed(page: readonly PrefixRow[]): SentPage {
  const bytes = new Uint8Array(page.reduce((sum, { payload }) => sum + payload.length, 0));
  let at = 0;
  const rows = page.map(({ payload, ...row }) => {
    bytes.set(payload, at);
    at += payload.length;
    return { ...row, length: payload.length };
  });
  return { rows, bytes };
}

function unpacked({ rows, bytes }: SentPage): PrefixRow[] {
  let at = 0;
  return rows.map(({ length, ...row }) => {
    at += length;
    return { ...row, payload: bytes.subarray(at - length, at) };
  });
}
