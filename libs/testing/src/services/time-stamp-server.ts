import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { issue, makeAuthority, openssl } from './certificates.js';

const CONFIG = `
[tsa]
default_tsa = it
[it]
serial = $ENV::TSA/serial
crypto_device = builtin
signer_cert = $ENV::TSA/stamps.pem
signer_key = $ENV::TSA/stamps.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1, millisecs:500
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;

/** A real time-stamp authority (RFC 3161): `openssl ts` behind HTTP. */
export class TimeStampServer {
  /** What it answers: as it should, with an error, with what it answered before, or not at all. */
  mode: 'sound' | 'error' | 'old' | 'silent' = 'sound';
  asked = 0;
  private last: Buffer = Buffer.alloc(0);

  private constructor(
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<TimeStampServer> {
    const folder = mkdtempSync(join(tmpdir(), 'maroquin-test-tsa-'));
    await makeAuthority(folder, 'root');
    await issue(folder, ['root', 'stamps'], ['extendedKeyUsage=critical,timeStamping']);
    await issue(folder, ['root', 'other'], ['extendedKeyUsage=serverAuth']);
    writeFileSync(join(folder, 'tsa.cnf'), CONFIG.replaceAll('$ENV::TSA', folder));
    writeFileSync(join(folder, 'serial'), '01\n');
    const server = createServer();
    const authority = new TimeStampServer(folder, server);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      authority.answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return authority;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/tsa`;
  }

  /** PEM: of who issued the certificate that signs, of that itself, or of another. */
  certificate(name: 'root' | 'stamps' | 'other'): string {
    return readFileSync(join(this.folder, `${name}.pem`), 'utf8');
  }

  certificateFile(name: 'root' | 'stamps' | 'other'): string {
    return join(this.folder, `${name}.pem`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1;
    const query = await buffer(request);
    if (this.mode === 'silent') return;
    const isQuery = request.headers['content-type'] === 'application/timestamp-query';
    if (this.mode === 'error' || request.method !== 'POST' || !isQuery) {
      response.writeHead(503).end();
      return;
    }
    if (this.mode === 'sound') this.last = await this.stamp(query);
    response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(this.last);
  }

  private async stamp(query: Buffer): Promise<Buffer> {
    const [asked, answered] = [join(this.folder, 'query.tsq'), join(this.folder, 'answer.tsr')];
    writeFileSync(asked, query);
    await openssl(
      ...['ts', '-reply', '-config', join(this.folder, 'tsa.cnf'), '-queryfile', asked, '-out', answered],
    );
    return readFileSync(answered);
  }
}
