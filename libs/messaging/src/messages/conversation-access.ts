import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { Action } from '@maroquin/contracts';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';

/** A message of a conversation, to which a thread replies. */
export interface ThreadRoot {
  readonly conversationId: string;
  readonly seq: number;
}
/** A conversation that somebody may read or write in. */
export interface Permitted {
  readonly orgId: string;
  readonly id: string;
  /** The resource whose rights are its own. */
  readonly resourceId: string;
  /** Of a thread: what it replies to. */
  readonly root: ThreadRoot | null;
}

const THREAD: ReadStatement = {
  name: 'thread',
  text: 'select channel_id, root_seq from thread where id = $1',
};
const MAX_KNOWN = 50_000;

/** Rights on conversations: a channel has its own, a thread has those of what it hangs on. */
@Injectable()
export class ConversationAccess {
  /** What threads hang on never changes. */
  private readonly threads = new Map<string, ThreadRoot>();

  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
  ) {}

  /** @throws {DomainError} request.not-found */
  async require(actor: Actor, action: Action, id: string): Promise<Permitted> {
    const root = await this.rootFor(actor, action, id);
    const resourceId = root?.conversationId ?? id;
    const { orgId } = await this.access.require(actor, action, resourceId);
    return { orgId, id, resourceId, root };
  }

  may(actor: Actor, action: Action, { resourceId }: Pick<Permitted, 'resourceId'>): Promise<boolean> {
    return this.access.may(actor, action, resourceId);
  }

  /** null: no thread, or a resource with which this may be done, so that nothing is asked of the database. */
  private async rootFor(actor: Actor, action: Action, id: string): Promise<ThreadRoot | null> {
    const known = this.threads.get(id);
    if (known !== undefined) return known;
    if (await this.access.may(actor, action, id)) return null;
    const [row] = await this.database.readAlong<{ channel_id: string; root_seq: string }>(
      actor.orgs,
      THREAD,
      [id],
    );
    if (row === undefined) return null;
    if (this.threads.size >= MAX_KNOWN) this.threads.clear();
    const root = { conversationId: row.channel_id, seq: Number(row.root_seq) };
    this.threads.set(id, root);
    return root;
  }
}
