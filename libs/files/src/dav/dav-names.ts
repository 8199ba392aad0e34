import { safeName } from '../archives/safe-names.js';

/** What decides under which name something stands among its neighbours. */
interface Named {
  readonly id: string;
  readonly name: string;
  /** A neighbour has the same name already. */
  readonly clashes: boolean;
}

/**
 * The name in the mounted tree. A name that Windows does not take, or that a neighbour has, is written so that it can be
 * taken, with the end of its id: it stays the same whoever else comes and goes, and leads back to the one resource. Pure.
 */
export function davName({ id, name, clashes }: Named): string {
  const safe = safeName(name);
  if (!clashes && safe === name.normalize('NFC')) return safe;
  const extension = /\.[^.\s]{1,16}$/u.exec(safe)?.[0] ?? '';
  return `${safe.slice(0, safe.length - extension.length)} ~${endOfId(id)}${extension}`;
}

const ID_LETTERS = 6;
export const endOfId = (id: string): string => id.slice(-ID_LETTERS);
const WITH_ID = /~([0-9a-f]{6})(?:\.[^.]{1,16})?$/u;

/** The end of the id that such a name holds; null: it is a name as people gave it. */
export const idEndOf = (name: string): string | null => WITH_ID.exec(name)?.[1] ?? null;
