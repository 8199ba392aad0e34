import type { Editor } from '@tiptap/core';
import { useLayoutEffect, useRef } from 'react';

/**
 * Where the text of an editor stands in the page. Tiptap's own EditorContent draws the whole text a second time for node
 * views that are React components; there are none here, and in a long text that doubles the time to open it.
 */
export function EditorMount({ editor }: { editor: Editor }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (editor.isDestroyed) return;
    const { dom } = editor.view;
    place.current?.append(dom);
    return () => dom.remove();
  }, [editor]);
  return <div ref={place} />;
}
