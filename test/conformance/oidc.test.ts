import { expect, it } from 'vitest';
import { runOidc } from './oidc/run-oidc.js';

it('a real provider signs people in and out, and nothing that a forged one says passes', async () => {
  const { failures, total, evil } = await runOidc();
  expect(failures).toEqual([]);
  expect(total).toBeGreaterThan(100);
  expect(evil).toBeGreaterThan(90);
}, 120_000);
