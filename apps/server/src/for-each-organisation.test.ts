import { DomainError } from '@maroquin/platform/errors';
import { expect, it } from 'vitest';
import { forEachOrganisation } from './for-each-organisation.js';

it('scheduled work goes on to the next organisation, and logs one that is closed once', async () => {
  const lines: string[] = [];
  const done: string[] = [];
  let closed = true;
  const logger = { warn: () => lines.push('warn'), error: () => lines.push('error') };
  const run = forEachOrganisation(logger, (orgId) => {
    if (orgId === 'closed' && closed) return Promise.reject(new DomainError('key.closed'));
    done.push(orgId);
    return Promise.resolve();
  });
  await run(['closed', 'open']);
  await run(['closed', 'open']);
  expect([done, lines]).toEqual([['open', 'open'], ['warn']]);
  closed = false;
  await run(['closed']);
  closed = true;
  await run(['closed']);
  expect(lines).toEqual(['warn', 'warn']);
});

it('scheduled work that failed in one organisation is tried again after all others had their turn', async () => {
  const done: string[] = [];
  const logger = { warn: () => undefined, error: () => undefined };
  const run = forEachOrganisation(logger, (orgId) => {
    if (orgId === 'first') return Promise.reject(new Error('broken'));
    done.push(orgId);
    return Promise.resolve();
  });
  await expect(run(['first', 'second'])).rejects.toThrow('broken');
  expect(done).toEqual(['second']);
});
