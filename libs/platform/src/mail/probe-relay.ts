import type { MailConfig } from '../config/index.js';
import { Mailer } from './mailer.js';
import { type RelayTrouble, troubleOf } from './relay-trouble.js';
import { transportOf } from './transport.js';

export interface RelayCard {
  readonly ok: boolean;
  readonly host: string;
  readonly port: number;
  readonly tls: MailConfig['tls'];
  readonly trouble: RelayTrouble | null;
  /** What the relay or the network said, without what we sent. */
  readonly said: string | null;
  /** A message was handed over. */
  readonly sent: boolean;
}

const MAX_ANSWER_LENGTH = 300;

/**
 * Connects to the relay as a job does: TLS where it is demanded, the certificate, the login. `to`: hands a message for
 * this address over as well.
 */
export async function probeRelay(
  config: MailConfig,
  {
    to = null,
    subject,
    text,
  }: { readonly to?: string | null; readonly subject: string; readonly text: string },
): Promise<RelayCard> {
  const { host, port, tls } = config;
  const card = { host, port, tls };
  try {
    const transport = await transportOf(config);
    await transport.verify();
    if (to !== null) await new Mailer(config).send({ to, subject, text });
    return { ...card, ok: true, trouble: null, said: null, sent: to !== null };
  } catch (error) {
    const said = error instanceof Error ? error.message.slice(0, MAX_ANSWER_LENGTH) : null;
    return { ...card, ok: false, trouble: troubleOf(error), said, sent: false };
  }
}
