import * as Y from 'yjs';

export interface Range {
  readonly client: number;
  readonly from: number;
  readonly to: number;
}

/** What an update brings, read by Yjs itself. */
export interface Brought {
  readonly blocks: readonly Range[];
  readonly deletes: readonly Range[];
}

const NOTHING: Brought = { blocks: [], deletes: [] };

export function broughtBy(update: Uint8Array): Brought {
  if (update.length === 2 && update[0] === 0 && update[1] === 0) return NOTHING;
  const { structs, ds } = Y.decodeUpdate(update);
  const blocks: { client: number; from: number; to: number }[] = [];
  for (const struct of structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const last = blocks.at(-1);
    if (last?.client === client && last.to === clock) last.to = clock + struct.length;
    else blocks.push({ client, from: clock, to: clock + struct.length });
  }
  const deletes: Range[] = [];
  for (const [client, items] of ds.clients)
    for (const { clock, len } of items) deletes.push({ client, from: clock, to: clock + len });
  return { blocks, deletes };
}

/** A union of ranges, by client. */
export class Covered {
  private readonly byClient = new Map<number, [from: number, to: number][]>();

  add({ client, from, to }: Range): void {
    const kept: [number, number][] = [];
    let [low, high] = [from, to];
    for (const range of this.byClient.get(client) ?? []) {
      if (range[1] < low || range[0] > high) kept.push(range);
      else [low, high] = [Math.min(low, range[0]), Math.max(high, range[1])];
    }
    kept.push([low, high]);
    this.byClient.set(client, kept);
  }

  addAll(ranges: readonly Range[]): void {
    for (const range of ranges) this.add(range);
  }

  has({ client, from, to }: Range): boolean {
    return (this.byClient.get(client) ?? []).some(([low, high]) => low <= from && high >= to);
  }

  all(): Range[] {
    return [...this.byClient].flatMap(([client, ranges]) =>
      ranges.map(([from, to]) => ({ client, from, to })),
    );
  }
}

export const rangeText = ({ client, from, to }: Range): string =>
  `${String(client)}:${String(from)}–${String(to)}`;
