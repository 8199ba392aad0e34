import { type Action, type ExtraAct, extraActs, leastRoleFor, type Role } from '@maroquin/contracts';

const bits: ReadonlyMap<string, number> = new Map(extraActs.map((act, index) => [act, 2 ** index]));
const roles: ReadonlyMap<Action, Role> = new Map(extraActs.map((act) => [act, leastRoleFor[act]]));
const bitOf = (act: string): number => bits.get(act) ?? 0;

/** Added acts as one number: rights are joined by `|`, as often as somebody asks. What is no such act counts for nothing. */
export const toExtras = (acts: readonly string[] | null): number =>
  acts === null ? 0 : acts.reduce((all, act) => all | bitOf(act), 0);

export const toActs = (extras: number): ExtraAct[] =>
  extras === 0 ? [] : extraActs.filter((act) => (extras & bitOf(act)) !== 0);

/** As which standard role an added act is judged; null: it is not among these. */
export const extraRole = (action: Action, extras: number): Role | null =>
  extras !== 0 && (extras & bitOf(action)) !== 0 ? (roles.get(action) ?? null) : null;
