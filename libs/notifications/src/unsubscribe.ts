import { Injectable } from '@nestjs/common';
import { idSchema } from '@maroquin/contracts';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { NotificationSettings } from './outlets/settings.service.js';

/** What the ticket in a mail is for. */
export const UNSUBSCRIBE = 'notifications unsubscribe';
const ticketSchema = z.strictObject({ orgId: idSchema, personId: idSchema });

/** The link in a mail that asks for no more of them: whoever holds it is the person, and it opens nothing else. */
@Injectable()
export class Unsubscribe {
  constructor(
    private readonly keys: Keys,
    private readonly settings: NotificationSettings,
  ) {}

  /** Answers the same for a ticket that was not made here. */
  async run(ticket: string): Promise<void> {
    const opened = ticketSchema.safeParse(this.keys.instance.openTicket(UNSUBSCRIBE, ticket));
    if (opened.success) await this.settings.unsubscribe(opened.data.orgId, opened.data.personId);
  }
}
