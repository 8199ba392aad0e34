import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { type SearchEverything, type SearchHit, searchKinds, type SearchResults } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys } from '@maroquin/platform/keys';
import { z } from 'zod';
import { SearchSources } from '../index/feed-sources.js';
import type { Marks } from '../words/extract.js';
import { OpenResources } from './open-resources.js';
import { parseQuery, stemsOf, unfinishedOf } from './parse-query.js';
import { type Repaired, RepairQuery } from './repair-query.js';
import {
  type Filters,
  type FoundMessageRow,
  type FoundResource,
  SearchRows,
  type Wanted,
} from './search-rows.js';

const NO_FILTERS: Filters = { kinds: searchKinds, places: null, author: null, since: null, until: null };
const placeSchema = z.strictObject({ skip: z.number().int().min(0) });

type Found =
  | { readonly resource: FoundResource; readonly message?: never }
  | { readonly message: FoundMessageRow; readonly resource?: never };

/** One search over everything that a person may read. */
@Injectable()
export class SearchService {
  constructor(
    private readonly access: AccessService,
    private readonly rows: SearchRows,
    private readonly resources: OpenResources,
    private readonly sources: SearchSources,
    private readonly repair: RepairQuery,
    private readonly keys: Keys,
  ) {}

  /** @throws {DomainError} request.not-found (no such place), request.cursor-unknown */
  async search(actor: Actor, asked: SearchEverything): Promise<SearchResults> {
    const subjects = await this.access.subjectsOf(actor);
    const terms = parseQuery(asked.q);
    const audience = `search ${actor.personId}`;
    const { skip } =
      asked.cursor === undefined
        ? { skip: 0 }
        : placeSchema.parse(this.keys.instance.openCursor(audience, asked.cursor));
    const filters = await this.filtersOf(actor, asked);
    if (terms.length === 0) return { items: [], next: null, suggestions: [] };
    const { items, next } = await this.page(actor, { subjects, terms, filters }, skip, asked.limit);
    const ask: Repaired['ask'] = async (query, isNarrowed, limit) => {
      const wanted = { subjects, terms: query, filters: isNarrowed ? filters : NO_FILTERS };
      return (await this.page(actor, wanted, 0, limit)).items;
    };
    return {
      items,
      next: next === null ? null : this.keys.instance.sealCursor(audience, { skip: next }),
      suggestions:
        skip > 0
          ? []
          : await this.repair.repair(actor, { typed: asked.q, terms, subjects, shown: items, ask }),
    };
  }

  /** What is found behind the first `skip`. `next`: how many to skip for what comes behind these; null: nothing does. */
  private async page(
    actor: Actor,
    wanted: Wanted,
    skip: number,
    limit: number,
  ): Promise<{ readonly items: SearchHit[]; readonly next: number | null }> {
    const { resources, messages } = await this.rows.find(actor, wanted);
    const all = interleave(resources, messages);
    const marks: Marks = { stems: stemsOf(wanted.terms), beginning: unfinishedOf(wanted.terms) };
    const items: SearchHit[] = [];
    let at = skip;
    // What may not be seen after all makes room for what comes behind it.
    while (items.length < limit && at < all.length) {
      const some = all.slice(at, at + limit - items.length);
      items.push(...(await this.open(actor, some, marks)));
      at += some.length;
    }
    return { items, next: at < all.length ? at : null };
  }

  private async filtersOf(actor: Actor, asked: SearchEverything): Promise<Filters> {
    return {
      kinds: asked.kinds ?? searchKinds,
      places: asked.in === undefined ? null : await this.placesIn(actor, asked.in),
      author: asked.from ?? null,
      since: asked.since === undefined ? null : new Date(asked.since),
      until: asked.until === undefined ? null : new Date(asked.until),
    };
  }

  private async placesIn(actor: Actor, id: string): Promise<readonly string[]> {
    const conversation = await this.access.may(actor, 'channel.read', id);
    if (conversation) return [id];
    const { orgId } = await this.access.require(actor, 'resource.read', id);
    return this.rows.insideOf(orgId, id);
  }

  private async open(actor: Actor, found: readonly Found[], marks: Marks): Promise<SearchHit[]> {
    const resources = found.flatMap(({ resource }) => resource ?? []);
    const opened = await this.resources.open(actor, await this.allowed(actor, resources), marks);
    const messages = await this.openMessages(
      actor,
      found.flatMap(({ message }) => message ?? []),
      marks,
    );
    return found.flatMap(({ resource, message }) =>
      resource === undefined
        ? (messages.get(nameOf(message)) ?? [])
        : (opened.get(resource.resource_id) ?? []),
    );
  }

  /** The words of a document are for whoever reads documents, whatever else a token is for. */
  private async allowed(actor: Actor, found: readonly FoundResource[]): Promise<FoundResource[]> {
    const readable = new Set<string>();
    for (const [kind, action] of [
      ['document', 'document.read'],
      ['file', 'file.read'],
      ['channel', 'channel.read'],
    ] as const) {
      const ids = found.filter((one) => one.kind === kind).map(({ resource_id }) => resource_id);
      for (const id of await this.access.which(actor, action, ids)) readable.add(id);
    }
    const places = found.filter(({ kind }) => kind === 'space' || kind === 'folder');
    for (const id of await this.access.which(
      actor,
      'resource.read',
      places.map(({ resource_id }) => resource_id),
    ))
      readable.add(id);
    return found.filter(({ resource_id }) => readable.has(resource_id));
  }

  private async openMessages(
    actor: Actor,
    found: readonly FoundMessageRow[],
    marks: Marks,
  ): Promise<ReadonlyMap<string, SearchHit>> {
    if (found.length === 0) return new Map();
    const source = this.sources.messages;
    if (source === null) throw new DomainError('server.unavailable');
    const ids = [...new Set(found.map(({ resource_id }) => resource_id))];
    // Comments have the rights of their document.
    const readable = new Set([
      ...(await this.access.which(actor, 'channel.read', ids)),
      ...(await this.access.which(actor, 'document.read', ids)),
    ]);
    const hits = await source.open(
      actor,
      found
        .filter(({ resource_id }) => readable.has(resource_id))
        .map(({ org_id, conversation_id, seq, resource_id }) => ({
          ...{ orgId: org_id, conversationId: conversation_id },
          ...{ seq: Number(seq), resourceId: resource_id },
        })),
      marks,
    );
    return new Map(
      hits.flatMap((hit) =>
        hit.message === undefined
          ? []
          : [[`${hit.message.conversationId} ${String(hit.message.seq)}`, hit] as const],
      ),
    );
  }
}

const nameOf = ({ conversation_id, seq }: FoundMessageRow): string => `${conversation_id} ${seq}`;

/** Two resources, then a message, as far as there are of both: ranks of the two do not compare. */
function interleave(resources: readonly FoundResource[], messages: readonly FoundMessageRow[]): Found[] {
  const all: Found[] = [];
  let [next, said] = [0, 0];
  while (next < resources.length || said < messages.length) {
    for (const resource of resources.slice(next, next + 2)) all.push({ resource });
    next += 2;
    const message = messages[said];
    if (message !== undefined) all.push({ message });
    said += 1;
  }
  return all;
}
