import type { ExportFormat, Marking } from '@maroquin/contracts';
import type { ReadDocument } from './export-worker.js';

const WORDS: Readonly<Record<Exclude<Marking, 'none'>, string>> = {
  sensitive: 'SENSIBLE',
  restricted: 'DIFFUSION RESTREINTE',
};

/** The marking stands over what leaves, in every format but the one for programs. Pure. */
export function withMarking(read: ReadDocument, marking: Marking, format: ExportFormat): ReadDocument {
  if (marking === 'none' || format === 'json') return read;
  const line = {
    type: 'paragraph',
    content: [{ type: 'text', text: WORDS[marking], marks: [{ type: 'bold' }] }],
  };
  return { ...read, doc: { ...read.doc, content: [line, ...(read.doc.content ?? [])] } };
}
