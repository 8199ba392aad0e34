import { readBackKinds, readKeptEnds, readsTimeStamps } from '@maroquin/platform/anchors';
import { type AnchorKind, type ChainReport, verifyStoredChain } from '@maroquin/platform/audit';
import { type RightsSource, verifyRights } from '@maroquin/platform/proofs';
import type { DatabaseParts } from './check-database.js';
import { type Finding, holds } from './finding.js';

/** 3. The audit is what was written, in its order and to its end. */
export async function checkAudit({ database, keys, config, now }: DatabaseParts): Promise<Finding[]> {
  const rows = await database.call<{ id: string }>('select id from all_organisations() as id');
  const source = { database, keys: keys.instance, readTimeStamp: readsTimeStamps(config) };
  const kinds = readBackKinds(config);
  const reports: ChainReport[] = [];
  for (const { id } of rows) {
    const kept = await readKeptEnds(config, { now: () => now }, id);
    reports.push(await verifyStoredChain(source, id, kept));
  }
  const entries = reports.reduce((sum, report) => sum + report.entries, 0);
  const damaged = reports.flatMap(({ findings }) =>
    findings.map(({ kind, number }) => `${kind} (${String(number)})`),
  );
  const shown = damaged.slice(0, 5).join(', ');
  return [
    holds(
      damaged.length === 0,
      damaged.length === 0
        ? `Entrées d’audit vérifiées, chaînées et signées : ${String(entries)}.`
        : `L’audit a été altéré : ${shown}.`,
      damaged.length === 0
        ? `Audit entries verified, chained and signed: ${String(entries)}.`
        : `The audit was altered: ${shown}.`,
    ),
    await checkRights({ database, keys: keys.instance }, rows),
    kinds.length === 0 ? noAnchor : anchorsOf(reports, kinds),
    ...stampsOf(reports, kinds),
    ...oldRowsOf(reports),
  ];
}

/** Who writes in the database gives himself nothing by it. */
async function checkRights(source: RightsSource, orgs: readonly { readonly id: string }[]): Promise<Finding> {
  let rows = 0;
  const forged: string[] = [];
  for (const { id } of orgs) {
    const report = await verifyRights(source, id);
    rows += report.rows;
    for (const { relation, key } of report.forged) forged.push(`${relation} ${key.join(' ')}`);
  }
  const shown = forged.slice(0, 5).join(', ');
  return holds(
    forged.length === 0,
    forged.length === 0
      ? `Lignes de droits vérifiées, toutes écrites par ce service : ${String(rows)}.`
      : `Des lignes de droits ne sont pas du service, et ne donnent rien : ${shown}.`,
    forged.length === 0
      ? `Rows of rights verified, all of them written by this service: ${String(rows)}.`
      : `Rows of rights are not of the service, and give nothing: ${shown}.`,
  );
}

const noAnchor: Finding = holds(
  null,
  'Aucune ancre que ce service sache relire n’est réglée (AUDIT_ANCHOR_DIR, AUDIT_TSA_URL, AUDIT_OBJECT_STORAGE) : comparez un point de contrôle gardé ailleurs par « maroquin audit verify --anchors ».',
  'No anchor that this service can read back is set (AUDIT_ANCHOR_DIR, AUDIT_TSA_URL, AUDIT_OBJECT_STORAGE): compare a checkpoint kept elsewhere by “maroquin audit verify --anchors”.',
);

const KIND_NAMES: Readonly<Partial<Record<AnchorKind, { fr: string; en: string }>>> = {
  folder: { fr: 'dossier', en: 'folder' },
  'time-stamp': { fr: 'horodatage', en: 'time stamps' },
  bucket: { fr: 'compartiment', en: 'bucket' },
};
const namesOf = (kinds: readonly AnchorKind[], locale: 'fr' | 'en'): string =>
  kinds.map((kind) => KIND_NAMES[kind]?.[locale] ?? kind).join(', ');

function anchorsOf(reports: readonly ChainReport[], kinds: readonly AnchorKind[]): Finding {
  const [fr, en] = [namesOf(kinds, 'fr'), namesOf(kinds, 'en')];
  const missing = reports.filter(({ entries, anchored }) => entries > 0 && !anchored).length;
  return missing === 0
    ? holds(
        true,
        `Chaque chaîne a été comparée aux points de contrôle gardés ailleurs (${fr}).`,
        `Each chain was compared with the checkpoints kept elsewhere (${en}).`,
      )
    : holds(
        false,
        `Aucun point de contrôle de ${String(missing)} chaînes n’a été trouvé ailleurs (${fr}).`,
        `No checkpoint of ${String(missing)} chains was found elsewhere (${en}).`,
      );
}

/** Only where an authority is configured: whoever has none has one kind of witness less, which the others make up for. */
function stampsOf(reports: readonly ChainReport[], kinds: readonly AnchorKind[]): Finding[] {
  if (!kinds.includes('time-stamp')) return [];
  const missing = reports.filter(({ entries, stamped }) => entries > 0 && stamped === null).length;
  return [
    holds(
      missing === 0,
      missing === 0
        ? 'Chaque chaîne a été datée par l’autorité d’horodatage, dont le jeton a été vérifié avec le certificat gardé.'
        : `L’autorité d’horodatage n’a pas encore daté ${String(missing)} chaînes.`,
      missing === 0
        ? 'Each chain was dated by the time-stamp authority, whose token was verified with the pinned certificate.'
        : `The time-stamp authority has not dated ${String(missing)} chains yet.`,
    ),
  ];
}

/** Nobody signed what was there before the chain: only an end kept elsewhere shows that it was not begun again. */
function oldRowsOf(reports: readonly ChainReport[]): Finding[] {
  const old = reports.reduce((sum, report) => sum + (report.anchored ? 0 : report.old), 0);
  if (old === 0) return [];
  return [
    holds(
      null,
      `${String(old)} entrées d’avant la chaîne sont reprises telles quelles, sans point de contrôle gardé ailleurs.`,
      `${String(old)} entries from before the chain were taken as they were, with no checkpoint kept elsewhere.`,
    ),
  ];
}
