import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { NODE_FLAGS, ROOT } from '../support/house.js';

it('the image starts Node with the flags of `npm start`', () => {
  const dockerfile = readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8');
  const command: unknown = JSON.parse(/^CMD (.*)$/mu.exec(dockerfile)?.[1] ?? '[]');
  expect(NODE_FLAGS.length).toBeGreaterThan(0);
  expect(command).toEqual(expect.arrayContaining([...NODE_FLAGS]));
});

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
  ),
});
/** What builds, bundles, checks or tests. */
const TOOLS =
  /^(?:@swc\/|@vitejs\/|@nestjs\/cli|@rolldown\/|typescript$|vite$|vitest$|rolldown$|esbuild$|eslint$|prettier$|knip$|playwright-core$|dependency-cruiser$)/u;

it('the image holds no tool that builds, checks or tests', () => {
  const dockerfile = readFileSync(join(ROOT, 'deploy/Dockerfile'), 'utf8');
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')));
  const shipped = Object.entries(packages).filter(([place, { dev }]) => place !== '' && dev !== true);
  expect(shipped.length).toBeGreaterThan(100);
  const kept = shipped
    .map(([place]) => place)
    .filter((place) => TOOLS.test(place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)))
    // npm keeps the optional peers of what runs, whatever is omitted
    .filter((place) => !dockerfile.includes(`rm -rf ${place} `));
  expect(kept).toEqual([]);
  expect(dockerfile).toContain('npm ci --omit=dev');
  expect(dockerfile).toContain('rm -rf dist/libs/testing');
});
