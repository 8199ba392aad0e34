import type { PersonRight } from '@maroquin/contracts';

/** Those that one and the same right opens; never empty. */
export type CauseGroup = [PersonRight, ...PersonRight[]];

/**
 * What somebody sees, by its strongest reason: the same subject, reached the same way, with a right set on the same place.
 * Rights set on each thing itself make one group. Groups and rows keep the order of the list. Pure.
 */
export function byCause(rows: readonly PersonRight[]): readonly CauseGroup[] {
  const groups = new Map<string, CauseGroup>();
  for (const row of rows) {
    const key = causeOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function causeOf({ resource, reasons: [first] }: PersonRight): string {
  if (first === undefined) return '';
  const { subject, through, from } = first;
  const where = from.id === resource.id ? 'itself' : from.id;
  return [subject.id, ...through.map(({ id }) => id), where].join(' ');
}
