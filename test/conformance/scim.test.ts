import { expect, it } from 'vitest';
import { runScim } from './scim/run-scim.js';

it('a provisioning client finds what RFC 7643 and 7644 promise', async () => {
  const { failures, total } = await runScim(null, null, () => undefined);
  expect(failures).toEqual([]);
  expect(total).toBeGreaterThanOrEqual(150);
}, 240_000);
