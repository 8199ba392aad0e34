import { hueOf } from '../../../ui/index.js';

const HUES = 12;

/**
 * Which hue each person has in one document: their own, or the next free one when a colleague already has it here.
 * Once given it stays while the document is open, so that nobody changes colour under the reader's eyes.
 */
export class HueBook {
  private readonly given = new Map<string, number>();

  of(personId: string): number {
    const known = this.given.get(personId);
    if (known !== undefined) return known;
    const taken = new Set(this.given.values());
    let hue = hueOf(personId);
    for (let step = 0; step < HUES && taken.has(hue); step += 1) hue = (hue % HUES) + 1;
    this.given.set(personId, hue);
    return hue;
  }
}
