import { randomBytes } from 'node:crypto';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

/** Behaves badly towards whoever has connected. */
type Badly = (socket: Socket) => void;

const MIB = 1024 * 1024;
const BLOCK = Buffer.alloc(64 * 1024, 'a');
/** More than any caller may keep. */
const FLOOD_BYTES = 1024 * MIB;

/** Says this again and again, as fast as it is taken. */
const flood =
  (head: string, block: Buffer | string = BLOCK): Badly =>
  (socket) => {
    socket.write(head);
    let left = FLOOD_BYTES;
    const more = (): void => {
      while (!socket.destroyed && left > 0) {
        left -= block.length;
        if (!socket.write(block)) return void socket.once('drain', more);
      }
    };
    more();
  };
/** One byte after the other, so that the line is never silent. */
const drip =
  (head: string, text: string, everyMs = 50): Badly =>
  (socket) => {
    socket.write(head);
    let at = 0;
    const timer = setInterval(() => {
      if (socket.destroyed) clearInterval(timer);
      else socket.write(text[at++ % text.length] ?? ' ');
    }, everyMs);
    socket.once('close', () => clearInterval(timer));
  };
/** Then nothing more, or the end. */
const says =
  (text: string | Buffer, then: 'hang' | 'end' | 'reset' = 'end'): Badly =>
  (socket) => {
    socket.write(text);
    if (then === 'end') socket.end();
    if (then === 'reset') socket.resetAndDestroy();
  };
/** Reads what is asked first. */
const after =
  (badly: Badly): Badly =>
  (socket) =>
    void socket.once('data', () => badly(socket));

const OK = 'HTTP/1.1 200 OK\r\n';
const JSON_TYPE = 'Content-Type: application/json\r\n';
const whole = (body: Buffer, more = ''): Badly =>
  after(
    says(Buffer.concat([Buffer.from(`${OK}${more}Content-Length: ${String(body.length)}\r\n\r\n`), body])),
  );
/** A mebibyte that becomes a gibibyte. */
let bomb: Buffer | null = null;
const gzipBomb: Badly = (socket) => {
  bomb ??= gzipSync(Buffer.alloc(1024 * MIB));
  whole(bomb, `Content-Encoding: gzip\r\n${JSON_TYPE}`)(socket);
};

/** What a partner does, by what it is called; none of them ever answers as it should. */
export const BAD: Readonly<Record<string, Badly>> = {
  // Of any protocol.
  hangs: () => undefined,
  'closes at once': (socket) => void socket.end(),
  'resets at once': (socket) => void socket.resetAndDestroy(),
  'never reads': (socket) => void socket.pause(),
  'reads, and closes': after((socket) => void socket.end()),
  'reads, and resets': after((socket) => void socket.resetAndDestroy()),
  'says one byte': says('2', 'hang'),
  'says rubbish': says(randomBytes(4_096)),
  'says rubbish, and hangs': says(randomBytes(4_096), 'hang'),
  'says rubbish without end': flood('', randomBytes(64 * 1024)),
  'says zeros without end': flood('', Buffer.alloc(64 * 1024)),
  'says empty lines without end': flood('', '\r\n'.repeat(32 * 1024)),
  'says one line without end': flood('220-'),
  'drips rubbish': drip('', 'x'),
  'drips empty lines': drip('', '\r\n'),
  'speaks TLS where nobody does': says(Buffer.from('1503030002022800', 'hex')),
  'speaks SSH': says('SSH-2.0-OpenSSH_9.2\r\n', 'hang'),
  'speaks SMTP': says('220 relais ESMTP\r\n', 'hang'),
  'speaks LDAP': says(Buffer.from('300c02010161070a010104000400', 'hex'), 'hang'),
  'speaks PostgreSQL': says(Buffer.from('4e7fffffff', 'hex'), 'hang'),
  'promises two gigabytes, as PostgreSQL would': flood('R\u007f\u007f\u007f\u007f'),
  'promises two gigabytes, as Valkey would': flood('$2000000000\r\n'),
  'promises two gigabytes, as a directory would': flood('0\u0084\u007f\u007f\u007f\u007f'),
  'greets without end, as a relay would': drip('220-relais\r\n', '220-relais\r\n'),
  'greets, and drips what it can do': drip('220 relais\r\n', '250-A\r\n'),
  // Of HTTP.
  'has no headers (HTTP/0.9)': after(says('{"ok":true}')),
  'says half a status line': after(says('HTTP/1.1 2', 'hang')),
  'says half an answer': after(says(`${OK}${JSON_TYPE}Content-Length: 500\r\n\r\n{"issuer":`)),
  'says half an answer, and hangs': after(says(`${OK}${JSON_TYPE}Content-Length: 500\r\n\r\n{"a":`, 'hang')),
  'drips its headers': after(drip(OK, 'X-A: b\r\n')),
  'drips its body': after(drip(`${OK}${JSON_TYPE}Content-Length: 100000000\r\n\r\n`, ' ')),
  'has one huge header': after(flood(`${OK}X-A: `)),
  'has headers without end': after(flood(OK, 'X-A: b\r\n'.repeat(8_192))),
  'has cookies without end': after(flood(OK, `Set-Cookie: a=${'b'.repeat(4_000)}\r\n`.repeat(16))),
  'has a body of a gigabyte': after(flood(`${OK}Content-Length: ${String(FLOOD_BYTES)}\r\n\r\n`)),
  'has chunks without end': after(
    flood(`${OK}Transfer-Encoding: chunked\r\n\r\n`, `1000\r\n${'a'.repeat(4_096)}\r\n`.repeat(16)),
  ),
  'has a chunk of no size': after(says(`${OK}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n`)),
  'has two lengths': after(says(`${OK}Content-Length: 5\r\nContent-Length: 7\r\n\r\nabcdefg`)),
  'has a negative length': after(says(`${OK}Content-Length: -1\r\n\r\nabc`)),
  'packs a gigabyte into a mebibyte': after(gzipBomb),
  'says gzip, and is none': whole(Buffer.from('no'), 'Content-Encoding: gzip\r\n'),
  'packs a hundred times': whole(
    gzipSync('{}'),
    `Content-Encoding: ${Array(100).fill('gzip').join(', ')}\r\n`,
  ),
  'leads in a circle': after(says('HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n')),
  'asks to go on without end': after(drip('', 'HTTP/1.1 100 Continue\r\n\r\n', 5)),
  'changes the protocol': after(
    says('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nabc', 'hang'),
  ),
  'has a status that is none': after(says('HTTP/1.1 000 \r\nContent-Length: 0\r\n\r\n')),
  'is always busy': after(says('HTTP/1.1 503 Busy\r\nRetry-After: 999999999\r\nContent-Length: 0\r\n\r\n')),
  'is a page for people': whole(
    Buffer.from('<!doctype html><title>Portail</title>'),
    'Content-Type: text/html\r\n',
  ),
  'nests lists': whole(Buffer.from('['.repeat(200_000)), JSON_TYPE),
  'names a prototype': whole(
    Buffer.from('{"__proto__":{"issuer":"a"},"constructor":{"prototype":1}}'),
    JSON_TYPE,
  ),
  'multiplies entities': whole(
    Buffer.from(
      `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, n) => `<!ENTITY ${'bcdefghij'[n] ?? 'z'} "${`&${'abcdefghi'[n] ?? 'z'};`.repeat(10)}">`).join('')}]><a>&j;</a>`,
    ),
    'Content-Type: application/xml\r\n',
  ),
  'answers before it is asked': says(
    `${OK}Content-Length: 2\r\n\r\n{}${OK}Content-Length: 2\r\n\r\n{}`,
    'hang',
  ),
};

/** One of them, on a port of its own. */
export class BadPartner {
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(badly: Badly): Promise<BadPartner> {
    const server = createServer((socket) => {
      partner.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => void partner.sockets.delete(socket));
      badly(socket);
      // What is sent is read away, but by those who never read.
      if (!socket.isPaused()) socket.resume();
    });
    const partner = new BadPartner(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return partner;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((done) => void this.server.close(() => done()));
  }
}
