import { describe, expect, it } from 'vitest';
import { lockProblems } from '../../scripts/check-lock.mjs';

const manifest = { dependencies: { zod: '4.0.0' } };

function lock(packages: Record<string, object>) {
  return { packages: { '': {}, 'node_modules/zod': { license: 'MIT' }, ...packages } };
}

describe('the lock', () => {
  it('passes when all is declared', () => {
    expect(lockProblems(manifest, lock({}))).toEqual([]);
  });

  it('is refused when an optional platform package has no entry', () => {
    const problems = lockProblems(
      manifest,
      lock({ 'node_modules/core': { license: 'MIT', optionalDependencies: { 'core-linux': '1' } } }),
    );
    expect(problems).toEqual([
      'node_modules/core: optional core-linux has no entry, npm 11 will refuse npm ci',
    ]);
  });

  it('accepts an optional package nested beside the one that asks for it', () => {
    const packages = {
      'node_modules/a/node_modules/core': { license: 'MIT', optionalDependencies: { 'core-linux': '1' } },
      'node_modules/a/node_modules/core-linux': { license: 'MIT' },
    };
    expect(lockProblems(manifest, lock(packages))).toEqual([]);
  });

  it.each(['^4.0.0', '~4.0.0', '4', 'latest'])('refuses the loose version %s', (version) => {
    expect(lockProblems({ dependencies: { zod: version } }, lock({}))).toHaveLength(1);
  });

  it.each(['GPL-3.0-or-later', 'AGPL-3.0-only', '(GPL-2.0-only AND MIT)'])(
    'refuses %s linked in',
    (license) => {
      expect(lockProblems(manifest, lock({ 'node_modules/x': { license } }))).toHaveLength(1);
    },
  );

  it.each(['LGPL-3.0-only', '(MIT OR GPL-3.0-or-later)', 'EUPL-1.2'])('accepts %s', (license) => {
    expect(lockProblems(manifest, lock({ 'node_modules/x': { license } }))).toEqual([]);
  });

  it('asks for the licence of a package that declares none', () => {
    expect(lockProblems(manifest, lock({ 'node_modules/x': {} }))).toHaveLength(1);
  });
});
