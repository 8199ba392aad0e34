/** The twelve hues of people on a light ground (design tokens `--mq-person-1` … `--mq-person-12`). */
const HUES = [
  '#8e003f',
  '#667688',
  '#2d2d9c',
  '#946900',
  '#006764',
  '#3f3a00',
  '#405b00',
  '#660c0a',
  '#4a0e72',
  '#008758',
  '#933f8e',
  '#004b64',
] as const;

/** The same person has the same hue everywhere. */
export function personHue(personId: string): { hue: number; colour: string } {
  let hash = 0;
  for (const character of personId) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  const index = hash % HUES.length;
  return { hue: index + 1, colour: HUES[index] ?? HUES[0] };
}
