import type { Transporter } from 'nodemailer';
import type { MailConfig } from '../config/index.js';
import { SocketEgress } from '../egress/index.js';

/** One message to one person. Its subject is read on locked screens and by relays: it names nothing and nobody. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
  /** The same for whoever reads pages. */
  readonly html?: string;
  /** Of a message that may have to be sent again: with the same id its reader has it once. Letters and digits. */
  readonly id?: string;
  /** Where a mail program asks for no more of these (RFC 8058). */
  readonly unsubscribe?: string;
}

const CONNECT_WITHIN_MS = 10_000;
const SILENCE_MS = 30_000;
/** Far more than a relay says while it takes one message. */
const MAX_BYTES = 1024 * 1024;

/**
 * Hands mail to the relay of the configuration, and to nothing else. Only jobs send: they run after the act was
 * committed, and again after a failure.
 */
export class Mailer {
  private transport: Promise<Transporter> | null = null;

  constructor(private readonly config: MailConfig | null) {}

  /** false: this instance sends no mail. */
  get isConfigured(): boolean {
    return this.config !== null;
  }

  /** Resolves once the relay has taken the message. @throws {Error} when it has not, or no relay is configured */
  async send({ to, subject, text, html, id, unsubscribe }: Mail): Promise<void> {
    if (this.config === null) throw new Error('no relay is configured');
    this.transport ??= transportOf(this.config);
    const transport = await this.transport;
    await transport.sendMail({
      from: { name: 'Maroquin', address: this.config.from },
      to: { name: '', address: to },
      subject,
      text,
      ...(html !== undefined && { html }),
      headers: {
        // RFC 3834 §5: no holiday message comes back.
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribe !== undefined && {
          'List-Unsubscribe': `<${unsubscribe}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }),
      },
      messageId: `<${id ?? crypto.randomUUID()}@${this.config.from.split('@').at(-1) ?? 'localhost'}>`,
    });
  }
}

/** The library is large: loaded with the first message. */
async function transportOf({ host, port, tls, credentials, ca, from }: MailConfig): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const places = new Set([`${host}:${String(port)}`]);
  const egress = new SocketEgress({ places, connectWithinMs: CONNECT_WITHIN_MS });
  return createTransport({
    // The library would resolve the name by itself and connect to whatever address came.
    getSocket: (_options, callback) => {
      egress.open(host, port, MAX_BYTES).then(
        (connection) => callback(null, { connection }),
        (error: unknown) => callback(error instanceof Error ? error : new Error('no connection')),
      );
    },
    host,
    port,
    secure: tls === 'tls',
    // Without it a relay, or whoever stands before it, could answer that it knows no TLS and read everything (RFC 8314).
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    tls: { minVersion: 'TLSv1.2', ...(ca === null ? {} : { ca }) },
    ...(credentials === null ? {} : { auth: { user: credentials.user, pass: credentials.password } }),
    // What this machine is called is nobody's business.
    name: from.split('@').at(-1) ?? 'localhost',
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
