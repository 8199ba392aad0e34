import { z } from 'zod';
import { cursorSchema, idSchema, instantSchema, pageOf, personSchema, resourceKindSchema } from './common.js';

/** What can be looked for: documents and files by name and text, messages, and places and channels by name. */
export const searchKinds = ['document', 'file', 'message', 'place'] as const;
export const searchKindSchema = z.enum(searchKinds);
export type SearchKind = z.infer<typeof searchKindSchema>;
export const SEARCH_MAX_LENGTH = 500;

/** POST /api/v1/search : what people look for stands in a body, so that no log of addresses holds it. */
export const searchEverythingSchema = z.strictObject({
  /** Words; what stands between « and » or quotation marks is looked for as it is. */
  q: z.string().max(SEARCH_MAX_LENGTH),
  kinds: z.array(searchKindSchema).max(searchKinds.length).optional(),
  /** A place with all that is in it, or one conversation. */
  in: idSchema.optional(),
  /** Who wrote the message, or created or changed the document last. */
  from: idSchema.optional(),
  since: instantSchema.optional(),
  until: instantSchema.optional(),
  cursor: cursorSchema.optional(),
  limit: z.number().int().min(1).max(50).default(20),
});
export type SearchEverything = z.infer<typeof searchEverythingSchema>;

/** A piece of text; `hit`: it is what was looked for. */
export const searchPieceSchema = z.object({ text: z.string(), hit: z.literal(true).optional() });
export type SearchPiece = z.infer<typeof searchPieceSchema>;
const piecesSchema = z.array(searchPieceSchema).max(200);

export const searchHitSchema = z.object({
  /** The resource: of a message, its channel or direct conversation, or the document that it comments. */
  id: idSchema,
  kind: z.enum(['direct', 'message', ...resourceKindSchema.options]),
  title: piecesSchema,
  /** Around the words that were found; empty: found by its name. */
  extract: piecesSchema,
  /** Of a file with pages: on which of them the extract stands. */
  page: z.number().int().positive().nullable(),
  /** When the message was written, or the rest changed last. */
  at: instantSchema,
  /** Who wrote the message or changed the rest last; null: not shown. */
  author: personSchema.nullable(),
  /** Where it stands, if that may be seen. */
  place: z.object({ id: idSchema, name: z.string() }).nullable(),
  /** Of a message. `conversationId`: the channel or the thread that holds it; `rootSeq`: what the thread replies to. */
  message: z
    .object({
      conversationId: idSchema,
      seq: z.number().int(),
      rootSeq: z.number().int().nullable(),
      documentId: idSchema.nullable(),
    })
    .optional(),
  mediaType: z.string().nullable(),
});
export type SearchHit = z.infer<typeof searchHitSchema>;
export const searchResultsSchema = pageOf(searchHitSchema).extend({
  /**
   * What may have been meant, where a word finds next to nothing: the whole query, spelt as it stands in something that
   * the person may read. On the first page.
   */
  suggestions: z.array(z.string().max(2 * SEARCH_MAX_LENGTH)).max(3),
});
export type SearchResults = z.infer<typeof searchResultsSchema>;
