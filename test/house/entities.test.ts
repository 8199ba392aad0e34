import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from '@maroquin/platform/database';
import { createTestDatabase, sharedPostgres, type TestDatabase } from '@maroquin/testing';
import { Column, Entity, type EntityTarget, type ObjectLiteral, PrimaryColumn } from 'typeorm';
import { suiteEntities } from '../../apps/server/src/suite.module.js';

@Entity('document')
class DocumentWithAColumnNobodyMigrated {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'colour_nobody_migrated' })
  colour!: string;
}

/** What an index or a key is called is the migrations' business: entities describe columns only. */
const aboutKeys = /\b(?:INDEX|CONSTRAINT|DEFAULT|COMMENT)\b/i;

describe('entities and migrations', () => {
  let copy: TestDatabase;

  beforeAll(async () => {
    copy = await createTestDatabase(await sharedPostgres());
  });
  afterAll(() => copy.drop());

  /** Statements that TypeORM would need to make the migrated tables fit the entities. */
  const missing = async (entities: readonly EntityTarget<ObjectLiteral>[]): Promise<string[]> => {
    const database = await Database.open({ app: copy.owner, entities, onError: () => undefined });
    try {
      const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
      return upQueries.map(({ query }) => query).filter((query) => !aboutKeys.test(query));
    } finally {
      await database.close();
    }
  };

  it('agree on every column of every entity', async () => {
    expect(suiteEntities.length).toBeGreaterThan(10);
    expect(await missing(suiteEntities)).toEqual([]);
  });

  it('are seen to disagree when an entity has a column that no migration made', async () => {
    const queries = await missing([DocumentWithAColumnNobodyMigrated]);
    expect(queries.join('\n')).toContain('colour_nobody_migrated');
  });
});
