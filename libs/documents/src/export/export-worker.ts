import type { DocumentKind, ExportFormat } from '@maroquin/contracts';
import { refuseNetworkInThread } from '@maroquin/platform/no-network';
import {
  type ExportOptions,
  exportPdfSource,
  exportProse,
  type ExportedFile,
  type ExportPicture,
  type ExportThread,
  PROSE_ROOT,
  proseFromY,
  type ProseNode,
  type ProseSources,
  sourcesOf,
} from '@maroquin/prose';
import { applyUpdate, Doc, mergeUpdates } from 'yjs';
import { typeset } from './pdf/typeset.js';

refuseNetworkInThread();

/** First what the document names, then the file, when that has been fetched. */
export type ExportRequest =
  | { readonly task: 'read'; readonly kind: DocumentKind; readonly updates: readonly Uint8Array[] }
  /** JSON of a version that is kept as such: ProseMirror's, or a plain note's text. `after`: blocks below it. */
  | { readonly task: 'read-version'; readonly content: string; readonly after: readonly ProseNode[] }
  | {
      readonly task: 'write';
      readonly doc: ProseNode;
      readonly format: ExportFormat;
      readonly about: ExportedAbout;
      readonly pictures: ReadonlyMap<string, ExportPicture>;
      /** Names by the authors as they are stored. */
      readonly names: ReadonlyMap<string, string>;
      readonly threads: ReadonlyMap<string, ExportThread>;
      readonly internal: NonNullable<ExportOptions['internal']>;
    };

export interface ExportedAbout {
  readonly title: string;
  readonly author: string;
  readonly language: 'fr' | 'en';
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  readonly numberedTitles: boolean;
}

export interface ReadDocument {
  readonly doc: ProseNode;
  readonly sources: ProseSources;
}

export interface ExportAnswers {
  readonly read: ReadDocument;
  readonly 'read-version': ReadDocument;
  readonly write: ExportedFile;
}

/** Runs in a worker thread: building a Y.Doc and packing megabytes must not hold up the server. */
export default async function exportInWorker(
  request: ExportRequest,
): Promise<ExportAnswers[ExportRequest['task']]> {
  if (request.task === 'read') {
    const doc = contentOf(request.kind, request.updates);
    return { doc, sources: sourcesOf(doc) };
  }
  if (request.task === 'read-version') {
    const content = JSON.parse(request.content) as ProseNode | string;
    const text = typeof content === 'string' ? paragraphsOf(content) : content;
    const doc = { ...text, content: [...(text.content ?? []), ...request.after] };
    return { doc, sources: sourcesOf(doc) };
  }
  const { doc, format, about, pictures, names, threads, internal } = request;
  const options = {
    ...about,
    pictures,
    threads,
    internal,
    nameOf: (author: string) => names.get(author) ?? author,
  };
  if (format !== 'pdf' && format !== 'pdfa') return exportProse(doc, format, options);
  const { source, losses } = exportPdfSource(doc, options);
  return { bytes: await typeset(source, format), losses };
}

function contentOf(kind: DocumentKind, updates: readonly Uint8Array[]): ProseNode {
  const ydoc = new Doc({ gc: true });
  ydoc.getText('text');
  ydoc.getXmlFragment(PROSE_ROOT);
  if (updates.length > 0) applyUpdate(ydoc, mergeUpdates([...updates]));
  return kind === 'prose' ? proseFromY(ydoc) : paragraphsOf(ydoc.getText('text').toJSON());
}

/** A plain note: a line is a paragraph. */
function paragraphsOf(text: string): ProseNode {
  const lines = text.replace(/\n$/, '').split('\n');
  return {
    type: 'doc',
    content: lines.map((line) => ({
      type: 'paragraph',
      ...(line === '' ? {} : { content: [{ type: 'text', text: line }] }),
    })),
  };
}
