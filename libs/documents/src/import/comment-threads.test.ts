import type { ImportedComment, ProseNode } from '@maroquin/prose';
import { expect, it } from 'vitest';
import { threadedComments } from './comment-threads.js';

const marked = (...ids: string[]): ProseNode => ({
  type: 'doc',
  content: [
    {
      type: 'paragraph',
      content: ids.map((id) => ({ type: 'text', text: id, marks: [{ type: 'comment', attrs: { id } }] })),
    },
  ],
});
const comment = (id: string, more: Partial<ImportedComment> = {}): ImportedComment => ({
  ...{ id, author: 'external:Anne', date: '2026-12-01T10:00:00Z', text: 'Vu.' },
  ...more,
});

it('a comment of a year that is not written with four digits comes without its date', () => {
  const dates = ['+012026-12-01T10:00:00Z', '-000044-03-15T00:00:00Z', '2026-12-01T10:00:00'];
  const comments = dates.map((date, index) => comment(String(index), { date }));
  const { threads } = threadedComments(marked('0', '1', '2'), comments, () => 'new');
  expect(threads.map(({ said }) => said[0]?.at)).toEqual([null, null, '2026-12-01T10:00:00.000Z']);
});

it('replies beyond those that a thread or a file may bring are left, and counted', () => {
  const answers = (root: string, count: number) =>
    Array.from({ length: count }, (_, index) => comment(`${root}.${String(index)}`, { answers: root }));
  const one = threadedComments(marked('a'), [comment('a'), ...answers('a', 250)], () => 'new');
  expect([one.threads[0]?.said.length, one.lostReplies]).toEqual([201, 50]);
  const roots = Array.from({ length: 30 }, (_, index) => `r${String(index)}`);
  const comments = roots.flatMap((root) => [comment(root), ...answers(root, 200)]);
  const many = threadedComments(marked(...roots), comments, () => 'new');
  expect([many.threads.length, many.lostReplies]).toEqual([30, 1000]);
});

it('a comment of which no words are in the document is counted', () => {
  const { threads, lostThreads } = threadedComments(marked('a'), [comment('a'), comment('b')], () => 'new');
  expect([threads.length, lostThreads]).toEqual([1, 1]);
});
