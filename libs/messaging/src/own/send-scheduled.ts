import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { Feeds } from '@maroquin/platform/feeds';
import type { RightsRow } from '@maroquin/platform/proofs';
import { MessagesService } from '../messages/messages.service.js';
import { openScheduled, type ScheduledRow } from './scheduled-row.js';

const ROW = `select id, org_id, conversation_id, account_id, home_org, send_at, body, refused
  from scheduled_message where org_id = $1 and id = $2 and refused is null`;
const SEATS = `select s.*, s.org_id = a.org_id as home from account a join seat s on s.account_id = a.id
  where a.id = $1 and a.disabled_at is null and (s.ends_at is null or s.ends_at > $2)`;

/** Sends what was scheduled, as its author and with the rights that the author has by then. */
@Injectable()
export class SendScheduled {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly messages: MessagesService,
    private readonly events: Events,
    private readonly access: AccessService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Under its own id as client id: once, however often this runs. What is refused stays with its author, and says why.
   * @throws what passes: the job comes again
   */
  async send(orgId: string, id: string): Promise<void> {
    const [row] = await this.database.readOnce<ScheduledRow>({ orgs: [orgId] }, ROW, [orgId, id]);
    if (row === undefined) return;
    const { account_id: personId, conversation_id: conversationId } = row;
    const refused = await this.refusalOf(row);
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      refused === null
        ? tx.query('delete from scheduled_message where org_id = $1 and id = $2', [orgId, id])
        : tx.query('update scheduled_message set refused = $3 where org_id = $1 and id = $2', [
            ...[orgId, id, refused],
          ]),
    );
    this.events.announce({ type: 'conversation.changed', personId, conversationId });
  }

  /** null: it is sent. */
  private async refusalOf(row: ScheduledRow): Promise<string | null> {
    const actor = await this.actorOf(row);
    if (actor === null) return 'request.not-found';
    const text = openScheduled(await this.feeds.key(row.org_id, row.conversation_id), row);
    try {
      await this.messages.send(actor, row.conversation_id, { clientId: row.id, text, toMany: true });
      return null;
    } catch (error) {
      if (error instanceof DomainError && error.status < 500 && error.status !== 429) return error.code;
      throw error;
    }
  }

  /** As the author is by now; null: there is none. */
  private async actorOf({ account_id, home_org, org_id }: ScheduledRow): Promise<Actor | null> {
    const held = await this.database.readOnce<RightsRow & { org_id: string; kind: string; home: boolean }>(
      { orgs: [...new Set([home_org, org_id])] },
      SEATS,
      [account_id, this.clock.now()],
    );
    const seats = held.filter((seat) => this.access.genuine.isGenuine('seat', seat));
    const home = seats.find((seat) => seat.home);
    if (home === undefined) return null;
    return {
      ...(home.kind === 'guest' ? ({ standing: 'guest' } as const) : {}),
      ...{ personId: account_id, orgId: home.org_id, orgs: seats.map((seat) => seat.org_id) },
      ...{ adminOf: [], tokenScopes: null, sessionId: null, tokenId: null, locale: 'fr' },
    };
  }
}
