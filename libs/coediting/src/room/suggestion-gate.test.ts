import { expect, it } from 'vitest';
import type { SuggestionCheck } from './ports.js';
import { SuggestionGate } from './suggestion-gate.js';

it('a check that others outran begins with the whole document again: what it read was not accepted', async () => {
  const document = { id: 'note', orgId: 'org', kind: 'prose', epoch: 1, epochFrom: 0 } as const;
  const asked: boolean[] = [];
  let isBusy = true;
  const check: SuggestionCheck = {
    check: ({ content }) => {
      asked.push(content !== undefined);
      if (isBusy) gate.added(new Uint8Array([0, 0]));
      return Promise.resolve({ keepsText: true, milliseconds: 0 });
    },
  };
  const gate = new SuggestionGate(document, check, () => []);
  const ways = { accept: () => true, spent: () => undefined };
  expect(await gate.admit(new Uint8Array([1]), 'anne', ways)).toBe('busy');
  isBusy = false;
  asked.length = 0;
  expect(await gate.admit(new Uint8Array([2]), 'anne', ways)).toBe('accepted');
  expect(asked).toEqual([true]);
});
