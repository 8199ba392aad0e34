/** A change acts this long after it was acknowledged, at the latest. */
export const LIMIT_MS = 250;
/** A right that was given this long ago has to show what it is for. */
const SETTLED_MS = 3_000;

interface Span {
  readonly asked: number;
  acknowledged: number;
  /** When its end was asked for, and acknowledged. */
  ending: number;
  ended: number;
}

/** When each person had a right on each room, as those who change rights saw it. */
export class RightsHistory {
  private readonly spans = new Map<string, Span[]>();

  isOpen(person: number, room: number): boolean {
    return this.of(person, room).at(-1)?.ending === Infinity;
  }

  /** Gives the right, or takes it back. */
  async change(person: number, room: number, act: (give: boolean) => Promise<void>): Promise<void> {
    const spans = this.of(person, room);
    const last = spans.at(-1);
    if (last?.ending === Infinity) {
      last.ending = performance.now();
      await act(false);
      last.ended = performance.now();
      return;
    }
    const span = { asked: performance.now(), acknowledged: Infinity, ending: Infinity, ended: Infinity };
    spans.push(span);
    await act(true);
    span.acknowledged = performance.now();
  }

  /** Whether an answer to what was asked at `from`, and came at `to`, may show what is in the room. */
  may(person: number, room: number, from: number, to: number): boolean {
    return this.of(person, room).some(({ asked, ended }) => asked <= to && from <= ended + LIMIT_MS);
  }

  /** Whether it has to. */
  must(person: number, room: number, from: number, to: number): boolean {
    return this.of(person, room).some(
      ({ acknowledged, ending }) => acknowledged + SETTLED_MS <= from && to < ending,
    );
  }

  private of(person: number, room: number): Span[] {
    const name = `${String(person)} ${String(room)}`;
    const spans = this.spans.get(name) ?? [];
    this.spans.set(name, spans);
    return spans;
  }
}
