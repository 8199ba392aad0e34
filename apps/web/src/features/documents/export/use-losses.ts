import { useEffect, useState } from 'react';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import type { ExportFormat } from '@maroquin/contracts';
import { useT } from '../../../i18n/index.js';

/** In words, what this format would not carry of the document as it stands in the browser. */
export function useLosses(doc: Doc, isProse: boolean, format: ExportFormat): readonly string[] {
  const { locale } = useT();
  const [losses, setLosses] = useState<readonly string[]>([]);
  useEffect(() => {
    if (!isProse) return undefined;
    let isOver = false;
    void import('@maroquin/prose').then(({ lossesOf, lossSentence, proseFromY }) => {
      if (isOver) return;
      // A copy, because reading deletes what does not fit the schema.
      const copy = new Doc();
      applyUpdate(copy, encodeStateAsUpdate(doc));
      const found = lossesOf(proseFromY(copy), format);
      copy.destroy();
      setLosses(found.map((loss) => lossSentence(loss, locale)));
    });
    return () => {
      isOver = true;
    };
  }, [doc, isProse, format, locale]);
  return losses;
}
