import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

const folderOf = (name: string): string => dirname(require.resolve(`${name}/package.json`));
const serif = (face: string): string =>
  join(folderOf('@expo-google-fonts/source-serif-4'), face, `SourceSerif4_${face}.ttf`);
const dejavu = (face: string): string => join(folderOf('dejavu-fonts-ttf'), 'ttf', `DejaVu${face}.ttf`);

interface Fonts {
  /** Every file that the typesetter may use: nothing of the machine's own is looked at. */
  readonly files: readonly string[];
  /** Whether the fonts can show a character, upright or slanted. */
  readonly upright: (codePoint: number) => boolean;
  readonly slanted: (codePoint: number) => boolean;
}

/** The families of the template, and what they cover. Read once, when the first PDF is made. */
export function openFonts(): Fonts {
  const regular = serif('400Regular');
  const slantedFaces = [dejavu('Sans-Oblique'), dejavu('Sans-BoldOblique')];
  const boldFace = dejavu('Sans-Bold');
  const emoji = join(folderOf('@expo-google-fonts/noto-emoji'), '400Regular', 'NotoEmoji_400Regular.ttf');
  const files = [
    ...[regular, serif('400Regular_Italic'), serif('700Bold'), serif('700Bold_Italic')],
    ...[dejavu('Sans'), boldFace, ...slantedFaces],
    ...['Mono', 'Mono-Bold', 'Mono-Oblique', 'Mono-BoldOblique'].map((face) => dejavu(`Sans${face}`)),
    emoji,
  ];
  const everywhere = [coverageOf(regular), coverageOf(emoji)];
  const bold = coverageOf(boldFace);
  const oblique = slantedFaces.map(coverageOf);
  const isEverywhere = (codePoint: number): boolean => everywhere.some((covered) => covered.has(codePoint));
  return {
    files,
    // DejaVu's bold face covers a little less than the regular one: what it lacks is shown nowhere.
    upright: (codePoint) => bold.has(codePoint) || isEverywhere(codePoint),
    slanted: (codePoint) => oblique.every((covered) => covered.has(codePoint)) || isEverywhere(codePoint),
  };
}

const SEGMENTS = 4;
const GROUPS = 12;

/** The characters of a font, by the table `cmap` (OpenType 1.9) in the two formats that fonts of today have. */
function coverageOf(file: string): ReadonlySet<number> {
  const bytes = readFileSync(file);
  const covered = new Set<number>();
  const table = tableOf(bytes, 'cmap');
  for (let index = 0; index < bytes.readUInt16BE(table + 2); index += 1) {
    const at = table + bytes.readUInt32BE(table + 8 + 8 * index);
    const format = bytes.readUInt16BE(at);
    if (format === SEGMENTS) readSegments(bytes, at, covered);
    else if (format === GROUPS) readGroups(bytes, at, covered);
  }
  return covered;
}

function tableOf(bytes: Buffer, tag: string): number {
  for (let at = 12; at < 12 + 16 * bytes.readUInt16BE(4); at += 16)
    if (bytes.toString('latin1', at, at + 4) === tag) return bytes.readUInt32BE(at + 8);
  throw new RangeError(`the font has no table ${tag}`);
}

function readGroups(bytes: Buffer, table: number, covered: Set<number>): void {
  for (let index = 0; index < bytes.readUInt32BE(table + 12); index += 1) {
    const at = table + 16 + 12 * index;
    const end = bytes.readUInt32BE(at + 4);
    for (let codePoint = bytes.readUInt32BE(at); codePoint <= end; codePoint += 1) covered.add(codePoint);
  }
}

/** Four arrays of the same length: ends, starts, deltas, and offsets of glyphs (0: the delta gives them). */
function readSegments(bytes: Buffer, table: number, covered: Set<number>): void {
  const twice = bytes.readUInt16BE(table + 6);
  for (let at = 0; at < twice; at += 2) {
    const end = bytes.readUInt16BE(table + 14 + at);
    const start = bytes.readUInt16BE(table + 16 + twice + at);
    const offsetAt = table + 16 + 3 * twice + at;
    const offset = bytes.readUInt16BE(offsetAt);
    for (let codePoint = start; codePoint <= end && codePoint < 0xffff; codePoint += 1)
      if (offset === 0 || bytes.readUInt16BE(offsetAt + offset + 2 * (codePoint - start)) !== 0)
        covered.add(codePoint);
  }
}
