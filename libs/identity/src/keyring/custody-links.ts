import { Inject, Injectable } from '@nestjs/common';
import { type CustodyLink, idSchema } from '@maroquin/contracts';
import { CLOCK, type Clock, CONFIG, type Config } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import type { Doer } from '../accounts/acts-by.js';

const USE = 'custody of keys';
const HOLDS_FOR_MS = 366 * 24 * 60 * 60_000;
const ticketSchema = z.strictObject({ orgId: idSchema, personId: idSchema, until: z.number() });

/**
 * Nobody of a closed organisation is let in, its custodians neither: each keeps an address by which it reopens. The address
 * says who it is, and nothing else: whether that person keeps the keys is asked each time.
 */
@Injectable()
export class CustodyLinks {
  constructor(
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  make({ orgId, personId }: Doer): CustodyLink {
    const until = this.clock.now().getTime() + HOLDS_FOR_MS;
    const ticket = this.keys.instance.sealTicket(USE, { orgId, personId, until });
    return {
      link: `${this.config.publicUrl}/cles/garde#${ticket}`,
      expiresAt: new Date(until).toISOString(),
    };
  }

  /** @throws {DomainError} link.unusable */
  open(ticket: string): Doer {
    const opened = ticketSchema.safeParse(this.keys.instance.openTicket(USE, ticket));
    if (!opened.success || opened.data.until < this.clock.now().getTime())
      throw new DomainError('link.unusable');
    const { orgId, personId } = opened.data;
    return { orgId, personId };
  }
}
