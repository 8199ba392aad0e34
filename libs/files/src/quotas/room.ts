import type { Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/** What is about to be brought where, and by whom. */
export interface Announced {
  readonly placeId: string;
  readonly personId: string;
  readonly bytes: number;
}

/** What may still be stored somewhere; no limit: Infinity. Bytes. */
export interface Room {
  readonly code: 'quota.organisation' | 'quota.person' | 'quota.space';
  readonly left: number;
}

interface RoomRow {
  readonly level: 'organisation' | 'person' | 'space';
  readonly used: string;
  readonly most: string | null;
}

const ROOM = `select h.level, storage_used($1, h.id) as used, storage_max($1, h.id) as most
  from (
    select 'organisation' as level, $1::uuid as id
    union all
    select case when exists (select from resource r where r.org_id = $1 and r.id = held.id) then 'space' else 'person' end, held.id
    from (select storage_holder($1, $2, $3) as id) held where held.id is not null) h`;

/** The tightest limit that holds there. */
export async function roomAt(
  tx: Tx,
  orgId: string,
  { placeId, personId }: Omit<Announced, 'bytes'>,
): Promise<Room> {
  const rows = await tx.query<RoomRow>(ROOM, [orgId, placeId, personId]);
  return rows
    .map(({ level, used, most }) => ({
      code: `quota.${level}` as const,
      left: most === null ? Infinity : Math.max(0, Number(most) - Number(used)),
    }))
    .reduce((tightest, room) => (room.left < tightest.left ? room : tightest), {
      code: 'quota.organisation',
      left: Infinity,
    });
}

/**
 * Asked before bytes are taken. The triggers of `0251_quotas.sql` ask again when the rows are written, one after the other.
 * @throws {DomainError} quota.person, quota.space, quota.organisation
 */
export async function requireRoom(tx: Tx, orgId: string, announced: Announced): Promise<void> {
  const { code, left } = await roomAt(tx, orgId, announced);
  if (announced.bytes > left) throw new DomainError(code);
}

interface Copied {
  readonly id: string;
  readonly kind: string;
  readonly size?: number | null | undefined;
}

/** What copies of these take: files by their size, documents by their pictures. */
export async function bytesOfCopies(tx: Tx, orgId: string, copied: readonly Copied[]): Promise<number> {
  const documents = copied.filter(({ kind }) => kind === 'document').map(({ id }) => id);
  const [pictures] = await tx.query<{ bytes: string }>(
    'select coalesce(sum(size), 0) as bytes from document_image where org_id = $1 and document_id = any($2::uuid[])',
    [orgId, documents],
  );
  const files = copied.filter(({ kind }) => kind === 'file').reduce((sum, { size }) => sum + (size ?? 0), 0);
  return files + Number(pictures?.bytes ?? 0);
}
