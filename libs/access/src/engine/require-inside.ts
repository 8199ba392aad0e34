import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/** What is marked is given to nobody outside: no external link, no guest. @throws {DomainError} marking.forbids-outside */
export async function requireInside(
  tx: Pick<Tx, 'query'>,
  { orgId, marking }: { readonly orgId: string; readonly marking: number },
  subjectId: string,
): Promise<void> {
  if (marking === 0) return;
  const [outside] = await tx.query(
    `select 1 from subject s left join seat on seat.org_id = s.org_id and seat.account_id = s.id
     where s.org_id = $1 and s.id = $2 and (s.kind = 'link' or seat.kind = 'guest')`,
    [orgId, subjectId],
  );
  if (outside !== undefined) throw new DomainError('marking.forbids-outside');
}
