import { PROSE_RULES } from './prose-rules.js';
import { compileRules, TEXT_STRUCTURE, type StructureRules } from './structure.js';

/** `prose`: the editor's document. `text`: a plain-text note. */
export type DocumentKind = 'prose' | 'text';

/** Numbers by which Yjs's V1 encoding names what an item holds (yjs/src/structs/Item.js, contentRefs). */
export const Content = {
  gc: 0,
  deleted: 1,
  json: 2,
  binary: 3,
  string: 4,
  embed: 5,
  format: 6,
  type: 7,
  any: 8,
  doc: 9,
  skip: 10,
} as const;

/** Shared types by number (yjs/src/structs/ContentType.js, typeRefs). */
export const SharedType = {
  array: 0,
  map: 1,
  text: 2,
  xmlElement: 3,
  xmlFragment: 4,
  xmlHook: 5,
  xmlText: 6,
} as const;

/** What a kind of document may consist of. Blobs, subdocuments and legacy contents belong in none. */
export interface KindRules {
  readonly root: string;
  readonly contents: ReadonlySet<number>;
  readonly types: ReadonlySet<number>;
  /** What may be directly in the root. The parent of an item that names only its origins is found later (update-placement.ts). */
  readonly rootContents: ReadonlySet<number>;
  readonly rootTypes: ReadonlySet<number>;
  /** Which content each shared type may have. */
  readonly structure: StructureRules;
}

export const KIND_RULES: Readonly<Record<DocumentKind, KindRules>> = {
  prose: {
    root: 'prose',
    contents: new Set([Content.deleted, Content.string, Content.format, Content.type, Content.any]),
    types: new Set([SharedType.xmlElement, SharedType.xmlText]),
    // y-prosemirror throws on anything but elements at the top, and locks every editor out with it.
    rootContents: new Set([Content.deleted, Content.type]),
    rootTypes: new Set([SharedType.xmlElement]),
    structure: compileRules(PROSE_RULES),
  },
  text: {
    root: 'text',
    contents: new Set([Content.deleted, Content.string, Content.format]),
    types: new Set(),
    rootContents: new Set([Content.deleted, Content.string, Content.format]),
    rootTypes: new Set(),
    structure: TEXT_STRUCTURE,
  },
};
