import { createHash } from 'node:crypto';
import { exportEnding, type ExportFormat, type ResourceView } from '@maroquin/contracts';

/** What a document is read as: a text with a layout by every word processor, a plain note by every editor. */
const FORMATS = { prose: 'odt', text: 'md' } as const satisfies Record<string, ExportFormat>;
const ENDING = new RegExp(`^(.+)\\.(?:${Object.values(FORMATS).map(exportEnding).join('|')})$`, 'iu');

export const formatOfMounted = ({ documentKind }: Pick<ResourceView, 'documentKind'>): ExportFormat =>
  FORMATS[documentKind ?? 'prose'];

/** What something is called in the mounted tree, before anything tells it apart. Pure. */
export const mountedName = (view: Pick<ResourceView, 'kind' | 'name' | 'documentKind'>): string =>
  view.kind === 'document' ? `${view.name}.${exportEnding(formatOfMounted(view))}` : view.name;

/** The title of the document that a name may be one of; null: no document is called so. Pure. */
export const titleOfMounted = (name: string): string | null => ENDING.exec(name)?.[1] ?? null;

/** The title that a document has under this name; null: as a file it would be of another kind. Pure. */
export const titleUnder = (view: Pick<ResourceView, 'documentKind'>, name: string): string | null =>
  name.toLowerCase().endsWith(`.${exportEnding(formatOfMounted(view))}`) ? titleOfMounted(name) : null;

/**
 * The tag of the file that a document is read as (RFC 9110 §8.8.3): everything its bytes are made of stands in it, so
 * that it is known without making them. `seq`: the last committed change that they hold. Pure.
 */
export function documentTag(view: ResourceView, seq: number): string {
  const { id, name, version, createdAt, updatedAt, marking, documentLanguage, numberedTitles, createdBy } =
    view;
  const made = [
    id,
    seq,
    name,
    version,
    createdAt,
    updatedAt,
    marking,
    documentLanguage,
    numberedTitles === true,
  ];
  const hash = createHash('sha256').update(JSON.stringify([...made, createdBy?.name ?? '']));
  return `"${hash.digest('base64url').slice(0, 27)}"`;
}
