import type { Transporter } from 'nodemailer';
import type { MailConfig } from '../config/index.js';
import { SocketEgress } from '../egress/index.js';

const CONNECT_WITHIN_MS = 10_000;
const SILENCE_MS = 30_000;
/** One message, from the connection to its end: a relay that says a byte now and then is never silent. */
const WHOLE_MS = 60_000;
/** Far more than a relay says while it takes one message. */
const MAX_BYTES = 1024 * 1024;

/** The library is large: loaded with the first message. */
export async function transportOf({
  host,
  port,
  tls,
  credentials,
  ca,
  from,
}: MailConfig): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const places = new Set([`${host}:${String(port)}`]);
  const egress = new SocketEgress({ places, connectWithinMs: CONNECT_WITHIN_MS });
  return createTransport({
    // The library would resolve the name by itself and connect to whatever address came.
    getSocket: (_options, callback) => {
      egress.open(host, port, MAX_BYTES).then(
        (connection) => {
          const late = setTimeout(
            () => connection.destroy(new DOMException('no end in time', 'TimeoutError')),
            WHOLE_MS,
          );
          connection.once('close', () => clearTimeout(late));
          callback(null, { connection });
        },
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
