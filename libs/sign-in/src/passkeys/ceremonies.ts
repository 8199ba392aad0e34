import { Inject, Injectable } from '@nestjs/common';
import { OneUse } from '@maroquin/identity';
import { CLOCK, CONFIG, type Clock, type Config, newId } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { browserCookies } from '../factors/browser-cookies.js';

/** As long as the browser's own dialogue may take (WebAuthn L3 §15.1 recommends 300 to 600 s). */
export const CEREMONY_MS = 5 * 60_000;

const ticketSchema = z.object({ id: z.string(), challenge: z.string().min(22), until: z.number() });
export type Ceremony = z.infer<typeof ticketSchema>;

/** Whom authenticators sign for (WebAuthn L3 §5.1.3: the host is the relying party's id). */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/**
 * A challenge on its way: kept by the browser that asked for it, in a sealed cookie, so that nobody unknown makes the
 * server remember anything; it serves once and for five minutes.
 */
@Injectable()
export class Ceremonies {
  readonly relyingParty: RelyingParty;

  constructor(
    private readonly keys: Keys,
    private readonly oneUse: OneUse,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) { publicUrl }: Pick<Config, 'publicUrl'>,
  ) {
    const { hostname, origin } = new URL(publicUrl);
    this.relyingParty = { id: hostname, origin };
  }

  /** @param use what it is for, and for whom: a ticket for something else does not open. @returns value of Set-Cookie */
  begin(use: string, challenge: string): string {
    const until = this.clock.now().getTime() + CEREMONY_MS;
    const ticket = this.keys.instance.sealTicket(use, { id: newId(), challenge, until } satisfies Ceremony);
    return browserCookies.ceremony.set(ticket, CEREMONY_MS / 1_000);
  }

  /** @throws {DomainError} sign-in.step-expired when this browser was not given one, or long ago */
  open(use: string, cookie: string | undefined): Ceremony {
    const ticket = browserCookies.ceremony.read(cookie);
    const ceremony = ticketSchema.safeParse(
      ticket === null ? null : this.keys.instance.openTicket(use, ticket),
    );
    if (!ceremony.success || ceremony.data.until <= this.clock.now().getTime())
      throw new DomainError('sign-in.step-expired');
    return ceremony.data;
  }

  /** @throws {DomainError} sign-in.step-expired when it has served already */
  async spend({ id, until }: Ceremony): Promise<void> {
    if (!(await this.oneUse.take('ticket', [id], new Date(until))))
      throw new DomainError('sign-in.step-expired');
  }
}
