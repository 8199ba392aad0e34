import { type AnchorFolder, type AnchorPlace, type Checkpoint, endDigest } from '../audit/index.js';
import type { TimeStampConfig } from '../config/index.js';
import { Egress } from '../egress/index.js';
import { TimeStampAuthority, timeStampQuery, tokenOf } from './time-stamp.js';

const WITHIN_MS = 15_000;
/** A token with its certificates is some 6 KiB. */
const MAX_BYTES = 64 * 1024;

/** An authority dates each end (RFC 3161); its token is kept beside the end, outside the database. */
export class TimeStampPlace implements AnchorPlace {
  readonly kind = 'time-stamp';
  private readonly authority: TimeStampAuthority;
  private readonly egress: Egress;

  /** @throws {ConfigError} when the pinned certificate is none */
  constructor(
    private readonly config: TimeStampConfig,
    private readonly folders: readonly AnchorFolder[],
  ) {
    this.authority = new TimeStampAuthority(config.certificates);
    const origins = new Set([new URL(config.url).origin]);
    this.egress = new Egress({ origins, withinMs: WITHIN_MS, maxBytes: MAX_BYTES });
  }

  async keep(checkpoint: Checkpoint): Promise<void> {
    const digest = endDigest(checkpoint);
    const { body, nonce } = timeStampQuery(digest);
    const answer = await this.egress.fetch(this.config.url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
      body: new Uint8Array(body),
    });
    if (!answer.ok) throw new Error(`the time-stamp authority answered ${String(answer.status)}`);
    const token = tokenOf(new Uint8Array(await answer.arrayBuffer()));
    if (this.authority.verified(token, digest).nonce !== nonce)
      throw new Error('an answer to another question');
    for (const folder of this.folders) await folder.keep(checkpoint, token);
  }
}
