import type { Socket } from 'node:net';
import type { ClamdAddress } from '@maroquin/platform/config';
import { SocketEgress } from '@maroquin/platform/egress';

/** Bytes of content that are scanned: as many as clamd takes by default (StreamMaxLength). */
export const SCAN_MAX_BYTES = 100 * 1024 ** 2;
/** Nothing is sent or answered for so long: clamd hangs. It ends a scan itself after two minutes (MaxScanTime). */
const SILENT_MS = 150_000;
/** What one content may take in all. */
const SCAN_MS = 5 * 60_000;
/** A name of what was found, and the words around it. */
const MAX_ANSWER = 4_096;
const CONNECT_MS = 5_000;
/** It answers this at once, whatever it scans. */
const VERSION_MS = 10_000;
const NOWHERE: ReadonlySet<string> = new Set();

/** So it calls content that it did not look at, or not at all of it, with `AlertExceedsMax yes`; else it calls it OK. */
const LIMITS = 'Heuristics.Limits.Exceeded';

export type Verdict =
  | { readonly state: 'clean' | 'unscanned'; readonly virus: null }
  | { readonly state: 'infected'; readonly virus: string };

/** clamd does not answer, or not as clamd does: what is to be scanned waits. */
export class ClamdUnavailable extends Error {
  override readonly name = 'ClamdUnavailable';

  constructor(
    message: string,
    options: ErrorOptions,
    /** It was given content before, which may be why. */
    readonly hadContent = false,
  ) {
    super(message, options);
  }
}

/** clamd answers, and could not scan this content: it says so, or ended without a word, or took too long. */
export class ClamdFailed extends Error {
  override readonly name = 'ClamdFailed';
}

/** The protocol of ClamAV's daemon (clamd(8)): a connection for each command, which ends with a zero byte. */
export class Clamd {
  constructor(
    private readonly address: ClamdAddress,
    private readonly limits = { silentMs: SILENT_MS, scanMs: SCAN_MS },
  ) {}

  /** As it calls itself: "ClamAV 1.4.6/27000/…". @throws {ClamdUnavailable} */
  version(): Promise<string> {
    const silentMs = Math.min(this.limits.silentMs, VERSION_MS);
    return this.ask('zVERSION\0', async () => undefined, silentMs);
  }

  /** @throws {ClamdUnavailable} @throws {ClamdFailed}, and what reading the content throws */
  async scan(content: AsyncIterable<Buffer>): Promise<Verdict> {
    let isConnected = false;
    const send = (socket: Socket): Promise<void> => {
      isConnected = true;
      return sendChunks(socket, content);
    };
    const answer = await this.ask('zINSTREAM\0', send, this.limits.silentMs).catch((error: unknown) => {
      if (isConnected && error instanceof ClamdUnavailable) return this.failOn(error);
      throw error;
    });
    return verdictOf(answer);
  }

  /** Whether it went, or only this content is too much for it. */
  private async failOn(cause: ClamdUnavailable): Promise<never> {
    await this.version().catch(() => {
      throw new ClamdUnavailable('clamd does not answer', { cause }, true);
    });
    throw new ClamdFailed('clamd did not end with it', { cause });
  }

  private async open(): Promise<Socket> {
    const { address } = this;
    try {
      if ('path' in address)
        return await new SocketEgress({ places: NOWHERE, connectWithinMs: CONNECT_MS }).openFile(
          address.path,
          MAX_ANSWER,
        );
      const { host, port } = address;
      const places = new Set([`${host}:${String(port)}`]);
      return await new SocketEgress({ places, connectWithinMs: CONNECT_MS }).open(host, port, MAX_ANSWER);
    } catch (cause) {
      throw new ClamdUnavailable('clamd cannot be reached', { cause });
    }
  }

  private async ask(
    command: string,
    send: (socket: Socket) => Promise<void>,
    silentMs: number,
  ): Promise<string> {
    const socket = await this.open();
    socket.setTimeout(silentMs, () => socket.destroy(new Error('silent')));
    const over = setTimeout(() => socket.destroy(new Error('too slow')), this.limits.scanMs);
    const answer = answerOf(socket);
    // Whoever sends throws first where both fail.
    answer.catch(() => undefined);
    try {
      socket.write(command);
      await send(socket);
      return await answer;
    } finally {
      clearTimeout(over);
      socket.destroy();
    }
  }
}

/** Each chunk after its length in four bytes; a length of zero ends them. It may answer before: then no more is sent. */
async function sendChunks(socket: Socket, content: AsyncIterable<Buffer>): Promise<void> {
  for await (const chunk of content) {
    if (socket.destroyed || socket.readableEnded || !socket.writable) return;
    const head = Buffer.alloc(4);
    head.writeUInt32BE(chunk.length);
    socket.write(head);
    if (!socket.write(chunk)) await drained(socket);
  }
  if (socket.writable) socket.write(Buffer.alloc(4));
}

const drained = (socket: Socket): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      for (const event of ['drain', 'close', 'end']) socket.off(event, done);
      resolve();
    };
    for (const event of ['drain', 'close', 'end']) socket.on(event, done);
  });

function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (cause?: Error): void => {
      const [answer = ''] = text.split('\0', 1);
      if (text.includes('\0')) resolve(answer.trim());
      else reject(new ClamdUnavailable('clamd does not answer', { cause }));
    };
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      if (text.includes('\0') || text.length > MAX_ANSWER) end();
    });
    socket.on('error', end);
    socket.on('close', () => end());
  });
}

/** @throws {ClamdFailed} for an answer that says nothing of the content */
function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { state: 'clean', virus: null };
  if (answer.startsWith('INSTREAM size limit exceeded')) return { state: 'unscanned', virus: null };
  const virus = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (virus?.startsWith(LIMITS) === true) return { state: 'unscanned', virus: null };
  if (virus === undefined) throw new ClamdFailed('clamd could not scan it');
  return { state: 'infected', virus: virus.replace(/[^\w.:/() -]/g, '').slice(0, 200) || '?' };
}
