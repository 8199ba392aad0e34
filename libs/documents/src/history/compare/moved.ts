import { ClockRanges } from './clock-ranges.js';
import { type Branch, isStretch, type Stretch } from './walk.js';
import type { UnionNode, UnionPiece, UnionText } from './union.js';

/**
 * Words that an editor took out and wrote again in the same place (a paragraph split, made a title or a list item) did
 * not change: they are shown as kept, and what they replace is left out. Words that came to stand elsewhere in the order
 * of the text did change.
 */
export function settleMoved(pieces: readonly (Branch | Stretch)[]): void {
  const stretches = [...flatten(pieces)];
  const places = placesOf(stretches);
  const settled = new ClockRanges<true>();
  for (const gap of gapsOf(stretches, places)) {
    for (const { stretch, origin } of inOrder(gap)) {
      stretch.fate = 'kept';
      stretch.by = null;
      settled.add(origin.client, origin.clock, origin.clock + stretch.text.length, true);
    }
  }
  leaveOut(pieces, settled);
}

function* flatten(pieces: readonly (Branch | Stretch)[]): Generator<Stretch> {
  for (const piece of pieces) {
    if (isStretch(piece)) yield piece;
    else yield* flatten(piece.children);
  }
}

/** Where each character of the earlier version stood in it. */
function placesOf(stretches: readonly Stretch[]): ClockRanges<{ at: number; from: number }> {
  const places = new ClockRanges<{ at: number; from: number }>();
  let at = 0;
  for (const { fate, client, clock, text } of stretches) {
    if (fate === 'inserted') continue;
    places.add(client, clock, clock + text.length, { at, from: clock });
    at += text.length;
  }
  return places;
}

interface Candidate {
  readonly stretch: Stretch;
  readonly origin: { readonly client: number; readonly clock: number };
  readonly place: number;
}

/** Candidates between two kept stretches, as far as they stood between these before. */
function* gapsOf(
  stretches: readonly Stretch[],
  places: ClockRanges<{ at: number; from: number }>,
): Generator<Candidate[]> {
  const placeOf = (client: number, clock: number): number => {
    const range = places.find(client, clock);
    return range === undefined ? -1 : range.at + clock - range.from;
  };
  let gap: Candidate[] = [];
  let low = -1;
  for (const stretch of stretches) {
    const { fate, client, clock, origin } = stretch;
    if (fate === 'kept') {
      const high = placeOf(client, clock);
      yield gap.filter(({ place }) => place > low && place < high);
      gap = [];
      low = high;
    } else if (fate === 'inserted' && origin !== null)
      gap.push({ stretch, origin, place: placeOf(origin.client, origin.clock) });
  }
  yield gap.filter(({ place }) => place > low);
}

/** The longest run of candidates that stand in the order in which they stood (patience sorting). */
function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const ends: number[] = [];
  const previous: number[] = [];
  candidates.forEach(({ place }, index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((candidates[ends[middle] ?? 0]?.place ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (ends[low - 1] ?? -1) : -1;
    ends[low] = index;
  });
  const chosen: Candidate[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const candidate = candidates[index];
    if (candidate !== undefined) chosen.push(candidate);
  }
  return chosen.reverse();
}

/** Takes deleted words out that are shown as kept where they stand now. */
function leaveOut(pieces: readonly (Branch | Stretch)[], settled: ClockRanges<true>): void {
  for (const piece of pieces) {
    if (isStretch(piece)) continue;
    const { children } = piece;
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child !== undefined && isStretch(child) && child.fate === 'deleted')
        children.splice(index, 1, ...without(child, settled));
    }
    leaveOut(children, settled);
  }
}

function without(stretch: Stretch, settled: ClockRanges<true>): Stretch[] {
  const { client, clock, text } = stretch;
  const rest: Stretch[] = [];
  for (let at = clock; at < clock + text.length;) {
    const to = settled.nextEdge(client, at, clock + text.length);
    if (!settled.find(client, at))
      rest.push({ ...stretch, clock: at, text: text.slice(at - clock, to - clock) });
    at = to;
  }
  return rest;
}

const showsSomething = (piece: UnionPiece, isLeaf: (type: string) => boolean): boolean =>
  'text' in piece
    ? piece.text.length > 0
    : isLeaf(piece.type)
      ? piece.type !== 'hardBreak'
      : piece.children.some((child) => showsSomething(child, isLeaf));

/** The tree to lay out. A deleted block whose words are all shown elsewhere is gone; one that was empty, too. */
export function toUnion(
  pieces: readonly (Branch | Stretch)[],
  isLeaf: (type: string) => boolean,
): UnionPiece[] {
  return pieces.flatMap((piece): UnionPiece[] => {
    if (isStretch(piece)) return [toText(piece)];
    const { type, attrs, fate, by } = piece;
    const node: UnionNode = { type, attrs, fate, by, children: toUnion(piece.children, isLeaf) };
    return fate === 'deleted' && !showsSomething(node, isLeaf) ? [] : [node];
  });
}

export const toText = ({ text, marks, fate, by }: Stretch): UnionText => ({ text, marks, fate, by });
