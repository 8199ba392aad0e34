import { describe, expect, it } from 'vitest';
import { EngineSite } from '../engine-site.js';
import type { Kind } from '../hazards/victim.js';
import { portionsOf } from './engine-portions.js';
import { grindFrames } from './mutated-frames.js';
import { randomTest } from './random-tests.js';

const site = (): { engine: EngineSite; create: (kind: Kind) => Promise<string> } => {
  const kinds = new Map<string, Kind>();
  return {
    engine: new EngineSite((id) => kinds.get(id) ?? 'text'),
    create: async (kind) => {
      const id = `d${String(kinds.size)}`;
      kinds.set(id, kind);
      return id;
    },
  };
};

describe('yjs’s random tests through the engine', () => {
  it.each([
    ['text', 11],
    ['prose', 12],
    ['prose', 14],
  ] as const)('leave everybody with the same %s (%i)', async (kind, seed) => {
    const { engine, create } = site();
    const document = await create(kind);
    await randomTest(engine.enter, document, { kind, steps: 80, seed });
    expect(engine.refusals).toEqual([]);
    expect(engine.drops).toEqual([]);
  });
});

describe('mutated frames', () => {
  it('leave every document as its readers have it, before and after a restart', async () => {
    const { engine, create } = site();
    const result = await grindFrames({
      enter: engine.enter,
      create,
      restart: () => engine.restart(),
      frames: 3_000,
      documents: 8,
      seed: 5,
      say: () => undefined,
    });
    expect(result.failures).toEqual([]);
    expect(result.refused).toBeGreaterThan(500);
    expect(result.frames).toBeGreaterThan(2_900);
  });
});

describe('a long run of mutated frames', () => {
  it('is cut into portions with seeds of their own that make up all its frames', () => {
    const portions = portionsOf(60_001, 7);
    expect(portions.reduce((sum, { frames }) => sum + frames, 0)).toBe(60_001);
    expect(portions.map(({ seed }) => seed)).toEqual([7, 8, 9]);
    expect(portionsOf(0, 7)).toEqual([]);
  });
});
