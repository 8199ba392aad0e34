import { type AnchorPlace, type Checkpoint, checkpointLine } from '../audit/index.js';
import type { Clock, SyslogConfig } from '../config/index.js';
import { SocketEgress } from '../egress/index.js';

const WITHIN_MS = 10_000;
/** A collector says nothing back but what TLS does. */
const MAX_BYTES = 64 * 1024;
/** RFC 5424 §6.2.1: facility 13 (log audit), severity 5 (notice). */
const PRIORITY = 13 * 8 + 5;

/** One message in its frame (RFC 5424 §6, RFC 5425 §4.3); all of it is ASCII. */
export function syslogFrame(checkpoint: Checkpoint, { host, at }: { host: string; at: Date }): string {
  const message = `<${String(PRIORITY)}>1 ${at.toISOString()} ${host} maroquin - audit-anchor - ${checkpointLine(checkpoint)}`;
  return `${String(Buffer.byteLength(message))} ${message}`;
}

/** A collector of logs keeps each end. Syslog confirms nothing: that the connection was closed in order is all there is. */
export class SyslogPlace implements AnchorPlace {
  readonly kind = 'syslog';
  private readonly egress: SocketEgress;

  constructor(
    private readonly config: SyslogConfig,
    /** Under which name people reach this instance. */
    private readonly host: string,
    private readonly clock: Clock,
  ) {
    const places = new Set([`${config.host}:${String(config.port)}`]);
    this.egress = new SocketEgress({ places, connectWithinMs: WITHIN_MS });
  }

  async keep(checkpoint: Checkpoint): Promise<void> {
    const { host, port, ca } = this.config;
    const socket = await this.egress.openTls(host, port, { ca, maxBytes: MAX_BYTES });
    await new Promise<void>((done, fail) => {
      const timer = setTimeout(
        () => socket.destroy(new Error('the collector did not close in time')),
        WITHIN_MS,
      );
      socket.once('error', fail);
      socket.once('close', () => {
        clearTimeout(timer);
        done();
      });
      socket.resume();
      socket.end(syslogFrame(checkpoint, { host: this.host, at: this.clock.now() }));
    });
  }
}
