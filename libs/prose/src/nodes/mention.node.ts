import { Node } from '@tiptap/core';
import { visibleLine } from '@maroquin/contracts';
import { attributeOf } from '../common/element.js';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MAX_NAME = 200;

interface Mentioned {
  /** Of this mention: wherever it is moved or copied to, its person is notified once. */
  readonly id: string;
  readonly person: string;
  /** As they were called when they were mentioned. */
  readonly name: string;
}

/** Null for anything that is no mention: attributes arrive from other people's clients. */
export function mentionOf(attrs: Readonly<Record<string, unknown>> = {}): Mentioned | null {
  const { id, person, name } = attrs;
  if (typeof id !== 'string' || typeof person !== 'string' || typeof name !== 'string') return null;
  const isMention = UUID.test(id) && UUID.test(person) && visibleLine.test(name);
  return isMention ? { id, person, name: name.slice(0, MAX_NAME) } : null;
}

/** As it is read in a line of text. */
export const mentionWords = (attrs: Readonly<Record<string, unknown>> = {}): string => {
  const { name = '' } = mentionOf(attrs) ?? {};
  return name === '' ? '' : `@${name}`;
};

/** A person named in the text, who is notified: an inline atom. */
export const Mention = Node.create({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    id: { default: null, parseHTML: (element: object) => attributeOf(element, 'data-mention') },
    person: { default: null, parseHTML: (element: object) => attributeOf(element, 'data-person') },
    name: { default: null, parseHTML: (element: object) => attributeOf(element, 'data-name') },
  }),
  parseHTML: () => [
    {
      tag: 'span[data-mention]',
      getAttrs: (element: object) => {
        const [id, person, name] = ['data-mention', 'data-person', 'data-name'].map((one) =>
          attributeOf(element, one),
        );
        const mentioned = mentionOf({ id, person, name });
        return mentioned === null ? false : { ...mentioned };
      },
    },
  ],
  renderHTML: ({ node }) => {
    const mentioned = mentionOf(node.attrs);
    if (mentioned === null) return ['span', {}];
    const { id, person, name } = mentioned;
    return ['span', { 'data-mention': id, 'data-person': person, 'data-name': name }, `@${name}`];
  },
  renderText: ({ node }) => mentionWords(node.attrs),
});
