import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Received {
  readonly path: string;
  readonly body: string;
  readonly authorization: string;
  /** Of several that wait for one browser, those of one topic are one (RFC 8030 §5.4). */
  readonly topic: string;
}

/** What stands in the place of Mozilla's, Google's or Apple's push service (RFC 8030). */
export class FakePushService {
  readonly received: Received[] = [];
  /** By path: what is answered, when it is not 201. */
  readonly answers = new Map<string, number>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakePushService> {
    const server = createServer((request, response) => {
      const path = request.url ?? '';
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        const { authorization = '', topic = '' } = request.headers;
        fake.received.push({ path, body, authorization, topic: String(topic) });
        response.writeHead(fake.answers.get(path) ?? 201).end();
      });
    });
    const fake = new FakePushService(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return fake;
  }

  get origin(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  count(path: string): number {
    return this.received.filter((one) => one.path === path).length;
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => void this.server.close(() => done()));
  }
}
