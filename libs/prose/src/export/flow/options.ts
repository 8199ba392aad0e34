/** What a file says besides the document's content. */
export interface ExportOptions {
  readonly title: string;
  /** Who wrote it, by name. */
  readonly author: string;
  /** RFC 5646. */
  readonly language: 'fr' | 'en';
  readonly createdAt: Date;
  readonly modifiedAt: Date;
  /** Its titles bear numbers: 1, 1.1, 1.1.1. */
  readonly numberedTitles?: boolean;
  /** By id of the attachment. For one that is missing stands a grey area in office files, elsewhere its description. */
  readonly pictures: ReadonlyMap<string, ExportPicture>;
  /** By the ids of their marks. One that is missing is deleted, and leaves no trace. */
  readonly threads?: ReadonlyMap<string, ExportThread>;
  /** Where links within the server lead, and what of it the reader of the file may read by name. */
  readonly internal?: InternalLinks;
  /** In HTML, links to elsewhere open beside it: what shows the page is left where it is. */
  readonly linksApart?: boolean;
  /** The name of who made a change or a remark, of the author as it is stored in the document. */
  readonly nameOf: (author: string) => string;
}

export interface InternalLinks {
  /** Of this server, without a slash at its end. */
  readonly origin: string;
  /** Names of resources, by id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** A comment that is kept apart from the document, with its replies. */
export interface ExportThread {
  readonly resolved: boolean;
  /** The comment, then its replies, each with the name of its author. */
  readonly said: readonly { readonly author: string; readonly date: string; readonly text: string }[];
}

export interface ExportPicture {
  readonly bytes: Uint8Array;
  /** Of those that browsers show: image/png, image/jpeg, image/gif, image/webp. */
  readonly mediaType: string;
}

export const LOCALE_TAGS = { fr: 'fr-FR', en: 'en-GB' } as const;

/** RFC 3339 without fractions, as office files write it. */
export const instantOf = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** A date as a file gave it, or null where it is none: office programs refuse a file for a wrong one. */
export const dateOf = (text: string): string | null =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/.test(text) &&
  !Number.isNaN(Date.parse(text))
    ? text
    : null;
