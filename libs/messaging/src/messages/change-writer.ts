import { Injectable } from '@nestjs/common';
import { recordAct } from '@maroquin/platform/audit';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import type { DataKey } from '@maroquin/platform/keys';
import {
  applyAct,
  decodeMessage,
  encodeChange,
  encodeMessage,
  MESSAGE,
  MESSAGE_CHANGED,
  type MessageAct,
  type MessagePlace,
  type MessageState,
  MessageStates,
  type VersionedState,
} from './content/index.js';
import { ConversationFeeds } from './conversation-feeds.js';
import { trashFiles } from './trash-files.task.js';
import { MessageEditRows, type FormerText } from './message-edits.js';

/** What waits to be done with one message. */
export interface AskedAct {
  readonly actor: Actor;
  readonly place: MessagePlace;
  /** Whose rights are asked for. */
  readonly resourceId: string;
  readonly isComment: boolean;
  readonly act: MessageAct;
  readonly resolve: (state: VersionedState) => void;
  readonly reject: (error: unknown) => void;
}

/** Its right was asked for again. */
export interface AllowedAct extends AskedAct {
  /** May delete what others wrote. */
  readonly moderates: boolean;
  /** An edit that calls everybody, and they are many. */
  readonly callsMany: boolean;
}

/** Another node changed the message less long ago: both together must not change it more often. */
const EVERY_MS = 200;
const MAX_PINS = 50;

/** What some acts on one message come to. */
interface Outcome {
  readonly asked: readonly AllowedAct[];
  readonly reached: VersionedState;
  readonly refused: ReadonlyMap<AllowedAct, unknown>;
  readonly former: readonly FormerText[];
  /** Somebody who deleted what another person wrote. */
  readonly moderator: string | null;
}

/** Writes what people do with one message: its new state, and the change that announces it, in one transaction. */
@Injectable()
export class ChangeWriter {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly conversations: ConversationFeeds,
    private readonly states: MessageStates,
    private readonly former: MessageEditRows,
  ) {}

  /**
   * All of the same message. `allowed` rejects those that may no longer do it; it is asked under the lock. Settles each once it is committed or refused.
   * @returns those that must wait, because another node has just changed the message
   */
  async write(
    asked: readonly AskedAct[],
    now: Date,
    allowed: (asked: readonly AskedAct[]) => Promise<readonly AllowedAct[]>,
  ): Promise<readonly AskedAct[]> {
    const [first] = asked;
    if (first === undefined) return [];
    const { place } = first;
    const { orgId, conversationId } = place;
    const entry = await this.messageAt(place);
    const changesId = await this.conversations.changesOf(orgId, conversationId);
    // Both keys at hand: inside the transaction, fetching one would take a second connection.
    const key = await this.feeds.key(orgId, conversationId);
    await this.feeds.key(orgId, changesId);
    const outcome = await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      await this.feeds.lockInTransaction(tx, orgId, changesId);
      const before = await this.states.current(tx, key, place);
      const age = now.getTime() - (before.state.changedAt ?? 0);
      if (age >= 0 && age < EVERY_MS) return null;
      const still = await allowed(asked);
      const pinsAreFull = await this.arePinsFull(tx, place, still);
      const result = applyAll(before, still, { entry, now, pinsAreFull });
      if (result.reached.version > before.version)
        await this.store(tx, { key, place, changesId, entry, before, result, now });
      return result;
    });
    if (outcome === null) return asked;
    for (const one of outcome.asked)
      if (outcome.refused.has(one)) one.reject(outcome.refused.get(one));
      else one.resolve(outcome.reached);
    return [];
  }

  /** Oldest first. @throws {DomainError} request.not-found */
  async edits(
    place: MessagePlace,
    actor: Actor,
    moderates: boolean,
    page: { readonly after: number; readonly limit: number },
  ): Promise<FormerText[]> {
    const entry = await this.messageAt(place);
    if (entry.actorId !== actor.personId && !moderates) throw new DomainError('request.not-found');
    // Whatever the database holds of one that was deleted.
    if (entry.erased) return [];
    return this.former.list(place, await this.feeds.key(place.orgId, place.conversationId), page);
  }

  private async messageAt({ orgId, conversationId, seq }: MessagePlace): Promise<FeedEntry> {
    const [entry] = await this.feeds.read(orgId, conversationId, { after: seq - 1, limit: 1 });
    if (entry?.last !== seq || entry.kind !== MESSAGE) throw new DomainError('request.not-found');
    return entry;
  }

  private async store(
    tx: Tx,
    {
      key,
      place,
      changesId,
      entry,
      before,
      result,
      now,
    }: {
      readonly key: DataKey;
      readonly place: MessagePlace;
      readonly changesId: string;
      readonly entry: FeedEntry;
      readonly before: VersionedState;
      readonly result: Outcome;
      readonly now: Date;
    },
  ): Promise<void> {
    const { orgId, conversationId, seq } = place;
    const { reached, former, moderator } = result;
    const { state } = reached;
    await this.states.write(tx, key, place, reached);
    if (state.deleted !== undefined) {
      // Whoever is named as having said it in an imported file goes on to be: nobody of ours did.
      const { id, imported } = decodeMessage(entry.payload);
      const tombstone = encodeMessage({ id, text: '', ...(imported !== undefined && { imported }) });
      await this.feeds.eraseInTransaction(tx, { feed: conversationId, orgId, seq, tombstone });
      await this.former.erase(tx, place);
      await trashFiles(tx, place);
    } else if (state.text !== undefined && state.text !== before.state.text) {
      const payload = encodeMessage({
        ...decodeMessage(entry.payload),
        ...{ text: state.text, mentions: state.mentions },
      });
      await this.feeds.replaceInTransaction(tx, { feed: conversationId, orgId, seq, payload });
      await this.former.add(tx, key, place, former);
    }
    if (moderator !== null)
      await recordAct(tx, {
        ...{ orgId, actorId: moderator, action: 'message.deleted', targetId: conversationId },
        ...{ details: { seq }, at: now },
      });
    // Before the feed's own hook, which hands the change to those who follow.
    tx.afterCommit(() => this.states.remember(place, reached));
    await this.feeds.appendInTransaction(tx, {
      ...{ feed: changesId, orgId, kind: MESSAGE_CHANGED, actorId: null },
      payload: encodeChange({ seq, version: reached.version }),
    });
  }

  private async arePinsFull(
    tx: Tx,
    { orgId, conversationId }: MessagePlace,
    asked: readonly AllowedAct[],
  ): Promise<boolean> {
    if (!asked.some(({ act }) => act.kind === 'pin' && act.on)) return false;
    const [row] = await tx.query<{ pins: number }>(
      'select count(*)::int as pins from message_state where org_id = $1 and conversation_id = $2 and pinned',
      [orgId, conversationId],
    );
    return (row?.pins ?? 0) >= MAX_PINS;
  }
}

/** One act after the other, each on what the one before left. */
function applyAll(
  { version, state }: VersionedState,
  asked: readonly AllowedAct[],
  {
    entry,
    now,
    pinsAreFull,
  }: { readonly entry: FeedEntry; readonly now: Date; readonly pinsAreFull: boolean },
): Outcome {
  const refused = new Map<AllowedAct, unknown>();
  const former: FormerText[] = [];
  const { text, event } = decodeMessage(entry.payload);
  const sent = entry.erased ? '' : text;
  let [reached, current]: [number, MessageState] = [version, state];
  let moderator: string | null = null;
  for (const one of asked) {
    const by = one.actor.personId;
    const facts = {
      by,
      at: now,
      authorId: entry.actorId,
      text: sent,
      moderates: one.moderates,
      callsMany: one.callsMany,
      pinsAreFull,
    };
    try {
      // What was done to the conversation stays as it was.
      if (event !== undefined) throw new DomainError('request.not-found');
      const next = applyAct(current, one.act, facts);
      if (next === current) continue;
      reached += 1;
      if (one.act.kind === 'edit')
        former.push({
          version: reached,
          text: current.text ?? sent,
          at: current.editedAt ?? entry.at.toISOString(),
        });
      if (one.act.kind === 'delete' && entry.actorId !== by) moderator = by;
      current = next;
    } catch (error) {
      refused.set(one, error);
    }
  }
  const changed = reached > version ? { ...current, changedAt: now.getTime() } : current;
  return { asked, reached: { version: reached, state: changed }, refused, former, moderator };
}
