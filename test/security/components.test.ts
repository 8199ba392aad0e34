import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billOfMaterials, checkComponents, readComponents } from '@maroquin/sovereignty';
import Ajv from 'ajv';
import { build } from 'vite';
import { afterAll, describe, expect, it } from 'vitest';
import { clientPackages } from '../../apps/web/client-packages.js';
import { ROOT } from '../support/process/house.js';

const folder = mkdtempSync(join(tmpdir(), 'components-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LOCK = 'node_modules/.package-lock.json';
const okOf = async (tree: string, client: string | null = null): Promise<(boolean | null)[]> =>
  checkComponents(await readComponents(join(tree, LOCK), client)).map(({ ok }) => ok);
const SOUND = [true, true, true, null];

/** A checkout into which npm itself installed one package, from an archive of it. */
function installed(manifest: object, where: 'dependencies' | 'devDependencies' = 'dependencies'): string {
  const tree = mkdtempSync(join(folder, 'tree-'));
  const source = join(tree, 'source');
  mkdirSync(source);
  const facts = { name: 'viral', version: '1.0.0', type: 'module', main: 'index.js' };
  writeFileSync(join(source, 'package.json'), JSON.stringify({ ...facts, ...manifest }));
  writeFileSync(join(source, 'index.js'), 'export const answer = 42;');
  const npm = (...args: string[]) => execFileSync('npm', args, { cwd: tree, stdio: 'pipe' });
  npm('pack', './source');
  writeFileSync(
    join(tree, 'package.json'),
    JSON.stringify({ private: true, [where]: { viral: 'file:viral-1.0.0.tgz' } }),
  );
  npm('install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund');
  return tree;
}

/** Builds a client of one file that imports what is installed, as the client is built. @returns the list it wrote */
async function clientOf(tree: string): Promise<string> {
  writeFileSync(join(tree, 'index.html'), '<script type="module" src="./client.js"></script>');
  writeFileSync(join(tree, 'client.js'), "import { answer } from 'viral';\nconsole.log(answer);");
  const list = join(tree, 'client-packages.json');
  const plugins = [clientPackages(tree, list)];
  await build({ root: tree, configFile: false, logLevel: 'silent', plugins, build: { outDir: 'built' } });
  return list;
}

describe('property 5, components that are known,', () => {
  it('shows that each is of one content and of a licence that may be linked, and that origins are not known', async () => {
    expect(await okOf(ROOT, join(ROOT, 'dist/client-packages.json'))).toEqual(SOUND);
    expect(checkComponents(null).map(({ ok }) => ok)).toEqual([false]);
  });

  it.each([
    ['AGPL-3.0-only', { license: 'AGPL-3.0-only' }, false],
    ['GPL in the older way of writing', { licenses: [{ type: 'GPL-3.0' }] }, false],
    ['none that is said', {}, false],
    ['MIT or GPL, of which one is ours to choose', { license: '(MIT OR GPL-3.0-only)' }, true],
    ['LGPL', { license: 'LGPL-3.0-or-later' }, true],
  ])('is red by a package that npm installed of the licence: %s', async (_name, manifest, ok) => {
    expect(await okOf(installed(manifest))).toEqual([true, ok, true, null]);
  });

  it('is red by an AGPL package that only the client is built of, though npm calls it a development package', async () => {
    const tree = installed({ license: 'AGPL-3.0-only' }, 'devDependencies');
    expect(await okOf(tree)).toEqual(SOUND);
    expect(await okOf(tree, await clientOf(tree))).toEqual([true, false, true, null]);
  });

  it('is red by a package of which the list names no hash', async () => {
    const tree = installed({ license: 'MIT' });
    const lock = join(tree, LOCK);
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"integrity": "[^"]+",/, ''));
    expect(await okOf(tree)).toEqual([false, true, true, null]);
  });
});

describe('the bill of materials', () => {
  const schema = (name: string): object =>
    JSON.parse(readFileSync(join(ROOT, `test/house/cyclonedx/${name}.schema.json`), 'utf8')) as object;
  /** Formats of later drafts than this validator's are not looked at: the patterns of the schema still hold. */
  const validator = () =>
    new Ajv({ unknownFormats: 'ignore', logger: false })
      .addSchema([schema('spdx'), schema('jsf-0.82')])
      .compile(schema('bom-1.6'));

  it('follows the schema of CycloneDX 1.6, and names licence, hash, archive and sources', async () => {
    const text = await billOfMaterials();
    const follows = validator();
    follows(JSON.parse(text));
    expect(follows.errors).toBe(null);
    const { components } = JSON.parse(text) as { components: Record<string, unknown>[] };
    expect(components.length).toBeGreaterThan(400);
    const ofPurl = (start: string) => components.find(({ purl }) => String(purl).startsWith(start));
    expect(ofPurl('pkg:npm/pg@')).toMatchObject({
      licenses: [{ expression: 'MIT' }],
      hashes: [{ alg: 'SHA-512' }],
      externalReferences: [{ type: 'distribution' }, { type: 'vcs' }],
      properties: [{ name: 'maroquin:runs-in', value: 'server' }],
    });
    expect(ofPurl('pkg:npm/react-dom@')).toMatchObject({
      properties: [{ value: 'client' }],
    });
    expect(components.filter(({ licenses }) => licenses === undefined)).toEqual([]);
    follows({ ...(JSON.parse(text) as object), components: [{ type: 'paquet', name: 'a' }] });
    expect(follows.errors).not.toBe(null);
  });

  it('is the same bytes each time, whose hash the proof names', async () => {
    const text = await billOfMaterials();
    expect(await billOfMaterials()).toBe(text);
    const hash = createHash('sha256').update(text).digest('hex');
    const findings = checkComponents(
      await readComponents(join(ROOT, LOCK), join(ROOT, 'dist/client-packages.json')),
    );
    expect(JSON.stringify(findings)).toContain(hash);
  });

  describe('with what was found of vulnerabilities', () => {
    const pg = async (): Promise<string> => {
      const { components } = JSON.parse(await billOfMaterials()) as { components: { purl?: string }[] };
      return components.find(({ purl = '' }) => purl.startsWith('pkg:npm/pg@'))?.purl ?? '';
    };
    const statement = async () => ({
      ...{ id: 'CVE-2026-12345', packages: [await pg()], state: 'not_affected' },
      ...{ justification: 'code_not_reachable', detail: 'Nothing calls it.' },
      examinedAt: '2026-12-01T09:00:00Z',
    });
    const withStatements = (...statements: readonly unknown[]): Promise<string> => {
      const file = join(folder, 'vex.json');
      writeFileSync(file, JSON.stringify({ statements }));
      return billOfMaterials(file);
    };

    it('follows the schema, names the component that is meant, and has a number of its own', async () => {
      const text = await withStatements(await statement());
      const follows = validator();
      follows(JSON.parse(text));
      expect(follows.errors).toBe(null);
      const bom = JSON.parse(text) as { vulnerabilities: unknown; serialNumber: string };
      expect(bom.vulnerabilities).toMatchObject([
        { id: 'CVE-2026-12345', analysis: { state: 'not_affected' }, affects: [{ ref: 'node_modules/pg' }] },
      ]);
      expect(JSON.parse(await billOfMaterials())).not.toMatchObject({ serialNumber: bom.serialNumber });
      expect(await withStatements()).toBe(await billOfMaterials());
    });

    it('is refused where the version is another, since nobody examined that one', async () => {
      const other = { ...(await statement()), packages: ['pkg:npm/pg@0.0.1'] };
      await expect(withStatements(other)).rejects.toThrow('pkg:npm/pg@0.0.1');
    });

    it.each([
      ['without a justification that nothing is affected', { justification: undefined }],
      ['with a justification that something is exploitable', { state: 'exploitable' }],
      ['without why', { detail: ' ' }],
      ['with a key that nobody knows', { severity: 'low' }],
    ])('is refused %s', async (_name, fault) => {
      await expect(withStatements({ ...(await statement()), ...fault })).rejects.toThrow('vex.json');
    });

    it('is refused where the file is not there, or is no JSON', async () => {
      await expect(billOfMaterials(join(folder, 'none.json'))).rejects.toThrow('none.json');
      writeFileSync(join(folder, 'broken.json'), '{');
      await expect(billOfMaterials(join(folder, 'broken.json'))).rejects.toThrow('broken.json');
    });
  });
});
