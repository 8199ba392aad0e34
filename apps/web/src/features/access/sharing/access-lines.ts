import { roles, type AccessEntry } from '@maroquin/contracts';
import type { AccessLine } from './access-api.js';

const rank = (entry: AccessEntry): number => roles.indexOf(entry.role);
const kindOrder = { person: 0, team: 1, everyone: 2 } as const;

/** You first, then people, groups and the whole organisation, each by name. */
export const accessLines = (
  entries: readonly AccessEntry[],
  resourceId: string,
  meId: string,
): AccessLine[] => {
  const bySubject = new Map<string, AccessEntry[]>();
  for (const entry of entries)
    bySubject.set(entry.subject.id, [...(bySubject.get(entry.subject.id) ?? []), entry]);
  const lines = [...bySubject.values()].flatMap((all): AccessLine[] => {
    const own = all.find((entry) => entry.from.id === resourceId) ?? null;
    // Equal rights: the one set here is shown, because it can be changed here.
    const effective = [...all].sort((a, b) => rank(b) - rank(a) || (a === own ? -1 : 1))[0];
    return effective ? [{ subject: effective.subject, effective, own }] : [];
  });
  const order = ({ subject }: AccessLine): number => (subject.id === meId ? -1 : kindOrder[subject.kind]);
  return lines.sort((a, b) => order(a) - order(b) || a.subject.name.localeCompare(b.subject.name, 'fr'));
};
