import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock, LOGGER } from '@maroquin/platform/config';
import type { Logger } from '@maroquin/platform/logging';
import { type Claim, NotificationOutlets } from '../outlets/notification-outlets.js';
import { OutletContents, PUSH_HOLD_MS } from '../outlets/outlet-contents.js';
import { PushDevices } from './push-devices.js';
import { PushService } from './push-service.js';

/** People of one run; the next one comes in a minute, or with the next act. */
const MOST_AT_ONCE = 200;
/** Sent to at once, so that one slow push service does not hold up the others. */
const AT_ONCE = 4;
/** What waits longer is found by the run of every minute. */
const SOON_MS = 60_000;

/** Wakes the browsers of people with notifications they have not read: a reader of their feeds, as mail is. */
@Injectable()
export class NotificationPushes implements OnModuleInit, OnModuleDestroy {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly outlets: NotificationOutlets,
    private readonly contents: OutletContents,
    private readonly devices: PushDevices,
    private readonly service: PushService,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  onModuleInit(): void {
    if (this.service.publicKey !== null)
      this.outlets.onPending = (orgId) => this.scheduleRun(orgId, PUSH_HOLD_MS);
  }

  onModuleDestroy(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  /** What was just added is sent in a moment, unless it is read meanwhile; whatever is lost here the next run finds. */
  private scheduleRun(orgId: string, ms: number): void {
    if (this.timers.has(orgId)) return;
    const timer = setTimeout(() => {
      this.timers.delete(orgId);
      this.sendDue(orgId).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'browsers were not woken');
      });
    }, ms);
    this.timers.set(orgId, timer.unref());
  }

  async sendDue(orgId: string): Promise<void> {
    if (this.service.publicKey === null) return;
    let left = MOST_AT_ONCE;
    const worker = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const claim = await this.outlets.claim(orgId, ['push']);
        if (claim === null) return;
        await this.send(claim);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  private async send(claim: Claim): Promise<void> {
    const { orgId, personId } = claim;
    const { recipient, count, upto, waitUntil } = await this.contents.of(claim);
    if (waitUntil !== null) {
      const wait = waitUntil.getTime() - this.clock.now().getTime();
      if (wait < SOON_MS) this.scheduleRun(orgId, wait);
      return this.outlets.postpone(claim, waitUntil);
    }
    if (recipient === null || count === 0) return this.outlets.finish(claim, upto, false);
    let isDone = true;
    for (const { id, endpoint } of await this.devices.waiting(orgId, personId, upto)) {
      const outcome = await this.service.wake(endpoint, `${personId} ${String(upto)}`);
      if (outcome === 'taken') await this.devices.markSent(orgId, id, upto);
      if (outcome === 'gone') await this.devices.forget(orgId, id);
      if (outcome === 'later') isDone = false;
    }
    // Those that were woken are not woken again for this.
    return isDone ? this.outlets.finish(claim, upto, true) : this.outlets.retry(claim);
  }
}
