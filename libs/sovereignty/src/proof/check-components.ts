import { createHash } from 'node:crypto';
import { toCycloneDx } from '../components/cyclonedx.js';
import type { Component } from '../components/read-components.js';
import { type Finding, holds } from './finding.js';

/** Runs in a process of its own: not linked. */
const SEPARATE = new Set(['node_modules/pandoc-wasm']);
const COPYLEFT = /\bA?GPL\b/;
/** `A OR B` is ours to choose. */
const isRefused = (licence: string): boolean =>
  licence
    .replace(/[()]/g, '')
    .split(/ OR /)
    .every((choice) => COPYLEFT.test(choice) && !/\bLGPL\b/.test(choice));

const names = (list: readonly Component[]): string =>
  list
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ');

/** 5. Every component that runs is known by version, content and licence. @param components null: their lists are missing */
export function checkComponents(components: readonly Component[] | null): Finding[] {
  if (components === null)
    return [
      holds(
        false,
        'La liste de ce que npm a installé, ou de ce dont le client est fait, n’est pas sur cette machine.',
        'The list of what npm installed, or of what the client is made of, is not on this machine.',
      ),
    ];
  const client = components.filter(({ runsIn }) => runsIn.includes('client')).length;
  const hash = createHash('sha256').update(toCycloneDx(components)).digest('hex');
  return [
    findingOfContents(components),
    findingOfLicences(components),
    holds(
      true,
      `Nomenclature CycloneDX 1.6 de ${String(components.length)} composants, dont ${String(client)} dans le navigateur, par « maroquin sbom » ; SHA-256 : ${hash}.`,
      `CycloneDX 1.6 bill of materials of ${String(components.length)} components, ${String(client)} of them in the browser, by “maroquin sbom”; SHA-256: ${hash}.`,
    ),
    holds(
      null,
      'L’origine des mainteneurs n’est pas connue : npm ne la dit pas, et tout vient d’un seul registre. Signatures et attestations du registre ne sont pas relues ici : « npm audit signatures » les vérifie là où il y a un accès.',
      'The origin of the maintainers is not known: npm does not tell, and everything comes from one registry. Signatures and attestations of the registry are not read here: “npm audit signatures” verifies them where there is access.',
    ),
  ];
}

function findingOfContents(components: readonly Component[]): Finding {
  const unknown = components.filter(({ integrity, version }) => integrity === null || version === null);
  return holds(
    unknown.length === 0,
    unknown.length === 0
      ? `${String(components.length)} composants, chacun à une version exacte et avec l’empreinte de son contenu.`
      : `Composants sans version ou sans empreinte : ${names(unknown)}.`,
    unknown.length === 0
      ? `${String(components.length)} components, each of one exact version and with the hash of its content.`
      : `Components without a version or a hash: ${names(unknown)}.`,
  );
}

function findingOfLicences(components: readonly Component[]): Finding {
  const refused = components.filter(
    ({ path, licence }) => !SEPARATE.has(path) && (licence === null || isRefused(licence)),
  );
  return holds(
    refused.length === 0,
    refused.length === 0
      ? 'Chaque licence est connue ; aucune GPL ou AGPL liée.'
      : `Licences refusées, ou inconnues : ${names(refused)}.`,
    refused.length === 0
      ? 'Each licence is known; no GPL or AGPL is linked.'
      : `Refused licences, or unknown ones: ${names(refused)}.`,
  );
}
