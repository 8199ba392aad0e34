import { Injectable } from '@nestjs/common';
import { mentionsIn, type MessageChange, type MessageView } from '@maroquin/contracts';
import type { FeedEntry } from '@maroquin/platform/feeds';
import { decodeChange } from './change-payload.js';
import { MentionNames } from './mention-names.js';
import { decodeMessage, MESSAGE } from './message-payload.js';
import { MessageStates, type States } from './message-states.js';
import { peopleOf, toChange, toMessageView, type VersionedState } from './message-view.js';

/** Entries of a conversation's feeds as they are shown, with the names of people. The caller has checked the right. */
@Injectable()
export class MessageViews {
  constructor(
    private readonly states: MessageStates,
    private readonly people: MentionNames,
  ) {}

  /** Messages that follow one another, with what happened to them since. */
  async ofPage(orgId: string, conversationId: string, entries: readonly FeedEntry[]): Promise<MessageView[]> {
    const [first, last] = [entries[0], entries.at(-1)];
    if (first === undefined || last === undefined) return [];
    // Read behind the messages: one that is gone meanwhile is shown as gone.
    const states = await this.states.between(orgId, conversationId, first.first, last.last);
    return this.views(orgId, entries, states);
  }

  /** One message, for who follows the changes as well; null: the entry is none. */
  async message(orgId: string, entry: FeedEntry): Promise<MessageView | null> {
    const [view] = await this.views(orgId, [entry]);
    return view ?? null;
  }

  /** What a change led to. */
  async change(orgId: string, conversationId: string, entry: FeedEntry): Promise<MessageChange> {
    const { seq, version } = decodeChange(entry.payload);
    const reached = await this.states.reached({ orgId, conversationId, seq }, version);
    return this.changeTo(orgId, seq, reached);
  }

  async changeTo(orgId: string, seq: number, reached: VersionedState): Promise<MessageChange> {
    const mentioned = mentionsIn(reached.state.text ?? '');
    return toChange(seq, reached, await this.people.names(orgId, peopleOf(reached.state), mentioned));
  }

  private async views(orgId: string, entries: readonly FeedEntry[], states?: States): Promise<MessageView[]> {
    const messages = entries.filter((entry) => entry.kind === MESSAGE);
    const people = messages.flatMap((entry) => {
      const changed = states?.get(entry.last);
      return [entry.actorId, ...(changed === undefined ? [] : peopleOf(changed.state))];
    });
    const texts = messages.flatMap((entry) => [
      decodeMessage(entry.payload).text,
      states?.get(entry.last)?.state.text ?? '',
    ]);
    const names = await this.people.names(orgId, people, texts.flatMap(mentionsIn));
    return messages.map((entry) => toMessageView(entry, names, states?.get(entry.last)));
  }
}
