import { createHash } from 'node:crypto';
import { StartupError } from '@maroquin/platform/errors';
import type { Component } from './read-components.js';
import type { VexStatement } from './read-vex.js';

/** SPDX license expressions (SPDX 2.3, annex D), as far as npm's packages write them. */
const EXPRESSION = /^\(?[A-Za-z0-9.+-]+(?:\)? (?:AND|OR|WITH) \(?[A-Za-z0-9.+-]+)*\)?$/;
/** What an archive of npm is addressed by; with the hash beside it, wherever it was fetched from. */
const REGISTRY = 'https://registry.npmjs.org';

/**
 * The bill of materials, CycloneDX 1.6 (ECMA-424). No time and no chance in it: the same components give the same bytes, so
 * that its hash can stand in a proof.
 * @param statements what was found of vulnerabilities in them; without any the list says nothing of these
 * @throws {StartupError} when a statement is about a package, or a version, that is not in the list
 */
export function toCycloneDx(
  components: readonly Component[],
  statements: readonly VexStatement[] = [],
): string {
  const listed = components.map(componentOf);
  const vulnerabilities = statements.map((statement) => vulnerabilityOf(statement, components));
  const content = vulnerabilities.length === 0 ? listed : [listed, vulnerabilities];
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  const bom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuidOf(hash)}`,
    version: 1,
    metadata: {
      component: {
        ...{ type: 'application', 'bom-ref': 'maroquin', name: 'maroquin' },
        licenses: [{ expression: 'EUPL-1.2' }],
      },
      properties: [
        {
          name: 'maroquin:not-known',
          value: 'where maintainers live; signatures and provenance of archives',
        },
        { name: 'maroquin:not-listed', value: 'Node.js, PostgreSQL and the packages of the system' },
      ],
    },
    components: listed,
    ...(vulnerabilities.length === 0 ? {} : { vulnerabilities }),
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/** RFC 9562 §5.8: of our own making, from the content. */
const uuidOf = (hash: string): string =>
  [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');

function componentOf({ path, name, version, integrity, licence, repository, runsIn }: Component): object {
  const source = webAddress(repository);
  const [group, bare] = name.startsWith('@') ? (name.split('/') as [string, string]) : [null, name];
  return {
    type: 'library',
    'bom-ref': path,
    ...(group === null ? {} : { group }),
    name: bare,
    ...(version === null ? {} : { version, purl: packageUrl(name, version) }),
    ...(licence === null ? {} : { licenses: [licenceOf(licence)] }),
    ...(integrity === null ? {} : { hashes: hashesOf(integrity) }),
    externalReferences: [
      ...(version === null
        ? []
        : [{ type: 'distribution', url: `${REGISTRY}/${name}/-/${bare}-${version}.tgz` }]),
      ...(source === null ? [] : [{ type: 'vcs', url: source }]),
    ],
    properties: [{ name: 'maroquin:runs-in', value: runsIn.join(', ') }],
  };
}

const packageUrl = (name: string, version: string): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** One package may be there several times: each of them is meant. */
function vulnerabilityOf(
  { id, packages, state, justification, detail, examinedAt }: VexStatement,
  components: readonly Component[],
): object {
  const affects = packages.flatMap((wanted) => {
    const found = components.filter(
      ({ name, version }) => version !== null && packageUrl(name, version) === wanted,
    );
    if (found.length > 0) return found.map(({ path }) => ({ ref: path }));
    throw new StartupError(
      `${id} : « ${wanted} » n’est pas dans la nomenclature. Une autre version se réexamine : corrigez ou retirez ce constat.`,
      `${id}: “${wanted}” is not in the bill of materials. Another version is examined again: correct or remove the statement.`,
    );
  });
  return {
    id,
    analysis: {
      state,
      ...(justification === undefined ? {} : { justification }),
      ...{ detail, lastUpdated: examinedAt },
    },
    affects,
  };
}

const licenceOf = (licence: string): object =>
  EXPRESSION.test(licence) ? { expression: licence } : { license: { name: licence } };

const ALGORITHMS: Readonly<Record<string, string>> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};
const hashesOf = (integrity: string): object[] =>
  integrity.split(' ').flatMap((one) => {
    const [name = '', value = ''] = one.split('-');
    const alg = ALGORITHMS[name];
    return alg === undefined ? [] : [{ alg, content: Buffer.from(value, 'base64').toString('hex') }];
  });

/** “git+https://…”, “github:a/b” and “a/b” are one thing to npm. */
function webAddress(repository: string | null): string | null {
  if (repository === null) return null;
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(repository)?.[1];
  const plain = (short === undefined ? repository : `https://github.com/${short}`)
    .replace(/^git\+/, '')
    .replace(/^(?:git|ssh):\/\/(?:git@)?/, 'https://')
    .replace(/^git@([^:/]+):/, 'https://$1/');
  return URL.canParse(plain) && plain.startsWith('http') ? new URL(plain).href : null;
}
