import { Inject, Injectable } from '@nestjs/common';
import { idSchema } from '@maroquin/contracts';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { browserCookies } from '../factors/browser-cookies.js';

const DAY = 24 * 60 * 60_000;
const KNOWN_FOR_MS = 180 * DAY;
/** People who share a browser. */
const MAX_PEOPLE = 5;
const USE = 'known browser';

const ticketSchema = z.object({
  browserId: idSchema,
  personIds: z.array(idSchema).max(MAX_PEOPLE),
  until: z.number(),
});

/**
 * Browsers in which somebody has signed in before, by a sealed cookie. It gives no right: such a browser only counts
 * its failures by itself, so that strangers' failures do not keep the person out.
 */
@Injectable()
export class KnownBrowsers {
  constructor(
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The browser's own id, when one of these people signed in there before. */
  find(cookie: string | undefined, personIds: readonly string[]): string | null {
    const known = this.open(cookie);
    return known?.personIds.some((id) => personIds.includes(id)) === true ? known.browserId : null;
  }

  /** Value of Set-Cookie, after this person signed in. */
  remember(cookie: string | undefined, personId: string): string {
    const known = this.open(cookie);
    const others = known?.personIds.filter((id) => id !== personId) ?? [];
    const ticket = this.keys.instance.sealTicket(USE, {
      browserId: known?.browserId ?? newId(),
      personIds: [personId, ...others].slice(0, MAX_PEOPLE),
      until: this.clock.now().getTime() + KNOWN_FOR_MS,
    });
    return browserCookies.known.set(ticket, KNOWN_FOR_MS / 1_000);
  }

  private open(cookie: string | undefined): z.infer<typeof ticketSchema> | null {
    const ticket = browserCookies.known.read(cookie);
    if (ticket === null) return null;
    const known = ticketSchema.safeParse(this.keys.instance.openTicket(USE, ticket));
    return known.success && known.data.until > this.clock.now().getTime() ? known.data : null;
  }
}
