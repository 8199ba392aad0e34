import { Mark } from '@tiptap/core';
import { attributeOf } from '../common/element.js';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    colour: {
      /** null: none. */
      setHighlight: (colour: HighlightColour | null) => ReturnType;
      setInk: (colour: InkColour | null) => ReturnType;
    };
  }
}

/** A few colours by name, each legible in light and dark: what a colour looks like is the reader's theme. */
export const HIGHLIGHT_COLOURS = ['yellow', 'green', 'blue', 'pink', 'grey'] as const;
export const INK_COLOURS = ['red', 'orange', 'green', 'blue', 'violet'] as const;
export type HighlightColour = (typeof HIGHLIGHT_COLOURS)[number];
export type InkColour = (typeof INK_COLOURS)[number];

export const oneOf = <T extends string>(colours: readonly T[], value: unknown): T | null =>
  colours.find((colour) => colour === value) ?? null;

/** Ground of words. Of other programs' marks, only that there is one is kept. */
export const Highlight = Mark.create({
  name: 'highlight',
  addAttributes: () => ({ colour: { default: 'yellow' } }),
  parseHTML: () => [
    {
      tag: 'mark',
      getAttrs: (element: object) => ({
        colour: oneOf(HIGHLIGHT_COLOURS, attributeOf(element, 'data-highlight')) ?? 'yellow',
      }),
    },
  ],
  renderHTML: ({ mark }) => [
    'mark',
    { 'data-highlight': oneOf(HIGHLIGHT_COLOURS, mark.attrs['colour']) ?? 'yellow' },
    0,
  ],
  addCommands() {
    return {
      setHighlight:
        (colour) =>
        ({ commands }) =>
          colour === null ? commands.unsetMark(this.name) : commands.setMark(this.name, { colour }),
    };
  },
});

/** Colour of words. */
export const Ink = Mark.create({
  name: 'ink',
  addAttributes: () => ({ colour: { default: 'blue' } }),
  parseHTML: () => [
    {
      tag: 'span[data-ink]',
      getAttrs: (element: object) => {
        const colour = oneOf(INK_COLOURS, attributeOf(element, 'data-ink'));
        return colour === null ? false : { colour };
      },
    },
  ],
  renderHTML: ({ mark }) => {
    const colour = oneOf(INK_COLOURS, mark.attrs['colour']);
    return ['span', colour === null ? {} : { 'data-ink': colour }, 0];
  },
  addCommands() {
    return {
      setInk:
        (colour) =>
        ({ commands }) =>
          colour === null ? commands.unsetMark(this.name) : commands.setMark(this.name, { colour }),
    };
  },
});
