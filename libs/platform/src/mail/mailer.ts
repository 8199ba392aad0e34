import { createTransport } from 'nodemailer';
import type { MailConfig } from '../config/index.js';

/** One message to one person. Its subject is read on locked screens and by relays: it names nothing and nobody. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

const CONNECT_WITHIN_MS = 10_000;
const SILENCE_MS = 30_000;

/**
 * Hands mail to the relay of the configuration, and to nothing else. Only jobs send: they run after the act was
 * committed, and again after a failure.
 */
export class Mailer {
  private readonly transport: ReturnType<typeof createTransport> | null;

  constructor(private readonly config: MailConfig | null) {
    this.transport = config === null ? null : transportOf(config);
  }

  /** false: this instance sends no mail. */
  get isConfigured(): boolean {
    return this.transport !== null;
  }

  /** Resolves once the relay has taken the message. @throws {Error} when it has not, or no relay is configured */
  async send({ to, subject, text }: Mail): Promise<void> {
    if (this.transport === null || this.config === null) throw new Error('no relay is configured');
    await this.transport.sendMail({
      from: { name: 'Maroquin', address: this.config.from },
      to: { name: '', address: to },
      subject,
      text,
      // RFC 3834 §5: no holiday message comes back.
      headers: { 'Auto-Submitted': 'auto-generated' },
      messageId: `<${crypto.randomUUID()}@${this.config.from.split('@').at(-1) ?? 'localhost'}>`,
    });
  }
}

function transportOf({
  host,
  port,
  tls,
  credentials,
  ca,
  from,
}: MailConfig): ReturnType<typeof createTransport> {
  return createTransport({
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
