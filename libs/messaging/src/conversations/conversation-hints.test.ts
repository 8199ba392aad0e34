import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationMoved } from '@maroquin/contracts';
import { newId } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';
import { ConversationHints } from './conversation-hints.js';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const orgId = newId();
const actorOf = (personId: string): Actor => ({
  ...{ personId, orgId, orgs: [orgId], adminOf: [], tokenScopes: null, sessionId: newId(), tokenId: null },
  locale: 'fr',
});

/** `acts`: what each person acts as; `granted`: subjects with a right on each conversation; `refused`: who is not allowed all the same. */
function world(
  acts: Record<string, string[]>,
  granted: Record<string, string[]>,
  refused: ReadonlySet<string> = new Set(),
) {
  const sent: { sockets: string[]; event: ConversationMoved }[] = [];
  const asked: string[] = [];
  const hints = new ConversationHints(
    {
      subjectsOf: ({ personId }) => Promise.resolve(acts[personId] ?? []),
      subjectsOn: (_org, id) => Promise.resolve(granted[id] ?? []),
      whoMay: (actors, _action, id) => {
        asked.push(id);
        return Promise.resolve(actors.filter(({ personId }) => !refused.has(personId)));
      },
    },
    (sockets, event) => sent.push({ sockets, event }),
    (error) => {
      throw error;
    },
  );
  const say = (conversationId: string, seq: number, by = 'somebody'): void =>
    hints.sent({ type: 'message.sent', orgId, conversationId, seq, by });
  return { hints, sent, asked, say, pass: () => vi.advanceTimersByTimeAsync(1_000) };
}

describe('what is written in conversations', () => {
  it('is announced to the pages of those who may read them, once for all messages of a moment', async () => {
    const { hints, sent, say, pass } = world({ ada: ['ada', 'team'], bo: ['bo'] }, { c: ['team'] });
    await hints.listen({ actor: actorOf('ada'), socketId: '1' });
    await hints.listen({ actor: actorOf('bo'), socketId: '2' });
    for (const seq of [1, 3, 2]) say('c', seq);
    await pass();
    expect(sent).toEqual([{ sockets: ['1'], event: { id: 'c', seq: 3, by: 'somebody' } }]);
  });

  it('is not announced to somebody who acts as one with a right and has lost it since', async () => {
    const { hints, sent, asked, say, pass } = world({ ada: ['ada'] }, { c: ['ada'] }, new Set(['ada']));
    await hints.listen({ actor: actorOf('ada'), socketId: '1' });
    say('c', 1);
    await pass();
    expect(asked).toEqual(['c']);
    expect(sent).toEqual([]);
  });

  it('is announced to somebody who joined a team while the page was open', async () => {
    const acts = { ada: ['ada'] };
    const { hints, sent, say, pass } = world(acts, { c: ['team'] });
    await hints.listen({ actor: actorOf('ada'), socketId: '1' });
    acts.ada = ['ada', 'team'];
    hints.rightsChanged([{ orgId, scopeId: null, personId: 'ada' }]);
    await pass();
    say('c', 1);
    await pass();
    expect(sent).toHaveLength(1);
  });

  it('asks nobody anything when the page was closed', async () => {
    const { hints, sent, asked, say, pass } = world({ ada: ['ada'] }, { c: ['ada'] });
    const stop = await hints.listen({ actor: actorOf('ada'), socketId: '1' });
    stop();
    say('c', 1);
    await pass();
    expect([sent, asked]).toEqual([[], []]);
  });
});
