import { Node } from '@tiptap/core';
import { attributeOf } from '../common/element.js';

const ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A document, a file, or a place with those that it stands in, and what of it is shown. */
const PATH = new RegExp(`^/(?:(?:d|fichier)/${ID}|e(?:/${ID}){1,20}(?:/[a-z]{1,20}(?:/${ID})?)?)$`);
const IDS = new RegExp(ID, 'g');

/** Where a link within this server leads, without the server; null for anything else: it comes from other people's clients. */
export const internalPathOf = (value: unknown): string | null =>
  typeof value === 'string' && PATH.test(value) ? value : null;

/** The resource that it leads to. */
export const internalTargetOf = (value: unknown): string | null =>
  internalPathOf(value)?.match(IDS)?.at(-1) ?? null;

/** The same of an address as one copies it; null: it leads elsewhere, or to a place within the page. Pure. */
export function internalPathIn(address: string, origin: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.origin !== origin || url.search !== '' || url.hash !== '') return null;
  return internalPathOf(url.pathname);
}

/**
 * A link to something of this server: an inline atom that holds its place alone. Its title is asked for whoever reads,
 * as far as they may see it, and so stays true when it changes.
 */
export const InternalLink = Node.create({
  name: 'internalLink',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  addAttributes: () => ({
    path: { default: null, parseHTML: (element: object) => attributeOf(element, 'data-internal') },
  }),
  parseHTML: () => [
    {
      tag: 'a[data-internal]',
      // Before the mark of links.
      priority: 1100,
      getAttrs: (element: object) => {
        const path = internalPathOf(attributeOf(element, 'data-internal'));
        return path === null ? false : { path };
      },
    },
  ],
  renderHTML: ({ node }) => {
    const path = internalPathOf(node.attrs['path']);
    return path === null ? ['span', {}] : ['a', { 'data-internal': path, href: path }, path];
  },
  renderText: ({ node }) => internalPathOf(node.attrs['path']) ?? '',
});
