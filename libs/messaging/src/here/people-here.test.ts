import { beforeEach, describe, expect, it } from 'vitest';
import { PeopleHere, type PersonHere } from './people-here.js';

const CLAIRE = { orgId: 'org', personId: 'claire' };

describe('who is there', () => {
  let now: number;
  let nodes: PeopleHere[];
  let shown: string[][];

  /** Two nodes that exchange hints. */
  beforeEach(() => {
    now = 0;
    shown = [[], []];
    nodes = shown.map(
      (list, own) =>
        new PeopleHere(
          { now: () => new Date(now) },
          (event) => nodes.forEach((node, index) => index !== own && node.heard(event)),
          ({ personId, here }: PersonHere) => list.push(`${personId} ${here ? 'came' : 'went'}`),
        ),
    );
  });
  const node = (index: 0 | 1): PeopleHere => nodes[index] as PeopleHere;

  it('is known on both nodes, once, however many pages somebody has open', () => {
    node(0).set({ ...CLAIRE, here: true }, 'page 1');
    node(0).set({ ...CLAIRE, here: true }, 'page 2');
    expect(node(1).isHere('org', 'claire')).toBe(true);
    expect(shown).toEqual([['claire came'], ['claire came']]);
  });

  it('is not another person of the same id in another organisation', () => {
    node(0).set({ ...CLAIRE, here: true }, 'page');
    expect(node(0).isHere('other', 'claire')).toBe(false);
  });

  it('does not change while a page is loaded again, and changes ten seconds after the last one was closed', () => {
    node(0).set({ ...CLAIRE, here: true }, 'page 1');
    node(0).set({ ...CLAIRE, here: false }, 'page 1');
    now = 5_000;
    node(0).sweep();
    node(0).set({ ...CLAIRE, here: true }, 'page 2');
    node(0).set({ ...CLAIRE, here: false }, 'page 2');
    now = 14_000;
    node(0).sweep();
    expect(node(1).isHere('org', 'claire')).toBe(true);
    now = 15_000;
    node(0).sweep();
    expect(shown).toEqual([
      ['claire came', 'claire went'],
      ['claire came', 'claire went'],
    ]);
  });

  it('still counts the other node when the page at one of them is closed', () => {
    node(0).set({ ...CLAIRE, here: true }, 'page 1');
    node(1).set({ ...CLAIRE, here: true }, 'page 2');
    node(0).set({ ...CLAIRE, here: false }, 'page 1');
    now = 10_000;
    node(0).sweep();
    expect([node(0).isHere('org', 'claire'), node(1).isHere('org', 'claire')]).toEqual([true, true]);
  });

  it('ends when a node that died says it no longer', () => {
    node(0).set({ ...CLAIRE, here: true }, 'page');
    now = 149_000;
    node(1).sweep();
    expect(node(1).isHere('org', 'claire')).toBe(true);
    now = 150_000;
    node(1).sweep();
    expect(node(1).isHere('org', 'claire')).toBe(false);
  });

  it('is told to a node that comes later', () => {
    node(0).set({ ...CLAIRE, here: true }, 'page');
    node(1).heard({ ...CLAIRE, here: false });
    expect(node(1).isHere('org', 'claire')).toBe(false);
    node(0).repeat(node(0).ofThisNode());
    expect(node(1).isHere('org', 'claire')).toBe(true);
  });

  it('is hidden at once, everywhere', () => {
    node(0).set({ ...CLAIRE, here: true }, 'page');
    node(0).hide(CLAIRE);
    expect([node(0).isHere('org', 'claire'), node(1).isHere('org', 'claire')]).toEqual([false, false]);
  });
});
