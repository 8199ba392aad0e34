import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ResourceViews } from '@maroquin/access';
import { type ExportFormat, exportEnding, exportFormatSchema, idSchema } from '@maroquin/contracts';
import { type DocumentFile, DocumentExports } from '@maroquin/documents';
import { DomainError, StartupError } from '@maroquin/platform/errors';
import { lossSentence } from '@maroquin/prose';
import { actingAs } from '../common/acting-as.js';
import { answer, say, speaksEnglish } from '../common/output.js';
import { withSuite } from '../common/with-suite.js';

interface ExportDocumentOptions {
  readonly format: string;
  /** E-mail address or id: whose rights apply. */
  readonly by: string;
  /** A file, or a folder that ends in "/". */
  readonly out?: string;
  readonly json?: boolean;
}

const formatOf = (text: string): ExportFormat => {
  const parsed = exportFormatSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  const all = exportFormatSchema.options.join(', ');
  throw new StartupError(
    `Format inconnu. Choisissez parmi : ${all}.`,
    `Unknown format. Choose among: ${all}.`,
  );
};

/** A name of a document may be that of any file: it names one here, in the folder that was given. */
const safeName = (name: string): string =>
  name
    .replaceAll(/[\p{Cc}/\\:*?"<>|]/gu, '_')
    .replace(/^\.+/u, '_')
    .slice(0, 150);

/** `maroquin export document`: a document as a file, as the person who is named may read it. */
export async function exportDocument(
  id: string,
  { format: asked, by, out, json = false }: ExportDocumentOptions,
): Promise<void> {
  const format = formatOf(asked);
  if (!idSchema.safeParse(id).success) throw new DomainError('request.not-found');
  const { file, bytes, losses } = await withSuite(async (suite) => {
    const actor = await actingAs(suite, by);
    const { name } = await suite.get(ResourceViews, { strict: false }).viewOf(actor, id);
    const ownName = `${safeName(name)}.${exportEnding(format)}`;
    const file = out === undefined ? ownName : out.endsWith('/') ? join(out, ownName) : out;
    const exports = suite.get(DocumentExports, { strict: false });
    return { file, ...(await writeNew(file, () => exports.export(actor, id, format, 'command'))) };
  });
  const locale = speaksEnglish() ? 'en' : 'fr';
  const sentences = losses.map((loss) => lossSentence(loss, locale));
  answer(json, { file, bytes: bytes.length, losses }, [
    say(`${file} : ${String(bytes.length)} octets.`, `${file}: ${String(bytes.length)} bytes.`),
    ...(sentences.length === 0
      ? [say('Rien n’est perdu dans ce format.', 'Nothing is lost in this format.')]
      : [say('Ce que ce format ne garde pas :', 'What this format does not keep:')]),
    ...sentences.map((sentence) => `- ${sentence}`),
  ]);
}

/**
 * Readable by its owner alone; what stands there already is not written over. The file is there before anything is
 * exported: the audit names no export that found no place.
 */
async function writeNew(file: string, make: () => Promise<DocumentFile>): Promise<DocumentFile> {
  const handle = await open(file, 'wx', 0o600).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new StartupError(
      `Le fichier ${file} existe déjà. Donnez un autre nom avec --out.`,
      `The file ${file} exists already. Give another name with --out.`,
    );
  });
  try {
    const made = await make();
    await handle.writeFile(made.bytes);
    await handle.sync();
    return made;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
}
