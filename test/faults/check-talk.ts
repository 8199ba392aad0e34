import {
  conversationsSchema,
  type MessageView,
  type NotificationView,
  notificationsSchema,
  threadSchema,
  unreadNotificationsSchema,
} from '@maroquin/contracts';
import type { HttpClient } from '../support/http-client.js';
import { until } from '../support/until.js';
import { readAll } from './read-all.js';
import type { Talker } from './talker.js';
import type { Verdict } from './verdict.js';

/**
 * What people did with messages is what a fresh reader finds, what those who listened the whole time saw, and what each is
 * told: numbers of unread messages and of mentions are held against a recount.
 */
export async function checkTalk(
  reader: HttpClient,
  channelId: string,
  talkers: readonly Talker[],
  verdict: Verdict,
): Promise<void> {
  const messages = await readAll(reader, channelId);
  messages.forEach(({ seq }, index) => {
    if (seq !== index + 1) verdict.blame('lost', `message ${String(index + 1)} has number ${String(seq)}`);
  });
  for (const talker of talkers) {
    verdict.acked += talker.acked;
    checkOwn(talker, messages, verdict);
  }
  checkReactions(talkers, messages, verdict);
  await checkThreads(reader, talkers, messages, verdict);
  for (const talker of talkers) {
    await checkLive(talker, messages, verdict);
    await checkUnread(talker, messages.length, verdict);
    await checkMentions(talker, talkers, verdict);
  }
}

function checkOwn(
  { person, messages: own }: Talker,
  messages: readonly MessageView[],
  verdict: Verdict,
): void {
  let before = 0;
  for (const { clientId, seq, text, deleted } of own) {
    const same = messages.filter((message) => message.clientId === clientId);
    if (same.length > 1) verdict.blame('duplicated', `message ${String(seq)} ${String(same.length)} ×`);
    const kept = same[0];
    if (kept?.seq !== seq) verdict.blame('lost', `message ${String(seq)} of ${person.name}`);
    else if (deleted !== (kept.deleted !== undefined))
      verdict.blame('lost', `whether ${String(seq)} is deleted`);
    else if (kept.text !== (deleted ? '' : text)) verdict.blame('lost', `the last words of ${String(seq)}`);
    if (seq <= before) verdict.blame('reordered', `${String(seq)} of one sender`);
    before = seq;
  }
}

function checkReactions(
  talkers: readonly Talker[],
  messages: readonly MessageView[],
  verdict: Verdict,
): void {
  for (const { seq, deleted, reactions = [] } of messages) {
    if (deleted !== undefined) continue;
    const there = new Set(
      reactions.flatMap(({ sign, people }) => people.map(({ id }) => `${id} ${String(seq)} ${sign}`)),
    );
    for (const { person, reactions: own } of talkers)
      for (const [key, on] of own) {
        if (!key.startsWith(`${String(seq)} `)) continue;
        const stands = there.delete(`${person.id} ${key}`);
        if (stands !== on) verdict.blame(on ? 'lost' : 'duplicated', `reaction ${key} of ${person.name}`);
      }
    if (there.size > 0) verdict.blame('duplicated', `${String(there.size)} reactions to ${String(seq)}`);
  }
}

async function checkThreads(
  reader: HttpClient,
  talkers: readonly Talker[],
  messages: readonly MessageView[],
  verdict: Verdict,
): Promise<void> {
  const replies = talkers.flatMap((talker) => talker.replies);
  for (const threadId of new Set(replies.map((reply) => reply.threadId))) {
    const kept = await readAll(reader, threadId);
    for (const { clientId, seq, text } of replies.filter((reply) => reply.threadId === threadId)) {
      const same = kept.filter((message) => message.clientId === clientId);
      if (same.length > 1) verdict.blame('duplicated', `reply ${text}`);
      if (same[0]?.seq !== seq || same[0].text !== text) verdict.blame('lost', `reply ${text}`);
    }
    // A count that was lost when a node died is written again by whoever opens the thread.
    await until(
      async () =>
        (await reader.get(threadSchema, `/threads/${threadId}`)).root.thread?.replies === kept.length,
      `the message counts its ${String(kept.length)} replies`,
    ).catch(() => verdict.blame('lost', `how many replies thread ${threadId} has`));
  }
  const threads = messages.filter(({ thread }) => thread !== undefined).length;
  if (threads === 0 && replies.length > 0) verdict.blame('lost', 'every thread');
}

/** Who listened over every reconnection has seen each message's last state. */
async function checkLive(
  { person, socket, channelId }: Talker,
  messages: readonly MessageView[],
  verdict: Verdict,
): Promise<void> {
  const seen = socket.versions.get(channelId) ?? new Map<number, number>();
  const behind = (): MessageView | undefined =>
    messages.find(({ seq, version = 0 }) => version > 0 && (seen.get(seq) ?? 0) < version);
  await until(() => behind() === undefined, `${person.name} saw every change`).catch(() =>
    verdict.blame(
      'lost',
      `what happened to ${String(behind()?.seq)}, for ${person.name}: version ${String(behind()?.version)}, of which ${String(seen.get(behind()?.seq ?? 0) ?? 0)} was seen`,
    ),
  );
}

async function checkUnread(
  { person, channelId, readUpTo }: Talker,
  head: number,
  verdict: Verdict,
): Promise<void> {
  const { items } = await person.http.get(conversationsSchema, '/conversations?limit=100');
  const own = items.find(({ id }) => id === channelId);
  if (own?.lastSeq !== head) verdict.blame('lost', `how many messages there are, for ${person.name}`);
  if ((own?.readSeq ?? 0) < readUpTo)
    verdict.blame('lost', `${person.name} read ${String(readUpTo)}, and counts from ${String(own?.readSeq)}`);
}

async function notificationsOf(http: HttpClient): Promise<NotificationView[]> {
  const all: NotificationView[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await http.get(notificationsSchema, `/notifications?limit=100${after}`);
    all.push(...page.items);
    cursor = page.next;
  }
  return all;
}

const MOST_COUNTED = 100;

async function checkMentions(
  { person, channelId }: Talker,
  talkers: readonly Talker[],
  verdict: Verdict,
): Promise<void> {
  const told = await notificationsOf(person.http);
  const ranges = told.flatMap(({ kind, messages, read }) =>
    kind === 'mention' && messages?.conversationId === channelId
      ? [{ first: messages.seq, last: messages.seq + messages.count - 1, read }]
      : [],
  );
  const firsts = ranges.map(({ first }) => first);
  if (new Set(firsts).size < firsts.length) verdict.blame('duplicated', `a mention of ${person.name}`);
  for (const { messages } of talkers)
    for (const { seq, mentions } of messages)
      if (mentions === person.id && !ranges.some(({ first, last }) => first <= seq && seq <= last))
        verdict.blame('lost', `${person.name} was not told of ${String(seq)}`);
  const { items } = await person.http.get(conversationsSchema, '/conversations?limit=100');
  const readSeq = items.find(({ id }) => id === channelId)?.readSeq ?? 0;
  for (const { last, read } of ranges)
    if (read !== last <= readSeq)
      verdict.blame('lost', `whether ${person.name} read the mention ${String(last)}`);
  const unread = told.filter(({ read }) => !read).length;
  const { count } = await person.http.get(unreadNotificationsSchema, '/notifications/unread');
  if (count !== Math.min(unread, MOST_COUNTED))
    verdict.blame('lost', `${person.name} has ${String(unread)} unread, and is shown ${String(count)}`);
}
