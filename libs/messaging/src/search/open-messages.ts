import { Injectable } from '@nestjs/common';
import { PeopleNames, ResourceViews } from '@maroquin/access';
import type { PersonView, ResourceView, SearchHit } from '@maroquin/contracts';
import { type Actor, Database, type ReadStatement } from '@maroquin/platform/database';
import { type FeedEntry, Feeds } from '@maroquin/platform/feeds';
import { extractOf, type FoundMessage, type Marks, type MessageSource } from '@maroquin/search';
import { DirectPeople } from '../conversations/direct-people.js';
import { searchedText } from './index-messages.js';

const PLACES: ReadStatement = {
  name: 'what conversations stand beside',
  text: `select c.id, c.id as resource_id, c.document_id, r.kind, null::bigint as root_seq from channel c
      join resource r on r.org_id = c.org_id and r.id = c.id where c.id = any($1::uuid[])
    union all select t.id, c.id, c.document_id, r.kind, t.root_seq from thread t join channel c on c.id = t.channel_id
      join resource r on r.org_id = c.org_id and r.id = c.id where t.id = any($1::uuid[])
    union all select t.id, t.document_id, t.document_id, 'document', null from comment_thread t join feed f on f.id = t.id
      where t.id = any($1::uuid[]) and t.marked and (t.deleted_seq is null or f.seq > t.deleted_seq)`,
};

interface PlaceRow {
  readonly id: string;
  readonly resource_id: string;
  readonly document_id: string | null;
  /** `document`: a comment. */
  readonly kind: 'channel' | 'direct' | 'document';
  readonly root_seq: string | null;
}

interface Read extends FoundMessage {
  readonly entry: FeedEntry;
  readonly text: string;
}

/** Opens messages that were found, with who wrote them and where. */
@Injectable()
export class OpenMessages implements MessageSource {
  constructor(
    private readonly database: Database,
    private readonly feeds: Feeds,
    private readonly views: ResourceViews,
    private readonly names: PeopleNames,
    private readonly people: DirectPeople,
  ) {}

  /** The caller asked whether the person may read them. */
  async open(actor: Actor, found: readonly FoundMessage[], marks: Marks): Promise<SearchHit[]> {
    const read = await this.read(found);
    const hits: SearchHit[] = [];
    for (const orgId of new Set(read.map((one) => one.orgId)))
      hits.push(
        ...(await this.openConversation(
          actor,
          orgId,
          read.filter((one) => one.orgId === orgId),
          marks,
        )),
      );
    return hits;
  }

  private async read(found: readonly FoundMessage[]): Promise<Read[]> {
    const read = await Promise.all(
      found.map(async (one): Promise<Read | null> => {
        const { orgId, conversationId, seq } = one;
        const [entry] = await this.feeds.readAmongMany(orgId, conversationId, seq - 1, 1);
        const text = entry?.last === seq ? searchedText(entry) : null;
        return entry === undefined || text === null ? null : { ...one, entry, text };
      }),
    );
    return read.filter((one) => one !== null);
  }

  private async openConversation(
    actor: Actor,
    orgId: string,
    read: readonly Read[],
    marks: Marks,
  ): Promise<SearchHit[]> {
    const ids = [...new Set(read.map(({ conversationId }) => conversationId))];
    const rows = await this.database.readIn<PlaceRow>([orgId], PLACES, [ids]);
    const placeOf = new Map(rows.map((row) => [row.id, row]));
    const seen = await this.views.viewsOf(actor, [
      ...new Set([
        ...read.map(({ resourceId }) => resourceId),
        ...rows.flatMap(({ document_id }) => document_id ?? []),
      ]),
    ]);
    const parents = await this.views.viewsOf(actor, [
      ...new Set([...seen.values()].flatMap(({ parentId }) => parentId ?? [])),
    ]);
    const authors = await this.names.names(
      orgId,
      actor.standing === 'visitor' ? [] : read.map(({ entry }) => entry.actorId),
    );
    const direct = read.filter(({ conversationId }) => placeOf.get(conversationId)?.kind === 'direct');
    const people = await this.people.of(orgId, [...new Set(direct.map(({ resourceId }) => resourceId))]);
    return read.flatMap((one) => {
      const place = placeOf.get(one.conversationId);
      const resource = seen.get(one.resourceId);
      // The index may name another channel than the one that rights were asked for: the conversation itself says.
      return place?.resource_id !== one.resourceId || resource === undefined
        ? []
        : [
            toHit(one, place, marks, {
              resource,
              document: place.document_id === null ? undefined : seen.get(place.document_id),
              parent: resource.parentId === null ? undefined : parents.get(resource.parentId),
              author: one.entry.actorId === null ? undefined : authors.get(one.entry.actorId),
              others: (people.get(one.resourceId) ?? []).filter(({ id }) => id !== actor.personId),
            }),
          ];
    });
  }
}

interface Around {
  readonly resource: ResourceView;
  readonly document: ResourceView | undefined;
  readonly parent: ResourceView | undefined;
  readonly author: PersonView | undefined;
  /** Of a direct conversation: who else takes part. */
  readonly others: readonly PersonView[];
}

/** Pure. */
function toHit(
  { conversationId, seq, resourceId, entry, text }: Read,
  { kind, root_seq, document_id }: PlaceRow,
  marks: Marks,
  { resource, document, parent, author, others }: Around,
): SearchHit {
  const name = document?.name ?? resource.name;
  const title = name === '' ? others.map((person) => person.name).join(', ') : name;
  return {
    ...{ id: resourceId, kind: kind === 'direct' ? 'direct' : 'message' },
    title: title === '' ? [] : [{ text: title }],
    ...{ extract: extractOf(text, marks), page: null },
    ...{ at: entry.at.toISOString(), author: author ?? null, mediaType: null },
    place: parent === undefined ? null : { id: parent.id, name: parent.name },
    message: {
      ...{ conversationId, seq, documentId: document === undefined ? null : document_id },
      rootSeq: root_seq === null ? null : Number(root_seq),
    },
  };
}
