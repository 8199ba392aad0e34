import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Notifications } from '@maroquin/notifications';
import { LOGGER } from '@maroquin/platform/config';
import { Database, type ReadStatement } from '@maroquin/platform/database';
import { Events } from '@maroquin/platform/events';
import type { Logger } from '@maroquin/platform/logging';

/** How far one person has read one conversation. */
export interface ReadUpTo {
  readonly orgId: string;
  readonly conversationId: string;
  readonly personId: string;
  readonly seq: number;
}

interface ReadRow {
  readonly org_id: string;
  readonly account_id: string;
  readonly channel_id: string;
  readonly seq: string;
}

/** In one order for every node, so that no two wait for each other. */
const RAISE: ReadStatement = {
  name: 'how far people have read',
  text: `insert into read_state (org_id, channel_id, account_id, seq)
    select w.org, f.id, w.person, least(w.seq, f.seq)
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) as w (org, conversation, person, seq)
    join feed f on f.id = w.conversation and f.org_id = w.org
    order by f.id, w.person
    on conflict (channel_id, account_id) do update set seq = excluded.seq where read_state.seq < excluded.seq
    returning org_id, account_id, channel_id, seq`,
};

/** What nobody waits for is written together, this long after the first of it. */
const GATHER_MS = 300;

/** What is written together, and who waits for it. */
class Batch {
  readonly reads = new Map<string, ReadUpTo>();
  readonly committed: Promise<void>;
  resolve: () => void = () => undefined;
  reject: (error: unknown) => void = () => undefined;
  /** Somebody waits. */
  isUrgent = false;

  constructor() {
    this.committed = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  add(read: ReadUpTo): void {
    const key = `${read.conversationId} ${read.personId}`;
    if ((this.reads.get(key)?.seq ?? -1) < read.seq) this.reads.set(key, read);
  }
}

/**
 * Up to which message each person has read. Never backwards, never beyond what exists. Writes are gathered: what comes
 * while one is under way goes along with the next, in one transaction for all people and conversations.
 */
@Injectable()
export class ReadStates implements OnModuleDestroy {
  private next: Batch | null = null;
  private writing: Batch | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly notifications: Notifications,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Resolves once it is committed. The caller has checked the right. */
  async raise(read: ReadUpTo): Promise<void> {
    this.batch().add(read);
    await this.settled();
  }

  /**
   * The same for whoever need not wait: the author of a message has read it. Lost when the node dies within a third of a
   * second, and then the author's own message counts as unread, once.
   */
  add(read: ReadUpTo): void {
    this.batch().add(read);
    this.writeSoon();
  }

  /** What comes behind `seq` counts as unread again. The caller has checked the right. */
  async lower({ orgId, conversationId, personId, seq }: ReadUpTo): Promise<void> {
    await this.settled();
    await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query(
        'update read_state set seq = $4 where org_id = $1 and channel_id = $2 and account_id = $3 and seq > $4',
        [orgId, conversationId, personId, seq],
      ),
    );
    this.events.announce({ type: 'conversation.changed', personId, conversationId });
  }

  /** Resolves once what was noted before is committed: whoever counts what is unread asks first. */
  async settled(): Promise<void> {
    const last = this.next ?? this.writing;
    if (last === null) return;
    last.isUrgent = true;
    this.write();
    await last.committed;
  }

  private batch(): Batch {
    if (this.next === null) {
      this.next = new Batch();
      // A caller that waits gets the error; what nobody waits for is at least in the log.
      this.next.committed.catch((error: unknown) => this.logger.warn({ err: error }, 'read states'));
    }
    return this.next;
  }

  private writeSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.write();
    }, GATHER_MS).unref();
  }

  private write(): void {
    const batch = this.next;
    if (batch === null || this.writing !== null) return;
    this.next = null;
    this.writing = batch;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.insert([...batch.reads.values()])
      .then(batch.resolve, batch.reject)
      .finally(() => {
        this.writing = null;
        if (this.next?.isUrgent === true) this.write();
        else if (this.next !== null) this.writeSoon();
      });
  }

  /** Other devices of these people get a hint. */
  private async insert(reads: readonly ReadUpTo[]): Promise<void> {
    for (const { account_id, channel_id, seq } of await this.insertRows(reads))
      this.events.announce({
        type: 'conversation.read',
        personId: account_id,
        conversationId: channel_id,
        seq: Number(seq),
      });
  }

  /** One transaction, and one trip. */
  private async insertRows(reads: readonly ReadUpTo[]): Promise<readonly ReadRow[]> {
    const orgs = [...new Set(reads.map(({ orgId }) => orgId))];
    const params = [
      reads.map(({ orgId }) => orgId),
      reads.map(({ conversationId }) => conversationId),
      reads.map(({ personId }) => personId),
      reads.map(({ seq }) => seq),
    ];
    const [rows = [], notices = []] = await this.database.changeIn(orgs, [
      { statement: RAISE, params },
      this.notifications.readUpTo(reads),
    ]);
    this.notifications.announceRead(notices);
    return rows as readonly ReadRow[];
  }

  async onModuleDestroy(): Promise<void> {
    await this.settled().catch(() => undefined);
  }
}
