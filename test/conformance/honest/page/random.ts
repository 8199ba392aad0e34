import { Random } from '../../../faults/random.js';

/** The faults' randomness, with what a person at a keyboard draws. */
export class Dice extends Random {
  /** A whole number, 0 ≤ x < limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  override pick<T>(list: readonly T[]): T {
    const found = super.pick(list);
    if (found === undefined) throw new Error('nothing to pick from');
    return found;
  }
}
