import { Inject, Injectable } from '@nestjs/common';
import type { SearchKind } from '@maroquin/contracts';
import { type Clock, CLOCK } from '@maroquin/platform/config';
import { type Actor, Database, type ReadParam } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import type { QueryTerm } from './parse-query.js';
import { type HiddenQuery, toHiddenQuery } from './to-tsquery.js';

/** Found at most, of resources and of messages each: who has not found it there says more. */
const MOST = 200;
/** What says which of two words is meant. */
const MOST_COUNTED = 50;
const PLACE_KINDS = ['space', 'folder', 'channel'];
/** Below this part of the best rank, what was found has little to do with what was asked. */
const WORTH_SHOWING = 0.2;

export interface FoundResource {
  readonly org_id: string;
  readonly resource_id: string;
  readonly kind: string;
  readonly updated_at: Date;
  readonly part: number | null;
  readonly rank: number;
}

export interface FoundMessageRow {
  readonly org_id: string;
  readonly conversation_id: string;
  readonly seq: string;
  readonly resource_id: string;
}

export interface Filters {
  readonly kinds: readonly SearchKind[];
  /** null: anywhere. */
  readonly places: readonly string[] | null;
  readonly author: string | null;
  readonly since: Date | null;
  readonly until: Date | null;
}

export interface Wanted {
  /** Everything the actor acts as. */
  readonly subjects: readonly string[];
  readonly terms: readonly QueryTerm[];
  readonly filters: Filters;
}

/** Asks the index. Rights are judged in the query by what is set and in force; who shows it asks the model again. */
@Injectable()
export class SearchRows {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(
    actor: Pick<Actor, 'orgs'>,
    { subjects, terms, filters }: Wanted,
  ): Promise<{ readonly resources: FoundResource[]; readonly messages: FoundMessageRow[] }> {
    const resources: FoundResource[] = [];
    const messages: FoundMessageRow[] = [];
    // Each organisation has a key of its own, and what its texts hold is ranked by itself.
    for (const orgId of actor.orgs) {
      const query = toHiddenQuery((await this.keys.forOrg(orgId)).searchKeys, terms);
      if (query === null) continue;
      const asked = { orgId, subjects, query, filters };
      const [some, said] = await Promise.all([this.resources(asked), this.messages(asked)]);
      resources.push(...some);
      messages.push(...said);
    }
    const best = Math.max(0, ...resources.map(({ rank }) => rank));
    return {
      resources: resources
        .filter(({ rank }) => rank >= best * WORTH_SHOWING)
        .sort((a, b) => b.rank - a.rank)
        .slice(0, MOST),
      messages: messages.slice(0, MOST),
    };
  }

  /**
   * Of how many names, texts and messages that the person may read each of these is true; counted no further than some
   * dozens.
   */
  async count(
    { orgs }: Pick<Actor, 'orgs'>,
    subjects: readonly string[],
    wanted: readonly (readonly QueryTerm[])[],
  ): Promise<number[]> {
    const sums = wanted.map(() => 0);
    for (const orgId of wanted.length === 0 ? [] : orgs) {
      const { searchKeys } = await this.keys.forOrg(orgId);
      const rows = await this.database.readOnce<{ number: number; hits: number }>(
        { orgs: [orgId] },
        'select number, hits from search_count($1, $2, $3, $4, $5)',
        [
          ...[orgId, subjects, this.clock.now()],
          ...[wanted.map((all) => toHiddenQuery(searchKeys, all)?.said ?? ''), MOST_COUNTED],
        ],
      );
      for (const { number, hits } of rows) sums[number - 1] = (sums[number - 1] ?? 0) + hits;
    }
    return sums;
  }

  private resources({ orgId, subjects, query, filters }: Asked): Promise<FoundResource[]> {
    const kinds = filters.kinds.flatMap((kind) =>
      kind === 'place' ? PLACE_KINDS : kind === 'message' ? [] : [kind],
    );
    if (kinds.length === 0) return Promise.resolve([]);
    return this.database.readOnce<FoundResource>(
      { orgs: [orgId] },
      'select * from search_resources($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [
        ...[orgId, subjects, this.clock.now(), query.terms, query.named, query.written, kinds],
        ...[...this.narrowing(filters), MOST],
      ],
    );
  }

  private messages({ orgId, subjects, query, filters }: Asked): Promise<FoundMessageRow[]> {
    if (!filters.kinds.includes('message')) return Promise.resolve([]);
    return this.database.readOnce<FoundMessageRow>(
      { orgs: [orgId] },
      'select org_id, conversation_id, seq, resource_id from search_messages($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [orgId, subjects, this.clock.now(), query.said, ...this.narrowing(filters), MOST],
    );
  }

  private narrowing({ places, author, since, until }: Filters): ReadParam[] {
    return [places, author === null ? null : [author], since, until];
  }

  /** A place and everything in it. The caller asked whether the person may see it. */
  async insideOf(orgId: string, placeId: string): Promise<string[]> {
    const [row] = await this.database.readOnce<{ ids: string[] }>(
      { orgs: [orgId] },
      'select ids from subtree_of($1, $2)',
      [orgId, placeId],
    );
    return row?.ids ?? [];
  }
}

interface Asked {
  readonly orgId: string;
  readonly subjects: readonly string[];
  readonly query: HiddenQuery;
  readonly filters: Filters;
}
