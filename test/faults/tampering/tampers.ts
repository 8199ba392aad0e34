import type { Client } from 'pg';
import { randomUUID } from 'node:crypto';
import type { Random } from '../random.js';

/** What somebody does who holds PostgreSQL's superuser, and neither the instance's key nor what was kept elsewhere. */
export interface Tamper {
  readonly name: string;
  /** Only an end that was kept elsewhere shows it: the database is whole, and earlier. */
  readonly needsAnchor?: boolean;
  run(ground: TamperGround): Promise<unknown>;
}

export interface TamperGround {
  readonly client: Client;
  readonly random: Random;
  readonly orgId: string;
  /** Of entries in the chain. */
  readonly length: number;
  /** Tables with the state of some time ago: `earlier_audit`, `earlier_audit_chain`, `earlier_audit_checkpoint`. */
  readonly earlier: readonly string[];
}

const change = (name: string, assignment: string): Tamper => ({
  name: `an entry's ${name}`,
  run: async ({ client, random, orgId, length }) => {
    const number = random.between(1, length);
    const other = random.between(1, length);
    const params = assignment.includes('$3') ? [orgId, number, other] : [orgId, number];
    await client.query(`update audit a set ${assignment} where a.org_id = $1 and a.number = $2`, params);
  },
});

const taken = (column: string): Tamper => ({
  name: `an entry's ${column} is that of another`,
  run: async ({ client, random, orgId, length }) => {
    const [number, other] = [random.between(1, length), random.between(1, length)];
    await client.query(
      `update audit a set ${column} = o.${column} from audit o where a.org_id = $1 and a.number = $2
         and o.org_id = $1 and o.number = $3`,
      [orgId, number, other],
    );
  },
});

const removed = (name: string, condition: (ground: TamperGround) => string): Tamper => ({
  name,
  run: (ground) =>
    ground.client.query(`delete from audit where org_id = $1 and ${condition(ground)}`, [ground.orgId]),
});

const statement = (name: string, text: (ground: TamperGround) => string, needsAnchor = false): Tamper => ({
  name,
  needsAnchor,
  run: (ground) => ground.client.query(text(ground).replaceAll('$org', `'${ground.orgId}'`)),
});

const copyOf = (number: string, columns = ''): string =>
  `insert into audit (id, at, org_id, actor_id, action, target_id, details, actor_salt, subject_salt, proof, number, origin, sealed_at, hash)
   select '${randomUUID()}', at, org_id, actor_id, action, target_id, details, actor_salt, subject_salt, proof, ${number}, ${columns === '' ? 'origin, sealed_at, hash' : columns}
   from audit where org_id = $org and number =`;

const restored = (tables: readonly string[]): string =>
  tables
    .map((table) => {
      const name = table.replace('earlier_', '');
      return `delete from ${name} where org_id = $org; insert into ${name} select * from ${table} where org_id = $org`;
    })
    .join('; ');

const CHANGES: readonly Tamper[] = [
  change('time is a microsecond later', `at = at + interval '1 microsecond'`),
  change('time is an hour earlier', `at = at - interval '1 hour'`),
  change('act is another', `action = action || 'x'`),
  change('person is another', 'actor_id = gen_random_uuid()'),
  change('person is nobody', 'actor_id = null, actor_salt = null'),
  change('target is another', 'target_id = gen_random_uuid()'),
  change('details say more', `details = details || '{"role":"owner"}'`),
  change('id is another', 'id = gen_random_uuid()'),
  change('origin is another', 'origin = 1 - a.origin'),
  change('seal is a moment later', `sealed_at = sealed_at + interval '1 microsecond'`),
  change('hash has another bit', 'hash = set_byte(hash, 7, get_byte(hash, 7) # 1)'),
  change('hash is gone', 'hash = null'),
  change('proof has another bit', 'proof = set_byte(proof, 7, get_byte(proof, 7) # 1)'),
  change('proof is gone', 'proof = null'),
  change('salt is another', 'actor_salt = set_byte(actor_salt, 3, get_byte(actor_salt, 3) # 1)'),
  change('number is gone', 'number = null'),
  change('number is beyond the end', 'number = number + 1000000'),
  change('number is negative', 'number = -number'),
  change('number is that of another', 'number = (case when $3 = a.number then a.number + 1 else $3 end)'),
  change('organisation is another', 'org_id = gen_random_uuid()'),
  change(
    'person is erased by nobody',
    'actor_id = null, actor_salt = null, actor_commit = sha256(actor_salt), actor_erased_by = gen_random_uuid()',
  ),
  change(
    'subject is erased in the name of an erasure',
    `target_id = null, details = '{}', subject_salt = null, subject_commit = sha256(subject_salt),
     subject_erased_by = (select id from audit e where e.org_id = $1 and e.action = 'audit.erased' limit 1)`,
  ),
];

/** What a hash does not cover: the emptied part, and the place for a commitment. */
const onErased = (name: string, assignment: string, condition: string): Tamper =>
  statement(
    name,
    () => `update audit set ${assignment} where org_id = $org and id =
      (select id from audit where org_id = $org and number is not null and ${condition} order by number limit 1)`,
  );

const ERASED: readonly Tamper[] = [
  onErased(
    'a salt is put back beside an erased person',
    "actor_salt = '\\x0102'",
    'actor_erased_by is not null',
  ),
  onErased(
    'a salt is put back beside an erased subject',
    "subject_salt = '\\x0102'",
    'subject_erased_by is not null',
  ),
  onErased(
    'details are put back into an erased subject',
    `details = '{"role":"owner"}'`,
    'subject_erased_by is not null',
  ),
  onErased('a commitment is written beside a person', "actor_commit = '\\x0102'", 'actor_erased_by is null'),
  onErased(
    'a commitment is written beside a subject',
    "subject_commit = '\\x0102'",
    'subject_erased_by is null',
  ),
];

const REMOVALS: readonly Tamper[] = [
  removed('an entry is deleted', ({ random, length }) => `number = ${String(random.between(1, length))}`),
  removed(
    'the last entries are deleted',
    ({ random, length }) => `number > ${String(length - random.between(1, 5))}`,
  ),
  removed('the first entries are deleted', ({ random }) => `number <= ${String(random.between(1, 5))}`),
  removed('all of one person is deleted', ({ random, length }) => {
    const number = String(random.between(1, length));
    return `actor_id = (select actor_id from audit where org_id = $1 and number = ${number})`;
  }),
  statement('the whole log is truncated', () => 'truncate audit'),
  statement(
    'the log is gone with its end and its checkpoints',
    () =>
      'delete from audit where org_id = $org; delete from audit_chain where org_id = $org; delete from audit_checkpoint where org_id = $org',
  ),
  statement('the end is deleted', () => 'delete from audit_chain where org_id = $org'),
];

const ORDER: readonly Tamper[] = [
  statement('two entries change places', ({ random, length }) => {
    const first = random.between(1, length - 1);
    const [a, b] = [String(first), String(random.between(first + 1, length))];
    return `update audit set number = case when number = ${a} then ${b} else ${a} end where org_id = $org and number in (${a}, ${b})`;
  }),
  statement('two entries change places with their hashes', ({ random, length }) => {
    const first = random.between(1, length - 1);
    const [a, b] = [String(first), String(random.between(first + 1, length))];
    return `update audit x set number = y.number, hash = y.hash, sealed_at = y.sealed_at from audit y
      where x.org_id = $org and y.org_id = $org and ((x.number, y.number) = (${a}, ${b}) or (x.number, y.number) = (${b}, ${a}))`;
  }),
];

const INSERTIONS: readonly Tamper[] = [
  statement(
    'an act is made up and left to the sealer',
    () =>
      `insert into audit (id, at, org_id, actor_id, action) values ('${randomUUID()}', now(), $org, gen_random_uuid(), 'grant.given')`,
  ),
  statement(
    'an act is made up as one of before the chain',
    () =>
      `insert into audit (id, at, org_id, actor_id, action, origin) values ('${randomUUID()}', now() - interval '1 year', $org, gen_random_uuid(), 'grant.given', 1)`,
  ),
  statement(
    'an entry is copied and left to the sealer',
    ({ random, length }) => `${copyOf('null', '0, null, null')} ${String(random.between(1, length))}`,
  ),
  statement(
    'an entry stands twice',
    ({ random, length }) => `${copyOf('number')} ${String(random.between(1, length))}`,
  ),
  statement(
    'an entry is copied behind the end',
    ({ random, length }) => `${copyOf(String(length + 1))} ${String(random.between(1, length))}`,
  ),
  statement('an entry is copied behind the end, which is moved', ({ random, length }) => {
    const copy = `${copyOf(String(length + 1))} ${String(random.between(1, length))}`;
    return `${copy}; update audit_chain set number = number + 1 where org_id = $org`;
  }),
];

const ENDS: readonly Tamper[] = [
  statement(
    'the end is an entry earlier',
    () => 'update audit_chain set number = number - 1 where org_id = $org',
  ),
  statement(
    'the end says another hash',
    () => 'update audit_chain set hash = set_byte(hash, 3, get_byte(hash, 3) # 1) where org_id = $org',
  ),
  statement(
    'the end is said to take old entries again',
    () => 'update audit_chain set closed_to_old = false where org_id = $org',
  ),
  statement(
    'the end was sealed at another time',
    () => `update audit_chain set sealed_at = sealed_at + interval '1 second' where org_id = $org`,
  ),
  statement(
    'a checkpoint says another hash',
    () => 'update audit_checkpoint set hash = set_byte(hash, 3, get_byte(hash, 3) # 1) where org_id = $org',
  ),
  statement('the database is put back to an earlier state', ({ earlier }) => restored(earlier), true),
  statement(
    'the log is cut at a checkpoint, which is made its end',
    () => `delete from audit a using audit_checkpoint c where a.org_id = $org and c.org_id = $org and a.number > c.number;
      update audit_chain h set number = c.number, hash = c.hash, sealed_at = c.sealed_at, signature = c.signature
      from audit_checkpoint c where h.org_id = $org and c.org_id = $org`,
    true,
  ),
];

export const TAMPERS: readonly Tamper[] = [
  ...CHANGES,
  ...['actor_id', 'target_id', 'action', 'details', 'at', 'proof', 'hash', 'actor_salt'].map(taken),
  ...ERASED,
  ...REMOVALS,
  ...ORDER,
  ...INSERTIONS,
  ...ENDS,
];
