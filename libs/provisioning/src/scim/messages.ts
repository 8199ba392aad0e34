import { z } from 'zod';
import type { SentQuery } from './list-query.js';
import { isSent } from './protocol/read-resource.js';
import { badRequest } from './protocol/scim-error.js';

const MAX_TEXT = 4_096;
const MAX_NAMES = 100;

const text = z.string().max(MAX_TEXT);
const names = z.array(z.string().max(500)).max(MAX_NAMES);
const listed = z
  .string()
  .max(MAX_TEXT)
  .transform((value) => value.split(',').filter((name) => name.trim() !== ''))
  .pipe(names);
const integer = z
  .string()
  .regex(/^-?\d{1,9}$/)
  .transform(Number);

/** In the address (RFC 7644 §3.4.2). What the standard does not know is passed over. */
const addressSchema = z.object({
  filter: text.optional(),
  sortBy: text.optional(),
  sortOrder: text.optional(),
  startIndex: integer.optional(),
  count: integer.optional(),
  attributes: listed.optional(),
  excludedAttributes: listed.optional(),
});
const whole = z.number().int().min(-1e9).max(1e9);
/** In a search request (§3.4.3). */
const searchSchema = z.object({
  filter: text.nullish(),
  sortBy: text.nullish(),
  sortOrder: text.nullish(),
  startIndex: whole.nullish(),
  count: whole.nullish(),
  attributes: names.nullish(),
  excludedAttributes: names.nullish(),
});

const defaults = (sent: z.infer<typeof searchSchema>): SentQuery => ({
  filter: sent.filter ?? null,
  sortBy: sent.sortBy ?? null,
  sortOrder: sent.sortOrder ?? null,
  startIndex: sent.startIndex ?? null,
  count: sent.count ?? null,
  attributes: sent.attributes ?? [],
  excludedAttributes: sent.excludedAttributes ?? [],
});

/** @throws {ScimError} invalidFilter for a filter that is none, invalidValue for the rest */
function read<S extends z.ZodType>(schema: S, sent: unknown): z.output<S> {
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0] ?? '');
  throw name === 'filter'
    ? badRequest('invalidFilter', 'The filter is too long, or given twice.')
    : badRequest('invalidValue', `"${name}" cannot be read.`);
}

/** Names in any case: some clients write StartIndex. */
const lowered = (sent: object, known: readonly string[]): object =>
  Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]: [string, unknown]) => {
      const own = known.find((one) => one.toLowerCase() === name.toLowerCase());
      return own === undefined ? [] : [[own, value]];
    }),
  );

export const readAddress = (query: object): SentQuery =>
  defaults(read(addressSchema, lowered(query, Object.keys(addressSchema.shape))));
export const readSearch = (body: unknown): SentQuery =>
  defaults(read(searchSchema, isSent(body) ? lowered(body, Object.keys(searchSchema.shape)) : body));
