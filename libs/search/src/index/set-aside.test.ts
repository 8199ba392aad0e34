import { DomainError } from '@maroquin/platform/errors';
import { DataKeyMissing } from '@maroquin/platform/keys';
import { expect, it } from 'vitest';
import { isOfKeys } from './set-aside.js';

it('a document whose key is gone is that document’s trouble, and not its organisation’s', () => {
  expect(isOfKeys(new DataKeyMissing())).toBe(false);
  for (const code of ['key.missing', 'key.closed', 'key.provider-down'] as const)
    expect(isOfKeys(new DomainError(code))).toBe(true);
});
