import { newId, systemClock } from '@maroquin/platform/config';
import { Feeds, LocalBus } from '@maroquin/platform/feeds';
import type { DataKey } from '@maroquin/platform/keys';
import { proveWritten } from '@maroquin/platform/proofs';
import { IndexNames, IndexRows, type IndexedConversation, SearchRows, Vocabulary } from '@maroquin/search';
import { ResourceNames, sealResourceName } from '@maroquin/access';
import {
  createTestOrganisation,
  openTestPlatform,
  prepareTemplate,
  startPostgres,
  type TestPlatform,
} from '@maroquin/testing';

/** The search index of one organisation on a PostgreSQL of its own, filled without a server around it. */
export class SearchIndex {
  readonly feeds: Feeds;
  readonly rows: IndexRows;
  readonly names: IndexNames;
  readonly search: SearchRows;
  readonly vocabulary: Vocabulary;

  private constructor(
    readonly platform: TestPlatform,
    readonly orgId: string,
    private readonly stop: () => Promise<void>,
  ) {
    const { database, keys } = platform;
    this.feeds = new Feeds(database, keys, systemClock, new LocalBus(), () => undefined);
    this.vocabulary = new Vocabulary(database, keys, systemClock);
    this.rows = new IndexRows(database, keys, this.vocabulary);
    this.names = new IndexNames(database, keys, new ResourceNames(), this.vocabulary);
    this.search = new SearchRows(database, keys, systemClock);
  }

  static async open(): Promise<SearchIndex> {
    const postgres = await startPostgres({ durable: true });
    await prepareTemplate(postgres.connection);
    const platform = await openTestPlatform(postgres.connection);
    return new SearchIndex(platform, await createTestOrganisation(platform), () => postgres.stop());
  }

  async close(): Promise<void> {
    this.feeds.close();
    await this.platform.close();
    await this.stop();
  }

  /** A scope of its own, on which these people have a right. */
  async addSpace(personIds: readonly string[]): Promise<string> {
    const id = newId();
    await this.platform.database.inOrgs({ orgs: [this.orgId] }, async (tx) => {
      await tx.query('insert into permission_scope (org_id, id) values ($1, $2)', [this.orgId, id]);
      await this.insertResource(tx, { id, kind: 'space', parentId: null, scopeId: id, name: '' });
      for (const personId of personIds) {
        await tx.query(
          "insert into subject (org_id, id, kind) values ($1, $2, 'person') on conflict do nothing",
          [this.orgId, personId],
        );
        await tx.query(
          `insert into access_grant (org_id, resource_id, subject_id, role, granted_at)
           values ($1, $2, $3, 'reader', now())`,
          [this.orgId, id, personId],
        );
        await tx.query(
          `insert into scope_grant (org_id, scope_id, subject_id, from_resource_id, role)
           values ($1, $2, $3, $2, 'reader')`,
          [this.orgId, id, personId],
        );
      }
      await proveWritten(tx);
    });
    return id;
  }

  /** Something in a space, with the feed that it has. */
  async addResource(
    kind: 'document' | 'channel',
    spaceId: string,
    name: string,
    key?: DataKey,
  ): Promise<{ readonly id: string; readonly key: DataKey }> {
    const id = newId();
    const dataKey = await this.platform.database.inOrgs({ orgs: [this.orgId] }, async (tx) => {
      await this.insertResource(tx, { id, kind, parentId: spaceId, scopeId: spaceId, name });
      await proveWritten(tx);
      const feed = { id, orgId: this.orgId, kind };
      return this.feeds.create(tx, key === undefined ? feed : { ...feed, key });
    });
    return { id, key: dataKey };
  }

  /** A channel in a space, with its two feeds. */
  async addChannel(spaceId: string, name: string): Promise<IndexedConversation> {
    const { id } = await this.addResource('channel', spaceId, name);
    const changesId = newId();
    await this.platform.database.inOrgs({ orgs: [this.orgId] }, (tx) =>
      this.feeds.create(tx, { id: changesId, orgId: this.orgId, kind: 'changes' }),
    );
    return { conversationId: id, changesId, resourceId: id };
  }

  private async insertResource(
    tx: { query(sql: string, params: readonly unknown[]): Promise<unknown> },
    one: { id: string; kind: string; parentId: string | null; scopeId: string; name: string },
  ): Promise<void> {
    const keys = await this.platform.keys.forOrg(this.orgId);
    await tx.query(
      `insert into resource
       (id, org_id, parent_id, kind, scope_id, name_sealed, name_hash, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, now(), now())`,
      [
        ...[one.id, this.orgId, one.parentId, one.kind, one.scopeId],
        ...[sealResourceName(keys, one.id, one.name), Buffer.from(one.id)],
      ],
    );
  }

  /** What nothing has indexed yet of a feed. */
  dueOf(feedId: string, after = 0, head = 1) {
    return { orgId: this.orgId, feedId, after, head };
  }

  /** Names that were added; then what autovacuum does sooner or later. */
  async settle(): Promise<void> {
    const note = (_orgId: string, error: unknown): never => {
      throw error;
    };
    while (await this.names.runBatch({ organisations: () => [], add: note }));
    await this.platform.asOwner('vacuum analyze search_title');
    await this.platform.asOwner('vacuum analyze search_text');
    await this.platform.asOwner('vacuum analyze search_message');
    await this.platform.asOwner('analyze resource');
    await this.platform.asOwner('analyze scope_grant');
  }
}
