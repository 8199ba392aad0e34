import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Finding, holds } from './finding.js';

/** What would make a browser ask somebody else: in pages, in style sheets, in scripts. */
const LEAKS: readonly { readonly ending: RegExp; readonly asks: RegExp }[] = [
  { ending: /\.html$/, asks: /\b(?:src|href|action|poster)\s*=\s*["']?\s*(?:[a-z]+:)?\/\/[^"'\s>]+/gi },
  { ending: /\.css$/, asks: /(?:url\(|@import)\s*["']?\s*(?:https?:)?\/\/[^"')\s]+/gi },
  {
    ending: /\.js$/,
    asks: /\b(?:fetch|import|importScripts|WebSocket|EventSource|Worker|sendBeacon)\(\s*["'`](?:https?:|wss?:)?\/\/[^"'`]+/g,
  },
];
/** Everything the policy names must be this origin, or what lies in the page itself. */
const OWN_SOURCES = new Set(["'self'", "'none'", 'blob:', 'data:']);
/** React Aria sets styles on elements; no style can ask for anything under the rest of the policy. */
const TOLERATED = new Set(["style-src 'unsafe-inline'"]);

/** Sources of a policy (CSP Level 3 §2.3) that are neither this origin nor nothing. */
export function foreignSources(policy: string, office: string | null = null): string[] {
  return policy.split(';').flatMap((part) => {
    const [directive = '', ...sources] = part.trim().split(/\s+/);
    return sources
      .filter((source) => !OWN_SOURCES.has(source) && !TOLERATED.has(`${directive} ${source}`))
      .filter((source) => source !== office || !['frame-src', 'form-action'].includes(directive))
      .map((source) => `${directive} ${source}`);
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { withFileTypes: true, recursive: true });
  return found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

function findingOfPolicy(policy: string, office: string | null): Finding {
  const foreign = foreignSources(policy, office);
  const framed =
    office === null
      ? { fr: '', en: '' }
      : {
          fr: `, et l’éditeur bureautique ${office} dans un cadre`,
          en: `, and the office editor ${office} in a frame`,
        };
  const strict = /(?:^|;)\s*default-src 'self'/.test(policy) && foreign.length === 0;
  return holds(
    strict,
    strict
      ? `La politique de sécurité des pages (CSP) n’admet que ce service${framed.fr} : le navigateur refuse toute autre adresse.`
      : `La politique de sécurité des pages (CSP) admet ailleurs : ${foreign.join(', ') || 'aucun default-src'}.`,
    strict
      ? `The content security policy of the pages admits this service only${framed.en}: the browser refuses any other address.`
      : `The content security policy of the pages admits elsewhere: ${foreign.join(', ') || 'no default-src'}.`,
  );
}

/**
 * 2. The web client asks nobody but its own server; where there is an office editor, a page shows it in a frame.
 * @param folder of the built client; null: there is none here
 */
export async function checkClient(
  policy: string,
  folder: string | null,
  office: string | null = null,
): Promise<Finding[]> {
  const policyFinding = findingOfPolicy(policy, office);
  const files = folder === null ? null : await filesBelow(folder).catch(() => null);
  if (files === null || files.length === 0)
    return [
      policyFinding,
      holds(
        null,
        'Le client construit n’est pas sur cette machine.',
        'The built client is not on this machine.',
      ),
    ];
  const leaks: string[] = [];
  for (const file of files) {
    const rule = LEAKS.find(({ ending }) => ending.test(file));
    if (rule === undefined) continue;
    const text = await readFile(file, 'utf8');
    for (const [leak] of text.matchAll(rule.asks)) leaks.push(leak.slice(0, 120));
  }
  return [
    policyFinding,
    holds(
      leaks.length === 0,
      leaks.length === 0
        ? `${String(files.length)} fichiers du client relus : aucun ne demande quoi que ce soit ailleurs.`
        : `Le client demande ailleurs : ${leaks.slice(0, 5).join(' · ')}`,
      leaks.length === 0
        ? `${String(files.length)} files of the client were read: none asks for anything elsewhere.`
        : `The client asks elsewhere: ${leaks.slice(0, 5).join(' · ')}`,
    ),
  ];
}
