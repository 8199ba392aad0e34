import { type RightChanges, roles } from '@maroquin/contracts';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { UncoveredRight } from './gained-access.js';

/** Names in one list; what is beyond them is counted. */
const MAX_NAMES = 20;

type RightChange = RightChanges['items'][number];
type Change = Pick<UncoveredRight, 'subjectId' | 'kind' | 'role'> & Pick<RightChange, 'before' | 'after'>;

/** Who gains these rights, by name. */
export const nameGains = (
  subjects: SubjectNames,
  orgId: string,
  rights: readonly UncoveredRight[],
): Promise<RightChanges> =>
  named(
    subjects,
    orgId,
    rights.map((right) => ({ ...right, before: right.elsewhere, after: right.role })),
  );

/** Who loses them. */
export const nameLosses = (
  subjects: SubjectNames,
  orgId: string,
  rights: readonly UncoveredRight[],
): Promise<RightChanges> =>
  named(
    subjects,
    orgId,
    rights.map((right) => ({ ...right, before: right.role, after: right.elsewhere })),
  );

async function named(names: SubjectNames, orgId: string, changes: readonly Change[]): Promise<RightChanges> {
  const subjects = [...strongestOfEach(changes).values()];
  const known = subjects.flatMap(({ kind, ...change }) => (kind === 'link' ? [] : { ...change, kind }));
  const shown = known.slice(0, MAX_NAMES);
  const rows = shown.map(({ subjectId, kind }) => ({ subject_id: subjectId, kind }));
  const byId = await names.names(orgId, rows);
  const marks = await names.marks(orgId, rows);
  return {
    items: shown.map(({ subjectId, kind, before, after }) => ({
      subject: {
        ...{ id: subjectId, kind, name: byId.get(subjectId) ?? '' },
        ...marks.get(subjectId),
      },
      before,
      after,
    })),
    more: known.length - shown.length,
    links: subjects.length - known.length,
  };
}

/** Somebody may hold a right from several places above. */
function strongestOfEach(changes: readonly Change[]): Map<string, Change> {
  const strongest = new Map<string, Change>();
  for (const change of changes) {
    const other = strongest.get(change.subjectId);
    if (other === undefined || roles.indexOf(change.role) > roles.indexOf(other.role)) {
      strongest.set(change.subjectId, change);
    }
  }
  return strongest;
}
