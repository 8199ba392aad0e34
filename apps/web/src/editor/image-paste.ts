import { Extension, type Editor } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

export interface ImagePasteOptions {
  /** Stores a picture; rejects with what the server refused. */
  readonly upload: (file: File) => Promise<string>;
  readonly onBusy: (change: 1 | -1) => void;
  readonly onFailure: (error: unknown) => void;
}

const pictures = (data: DataTransfer | null): File[] => [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));

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
      const position = at === undefined ? editor.state.selection.from : Math.min(at, editor.state.doc.content.size);
      editor.commands.insertContentAt(position, { type: 'image', attrs: { src, alt: alt === '' ? null : alt } });
    }
  } catch (error) {
    options.onFailure(error);
  } finally {
    options.onBusy(-1);
  }
};

/** Pasted HTML may carry pictures as `data:` addresses: they are stored first, then the text is pasted with references. */
const pasteWithPictures = async (view: EditorView, html: string, options: ImagePasteOptions): Promise<void> => {
  options.onBusy(1);
  try {
    const doc = new DOMParser().parseFromString(html, 'text/html');
    for (const image of doc.querySelectorAll<HTMLImageElement>('img[src^="data:image/"]')) {
      const blob = blobOf(image.getAttribute('src') ?? '');
      if (blob === null) image.remove();
      else image.setAttribute('data-src', await options.upload(new File([blob], 'image', { type: blob.type })));
      image.removeAttribute('src');
    }
    if (!view.isDestroyed) view.pasteHTML(doc.body.innerHTML);
  } catch (error) {
    options.onFailure(error);
  } finally {
    options.onBusy(-1);
  }
};

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
            if (!/<img[^>]+src=["']?data:image\//iu.test(html)) return false;
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
