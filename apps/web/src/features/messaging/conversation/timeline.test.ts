import { describe, expect, it } from 'vitest';
import type { MessageView } from '@maroquin/contracts';
import { timelineOf, type TimelineInput } from './timeline.js';

const said = (seq: number, author: string, at: string): MessageView => ({
  id: `m${String(seq)}`,
  seq,
  clientId: `c${String(seq)}`,
  author: { id: author, name: author },
  text: '',
  at,
});
const rows = (input: Partial<TimelineInput>) =>
  timelineOf({
    messages: [],
    pending: [],
    myId: 'moi',
    readSeq: 99,
    dayOf: (at) => at.slice(0, 10),
    ...input,
  });

describe('timeline', () => {
  it('opens each day once', () => {
    const messages = [
      said(1, 'a', '2026-11-23T10:00:00Z'),
      said(2, 'b', '2026-11-24T09:00:00Z'),
      said(3, 'a', '2026-11-24T09:30:00Z'),
    ];
    expect(rows({ messages }).map((r) => r.kind)).toEqual(['day', 'message', 'day', 'message', 'message']);
  });

  it('does not repeat the name of whoever goes on writing, but does after a pause', () => {
    const messages = [
      said(1, 'a', '2026-11-24T09:00:00Z'),
      said(2, 'a', '2026-11-24T09:04:00Z'),
      said(3, 'a', '2026-11-24T09:30:00Z'),
    ];
    expect(rows({ messages }).flatMap((r) => (r.kind === 'message' ? [r.follows] : []))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('marks what others wrote since the last visit, once', () => {
    const messages = [
      said(1, 'a', '2026-11-24T09:00:00Z'),
      said(2, 'moi', '2026-11-24T09:01:00Z'),
      said(3, 'a', '2026-11-24T09:02:00Z'),
      said(4, 'a', '2026-11-24T09:03:00Z'),
    ];
    expect(rows({ messages, readSeq: 1 }).map((r) => r.kind)).toEqual([
      'day',
      'message',
      'message',
      'new',
      'message',
      'message',
    ]);
  });

  it('shows what waits at the end, and not twice once it is committed', () => {
    const waiting = {
      clientId: 'c2',
      channelId: 'x',
      text: 'b',
      at: '2026-11-24T09:01:00Z',
      state: 'waiting' as const,
    };
    const first = said(1, 'moi', '2026-11-24T09:00:00Z');
    expect(rows({ messages: [first], pending: [waiting] }).map((r) => r.kind)).toEqual([
      'day',
      'message',
      'pending',
    ]);
    const both = rows({ messages: [first, said(2, 'moi', '2026-11-24T09:01:00Z')], pending: [waiting] });
    expect(both.map((r) => r.kind)).toEqual(['day', 'message', 'message']);
  });

  it('keeps the key of a message when it is committed, so that it does not blink', () => {
    const waiting = {
      clientId: 'c1',
      channelId: 'x',
      text: 'b',
      at: '2026-11-24T09:01:00Z',
      state: 'waiting' as const,
    };
    const before = rows({ pending: [waiting] }).at(-1)?.key;
    expect(rows({ messages: [said(1, 'moi', '2026-11-24T09:01:00Z')] }).at(-1)?.key).toBe(before);
  });
});
