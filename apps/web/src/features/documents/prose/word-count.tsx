import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { useT } from '../../../i18n/index.js';

const COUNT_EVERY_MS = 800;

/** Counted at most once in 800 ms: over 50,000 words it takes a few milliseconds. */
export function WordCount({ editor }: { editor: Editor }) {
  const t = useT();
  const [words, setWords] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = (): void => {
      timer = undefined;
      const { doc } = editor.state;
      const text = doc.textBetween(0, doc.content.size, ' ', ' ');
      setWords(text.match(/[\p{L}\p{N}]+(?:['’\u2011-][\p{L}\p{N}]+)*/gu)?.length ?? 0);
    };
    const later = (): void => {
      timer ??= setTimeout(count, COUNT_EVERY_MS);
    };
    // The text is shown first.
    timer = setTimeout(count, 0);
    editor.on('update', later);
    return () => {
      clearTimeout(timer);
      editor.off('update', later);
    };
  }, [editor]);
  return t('editor.words', { count: words });
}
