/** How the text of a file is read. */
export const fileTextFormats = ['pdf', 'package', 'text', 'html', 'mail'] as const;
export type FileTextFormat = (typeof fileTextFormats)[number];

const BY_ENDING = new Map<string, FileTextFormat>([
  ['pdf', 'pdf'],
  ...['docx', 'docm', 'dotx', 'xlsx', 'xlsm', 'xltx', 'pptx', 'pptm', 'ppsx', 'potx'].map(toPackage),
  ...['odt', 'ott', 'ods', 'ots', 'odp', 'otp', 'odg'].map(toPackage),
  ...['txt', 'md', 'markdown', 'csv', 'tsv'].map((ending) => [ending, 'text'] as const),
  ...['html', 'htm'].map((ending) => [ending, 'html'] as const),
  ['eml', 'mail'],
]);
const BY_TYPE = new Map<string, FileTextFormat>([
  ['application/pdf', 'pdf'],
  ['text/plain', 'text'],
  ['text/markdown', 'text'],
  ['text/csv', 'text'],
  ['text/html', 'html'],
  ['message/rfc822', 'mail'],
]);

function toPackage(ending: string): readonly [string, FileTextFormat] {
  return [ending, 'package'];
}

/** What Tesseract reads of the pictures that people scan and photograph. */
const PICTURE = /\.(?:png|jpe?g|tiff?|webp|bmp)$/i;
const PICTURE_TYPE = /^image\/(?:png|jpeg|tiff|webp|bmp)\b/i;

/** By its name, else by its media type. */
export const isPicture = (name: string, mediaType: string): boolean =>
  PICTURE.test(name) || (!/\.[a-z]+$/i.test(name) && PICTURE_TYPE.test(mediaType.trim()));

/** By its name, else by its media type; null: a kind of file whose text nobody reads here. */
export const fileTextFormatOf = (name: string, mediaType: string): FileTextFormat | null =>
  BY_ENDING.get(/\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '') ??
  BY_TYPE.get(mediaType.split(';')[0]?.trim().toLowerCase() ?? '') ??
  null;
