import { Inject, Injectable } from '@nestjs/common';
import { OneUse } from '@maroquin/identity';
import { CEREMONY_MS, type RelyingParty } from '@maroquin/sign-in';
import { CLOCK, CONFIG, type Clock, type Config, newId } from '@maroquin/platform/config';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { type AdministrationCookie, administrationCookies } from './administration-cookies.js';

const ticketSchema = z.object({ id: z.string(), value: z.string().min(1), until: z.number() });
type Ticket = z.infer<typeof ticketSchema>;

/** What a browser keeps between two steps: sealed for one use, five minutes, once. */
@Injectable()
export class AdministratorCeremonies {
  constructor(
    private readonly keys: Keys,
    private readonly oneUse: OneUse,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'adminUrl'>,
  ) {}

  /** The listener's own address: a passkey signs for it and for no other port. @throws {DomainError} request.not-found */
  get relyingParty(): RelyingParty {
    if (typeof this.config.adminUrl !== 'string') throw new DomainError('request.not-found');
    const { hostname, origin } = new URL(this.config.adminUrl);
    return { id: hostname, origin };
  }

  /** @param use what it is for, and for whom @returns value of Set-Cookie */
  begin(which: AdministrationCookie, use: string, value: string): string {
    const until = this.clock.now().getTime() + CEREMONY_MS;
    const ticket: Ticket = { id: newId(), value, until };
    return administrationCookies[which].set(
      this.keys.instance.sealTicket(`administration ${use}`, ticket),
      CEREMONY_MS / 1_000,
    );
  }

  /** @throws {DomainError} sign-in.step-expired when this browser was not given one, or long ago, or it has served */
  async take(which: AdministrationCookie, use: string, cookie: string | undefined): Promise<string> {
    const { id, value, until } = this.open(which, use, cookie);
    if (!(await this.oneUse.take('ticket', [id], new Date(until))))
      throw new DomainError('sign-in.step-expired');
    return value;
  }

  /** Without using it up: what it goes with serves once. @throws {DomainError} sign-in.step-expired */
  open(which: AdministrationCookie, use: string, cookie: string | undefined): Ticket {
    const sealed = administrationCookies[which].read(cookie);
    const ticket = ticketSchema.safeParse(
      sealed === null ? null : this.keys.instance.openTicket(`administration ${use}`, sealed),
    );
    if (!ticket.success || ticket.data.until <= this.clock.now().getTime())
      throw new DomainError('sign-in.step-expired');
    return ticket.data;
  }
}
