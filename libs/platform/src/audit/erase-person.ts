import { newId } from '../config/index.js';
import type { Tx } from '../database/index.js';
import { type AuditRow, ENTRY_COLUMNS, toEntry } from './audit-row.js';
import { commitActor, commitSubject, erasedPart, erasureDigest } from './entry.js';
import { recordAct } from './record-act.js';
import { type BegunChains, sealEntries } from './seal-entries.js';
import { ERASED_ACTION } from './verify-chain.js';

/** Emptied in one transaction; whoever has more acts is erased by calling again. */
const MOST = 2_000;

/**
 * Takes a person out of what is sealed: who acted, and what an act was about where that was this person. What stays in
 * their place is a salted hash, and the salt is gone. The erasure is an act itself.
 * @returns how many entries were emptied; call again until it is 0
 */
export async function erasePerson(
  tx: Tx,
  { orgId, personId, at, begun }: { orgId: string; personId: string; at: Date; begun: BegunChains },
): Promise<number> {
  // The chain is ours meanwhile, so that the erasure has its place in it as soon as anybody sees what it emptied.
  await tx.query('select 1 from audit_chain where org_id = $1 for update', [orgId]);
  while ((await sealEntries(tx, orgId, begun)).count > 0);
  const rows = await tx.query<AuditRow>(
    `select ${ENTRY_COLUMNS} from audit a where a.org_id = $1 and a.number is not null and a.action <> $3
       and (a.actor_id = $2 or a.target_id = $2 or a.details::text like '%' || $2::text || '%')
     order by a.number limit $4 for update`,
    [orgId, personId, ERASED_ACTION, MOST],
  );
  if (rows.length === 0) return 0;
  const act = newId();
  const parts: string[] = [];
  for (const row of rows) {
    const entry = toEntry(row);
    const isAbout = entry.targetId === personId || JSON.stringify(entry.details).includes(personId);
    if (entry.actorId === personId) {
      parts.push(erasedPart('actor', entry.id));
      await tx.query(
        `update audit set actor_id = null, actor_salt = null, actor_commit = $3, actor_erased_by = $4
         where org_id = $1 and id = $2`,
        [orgId, entry.id, commitActor(entry), act],
      );
    }
    if (!isAbout) continue;
    parts.push(erasedPart('subject', entry.id));
    await tx.query(
      `update audit set target_id = null, details = '{}', subject_salt = null, subject_commit = $3, subject_erased_by = $4
       where org_id = $1 and id = $2`,
      [orgId, entry.id, commitSubject(entry), act],
    );
  }
  const details = { entries: rows.length, digest: erasureDigest(parts) };
  await recordAct(tx, { orgId, actorId: null, action: ERASED_ACTION, details, at }, act);
  await sealEntries(tx, orgId, begun);
  return rows.length;
}
