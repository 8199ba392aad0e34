/** A group, by keys of its own, of people and of other groups. */
export interface GroupNode {
  readonly key: string;
  readonly people: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
}

/** The same without rings: what can become a team of teams. */
export interface NestedGroup extends GroupNode {
  readonly inRing: boolean;
}

/**
 * Groups of a directory may hold each other in a ring; teams may not. Whoever is in one group of a ring is in all of
 * them: each of its teams gets the people and the outer groups of the whole ring, and rights stay what they were.
 */
export function withoutRings(groups: ReadonlyMap<string, GroupNode>): NestedGroup[] {
  return ringsOf(groups).flatMap((ring) => {
    const [only] = ring;
    if (ring.length === 1 && only !== undefined) {
      const inRing = only.groups.has(only.key);
      return [{ ...only, groups: new Set([...only.groups].filter((key) => key !== only.key)), inRing }];
    }
    const keys = new Set(ring.map(({ key }) => key));
    const people = new Set(ring.flatMap((group) => [...group.people]));
    const outer = new Set(ring.flatMap((group) => [...group.groups].filter((key) => !keys.has(key))));
    return ring.map(({ key }) => ({ key, people, groups: outer, inRing: true }));
  });
}

/** Strongly connected parts (Tarjan 1972), without recursion: a chain of groups may be as long as there are groups. */
function ringsOf(groups: ReadonlyMap<string, GroupNode>): GroupNode[][] {
  const walk = new Walk(groups);
  for (const key of groups.keys()) walk.from(key);
  return walk.parts;
}

interface Step {
  readonly key: string;
  readonly left: string[];
}

class Walk {
  readonly parts: GroupNode[][] = [];
  private readonly numbers = new Map<string, number>();
  private readonly lowest = new Map<string, number>();
  private readonly stack: string[] = [];
  private readonly onStack = new Set<string>();

  constructor(private readonly groups: ReadonlyMap<string, GroupNode>) {}

  from(start: string): void {
    if (this.numbers.has(start)) return;
    const path: Step[] = [this.enter(start)];
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const next = step.left.pop();
      if (next === undefined) {
        path.pop();
        this.leave(step.key, path.at(-1)?.key ?? null);
      } else if (!this.numbers.has(next)) path.push(this.enter(next));
      else if (this.onStack.has(next)) this.lower(step.key, this.numbers.get(next));
    }
  }

  private enter(key: string): Step {
    const number = this.numbers.size;
    this.numbers.set(key, number);
    this.lowest.set(key, number);
    this.stack.push(key);
    this.onStack.add(key);
    return { key, left: [...(this.groups.get(key)?.groups ?? [])].filter((one) => this.groups.has(one)) };
  }

  private leave(key: string, above: string | null): void {
    const lowest = this.lowest.get(key);
    if (above !== null) this.lower(above, lowest);
    if (lowest !== this.numbers.get(key)) return;
    const part: GroupNode[] = [];
    for (let one = this.stack.pop(); one !== undefined; one = this.stack.pop()) {
      this.onStack.delete(one);
      const group = this.groups.get(one);
      if (group !== undefined) part.push(group);
      if (one === key) break;
    }
    this.parts.push(part);
  }

  private lower(key: string, number = Number.POSITIVE_INFINITY): void {
    this.lowest.set(key, Math.min(this.lowest.get(key) ?? number, number));
  }
}
