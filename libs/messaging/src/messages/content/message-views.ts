import { Injectable } from '@nestjs/common';
import type { FileScan, MessageChange, MessageView } from '@maroquin/contracts';
import { Database, type ReadStatement } from '@maroquin/platform/database';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import { decodeChange } from './change-payload.js';
import { MentionNames } from './mention-names.js';
import { decodeMessage, MESSAGE } from './message-payload.js';
import { MessageStates, type States } from './message-states.js';
import { asDeleted, peopleOf, toChange, toMessageView, type VersionedState } from './message-view.js';

const SCANS: ReadStatement = {
  name: 'what the antivirus says of sent files',
  text: `select id, detail_scan as state, detail_virus as virus from resource
    where org_id = $1 and id = any($2::uuid[]) and detail_scan is not null`,
};

/** Entries of a conversation's feeds as they are shown, with the names of people. The caller has checked the right. */
@Injectable()
export class MessageViews {
  constructor(
    private readonly feeds: Feeds,
    private readonly states: MessageStates,
    private readonly people: MentionNames,
    private readonly database: Database,
  ) {}

  /** Messages that follow one another, with what happened to them since. */
  async ofPage(orgId: string, conversationId: string, entries: readonly FeedEntry[]): Promise<MessageView[]> {
    const [first, last] = [entries[0], entries.at(-1)];
    if (first === undefined || last === undefined) return [];
    // Read behind the messages: one that is gone meanwhile is shown as gone.
    const states = await this.states.between(orgId, conversationId, first.first, last.last);
    return this.views(orgId, entries, states);
  }

  /** Numbers of the pinned messages, the newest first. */
  pinned(orgId: string, conversationId: string): Promise<number[]> {
    return this.states.pinned(orgId, conversationId);
  }

  /** One message, for whoever follows the changes as well; null: the entry is none. */
  async message(orgId: string, entry: FeedEntry): Promise<MessageView | null> {
    const [view] = await this.views(orgId, [entry]);
    return view ?? null;
  }

  /** What a change led to. */
  async change(orgId: string, conversationId: string, entry: FeedEntry): Promise<MessageChange> {
    const { seq, version } = decodeChange(entry.payload);
    const reached = await this.states.reached({ orgId, conversationId, seq }, version);
    const { deleted, text } = reached.state;
    // A state that was put back must not bring back what was deleted.
    if (deleted === undefined && text !== undefined && (await this.isErased(orgId, conversationId, seq)))
      return this.changeTo(orgId, seq, asDeleted(reached));
    return this.changeTo(orgId, seq, reached);
  }

  private async isErased(orgId: string, conversationId: string, seq: number): Promise<boolean> {
    const [entry] = await this.feeds.read(orgId, conversationId, { after: seq - 1, limit: 1 });
    return entry?.erased ?? true;
  }

  async changeTo(orgId: string, seq: number, reached: VersionedState): Promise<MessageChange> {
    const { state } = reached;
    return toChange(seq, reached, await this.people.names(orgId, peopleOf(state), state.mentions ?? []));
  }

  private async views(orgId: string, entries: readonly FeedEntry[], states?: States): Promise<MessageView[]> {
    const messages = entries
      .filter((entry) => entry.kind === MESSAGE)
      .map((entry) => ({ entry, payload: decodeMessage(entry.payload) }));
    const people = messages.flatMap(({ entry, payload }) => {
      const changed = states?.get(entry.last);
      return [
        entry.actorId,
        ...(payload.event?.people ?? []),
        ...(changed === undefined ? [] : peopleOf(changed.state)),
      ];
    });
    const mentioned = messages.flatMap(({ entry, payload }) => [
      ...(payload.mentions ?? []),
      ...(states?.get(entry.last)?.state.mentions ?? []),
    ]);
    const fileIds = messages.flatMap(({ payload }) => (payload.files ?? []).map(({ id }) => id));
    const [names, scans] = await Promise.all([
      this.people.names(orgId, people, mentioned),
      this.scansOf(orgId, fileIds),
    ]);
    return messages.map(({ entry, payload }) =>
      withScans(toMessageView(entry, payload, names, states?.get(entry.last)), scans),
    );
  }

  /** What the antivirus says of files that were sent, where they are not simply clean. */
  private async scansOf(orgId: string, ids: readonly string[]): Promise<ReadonlyMap<string, FileScan>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.readIn<FileScan & { readonly id: string }>([orgId], SCANS, [orgId, ids]);
    return new Map(rows.map(({ id, state, virus }) => [id, { state, virus }]));
  }
}

const withScans = (view: MessageView, scans: ReadonlyMap<string, FileScan>): MessageView =>
  view.files === undefined || scans.size === 0
    ? view
    : {
        ...view,
        files: view.files.map((file) => {
          const scan = scans.get(file.id);
          return scan === undefined ? file : { ...file, scan };
        }),
      };
