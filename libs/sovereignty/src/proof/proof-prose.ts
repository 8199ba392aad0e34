import { createHash } from 'node:crypto';
import {
  type ProvenEndpoint,
  type ProvenProperty,
  type SignedProof,
  type SovereigntyReport,
  sovereigntyReportSchema,
} from '@maroquin/contracts';
import type { ProseNode } from '@maroquin/prose';
import { SECNUMCLOUD_SECTIONS, SOV_OBJECTIVES } from './requirements.js';

export const PROOF_TITLE = 'Preuve de souveraineté';

const STATES: Readonly<Record<ProvenProperty['state'], string>> = {
  proved: 'prouvée',
  'not-proved': 'NON PROUVÉE',
  'not-provable': 'ne peut être prouvée ici',
};
const QUALIFICATIONS: Readonly<Record<ProvenEndpoint['qualification'], string>> = {
  'secnumcloud-3.2': 'SecNumCloud 3.2',
  internal: 'État ou administration',
  none: 'aucune',
  unknown: 'inconnue',
};
/** Said in words: a sign alone says nothing to whoever hears the page. */
const LOOKED_AT = { true: 'Vérifié : ', false: 'En défaut : ', null: 'Non regardé : ' } as const;

const text = (words: string, mark?: 'bold' | 'code'): ProseNode => ({
  type: 'text',
  text: words,
  ...(mark === undefined ? {} : { marks: [{ type: mark }] }),
});
const paragraph = (...content: readonly (ProseNode | string)[]): ProseNode => ({
  type: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? text(part) : part)),
});
const heading = (level: number, words: string): ProseNode => ({
  type: 'heading',
  attrs: { level },
  content: [text(words)],
});
const cell = (type: 'tableHeader' | 'tableCell', words: string): ProseNode => ({
  type,
  content: [words === '' ? { type: 'paragraph' } : paragraph(words)],
});
function table(head: readonly string[], rows: readonly (readonly string[])[]): ProseNode {
  const row = (type: 'tableHeader' | 'tableCell', cells: readonly string[]): ProseNode => ({
    type: 'tableRow',
    content: cells.map((words) => cell(type, words)),
  });
  return {
    type: 'table',
    content: [row('tableHeader', head), ...rows.map((cells) => row('tableCell', cells))],
  };
}

/** The signed report as a text in French, to be typeset. What is signed is the JSON, and it says so. @throws {ZodError} */
export function proofProse(signed: SignedProof): { readonly doc: ProseNode; readonly at: Date } {
  const report = sovereigntyReportSchema.parse(JSON.parse(signed.report));
  const content = [
    ...introduction(report, signed),
    heading(2, 'Synthèse'),
    table(
      ['Propriété', 'État', 'SecNumCloud 3.2', 'Cadre européen'],
      report.properties.map(({ number, title, state, secnumcloud, sov }) => [
        ...[`${String(number)}. ${title.fr}`, STATES[state], secnumcloud.join(', '), sov.join(', ')],
      ]),
    ),
    heading(2, 'Les propriétés, une à une'),
    ...report.properties.flatMap((property) => propertyBlocks(property, report.at)),
    heading(2, 'Correspondances'),
    heading(3, 'Exigences de SecNumCloud 3.2'),
    table(['Exigence', 'Intitulé', 'Propriétés et leur état'], secnumcloudRows(report)),
    heading(3, 'Objectifs du cadre européen de souveraineté (Cloud Sovereignty Framework 1.2.1)'),
    table(['Objectif', 'Intitulé', 'Propriétés et leur état'], sovRows(report)),
    heading(2, 'Où vont les données'),
    ...report.endpoints.flatMap(endpointBlocks),
  ];
  return { doc: { type: 'doc', content }, at: new Date(report.at) };
}

function introduction(
  { properties, profile, registry, at }: SovereigntyReport,
  signed: SignedProof,
): ProseNode[] {
  const count = (state: ProvenProperty['state']): string =>
    String(properties.filter((one) => one.state === state).length);
  const hash = createHash('sha256').update(signed.report).digest('hex');
  return [
    heading(1, PROOF_TITLE),
    paragraph(
      text(`${count('proved')} propriétés prouvées sur ${String(properties.length)}`, 'bold'),
      `, ${count('not-proved')} non prouvées, ${count('not-provable')} que cette version ne peut prouver ici.`,
    ),
    paragraph(`Contrôlé le ${instant(at)}, sous le profil « ${profile} ».`),
    paragraph(
      `Registre des fournisseurs : version ${String(registry.version)} du ${DAY.format(new Date(registry.issued))}.`,
    ),
    paragraph(
      'Ce fichier met en page un rapport signé (Ed25519), qui seul fait foi : ',
      text('maroquin prove --json', 'code'),
      `. Empreinte SHA-256 du rapport : ${grouped(hash)}.`,
    ),
  ];
}

function propertyBlocks(property: ProvenProperty, at: string): ProseNode[] {
  const { number, title, state, findings, limit, command, secnumcloud, sov } = property;
  return [
    heading(3, `${String(number)}. ${title.fr} : ${STATES[state]}`),
    paragraph(`SecNumCloud 3.2 : ${secnumcloud.join(', ')}. Cadre européen : ${sov.join(', ')}.`),
    {
      type: 'bulletList',
      content: findings.map(({ ok, said }) => ({
        type: 'listItem',
        content: [paragraph(text(LOOKED_AT[String(ok) as keyof typeof LOOKED_AT], 'bold'), said.fr)],
      })),
    },
    paragraph(text('Limite : ', 'bold'), limit.fr),
    paragraph(text('À refaire par : ', 'bold'), text(command, 'code'), `. Contrôlé le ${instant(at)}.`),
  ];
}

const answersOf = (properties: readonly ProvenProperty[]): string =>
  properties.length === 0
    ? 'aucune : ce service ne le montre pas'
    : properties.map(({ number, state }) => `${String(number)} (${STATES[state]})`).join(', ');

function secnumcloudRows({ properties }: SovereigntyReport): string[][] {
  const items = [...new Set(properties.flatMap(({ secnumcloud }) => secnumcloud))];
  return items
    .sort((a, b) => a.localeCompare(b, 'fr', { numeric: true }))
    .map((item) => [
      item,
      SECNUMCLOUD_SECTIONS[item.replace(/\.[a-z]$/, '')] ?? '',
      answersOf(properties.filter(({ secnumcloud }) => secnumcloud.includes(item))),
    ]);
}

const sovRows = ({ properties }: SovereigntyReport): string[][] =>
  Object.entries(SOV_OBJECTIVES).map(([objective, name]) => [
    objective,
    name,
    answersOf(properties.filter(({ sov }) => sov.includes(objective))),
  ]);

function endpointBlocks(endpoint: ProvenEndpoint): ProseNode[] {
  const { variable, host, operator, offer, jurisdiction, country, qualification, until, violations } =
    endpoint;
  const facts = [
    ['opérateur', operator],
    ['offre', offer],
    ['droit', jurisdiction],
    ['pays', country],
    ['qualification', QUALIFICATIONS[qualification] + (until === null ? '' : ` jusqu’au ${until}`)],
  ].flatMap(([name, value]) => (value === null || value === undefined ? [] : [`${String(name)} : ${value}`]));
  return [
    paragraph(text(variable, 'code'), ` (${host ?? 'sur cette machine'}) ; ${facts.join(' ; ')}.`),
    ...violations.map(({ said }) => paragraph(text('Hors du profil : ', 'bold'), said.fr)),
  ];
}

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });
const DATE = new Intl.DateTimeFormat('fr-FR', {
  dateStyle: 'long',
  timeStyle: 'long',
  timeZone: 'Europe/Paris',
});
const instant = (at: string): string => DATE.format(new Date(at));
/** Eight by eight, so that a line can break and two people can compare it aloud. */
const grouped = (hash: string): string => (hash.match(/.{8}/g) ?? []).join(' ');
