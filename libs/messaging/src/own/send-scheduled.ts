import { Inject, Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Events } from '@maroquin/platform/events';
import { Feeds } from '@maroquin/platform/feeds';
import type { RightsRow } from '@maroquin/platform/proofs';
import { MessagesService } from '../messages/messages.service.js';
import { openScheduled, type ScheduledRow } from './scheduled-row.js';

const ROW = `select id, org_id, conversation_id, account_id, home_org, send_at, body, files, refused
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
   * Once, however often this runs: it no longer waits by the transaction that sends it, so that whoever takes it back
   * does so before, and nothing is sent, or is told that it has left. What is refused stays with its author, and says why.
   * @throws what passes: the job comes again
   */
  async send(orgId: string, id: string): Promise<void> {
    const [row] = await this.database.readOnce<ScheduledRow>({ orgs: [orgId] }, ROW, [orgId, id]);
    if (row === undefined) return;
    const { account_id: personId, conversation_id: conversationId } = row;
    const refused = await this.refusalOf(row);
    if (refused !== null)
      await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
        tx.query('update scheduled_message set refused = $3 where org_id = $1 and id = $2', [
          ...[orgId, id, refused],
        ]),
      );
    this.events.announce({ type: 'conversation.changed', personId, conversationId });
  }

  /** null: it is sent, or was taken back meanwhile. */
  private async refusalOf(row: ScheduledRow): Promise<string | null> {
    const actor = await this.actorOf(row);
    if (actor === null) return 'request.not-found';
    const text = openScheduled(await this.feeds.key(row.org_id, row.conversation_id), row);
    try {
      await this.messages.send(actor, row.conversation_id, {
        ...{ clientId: row.id, text, toMany: true, stillHolds: (tx: Tx) => takeUp(tx, row) },
        ...(row.files !== null && { files: [...row.files] }),
      });
      return null;
    } catch (error) {
      if (error instanceof TakenBack) return null;
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

class TakenBack extends Error {}

/** @throws {TakenBack} */
async function takeUp(tx: Tx, { org_id, id }: ScheduledRow): Promise<void> {
  const taken = await tx.query('delete from scheduled_message where org_id = $1 and id = $2 returning id', [
    org_id,
    id,
  ]);
  if (taken.length === 0) throw new TakenBack();
}
