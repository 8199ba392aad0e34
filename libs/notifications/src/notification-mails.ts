import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config, LOGGER } from '@maroquin/platform/config';
import { Keys } from '@maroquin/platform/keys';
import type { Logger } from '@maroquin/platform/logging';
import { type Mail, Mailer } from '@maroquin/platform/mail';
import { type Claim, NotificationOutlets } from './outlets/notification-outlets.js';
import { type Recipient } from './outlets/recipients.js';
import { activityMail } from './mail-words.js';
import { OutletContents } from './outlets/outlet-contents.js';
import { UNSUBSCRIBE } from './unsubscribe.js';

/** Messages of one run; the next one comes in a minute. */
const MOST_AT_ONCE = 200;

/** Sends notifications that were not read by mail: a reader of people's feeds. */
@Injectable()
export class NotificationMails {
  constructor(
    private readonly outlets: NotificationOutlets,
    private readonly contents: OutletContents,
    private readonly mailer: Mailer,
    private readonly keys: Keys,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  async sendDue(orgId: string): Promise<void> {
    if (!this.mailer.isConfigured) return;
    for (let count = 0; count < MOST_AT_ONCE; count += 1) {
      const claim = await this.outlets.claim(orgId, ['mail', 'digest']);
      if (claim === null) return;
      await this.send(claim);
    }
  }

  private async send(claim: Claim): Promise<void> {
    const content = await this.contents.of(claim);
    if (content.waitUntil !== null) return this.outlets.postpone(claim, content.waitUntil);
    const { recipient, count, upto } = content;
    if (recipient === null || count === 0) return this.outlets.finish(claim, upto, false);
    try {
      await this.mailer.send(this.mailFor(claim, recipient, count));
    } catch (error) {
      this.logger.warn({ err: error }, 'a mail about activity was not taken');
      return this.outlets.retry(claim);
    }
    await this.outlets.finish(claim, upto, true);
  }

  private mailFor(
    { orgId, personId, channel, seq, upto }: Claim,
    { address }: Recipient,
    count: number,
  ): Mail {
    const { publicUrl } = this.config;
    const ticket = this.keys.instance.sealTicket(UNSUBSCRIBE, { orgId, personId });
    return {
      to: address,
      ...activityMail({ count, publicUrl, ticket }),
      // A worker that took over from a dead one sends the same message: its reader has it once.
      id: createHash('sha256')
        .update(`${orgId} ${personId} ${channel} ${String(seq)} ${String(upto)}`)
        .digest('hex')
        .slice(0, 40),
      unsubscribe: `${publicUrl}/api/v1/notifications/unsubscribe?ticket=${ticket}`,
    };
  }
}
