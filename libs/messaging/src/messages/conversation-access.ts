import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import type { Action } from '@maroquin/contracts';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

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
  /** The thread of a comment: it has the rights of its document. */
  readonly isComment: boolean;
  /** Of some people only, in no place. */
  readonly isDirect: boolean;
}

type Basis = Pick<Permitted, 'resourceId' | 'root' | 'isComment'>;

interface ThreadRow {
  readonly resource_id: string;
  /** null: the thread of a comment. */
  readonly root_seq: string | null;
}

const THREAD: ReadStatement = {
  name: 'thread',
  text: `select channel_id as resource_id, root_seq from thread where id = $1
    union all select document_id, null from comment_thread where id = $1`,
};
const MAX_KNOWN = 50_000;

/** What one does in the thread of a comment is a right on its document. */
const ON_DOCUMENT: Partial<Record<Action, Action>> = {
  'channel.read': 'document.read',
  'message.post': 'document.comment',
  'message.moderate': 'document.moderate',
};
const actionFor = (action: Action, { isComment }: Pick<Permitted, 'isComment'>): Action =>
  isComment ? (ON_DOCUMENT[action] ?? action) : action;

const ownBasis = (id: string): Basis => ({ resourceId: id, root: null, isComment: false });

/** Rights on conversations: a channel has its own, a thread has those of what it hangs on. */
@Injectable()
export class ConversationAccess {
  /** What threads hang on never changes. */
  private readonly threads = new Map<string, Basis>();

  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
  ) {}

  /** @throws {DomainError} request.not-found, channel.archived for writing where one may only read now */
  async require(actor: Actor, action: Action, id: string): Promise<Permitted> {
    const own = await this.findOwn(actor, action, id);
    if (own !== null) return own;
    const basis = await this.basisOf(actor, id);
    const act = actionFor(action, basis);
    const { orgId, kind } = await this.access
      .require(actor, act, basis.resourceId)
      .catch((refusal: unknown) => this.explain(actor, act, basis.resourceId, refusal));
    return { orgId, id, ...basis, isDirect: kind === 'direct' };
  }

  /** Whose readers may be named by whoever writes there: a conversation, or a document to be commented. @throws {DomainError} request.not-found */
  async requireToName(actor: Actor, id: string): Promise<Pick<Permitted, 'orgId' | 'resourceId'>> {
    if (!(await this.access.may(actor, 'document.comment', id)))
      return this.require(actor, 'message.post', id);
    const { orgId } = await this.access.require(actor, 'document.comment', id);
    return { orgId, resourceId: id };
  }

  /** The same; null: this may not be done. */
  async find(actor: Actor, action: Action, id: string): Promise<Permitted | null> {
    const own = await this.findOwn(actor, action, id);
    if (own !== null) return own;
    const basis = await this.basisOf(actor, id);
    return (await this.may(actor, action, basis)) ? this.require(actor, action, id) : null;
  }

  /** Who may read an archived discussion is told why nobody writes in it. */
  private async explain(actor: Actor, act: Action, resourceId: string, refusal: unknown): Promise<never> {
    if (act === 'message.post' && (await this.access.may(actor, 'channel.read', resourceId))) {
      const { archived } = await this.access.require(actor, 'channel.read', resourceId);
      if (archived) throw new DomainError('channel.archived', { cause: refusal });
    }
    throw refusal;
  }

  may(
    actor: Actor,
    action: Action,
    conversation: Pick<Permitted, 'resourceId' | 'isComment'>,
  ): Promise<boolean> {
    return this.access.may(actor, actionFor(action, conversation), conversation.resourceId);
  }

  /** A resource with which this may be done is no thread: nothing is asked of the database, and once of the rights. */
  private async findOwn(actor: Actor, action: Action, id: string): Promise<Permitted | null> {
    const found = this.threads.has(id) ? null : await this.access.find(actor, action, id);
    if (found === null) return null;
    return { orgId: found.orgId, id, ...ownBasis(id), isDirect: found.kind === 'direct' };
  }

  private async basisOf(actor: Actor, id: string): Promise<Basis> {
    const known = this.threads.get(id);
    if (known !== undefined) return known;
    const [row] = await this.database.readAlong<ThreadRow>(actor.orgs, THREAD, [id]);
    if (row === undefined) return ownBasis(id);
    if (this.threads.size >= MAX_KNOWN) this.threads.clear();
    const { resource_id: resourceId, root_seq: seq } = row;
    const root = seq === null ? null : { conversationId: resourceId, seq: Number(seq) };
    const basis = { resourceId, root, isComment: seq === null };
    this.threads.set(id, basis);
    return basis;
  }
}
