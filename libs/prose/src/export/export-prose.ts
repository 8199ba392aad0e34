import { strToU8 } from 'fflate';
import type { ExportFormat } from '@maroquin/contracts';
import type { ProseNode } from '../common/prose-json.js';
import { asAccepted } from './accepted.js';
import { writeDocx } from './docx/write-docx.js';
import { type ExportLoss, exportLosses } from './flow/export-losses.js';
import type { Flow } from './flow/flow.js';
import { base64, writeHtml } from './text/html.js';
import { writeMarkdown } from './text/markdown.js';
import { writeOdt } from './odt/write-odt.js';
import { type ExportOptions, type ExportThread, instantOf } from './flow/options.js';
import { writePlainText } from './text/plain-text.js';
import { pdfSource, type PdfSource } from './pdf/pdf-content.js';
import { readFlow } from './flow/read-flow.js';

export interface ExportedFile {
  readonly bytes: Uint8Array;
  readonly losses: readonly ExportLoss[];
}

/** Formats that are written here; a PDF is typeset from its source. */
export type WrittenFormat = Exclude<ExportFormat, 'pdf' | 'pdfa'>;

type Writer = (flow: Flow, options: ExportOptions, doc: ProseNode) => Uint8Array;

const WRITERS: Readonly<Record<WrittenFormat, Writer>> = {
  odt: writeOdt,
  docx: writeDocx,
  md: (flow) => strToU8(writeMarkdown(flow)),
  html: (flow, options) => strToU8(writeHtml(flow, options)),
  txt: (flow, options) => strToU8(writePlainText(flow, options)),
  json: (_, options, doc) => strToU8(writeJson(doc, options)),
};

/** The document as a file. The same document and options give the same bytes: no clock, no chance, no network. */
export function exportProse(doc: ProseNode, format: WrittenFormat, options: ExportOptions): ExportedFile {
  const flow = readFlow(doc, options);
  const accepted = asAccepted(doc, format);
  const written = accepted === doc ? flow : readFlow(accepted, options);
  return { bytes: WRITERS[format](written, options, doc), losses: exportLosses(flow, format) };
}

/** What the document's PDF is typeset from, and what it loses. */
export function exportPdfSource(
  doc: ProseNode,
  options: ExportOptions,
): { readonly source: PdfSource; readonly losses: readonly ExportLoss[] } {
  const { internal, numberedTitles = false } = options;
  const flow = readFlow(asAccepted(doc, 'pdf'), { numberedTitles, ...(internal && { internal }) });
  return { source: pdfSource(flow, options), losses: lossesOf(doc, 'pdf') };
}

/** Of what is open on the screen: what this format would not carry. */
export const lossesOf = (doc: ProseNode, format: ExportFormat): ExportLoss[] =>
  exportLosses(readFlow(doc), format);

/** As the suite keeps it, with its pictures, for programs. */
function writeJson(doc: ProseNode, options: ExportOptions): string {
  const {
    title,
    author,
    language,
    createdAt,
    modifiedAt,
    pictures,
    threads = new Map<string, ExportThread>(),
  } = options;
  const whole = {
    format: 'maroquin-document',
    version: 1,
    ...{ title, author, language },
    ...(options.numberedTitles === true && { numberedTitles: true }),
    createdAt: instantOf(createdAt),
    modifiedAt: instantOf(modifiedAt),
    content: doc,
    comments: Object.fromEntries(threads),
    pictures: Object.fromEntries(
      [...pictures].map(([id, { mediaType, bytes }]) => [id, { mediaType, base64: base64(bytes) }]),
    ),
  };
  return `${JSON.stringify(whole, null, 1)}\n`;
}
