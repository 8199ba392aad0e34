import { createReadStream } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import {
  ChainMemory,
  type ChainReport,
  type ChainSource,
  erasePerson,
  exportChain,
  fingerprint,
  type KeptEnd,
  publicKeyText,
  readAnchors,
  readPublicKey,
  type ReadTimeStamp,
  UnreadableExport,
  verifyExport,
  verifyStoredChain,
} from '@maroquin/platform/audit';
import { readKeptEnds, readsTimeStamps, TimeStampAuthority } from '@maroquin/platform/anchors';
import { StartupError } from '@maroquin/platform/errors';
import type { Instance } from '@maroquin/platform/instance';
import { type RightsReport, verifyRights } from '@maroquin/platform/proofs';
import { z } from 'zod';
import { findingText } from '../common/audit-findings.js';
import { answer, say } from '../common/output.js';
import { withInstance } from '../common/with-suite.js';

export interface AuditVerifyOptions {
  readonly export?: string;
  readonly publicKey?: string;
  readonly anchors?: string;
  readonly tsaCertificate?: string;
  readonly org?: string;
  readonly json?: boolean;
}

/** `maroquin audit verify`: of the database, or of an exported file alone. Exit 1 when something is not as it was written. */
export async function auditVerify(options: AuditVerifyOptions): Promise<void> {
  const anchors = options.anchors === undefined ? [] : readAnchors(await readFile(options.anchors, 'utf8'));
  if (options.anchors !== undefined && anchors.length === 0)
    throw new StartupError(
      'Ce fichier ne contient aucun point de contrôle.',
      'This file holds no checkpoint.',
    );
  const readTimeStamp =
    options.tsaCertificate === undefined
      ? null
      : new TimeStampAuthority(await readFile(options.tsaCertificate, 'utf8'), '--tsa-certificate').read;
  const kept: KeptElsewhere = { anchors, readTimeStamp };
  const { reports, rights } =
    options.export === undefined
      ? await verifyDatabase(options.org, kept)
      : { reports: [await verifyFile(options.export, options.publicKey, kept)], rights: [] };
  const whole =
    reports.every(({ findings }) => findings.length === 0) &&
    rights.every(({ forged }) => forged.length === 0);
  if (!whole) process.exitCode = 1;
  answer(
    options.json === true,
    {
      whole,
      chains: reports.map(({ orgId, entries, old, waiting, anchored, stamped, findings }) => ({
        ...{ orgId, entries, old, waiting, anchored, stamped, findings },
      })),
      rights,
    },
    [...reports.flatMap(linesOf), ...rights.flatMap(rightsLines)],
  );
}

interface KeptElsewhere {
  readonly anchors: readonly KeptEnd[];
  readonly readTimeStamp: ReadTimeStamp | null;
}

interface DatabaseReports {
  readonly reports: readonly ChainReport[];
  readonly rights: readonly RightsReport[];
}

/** Also against what the places of the configuration keep. */
const verifyDatabase = (org: string | undefined, kept: KeptElsewhere): Promise<DatabaseReports> =>
  withInstance(async (instance) => {
    const reports: ChainReport[] = [];
    const rights: RightsReport[] = [];
    for (const orgId of await organisations(instance, org)) {
      const ours = await readKeptEnds(instance.config, instance.clock, orgId);
      const readTimeStamp = kept.readTimeStamp ?? readsTimeStamps(instance.config);
      const source = { ...sourceOf(instance), readTimeStamp };
      reports.push(await verifyStoredChain(source, orgId, [...ours, ...kept.anchors]));
      rights.push(await verifyRights(sourceOf(instance), orgId));
    }
    return { reports, rights };
  });

function rightsLines({ orgId, rows, forged }: RightsReport): string[] {
  const counts = say(
    `Organisation ${orgId} : ${String(rows)} lignes de droits.`,
    `Organisation ${orgId}: ${String(rows)} rows of rights.`,
  );
  if (forged.length === 0)
    return [counts, `  ${say('Toutes écrites par ce service.', 'All written by this service.')}`];
  return [
    counts,
    ...forged.map(({ relation, key }) =>
      say(
        `  Ligne que le service n’a pas écrite ainsi, et qui ne donne rien : ${relation} ${key.join(' ')}`,
        `  A row that the service did not write so, which gives nothing: ${relation} ${key.join(' ')}`,
      ),
    ),
  ];
}

async function verifyFile(
  path: string,
  publicKey: string | undefined,
  kept: KeptElsewhere,
): Promise<ChainReport> {
  try {
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
    const key = publicKey === undefined ? null : readPublicKey(publicKey);
    const report = await verifyExport(lines, { publicKey: key, ...kept });
    if (key === null)
      process.stderr.write(
        `${say('Clé publique, d’après le fichier lui-même', 'Public key, by the file itself')} : ${fingerprint(report.publicKey)}\n`,
      );
    return report;
  } catch (error) {
    if (!(error instanceof UnreadableExport)) throw error;
    throw new StartupError(
      `La ligne ${String(error.line)} de ce fichier n’est pas d’un export d’audit : elle a été changée, ou le fichier est d’une autre version.`,
      `Line ${String(error.line)} of this file is not of an audit export: it was changed, or the file is of another version.`,
    );
  }
}

/** Nobody signed what was there before the chain, so that only an end kept elsewhere tells it from rows called so since. */
const oldCaution = (old: number): string =>
  say(
    `${String(old)} entrées sont reprises telles quelles : que la chaîne n’a pas été recommencée, seule une ancre le montre.`,
    `${String(old)} entries were taken as they were: only an anchor shows that the chain was not begun again.`,
  );

function linesOf({ orgId, entries, old, waiting, anchored, stamped, findings }: ChainReport): string[] {
  const counts = say(
    `Organisation ${orgId} : ${String(entries)} entrées${old > 0 ? `, dont ${String(old)} d’avant la chaîne` : ''}${waiting > 0 ? `, ${String(waiting)} en attente de scellement` : ''}.`,
    `Organisation ${orgId}: ${String(entries)} entries${old > 0 ? `, ${String(old)} of them from before the chain` : ''}${waiting > 0 ? `, ${String(waiting)} not sealed yet` : ''}.`,
  );
  if (findings.length > 0) return [counts, ...findings.map((finding) => `  ${findingText(finding)}`)];
  const whole = say('Chaîne intacte.', 'The chain is whole.');
  const caution = say(
    'Sans ancre gardée ailleurs (--anchors), une base remise à un état antérieur passe pour celle d’aujourd’hui.',
    'Without an anchor kept elsewhere (--anchors), a database put back to an earlier state passes for today’s.',
  );
  const dated =
    stamped === null
      ? []
      : [
          say(
            `  Datée par l’autorité d’horodatage jusqu’au n° ${String(stamped.number)}, le ${stamped.at.toISOString()}.`,
            `  Dated by the time-stamp authority up to no. ${String(stamped.number)}, on ${stamped.at.toISOString()}.`,
          ),
        ];
  return anchored
    ? [counts, `  ${whole}`, ...dated]
    : [counts, `  ${whole} ${caution}`, ...(old > 0 ? [`  ${oldCaution(old)}`] : [])];
}

/** `maroquin audit export FILE`: lines of JSON with the public key and the signed end. */
export async function auditExport(
  path: string,
  { org, json = false }: { readonly org?: string; readonly json?: boolean },
): Promise<void> {
  const lines = await withInstance(async (instance) => {
    const [orgId, ...others] = await organisations(instance, org);
    if (orgId === undefined || others.length > 0)
      throw new StartupError(
        'Dites de quelle organisation, par --org et son identifiant.',
        'Say of which organisation, by --org and its id.',
      );
    const file = await open(path, 'wx', 0o600);
    let count = 0;
    try {
      for await (const line of exportChain(sourceOf(instance), orgId)) {
        await file.write(line);
        count += 1;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    return count;
  });
  answer(json, { path, lines }, [
    say(`Audit exporté : ${String(lines)} lignes.`, `Audit exported: ${String(lines)} lines.`),
  ]);
}

/** `maroquin audit key`: what an auditor keeps to verify exports by. */
export async function auditKey({ json = false }: { readonly json?: boolean }): Promise<void> {
  const key = await withInstance(({ keys }) => Promise.resolve(keys.instance.auditPublicKey));
  answer(json, { publicKey: publicKeyText(key), fingerprint: fingerprint(key) }, [
    publicKeyText(key),
    `${say('Empreinte', 'Fingerprint')} : ${fingerprint(key)}`,
  ]);
}

/** `maroquin audit erase`: takes a person out of the audit; the chain stays whole. */
export async function auditErase({
  person,
  org,
  json = false,
}: {
  readonly person: string;
  readonly org?: string;
  readonly json?: boolean;
}): Promise<void> {
  if (!z.uuid().safeParse(person).success)
    throw new StartupError('Donnez l’identifiant de la personne.', 'Give the id of the person.');
  const entries = await withInstance(async (instance) => {
    let count = 0;
    const begun = new ChainMemory(instance.config);
    for (const orgId of await organisations(instance, org))
      for (let more = -1; more !== 0; count += more)
        more = await instance.database.inOrgs({ orgs: [orgId] }, (tx) =>
          erasePerson(tx, { orgId, personId: person, at: instance.clock.now(), begun }),
        );
    return count;
  });
  answer(json, { entries }, [
    say(
      `${String(entries)} entrées ne disent plus qui. La chaîne reste vérifiable.`,
      `${String(entries)} entries no longer say who. The chain can still be verified.`,
    ),
  ]);
}

const sourceOf = ({ database, keys }: Instance): ChainSource => ({ database, keys: keys.instance });

async function organisations({ database }: Instance, only: string | undefined): Promise<string[]> {
  const ids = (await database.call<{ id: string }>('select all_organisations() as id')).map(({ id }) => id);
  if (only === undefined) return ids;
  if (ids.includes(only)) return [only];
  throw new StartupError('Aucune organisation n’a cet identifiant.', 'No organisation has this id.');
}
