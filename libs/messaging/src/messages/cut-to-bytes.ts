/**
 * As many as come to `most` bytes of JSON, one at least: the first of them when one reads forwards, otherwise the last.
 * Pure.
 */
export function cutToBytes<Item>(items: readonly Item[], forwards: boolean, most: number): Item[] {
  const nearest = forwards ? [...items] : [...items].reverse();
  let bytes = 0;
  const over = nearest.findIndex((item, at) => {
    bytes += Buffer.byteLength(JSON.stringify(item));
    return at > 0 && bytes > most;
  });
  const kept = over < 0 ? nearest : nearest.slice(0, over);
  return forwards ? kept : kept.reverse();
}
