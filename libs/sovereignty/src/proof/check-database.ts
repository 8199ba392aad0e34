import { stat } from 'node:fs/promises';
import type { Config } from '@maroquin/platform/config';
import type { Database, Tx } from '@maroquin/platform/database';
import type { Keys } from '@maroquin/platform/keys';
import { type Finding, holds } from './finding.js';

/** What the checks ask of the database: as the server's own role, over all organisations. */
export interface DatabaseParts {
  readonly database: Database;
  readonly keys: Pick<Keys, 'instance' | 'describeProvider'>;
  readonly config: Config;
  readonly now: Date;
}

/** In all organisations. */
export async function everywhere<T>({ database }: DatabaseParts, work: (tx: Tx) => Promise<T>): Promise<T> {
  const rows = await database.call<{ id: string }>('select id from all_organisations() as id');
  return database.inOrgs({ orgs: rows.map(({ id }) => id) }, work);
}

export const count = async (tx: Tx, sql: string, params: readonly unknown[] = []): Promise<number> =>
  Number((await tx.query<{ n: string }>(`select count(*) as n from (${sql}) found`, params))[0]?.n ?? 0);

/** Values looked at in each column: all of a large table would hold the database up. */
const SAMPLE = 10_000;
/** The first byte of everything that is sealed (libs/platform/src/keys). */
const VERSIONS = '(1, 2, 3)';
const SEALED_COLUMNS = `
select c.relname as "table", a.attname as "column" from pg_attribute a
join pg_class c on c.oid = a.attrelid join pg_namespace s on s.oid = c.relnamespace
where s.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and a.atttypid = 'bytea'::regtype
  and not a.attisdropped and a.attname like '%\\_sealed' and has_table_privilege(c.oid, 'select')
order by 1, 2`;
const plainName = /^[a-z_][a-z0-9_]*$/;

/** 4. Keys are the customer's, and whatever is stored is sealed by them. */
export async function checkKeys(parts: DatabaseParts): Promise<Finding[]> {
  const { values, open } = await everywhere(parts, async (tx) => {
    let [values, open] = [0, 0];
    for (const { table, column } of await tx.query<{ table: string; column: string }>(SEALED_COLUMNS)) {
      if (!plainName.test(table) || !plainName.test(column)) continue;
      const [row] = await tx.query<{ n: string; bad: string }>(
        `select count(*) as n, count(*) filter (where octet_length(v) < 16 or get_byte(v, 0) not in ${VERSIONS}) as bad
         from (select "${column}" as v from "${table}" where "${column}" is not null limit ${String(SAMPLE)}) sample`,
      );
      values += Number(row?.n ?? 0);
      open += Number(row?.bad ?? 0);
    }
    return { values, open };
  });
  return [
    holds(
      open === 0,
      open === 0
        ? `${String(values)} valeurs lues dans la base, toutes chiffrées.`
        : `${String(open)} valeurs sur ${String(values)} ne sont pas chiffrées.`,
      open === 0
        ? `${String(values)} values were read in the database, all of them sealed.`
        : `${String(open)} values of ${String(values)} are not sealed.`,
    ),
    ...(await keyFileRights(parts.config)),
    await whereKeysAre(parts),
  ];
}

/** Of the file provider alone: a service keeps its keys by itself. */
async function keyFileRights({ keyProvider }: Config): Promise<Finding[]> {
  if (keyProvider.kind !== 'file') return [];
  const mode = await stat(keyProvider.path).then(
    (file) => file.mode & 0o077,
    () => null,
  );
  return [
    holds(
      mode === 0,
      mode === 0
        ? 'Le fichier de la clé n’est lisible que de son compte.'
        : 'Le fichier de la clé est lisible par d’autres comptes, ou absent.',
      mode === 0
        ? 'The key file is readable by its account alone.'
        : 'The key file is readable by other accounts, or absent.',
    ),
  ];
}

const inAFile: Finding = holds(
  false,
  'KEY_PROVIDER=file : la clé est un fichier de la machine, extractible par qui l’exploite.',
  'KEY_PROVIDER=file: the key is a file of the machine, which whoever runs it can take out.',
);

/** Asked of the provider itself, at this moment. */
async function whereKeysAre({ keys }: DatabaseParts): Promise<Finding> {
  const { kind, key } = await keys.describeProvider();
  if (kind === 'file') return inAFile;
  const kept = key !== null && !key.extractable;
  return holds(
    kept,
    kept
      ? `KEY_PROVIDER=${kind} : le service dit que la clé ne peut en être extraite.`
      : `KEY_PROVIDER=${kind} : le service permet d’extraire la clé, ou ne l’a pas.`,
    kept
      ? `KEY_PROVIDER=${kind}: the service says that the key cannot be taken out of it.`
      : `KEY_PROVIDER=${kind}: the service lets the key be taken out, or does not have it.`,
  );
}

const DUTY_TRIGGERS = `
select 1 from pg_trigger where tgname in ('incompatible_duties', 'incompatible_duties_moved') and tgenabled in ('O', 'A')`;
const NEEDED_TRIGGERS = 4;

/** Over for longer than the minutes in which a right that has ended by itself is tidied up; or longer than it may be. */
const OVERDUE = `
select 1 from break_glass where ends_at is not null
  and (ends_at > decided_at + interval '4 hours' or ended_at is null and ends_at < $1::timestamptz - interval '15 minutes')`;

/** 7. Whoever runs the service has no standing access to content. */
export async function checkOperators(parts: DatabaseParts): Promise<Finding[]> {
  const { triggers, shared, given, overdue } = await everywhere(parts, async (tx) => ({
    given: await count(tx, 'select 1 from break_glass where ends_at is not null'),
    overdue: await count(tx, OVERDUE, [parts.now]),
    triggers: await count(tx, DUTY_TRIGGERS),
    shared: await count(tx, 'select a.id from administrator a join subject s on s.id = a.id'),
  }));
  return [
    holds(
      shared === 0,
      shared === 0
        ? 'Aucun compte d’administration n’est sujet de droits : il ne peut rien recevoir en partage.'
        : `${String(shared)} comptes d’administration sont aussi sujets de droits.`,
      shared === 0
        ? 'No administration account is a subject of rights: nothing can be shared with it.'
        : `${String(shared)} administration accounts are subjects of rights too.`,
    ),
    holds(
      triggers >= NEEDED_TRIGGERS,
      triggers >= NEEDED_TRIGGERS
        ? 'La base refuse qu’une même personne administre et audite, ou administre et garde les clés.'
        : 'La règle de la base qui sépare administration, audit et garde des clés est désactivée.',
      triggers >= NEEDED_TRIGGERS
        ? 'The database refuses that one person administers and audits, or administers and keeps keys.'
        : 'The rule of the database that keeps administration, audit and keys apart is switched off.',
    ),
    holds(
      overdue === 0,
      overdue === 0
        ? `${String(given)} accès de secours accordés par une autre personne, aucun plus long que quatre heures ; ceux qui sont échus sont retirés.`
        : `${String(overdue)} accès de secours sont échus et leur droit est encore inscrit, ou durent plus de quatre heures.`,
      overdue === 0
        ? `${String(given)} break-glass accesses agreed to by somebody else, none longer than four hours; those that are over are withdrawn.`
        : `${String(overdue)} break-glass accesses are over and their right still stands, or they last longer than four hours.`,
    ),
    // A key in a file of the machine is a standing access of whoever has an account there.
    await whereKeysAre(parts),
  ];
}
