// First: what follows looks for them as it loads.
import './nothing-to-draw.js';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPdf {
  readonly pages: number;
  readonly title: string;
  readonly author: string;
  /** RFC 5646. */
  readonly language: string;
  /** How often each role of the structure stands in it. */
  readonly roles: ReadonlyMap<string, number>;
  readonly alternatives: readonly string[];
  /** By its tags, in reading order, without labels of lists and notes; what is no content (page numbers) is not read. */
  readonly text: string;
  readonly notes: string;
}

interface Structure {
  readonly role?: string;
  readonly alt?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Structure[];
}

interface Item {
  readonly type?: string;
  readonly id?: string;
  readonly str?: string;
  readonly hasEOL?: boolean;
}

/** A tagged PDF as a screen reader finds it. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false });
  const pdf = await task.promise;
  try {
    const { info } = await pdf.getMetadata();
    const found = {
      ...{ body: '', notes: '' },
      roles: new Map<string, number>(),
      alternatives: [] as string[],
    };
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
      walk(await page.getStructTree(), wordsById(items), found, 'body');
    }
    const said = (name: string): string => {
      const value = (info as Record<string, unknown>)[name];
      return typeof value === 'string' ? value : '';
    };
    return {
      ...{ pages: pdf.numPages, title: said('Title'), author: said('Author'), language: said('Language') },
      ...{ roles: found.roles, alternatives: found.alternatives, text: found.body, notes: found.notes },
    };
  } finally {
    await task.destroy();
  }
}

const BLOCKS = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'Code', 'TH', 'TD', 'LBody', 'BlockQuote']);

interface Found {
  body: string;
  notes: string;
  readonly roles: Map<string, number>;
  readonly alternatives: string[];
}

function walk(
  node: Structure | null,
  words: ReadonlyMap<string, string>,
  found: Found,
  into: 'body' | 'notes',
): void {
  if (node === null || node.role === 'Lbl') return;
  if (node.role !== undefined) found.roles.set(node.role, (found.roles.get(node.role) ?? 0) + 1);
  if (node.alt !== undefined) found.alternatives.push(node.alt);
  if (node.type === 'content' && node.id !== undefined) found[into] += words.get(node.id) ?? '';
  const inner = node.role === 'Note' ? 'notes' : into;
  for (const child of node.children ?? []) walk(child, words, found, inner);
  if (BLOCKS.has(node.role ?? '')) found[inner] += '\n';
}

function wordsById(items: readonly Item[]): Map<string, string> {
  const words = new Map<string, string>();
  const open: (string | undefined)[] = [];
  for (const { type, id, str = '', hasEOL = false } of items) {
    if (type === 'endMarkedContent') open.pop();
    else if (type !== undefined) open.push(id);
    const current = open.at(-1);
    if (str === '' && !hasEOL) continue;
    if (current !== undefined) words.set(current, (words.get(current) ?? '') + str + (hasEOL ? '\n' : ''));
  }
  return words;
}
