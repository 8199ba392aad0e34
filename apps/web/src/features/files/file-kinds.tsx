import {
  Archive,
  AudioLines,
  File,
  FileImage,
  FileSpreadsheet,
  FileText,
  Film,
  Folder,
  Presentation,
  type LucideIcon,
} from 'lucide-react';
import { pagePreviewEndings, previewableImages, type ResourceView } from '@maroquin/contracts';
import type { Translate } from '../../i18n/index.js';
import { Icon } from '../../ui/index.js';

const byExtension: Record<string, { icon: LucideIcon; tone: string }> = {
  pdf: { icon: FileText, tone: 'r' },
  xlsx: { icon: FileSpreadsheet, tone: '' },
  xls: { icon: FileSpreadsheet, tone: '' },
  ods: { icon: FileSpreadsheet, tone: '' },
  csv: { icon: FileSpreadsheet, tone: '' },
  pptx: { icon: Presentation, tone: 'w' },
  ppt: { icon: Presentation, tone: 'w' },
  odp: { icon: Presentation, tone: 'w' },
  docx: { icon: FileText, tone: 'b' },
  doc: { icon: FileText, tone: 'b' },
  odt: { icon: FileText, tone: 'b' },
  txt: { icon: FileText, tone: 'n' },
  zip: { icon: Archive, tone: 'n' },
  gz: { icon: Archive, tone: 'n' },
  '7z': { icon: Archive, tone: 'n' },
};

/** The sign of a file goes by its name, as people do; nothing relies on it. */
const signOf = (name: string, mediaType: string | null): { icon: LucideIcon; tone: string } => {
  const extension = name.toLowerCase().split('.').at(-1) ?? '';
  const known = Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined;
  if (known !== undefined) return known;
  if (mediaType?.startsWith('image/')) return { icon: FileImage, tone: 'b' };
  if (mediaType?.startsWith('video/')) return { icon: Film, tone: 'n' };
  if (mediaType?.startsWith('audio/')) return { icon: AudioLines, tone: 'n' };
  return { icon: File, tone: 'n' };
};

export function FileGlyph({
  name,
  mediaType,
  isFolder,
}: {
  name: string;
  mediaType: string | null;
  isFolder?: boolean;
}) {
  const { icon, tone } = isFolder ? { icon: Folder, tone: 'n' } : signOf(name, mediaType);
  return (
    <span className={`mq-glyph ${tone}`} aria-hidden="true">
      <Icon of={icon} />
    </span>
  );
}

const previewable: readonly string[] = previewableImages;
/** Only pictures that the server serves inline; never SVG or HTML. */
export const isPicture = (file: Pick<ResourceView, 'kind' | 'mediaType'>): boolean =>
  file.kind === 'file' && file.mediaType !== null && previewable.includes(file.mediaType);

/** What sort of file it is, as people say it: "PDF", "Image PNG", else by its extension. */
export const kindOf = (
  { name, mediaType }: Pick<ResourceView, 'name' | 'mediaType'>,
  t: Translate,
): string => {
  const extension = /\.([\p{L}\p{N}]{1,8})$/u.exec(name)?.[1]?.toLocaleUpperCase(t.locale);
  if (mediaType?.startsWith('image/') && extension !== undefined) return t('files.kindImage', { extension });
  return extension === undefined ? t('files.kindUnknown') : t('files.kindOf', { extension });
};

/** Shown as plain text, whatever the server calls them. */
const textExtensions = new Set(
  'txt text md markdown log json xml html htm css svg yml yaml toml ini conf sql sh bat ps1 py js ts tsx jsx java c h cpp cs go rs php rb tex bib srt vtt ics vcf'.split(
    ' ',
  ),
);

/** Shown as what they are. */
const viewersByExtension: Readonly<Record<string, Viewer>> = {
  csv: 'table',
  tsv: 'table',
  eml: 'mail',
  ...Object.fromEntries(pagePreviewEndings.map((ending) => [ending, 'page'])),
};

export type Viewer = 'pdf' | 'page' | 'text' | 'table' | 'mail' | 'audio' | 'video';

/** What shows it; null: nothing here can. A PDF is recognised by its bytes, the rest by the name. */
export const viewerOf = ({ name, mediaType }: Pick<ResourceView, 'name' | 'mediaType'>): Viewer | null => {
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType?.startsWith('video/')) return 'video';
  if (mediaType?.startsWith('audio/')) return 'audio';
  const extension = /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? '';
  if (Object.hasOwn(viewersByExtension, extension)) return viewersByExtension[extension] ?? null;
  return mediaType?.startsWith('text/') || textExtensions.has(extension) ? 'text' : null;
};
