import type { ProseNode } from '../common/prose-json.js';
import { attrOf, elementsOf, listOf, plainOf, stringOf } from './ast.js';
import type { ImportContext } from './context.js';

/** CSS pixels in a unit of pandoc's lengths (96 to the inch); a percentage is of a text column of 6.67 in. */
const PIXELS = new Map([
  ['in', 96],
  ['cm', 96 / 2.54],
  ['mm', 96 / 25.4],
  ['pt', 96 / 72],
  ['px', 1],
  ['%', 6.4],
]);

function pixelsOf(length: string | undefined): number | null {
  const match = /^([0-9.]+)(in|cm|mm|pt|px|%)?$/.exec(length ?? '');
  const size = Number.parseFloat(match?.[1] ?? '') * (PIXELS.get(match?.[2] ?? 'px') ?? 1);
  return Number.isFinite(size) && size >= 1 ? Math.round(size) : null;
}

function textOrNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

export function imageNodeOf(context: ImportContext, c: unknown): ProseNode {
  const [rawAttr, description, target] = listOf(c);
  const { pairs } = attrOf(rawAttr);
  const [name = '', title] = listOf(target).map(stringOf);
  return {
    type: 'image',
    attrs: {
      src: context.image(name),
      alt: textOrNull(plainOf(elementsOf(description)).trim()),
      title: textOrNull(title),
      width: pixelsOf(pairs.get('width')),
      height: pixelsOf(pairs.get('height')),
    },
  };
}
