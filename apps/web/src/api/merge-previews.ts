import type { MovePreview, RightChanges } from '@maroquin/contracts';

/** What moving several does, said once: everybody who gains or loses by one of them. Pure. */
export function mergePreviews(previews: readonly MovePreview[]): MovePreview {
  return {
    gains: mergeChanges(previews.map(({ gains }) => gains)),
    losses: mergeChanges(previews.map(({ losses }) => losses)),
    refusal: previews.find(({ refusal }) => refusal !== null)?.refusal ?? null,
  };
}

const mergeChanges = (changes: readonly RightChanges[]): RightChanges => ({
  items: [
    ...new Map(
      changes.flatMap(({ items }) =>
        items.map(
          (item) => [`${item.subject.id} ${String(item.before)} ${String(item.after)}`, item] as const,
        ),
      ),
    ).values(),
  ],
  more: Math.max(0, ...changes.map(({ more }) => more)),
  links: Math.max(0, ...changes.map(({ links }) => links)),
});
