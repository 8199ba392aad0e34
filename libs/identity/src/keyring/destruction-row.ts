import { idSchema } from '@maroquin/contracts';
import { z } from 'zod';

/** A row of key_destruction. */
export interface DestructionRow {
  readonly id: string;
  readonly asked_by: string;
  readonly approved_by: string;
  readonly approved_at: Date;
  readonly due_at: Date;
  readonly people: string;
  readonly started_at: Date | null;
  readonly obstacle: 'refused' | 'down' | 'opens' | null;
  readonly done_at: Date | null;
  readonly certificate: string | null;
}

export const DESTRUCTION = `select id, asked_by, approved_by, approved_at, due_at, people, started_at, obstacle, done_at, certificate
from key_destruction where org_id = $1 and withdrawn_at is null`;

const namedSchema = z.strictObject({ id: idSchema, name: z.string().nullable() });
/** Names as they were when two agreed: none opens when the certificate is written. */
export const certifiedPeopleSchema = z.strictObject({
  organisation: namedSchema,
  asked: namedSchema,
  approved: namedSchema,
});
export type CertifiedPeople = z.infer<typeof certifiedPeopleSchema>;

/** What each is sealed for, by the instance's key: no dump of the database shows a name or a certificate. */
export const sealedFor = (what: 'people' | 'certificate', id: string): string =>
  `key destruction ${what} ${id}`;
