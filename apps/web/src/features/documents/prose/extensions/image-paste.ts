import { Extension, type Editor } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { scrollToPicture } from './image-view.js';

export interface ImagePasteOptions {
  /** Path under which this document's own pictures are read. */
  readonly ownPath: string;
  /** Stores a picture; rejects with what the server refused. */
  readonly upload: (file: File) => Promise<string>;
  readonly onBusy: (change: 1 | -1) => void;
  readonly onFailure: (error: unknown) => void;
}

const pictures = (data: DataTransfer | null): File[] =>
  [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));

/** Uploads the pictures one after the other and puts each at the caret (or where it was dropped). */
export const insertPictures = async (
  editor: Editor,
  files: readonly File[],
  options: ImagePasteOptions,
  at?: number,
  alt = '',
): Promise<void> => {
  options.onBusy(1);
  try {
    for (const file of files) {
      const src = await options.upload(file);
      if (editor.isDestroyed) return;
      const position =
        at === undefined ? editor.state.selection.from : Math.min(at, editor.state.doc.content.size);
      editor.commands.insertContentAt(position, {
        type: 'image',
        attrs: { src, alt: alt === '' ? null : alt },
      });
      scrollToPicture(editor.view, position);
    }
  } catch (error) {
    options.onFailure(error);
  } finally {
    options.onBusy(-1);
  }
};

/** Pictures of another document, by the address its editor gave them. */
const ELSEWHERE = /src=["']?[^"'>\s]*\/api\/v1\/documents\/[0-9a-f-]{36}\/images\//iu;
const PICTURE_PATH = /^\/api\/v1\/documents\/[0-9a-f-]{36}\/images\/[0-9a-f-]{36}$/u;
const INLINE = /<img[^>]+src=["']?data:image\//iu;

/** The picture of an `img` that is not this document's: inline, or readable in another document; null for anything else. */
const pictureOf = async (image: HTMLImageElement, ownPath: string): Promise<Blob | 'own' | null> => {
  const address = image.getAttribute('src') ?? '';
  if (address.startsWith('data:')) return blobOf(address);
  if (!URL.canParse(address, location.href)) return null;
  const url = new URL(address, location.href);
  if (url.origin !== location.origin || !PICTURE_PATH.test(url.pathname)) return null;
  if (url.pathname.startsWith(ownPath)) return 'own';
  const answer = await fetch(url, { credentials: 'same-origin' });
  return answer.ok ? answer.blob() : null;
};

/**
 * Pasted HTML may carry pictures as `data:` addresses, or of another document: they are stored here first, then the
 * text is pasted with references.
 */
const pasteWithPictures = async (
  view: EditorView,
  html: string,
  options: ImagePasteOptions,
): Promise<void> => {
  options.onBusy(1);
  try {
    const doc = new DOMParser().parseFromString(html, 'text/html');
    for (const image of doc.querySelectorAll('img')) {
      const picture = await pictureOf(image, options.ownPath);
      if (picture === null) image.remove();
      else if (picture !== 'own')
        image.setAttribute(
          'data-src',
          await options.upload(new File([picture], 'image', { type: picture.type })),
        );
    }
    if (!view.isDestroyed) view.pasteHTML(doc.body.innerHTML);
  } catch (error) {
    options.onFailure(error);
  } finally {
    options.onBusy(-1);
  }
};

/** Some picture belongs to another document. */
const isElsewhere = (html: string, ownPath: string): boolean => ELSEWHERE.test(html.replaceAll(ownPath, ''));

/** RFC 2397, base64 only. Decoded here: fetching a `data:` address is what the content policy forbids. */
const blobOf = (address: string): Blob | null => {
  const parts = /^data:(image\/[a-z+.-]+);base64,([A-Za-z0-9+/=\s]+)$/u.exec(address);
  if (parts === null) return null;
  const bytes = Uint8Array.from(atob(parts[2] ?? ''), (c) => c.charCodeAt(0));
  return new Blob([bytes], { type: parts[1] });
};

/** Pasted and dropped pictures are uploaded first; nothing else than a reference enters the text. */
export const ImagePaste = Extension.create<ImagePasteOptions>({
  name: 'imagePaste',
  addOptions: () => ({
    ownPath: '',
    upload: () => Promise.reject(new Error('not configured')),
    onBusy: () => undefined,
    onFailure: () => undefined,
  }),
  addProseMirrorPlugins() {
    const { editor, options } = this;
    return [
      new Plugin({
        props: {
          handlePaste: (view, event) => {
            const html = event.clipboardData?.getData('text/html') ?? '';
            const files = pictures(event.clipboardData);
            // Word and browsers offer the words as HTML and a picture of them as a file: the words win.
            const onlyPicture = !/\S/u.test(html.replace(/<[^>]*>/gu, '')) || html === '';
            if (files.length > 0 && onlyPicture) {
              void insertPictures(editor, files, options);
              return true;
            }
            if (!INLINE.test(html) && !isElsewhere(html, options.ownPath)) return false;
            void pasteWithPictures(view, html, options);
            return true;
          },
          handleDrop: (view, event, _slice, moved) => {
            const files = pictures(event.dataTransfer);
            if (moved || files.length === 0) return false;
            event.preventDefault();
            const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos;
            void insertPictures(editor, files, options, at);
            return true;
          },
        },
      }),
    ];
  },
});
