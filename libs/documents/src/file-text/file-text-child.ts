// Reads a file on standard input and answers its text on standard output; the format is its argument. It runs in a
// process of its own, which the parent limits and which may neither write files nor start others.
import { refuseNetwork } from '@maroquin/platform/no-network';
import { textOfFile } from '../import/convert-text.js';
import { fileTextFormats, type FileTextFormat } from './formats.js';
import { htmlText } from './html-text.js';
import { FILE_TEXT_LIMITS } from './limits.js';
import { mailText } from './mail-text.js';
import { packageText } from './package-text.js';
import { PAGE_END, pdfText } from './pdf-text.js';
import { tidied } from './tidied.js';

refuseNetwork();

const plain = (bytes: Uint8Array): string => textOfFile(bytes.subarray(0, FILE_TEXT_LIMITS.plainBytes));

async function textOf(format: FileTextFormat, bytes: Uint8Array): Promise<string> {
  switch (format) {
    case 'pdf':
      return pdfText(bytes);
    case 'package':
      return withoutPages(packageText(bytes));
    case 'text':
      return withoutPages(plain(bytes));
    case 'html':
      return withoutPages(htmlText(plain(bytes)));
    case 'mail':
      return withoutPages(await mailText(bytes));
  }
}

const withoutPages = (text: string): string => text.replaceAll(PAGE_END, '\n');

const format = fileTextFormats.find((one) => one === process.argv[2]);
if (format === undefined) throw new Error('no such format');
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const text = tidied(await textOf(format, Buffer.concat(chunks)));
process.stdout.write(text);
