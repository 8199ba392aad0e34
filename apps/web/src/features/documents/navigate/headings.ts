import type { Node } from '@tiptap/pm/model';
import { headingNumbers } from '@maroquin/prose';

export interface Heading {
  readonly level: number;
  readonly text: string;
  /** Where its block begins. */
  readonly position: number;
}

const isStruck = (node: Node): boolean => node.marks.some(({ type }) => type.name === 'deletion');

/** As a person reads it: what is struck is out, a note too. */
const wordsOf = (heading: Node): string =>
  heading.children
    .map((child) => (child.type.name === 'hardBreak' ? ' ' : isStruck(child) ? '' : (child.text ?? '')))
    .join('')
    .trim();

/** The titles of a text that have words, in its order. */
export function headingsOf(doc: Node): Heading[] {
  const found: Heading[] = [];
  doc.descendants((node, position) => {
    if (node.type.name === 'heading') {
      const text = wordsOf(node);
      if (text !== '') found.push({ level: Number(node.attrs['level']), text, position });
    }
    return !node.isTextblock;
  });
  return found;
}

/** The one under which a position stands; -1: it is before the first. */
export const headingAt = (headings: readonly Heading[], position: number): number =>
  headings.findLastIndex((heading) => heading.position <= position);

/** "1.2 Objet": as a person reads it where titles bear numbers. */
export function withNumbers(headings: readonly Heading[], areNumbered: boolean): readonly Heading[] {
  if (!areNumbered) return headings;
  const { numbers } = headingNumbers(headings.map(({ level }) => level));
  return headings.map((heading, index) => ({ ...heading, text: `${numbers[index] ?? ''} ${heading.text}` }));
}

export const sameHeadings = (a: readonly Heading[], b: readonly Heading[]): boolean =>
  a.length === b.length &&
  a.every(({ level, text }, index) => level === b[index]?.level && text === b[index].text);
