import { Editor, Mark } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import Image from '@tiptap/extension-image';
import StarterKit from '@tiptap/starter-kit';
import { applyUpdate, Doc } from 'yjs';

/**
 * The editor without our code, of the same versions: what somebody has who follows Tiptap's own page on collaboration.
 * It runs in the browser, from a bundle of its own.
 */
interface Page {
  readonly document: { querySelector(selector: string): never };
}
const page = globalThis as unknown as Page;

const plainMark = (name: string) =>
  Mark.create({
    name,
    excludes: '',
    addAttributes: () => ({ id: { default: '' }, author: { default: '' }, date: { default: '' } }),
    parseHTML: () => [{ tag: `span[data-${name}]` }],
    renderHTML: () => ['span', { [`data-${name}`]: '' }, 0],
  });

const doc = new Doc();
const answer = await fetch('/document');
applyUpdate(doc, new Uint8Array(await answer.arrayBuffer()));
new Editor({
  element: page.document.querySelector('#editor'),
  extensions: [
    StarterKit.configure({ undoRedo: false }),
    Image.configure({ inline: true }).extend({
      renderHTML: ({ node }) => [
        'img',
        { src: '/picture.png', alt: String(node.attrs['alt']), width: '64', height: '48' },
      ],
    }),
    ...['insertion', 'deletion', 'comment'].map(plainMark),
    Collaboration.configure({ document: doc, field: 'prose' }),
  ],
});
