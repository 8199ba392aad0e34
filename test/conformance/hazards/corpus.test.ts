import { describe, expect, it } from 'vitest';
import { EngineSite } from '../engine-site.js';
import { grammarInputs, mutationInputs, smallHazards } from './corpus.js';
import { harmsOf } from './harm.js';
import { updates, type Hazard } from './hazard.js';
import { tryAgain, tryHazard } from './trial.js';
import { contents, updateOf } from './v1-writer.js';
import { ATTACKER, placesOf, victimUpdate } from './victim.js';

/** Inputs that hang or fill memory are proved in a child process only (npm run conformance -- hazards). */
const COSTLY =
  /structs-3|dangling|roots-2|position|clients-1|undefined$|60mb|span|state-vector|delete-ranges|-depth-|crowd|heavy|deleted-|gc-\d|-skip-\d|future-delete/;
const EVERY = 23;

const small = (hazards: Iterable<Hazard>): Hazard[] => [...hazards].filter(({ id }) => !COSTLY.test(id));

/** One document after the other in the engine; the ids of those in which the colleague’s text came to harm. */
async function harmed(hazards: readonly Hazard[]): Promise<string[]> {
  const kinds = new Map(hazards.map(({ id, kind }) => [id, kind]));
  const site = new EngineSite((id) => kinds.get(id) ?? 'text');
  const found: string[] = [];
  const results = [];
  for (const hazard of hazards) {
    const result = await tryHazard(site.enter, hazard.id, hazard);
    if (result.harm === null) results.push({ hazard, result });
    else found.push(`${hazard.id}: ${result.harm}`);
  }
  await site.restart();
  for (const { hazard, result } of results) {
    const harm = await tryAgain(site.enter, hazard.id, hazard.kind, result);
    if (harm !== null) found.push(`${hazard.id}: ${harm}`);
  }
  return found;
}

describe('the corpus of hazards', () => {
  it('is the same at every call', () => {
    const ids = (hazards: Iterable<Hazard>): string =>
      [...hazards].map(({ id, frames }) => `${id} ${String(frames[0]?.bytes.join())}`).join('\n');
    expect(victimUpdate('prose')).toEqual(victimUpdate('prose'));
    expect(ids(grammarInputs(3, 50))).toBe(ids(grammarInputs(3, 50)));
    expect(ids(mutationInputs(3, 50))).toBe(ids(mutationInputs(3, 50)));
  });

  it('harms plain yjs', () => {
    const proved = small(smallHazards()).filter(
      (hazard, index) => index % EVERY === 0 && harmsOf(hazard).length > 0,
    );
    expect(proved.length).toBeGreaterThan(10);
  });

  it('does not count an honest edit as a harm', () => {
    const { last } = placesOf('text');
    const structs = [{ origin: last, content: contents.string('mot') }];
    const honest = updateOf({ blocks: [{ client: ATTACKER, clock: 0, structs }] });
    expect(harmsOf(updates('honest', 'text', 'an insertion', honest))).toEqual([]);
  });
});

describe('the engine', () => {
  it('lets no hazard of the catalogue touch a colleague’s text, before or after a restart', async () => {
    expect(await harmed(small(smallHazards()).filter((_, index) => index % EVERY === 3))).toEqual([]);
  });

  it('lets no fuzzed update touch it either', async () => {
    expect(await harmed(small([...grammarInputs(2, 40), ...mutationInputs(2, 40)]))).toEqual([]);
  });

  it('lets a colleague’s text be edited by whoever may', async () => {
    const { inside } = placesOf('text');
    const structs = [{ origin: inside, content: contents.string('MOT') }];
    const edit = updateOf({ blocks: [{ client: ATTACKER, clock: 0, structs }] });
    const site = new EngineSite(() => 'text');
    const result = await tryHazard(site.enter, 'edited', updates('edited', 'text', 'an insertion', edit));
    expect(result.harm).toBeNull();
    expect(site.refusals).toEqual([]);
    expect(site.stored('edited').length).toBeGreaterThan(2);
  });
});
