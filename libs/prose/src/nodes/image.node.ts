import Image from '@tiptap/extension-image';
import { attachmentIdOf } from '../common/attachments.js';
import { attributeOf } from '../common/element.js';

/** Where the browser loads an attachment from; null leaves the picture out and shows its description. */
export type AttachmentUrl = (attachmentId: string) => string | null;

const MAX_PIXELS = 10_000;

function pixels(value: unknown): number | null {
  const number = typeof value === 'string' ? Number.parseFloat(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || number <= 0) return null;
  return Math.min(MAX_PIXELS, Math.round(number));
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/**
 * An inline picture whose `src` is an attachment reference.
 * An address on the network is never rendered: it would tell a stranger who opened the document.
 */
export function imageNode(attachmentUrl: AttachmentUrl) {
  return Image.extend({
    addAttributes() {
      const size = (name: string) => ({
        default: null,
        parseHTML: (element: object) => pixels(attributeOf(element, name)),
      });
      return {
        src: { default: null, parseHTML: (element: object) => attributeOf(element, 'data-src') },
        alt: { default: null, parseHTML: (element: object) => attributeOf(element, 'alt') },
        title: { default: null, parseHTML: (element: object) => attributeOf(element, 'title') },
        width: size('width'),
        height: size('height'),
      };
    },
    parseHTML: () => [
      {
        tag: 'img[data-src]',
        getAttrs: (element: object) =>
          attachmentIdOf(attributeOf(element, 'data-src')) === null ? false : null,
      },
    ],
    renderHTML({ node }) {
      const { src, alt, title, width, height } = node.attrs;
      const id = attachmentIdOf(src);
      const attributes: Record<string, string | number | null> = {
        'data-src': id === null ? null : String(src),
        src: id === null ? null : attachmentUrl(id),
        alt: text(alt) ?? '',
        title: text(title),
        width: pixels(width),
        height: pixels(height),
      };
      return ['img', Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))];
    },
    // `![alt](address)` would place an address on the network.
    addInputRules: () => [],
  }).configure({ inline: true, allowBase64: false });
}
