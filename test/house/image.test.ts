import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NODE_FLAGS, ROOT } from '../support/house.js';

it('the image starts Node with the flags of `npm start`', () => {
  const dockerfile = readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8');
  const command: unknown = JSON.parse(/^CMD (.*)$/mu.exec(dockerfile)?.[1] ?? '[]');
  expect(NODE_FLAGS.length).toBeGreaterThan(0);
  expect(command).toEqual(expect.arrayContaining([...NODE_FLAGS]));
});
