import { Inject, Injectable } from '@nestjs/common';
import { OneUse } from '@maroquin/identity';
import { CLOCK, type Clock, newId } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import type { HostCookie } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';

/** As long as the browser's own dialogue may take (WebAuthn L3 §15.1 recommends 300 to 600 s). */
export const CEREMONY_MS = 5 * 60_000;

const ticketSchema = z.object({ id: z.string(), value: z.string().min(22), until: z.number() });
type Ticket = z.infer<typeof ticketSchema>;

/** Whom authenticators sign for (WebAuthn L3 §5.1.3: the host is the relying party's id). */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

/** At which listener, and what keeps its tickets apart from those of the other one. */
export interface CeremonyPlace {
  /** Its own address: a passkey signs for it and for no other port. Absent: there is no such listener. */
  readonly address: string | null | undefined;
  readonly cookie: HostCookie;
  readonly prefix: '' | 'administration ';
}
export const CEREMONY_PLACE = Symbol('CEREMONY_PLACE');

/**
 * A challenge on its way: kept by the browser that asked for it, in a sealed cookie, so that nobody unknown makes the
 * server remember anything; it serves once and for five minutes.
 */
@Injectable()
export class Ceremonies {
  constructor(
    private readonly keys: Keys,
    private readonly oneUse: OneUse,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CEREMONY_PLACE) private readonly place: CeremonyPlace,
  ) {}

  /** @throws {DomainError} request.not-found where there is no such listener */
  get relyingParty(): RelyingParty {
    if (typeof this.place.address !== 'string') throw new DomainError('request.not-found');
    const { hostname, origin } = new URL(this.place.address);
    return { id: hostname, origin };
  }

  /** @param use what it is for, and for whom: a ticket for something else does not open. @returns value of Set-Cookie */
  begin(use: string, value: string, cookie = this.place.cookie): string {
    const until = this.clock.now().getTime() + CEREMONY_MS;
    const ticket: Ticket = { id: newId(), value, until };
    return cookie.set(this.keys.instance.sealTicket(this.place.prefix + use, ticket), CEREMONY_MS / 1_000);
  }

  /** Without using it up. @throws {DomainError} sign-in.step-expired when this browser was not given one, or long ago */
  open(use: string, cookies: string | undefined, cookie = this.place.cookie): Ticket {
    const sealed = cookie.read(cookies);
    const ticket = ticketSchema.safeParse(
      sealed === null ? null : this.keys.instance.openTicket(this.place.prefix + use, sealed),
    );
    if (!ticket.success || ticket.data.until <= this.clock.now().getTime())
      throw new DomainError('sign-in.step-expired');
    return ticket.data;
  }

  /** @throws {DomainError} sign-in.step-expired when it has served already */
  async spend({ id, until }: Ticket): Promise<void> {
    if (!(await this.oneUse.take('ticket', [id], new Date(until))))
      throw new DomainError('sign-in.step-expired');
  }
}
