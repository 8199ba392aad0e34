import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SecureVersion, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, callersWith } from './callers.js';

const folder = mkdtempSync(join(tmpdir(), 'wrong-certificates-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string): string => join(folder, name);
const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
const EC = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function authority(name: string): void {
  openssl(
    'req',
    '-x509',
    ...EC,
    '-days',
    '2',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    at(`${name}.key`),
    '-out',
    at(`${name}.pem`),
  );
}
/** @param days how long it is good, from now: less than none is over */
function certificate(name: string, by: string, subject: string, days: number): void {
  writeFileSync(at(`${name}.ext`), `subjectAltName=${subject}`);
  openssl('req', ...EC, '-subj', `/CN=${name}`, '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`));
  openssl(
    ...['x509', '-req', '-days', String(days), '-in', at(`${name}.csr`), '-CA', at(`${by}.pem`)],
    ...[
      '-CAkey',
      at(`${by}.key`),
      '-CAcreateserial',
      '-extfile',
      at(`${name}.ext`),
      '-out',
      at(`${name}.pem`),
    ],
  );
}

/** Somebody with this certificate, who counts what is said to them once the line is closed to others. */
class Impostor {
  heard = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async start(name: string, speaks: 'tls' | 'postgres', version: SecureVersion): Promise<Impostor> {
    const options = { key: readFileSync(at(`${name}.key`)), cert: readFileSync(at(`${name}.pem`)) };
    const server = createServer((socket) => {
      impostor.sockets.add(socket);
      socket.on('error', () => undefined);
      const shakeHands = (): void => {
        const line = new TLSSocket(socket, {
          ...{ ...options, isServer: true, minVersion: 'TLSv1', maxVersion: version },
          // So that the old versions are there at all.
          ciphers: 'DEFAULT@SECLEVEL=0',
        });
        line.on('error', () => undefined);
        line.on('data', (data: Buffer) => (impostor.heard += data.length));
        // A relay speaks first.
        line.on('secure', () => line.write('220 relais\r\n'));
      };
      if (speaks === 'tls') shakeHands();
      // SSLRequest, and yes.
      else
        socket.once('data', () => {
          socket.write('S');
          shakeHands();
        });
    });
    const impostor = new Impostor(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return impostor;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((done) => void this.server.close(() => done()));
  }
}

const NAMES = callersWith('')
  .filter(({ use }) => use !== 'antivirus')
  .map(({ name }) => name);
/** Of these the configuration names the authority; the others believe those of the system. */
const TOLD = ['a collector of logs', 'mail', 'the directory', 'the database'];
let callers: readonly Caller[];
beforeAll(() => {
  authority('ours');
  authority('theirs');
  certificate('right', 'ours', 'IP:127.0.0.1', 2);
  certificate('of-another', 'ours', 'DNS:autre.exemple.fr', 2);
  certificate('unknown', 'theirs', 'IP:127.0.0.1', 2);
  certificate('over', 'ours', 'IP:127.0.0.1', -1);
  callers = callersWith(readFileSync(at('ours.pem'), 'utf8'));
});

async function heardBy(name: string, by: string, version: SecureVersion = 'TLSv1.3'): Promise<number> {
  const caller = callers.find((one) => one.name === name)!;
  const impostor = await Impostor.start(by, caller.use === 'database' ? 'postgres' : 'tls', version);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((done) => (timer = setTimeout(done, caller.withinMs)));
  const call = caller.call({ host: '127.0.0.1', port: impostor.port, tls: true }).catch(() => undefined);
  await Promise.race([call, late]);
  clearTimeout(timer);
  await impostor.stop();
  await call;
  return impostor.heard;
}

describe('whoever answers with a certificate that is not theirs to show', () => {
  it.concurrent.each(
    NAMES.flatMap((name) =>
      ['of-another', 'unknown', 'over'].map((certificate): [string, string] => [name, certificate]),
    ),
  )('is told nothing by %s: %s', async (name, by) => expect(await heardBy(name, by)).toBe(0), 120_000);

  it.concurrent.each(NAMES)(
    'is told nothing in TLS 1.1 by %s',
    async (name) => expect(await heardBy(name, 'right', 'TLSv1.1')).toBe(0),
    120_000,
  );

  it.concurrent.each(TOLD)(
    'is spoken to when it is right, by %s',
    async (name) => expect(await heardBy(name, 'right')).toBeGreaterThan(0),
    120_000,
  );
});
