import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A message as it reached the relay. */
export interface ReceivedMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: ReadonlyMap<string, string>;
}

const LINK = /https?:\/\/\S+\/bienvenue#[A-Za-z0-9_-]{43}/g;
const WAIT_MS = 20_000;
const POLL_MS = 20;

/** A real SMTP relay that keeps what it is given instead of passing it on. */
export class Mailbox {
  /** In the order in which it came. */
  readonly mails: ReceivedMail[] = [];
  /** Messages are refused with 451 while this holds: the sender must come again. */
  isDown = false;

  private constructor(
    private readonly server: SMTPServer,
    readonly url: string,
  ) {}

  static async start(host = '127.0.0.1', options: SMTPServerOptions = {}): Promise<Mailbox> {
    let box: Mailbox | null = null;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, { envelope }, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          if (box === null || box.isDown) {
            done(Object.assign(new Error('come again'), { responseCode: 451 }));
            return;
          }
          const to = envelope.rcptTo[0]?.address ?? '';
          box.keep(to, Buffer.concat(parts)).then(() => done(), done);
        });
      },
      ...options,
    });
    await new Promise<void>((listening, fail) => {
      server.once('error', fail);
      server.listen(0, host, () => listening());
    });
    server.removeAllListeners('error');
    // A client that hangs up breaks no test.
    server.on('error', () => undefined);
    const { port } = server.server.address() as AddressInfo;
    box = new Mailbox(server, `smtp://${host}:${String(port)}`);
    return box;
  }

  private async keep(to: string, raw: Buffer): Promise<void> {
    const { from, subject = '', text = '', headers } = await PostalMime.parse(raw);
    this.mails.push({
      to,
      from: from?.address ?? '',
      subject,
      text,
      headers: new Map(headers.map(({ key, value }) => [key, value])),
    });
  }

  of(address: string): ReceivedMail[] {
    return this.mails.filter(({ to }) => to.toLowerCase() === address.toLowerCase());
  }

  /** The newest sign-in link sent to somebody, as soon as there are `count` messages to them. */
  async linkTo(address: string, count = 1): Promise<string> {
    const limit = Date.now() + WAIT_MS;
    while (this.of(address).length < count) {
      if (Date.now() > limit) throw new Error(`no mail number ${String(count)} came for ${address}`);
      await new Promise((done) => setTimeout(done, POLL_MS));
    }
    const link = [...(this.of(address).at(-1)?.text ?? '').matchAll(LINK)].at(0)?.[0];
    if (link === undefined) throw new Error(`the mail to ${address} holds no link`);
    return link;
  }

  close(): Promise<void> {
    return new Promise((done) => this.server.close(() => done()));
  }
}
