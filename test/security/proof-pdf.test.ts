import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedProofSchema, sovereigntyReportSchema } from '@maroquin/contracts';
import { type ReadPdf, readPdf } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Administered, administrator, startAdministered } from '../support/administration.js';
import type { HttpClient } from '../support/http-client.js';
import { firstAdministrator } from '../support/people.js';

const folder = mkdtempSync(join(tmpdir(), 'proof-pdf-'));
let stage: Administered;
let http: HttpClient;
beforeAll(async () => {
  stage = await startAdministered({ env: { LOG_LEVEL: 'warn' } });
  await firstAdministrator(stage.server);
  ({ http } = await administrator(stage));
}, 120_000);
afterAll(async () => {
  await stage?.server.dispose();
  rmSync(folder, { recursive: true });
});

/** Lines break where a page ends, so that blanks say nothing. */
const squeezed = (words: string): string => words.normalize('NFC').replaceAll(/\s+/g, '');
const STATES = { proved: 'prouvée', 'not-proved': 'NON PROUVÉE', 'not-provable': 'ne peut être prouvée ici' };

describe('the proof as a PDF, as administrators download it,', () => {
  let pdf: ReadPdf;
  let answer: Response;
  beforeAll(async () => {
    answer = await http.call('GET', '/api/v1/administration/proof/pdf');
    pdf = await readPdf(new Uint8Array(await answer.arrayBuffer()));
  }, 120_000);

  it('is a file that no cache keeps', () => {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="preuve-maroquin.pdf"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('says its title and its language to a screen reader, and has titles, lists, and tables with header cells', () => {
    expect(pdf).toMatchObject({ title: 'Preuve de souveraineté', author: 'Maroquin' });
    expect(pdf.language).toMatch(/^fr/);
    expect(['H1', 'H2', 'H3'].map((role) => pdf.roles.get(role))).toEqual([1, 4, 12]);
    // A table that goes on on the next page is counted there again.
    expect(pdf.roles.get('Table')).toBeGreaterThanOrEqual(3);
    expect(pdf.roles.get('TH')).toBeGreaterThanOrEqual(10);
    expect(pdf.roles.get('LI')).toBeGreaterThan(10);
  });

  it('says all that the signed report says: each property, its state, what was found, its limit, how to repeat it', async () => {
    const signed = await http.get(signedProofSchema, '/administration/proof');
    const report = sovereigntyReportSchema.parse(JSON.parse(signed.report));
    const read = squeezed(pdf.text);
    const said = report.properties.flatMap(
      ({ number, title, state, findings, limit, command, secnumcloud, sov }) => [
        `${String(number)}. ${title.fr} : ${STATES[state]}`,
        ...findings.map((finding) => finding.said.fr),
        ...[limit.fr, command, ...secnumcloud, ...sov],
      ],
    );
    const hosts = report.endpoints.map(({ variable }) => variable);
    expect([...said, ...hosts].filter((words) => !read.includes(squeezed(words)))).toEqual([]);
    const hash = createHash('sha256').update(signed.report).digest('hex');
    expect(read).toContain(hash);
    expect(read).toContain(squeezed('qui seul fait foi'));
  });

  it('names each objective of the European framework, also the ones that nothing here answers', () => {
    const read = squeezed(pdf.text);
    for (let number = 1; number <= 8; number += 1) expect(read).toContain(`SOV-${String(number)}`);
    expect(read).toContain(squeezed('Durabilité environnementale aucune : ce service ne le montre pas'));
  });
});

describe('the proof as a PDF, by the command,', () => {
  it('is written for its owner alone, and never over a file that is there', async () => {
    const path = join(folder, 'preuve.pdf');
    const first = await stage.server.command(['prove', '--only', '4,6', '--pdf', path]);
    // Property 4 is not proved where the key is a file.
    expect(first.code).toBe(1);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const bytes = readFileSync(path);
    const { text, roles } = await readPdf(new Uint8Array(bytes));
    expect(squeezed(text)).toContain(squeezed('6. Réversibilité : prouvée'));
    expect(roles.get('H3')).toBe(4);
    const second = await stage.server.command(['prove', '--only', '6', '--pdf', path]);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain('existe déjà');
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});
