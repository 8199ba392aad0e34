import { Injectable } from '@nestjs/common';
import { AccessService, ResourceViews } from '@maroquin/access';
import {
  type Conversations,
  type ConversationView,
  type DraftView,
  idSchema,
  type PersonView,
  type ResourceView,
} from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { Keys, type Paging, readPage } from '@maroquin/platform/keys';
import { z } from 'zod';
import { Drafts } from '../own/drafts.service.js';
import { type ConversationRow, ConversationRows } from './conversation-rows.js';
import { DirectPeople } from './direct-people.js';

const placeSchema = z.strictObject({ id: idSchema, at: z.string().nullable() });

/** All conversations of a person in one list, across spaces. */
@Injectable()
export class MyConversations {
  constructor(
    private readonly access: AccessService,
    private readonly views: ResourceViews,
    private readonly keys: Keys,
    private readonly rows: ConversationRows,
    private readonly people: DirectPeople,
    private readonly drafts: Drafts,
  ) {}

  /** Those with the newest messages first. */
  async list(actor: Actor, paging: Paging): Promise<Conversations> {
    const { items: page, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `conversations ${actor.personId}`, place: placeSchema },
        placeOf: ({ id, place_at }: ConversationRow) => ({ id, at: place_at }),
        read: (after, limit) => this.rows.read(actor, { after, limit }),
      },
      paging,
    );
    const readable = await this.access.which(
      actor,
      'channel.read',
      page.map(({ id }) => id),
    );
    const seen = await this.views.viewsOf(actor, [
      ...new Set(page.flatMap((row) => [row.id, row.space_id, row.document_id ?? []].flat())),
    ]);
    const others = await this.others(actor, page);
    const drafts = await this.drafts.among(actor, [...readable]);
    const items = page.flatMap((row) => {
      const resource = readable.has(row.id) ? seen.get(row.id) : undefined;
      return resource === undefined
        ? []
        : [toView(row, resource, { seen, people: others(row.id), draft: drafts.get(row.id) ?? null })];
    });
    return { items, next };
  }

  /** Of direct conversations: who takes part besides the person itself. */
  private async others(
    { personId, orgs }: Actor,
    rows: readonly ConversationRow[],
  ): Promise<(id: string) => readonly PersonView[]> {
    const direct = rows.filter(({ kind }) => kind === 'direct');
    const found = new Map<string, readonly PersonView[]>();
    for (const orgId of orgs) {
      const ids = direct.filter((row) => row.org_id === orgId).map(({ id }) => id);
      for (const [id, people] of await this.people.of(orgId, ids)) found.set(id, people);
    }
    return (id) => (found.get(id) ?? []).filter((person) => person.id !== personId);
  }
}

interface Around {
  /** What the person may see of spaces and documents. */
  readonly seen: ReadonlyMap<string, ResourceView>;
  readonly people: readonly PersonView[];
  readonly draft: DraftView | null;
}

/** Pure. */
function toView(
  row: ConversationRow,
  { id, name, parentId, restricted }: ResourceView,
  { seen, people, draft }: Around,
): ConversationView {
  const space = row.kind === 'direct' ? undefined : seen.get(row.space_id);
  const document = row.document_id === null ? undefined : seen.get(row.document_id);
  return {
    id,
    kind: row.kind,
    people: [...people],
    // Every discussion beside a document has the same name: its document tells it apart.
    name: document?.name ?? name,
    parentId,
    space: space === undefined ? null : { id: space.id, name: space.name },
    documentId: row.document_id,
    restricted,
    draft,
    lastSeq: Number(row.last_seq),
    readSeq: Number(row.read_seq ?? 0),
    lastAt: row.last_at?.toISOString() ?? null,
  };
}
