import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { NODE_FLAGS, ROOT } from '../support/process/house.js';

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

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const DIGEST = /@sha256:[0-9a-f]{64}$/u;
const kustomizeFiles = readdirSync(join(ROOT, 'deploy/kustomize'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.yaml'))
  .map((path) => join('deploy/kustomize', path));

/** Image references that stand by tag alone: no digest, and nothing by which whoever deploys gives one. */
const byTagAlone = {
  compose: (text: string): string[] =>
    valuesOf(text, /^\s*image:\s*(.+)$/gmu).filter(
      (image) => !DIGEST.test(image) && !/^\$\{[A-Z_]+_IMAGE:-[^{}]+\}$/u.test(image),
    ),
  /** `maroquin` is what `kustomize edit set image` replaces. */
  kustomize: (text: string): string[] => [
    ...valuesOf(text, /^[\s-]*image:\s*(.+)$/gmu).filter(
      (image) => !DIGEST.test(image) && image !== 'maroquin',
    ),
    ...valuesOf(text, /^[\s-]*newTag:\s*(.+)$/gmu),
  ],
  dockerfile: (text: string): string[] => {
    const stages = new Set(valuesOf(text, /^FROM .+ AS (\S+)$/gmu));
    return [
      ...valuesOf(text, /^FROM (\S+)/gmu),
      ...valuesOf(text, /^COPY --from=(\S+)/gmu),
      ...valuesOf(text, /^# syntax=(\S+)$/gmu),
    ].filter((image) => !DIGEST.test(image) && !/^\$\{[A-Z_]+_IMAGE\}$/u.test(image) && !stages.has(image));
  },
};
const valuesOf = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, value = '']) => value.trim().replaceAll(/^['"]|['"]$/gu, ''));

it('every image of what is deployed can be given by digest', () => {
  expect(valuesOf(read('docker-compose.yml'), /^\s*image:\s*(.+)$/gmu).length).toBeGreaterThan(3);
  expect(byTagAlone.compose(read('docker-compose.yml'))).toEqual([]);
  expect(kustomizeFiles.flatMap((path) => byTagAlone.kustomize(read(path)))).toEqual([]);
  expect(byTagAlone.dockerfile(read('deploy/Dockerfile'))).toEqual([]);
});

it('an image by tag alone is found wherever it stands', () => {
  expect(byTagAlone.compose("    image: 'docker.io/library/postgres:17'")).toHaveLength(1);
  expect(byTagAlone.compose(`    image: x@sha256:${'a'.repeat(64)}`)).toEqual([]);
  expect(byTagAlone.kustomize('        - image: busybox:1\n    newTag: 0.1.0')).toHaveLength(2);
  expect(byTagAlone.dockerfile('# syntax=docker/dockerfile:1\nFROM node:20 AS a\nFROM a')).toHaveLength(2);
});

it('nothing that serves is given the address of the database’s owner', () => {
  const services =
    read('docker-compose.yml')
      .split(/^services:$/mu)[1]
      ?.split(/^networks:$/mu)[0] ?? '';
  const blocks = services.split(/^ {2}(?=[a-z][a-z0-9-]*:$)/mu);
  const given = blocks.filter((block) => /database-owner-url/u.test(block.replaceAll(/^\s*#.*$/gmu, '')));
  expect(given.map((block) => block.slice(0, block.indexOf(':')))).toEqual(['migrate', 'owner']);
  const files = kustomizeFiles.filter((path) => /maroquin-owner|DATABASE_OWNER_URL/u.test(read(path)));
  expect(files).toEqual(['deploy/kustomize/base/migrate.yaml']);
  expect(read('docker-compose.yml')).toContain('migrate: { condition: service_completed_successfully }');
});
