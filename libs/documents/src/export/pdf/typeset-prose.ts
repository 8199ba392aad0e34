import { exportPdfSource, type ProseNode } from '@maroquin/prose';
import { typeset } from './typeset.js';

interface About {
  readonly title: string;
  readonly author: string;
  readonly at: Date;
}

/** A French text that is no document of anybody's, as an accessible PDF. @throws {Error} */
export function typesetProse(doc: ProseNode, { title, author, at }: About): Promise<Buffer> {
  const { source } = exportPdfSource(doc, {
    ...{ title, author, language: 'fr', createdAt: at, modifiedAt: at },
    ...{ pictures: new Map(), nameOf: (name: string) => name },
  });
  return typeset(source, 'pdf');
}
