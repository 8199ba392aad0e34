import type { Transporter } from 'nodemailer';
import type { MailConfig } from '../config/index.js';
import type { RelayOutcomes } from './relay-outcomes.js';
import { transportOf } from './transport.js';

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

/**
 * Hands mail to the relay of the configuration, and to nothing else. Only jobs send: they run after the act was
 * committed, and again after a failure.
 */
export class Mailer {
  private transport: Promise<Transporter> | null = null;

  constructor(
    private readonly config: MailConfig | null,
    private readonly outcomes: Pick<RelayOutcomes, 'taken' | 'failed'> | null = null,
  ) {}

  /** false: this instance sends no mail. */
  get isConfigured(): boolean {
    return this.config !== null;
  }

  /** Resolves once the relay has taken the message. @throws {Error} when it has not, or no relay is configured */
  async send(mail: Mail): Promise<void> {
    if (this.config === null) throw new Error('no relay is configured');
    try {
      await this.handOver(this.config, mail);
    } catch (error) {
      await this.outcomes?.failed(error);
      throw error;
    }
    await this.outcomes?.taken();
  }

  private async handOver(
    config: MailConfig,
    { to, subject, text, html, id, unsubscribe }: Mail,
  ): Promise<void> {
    this.transport ??= transportOf(config);
    const transport = await this.transport;
    await transport.sendMail({
      from: { name: 'Maroquin', address: config.from },
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
      messageId: `<${id ?? crypto.randomUUID()}@${config.from.split('@').at(-1) ?? 'localhost'}>`,
    });
  }
}
