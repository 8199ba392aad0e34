import { setImmediate as nextTurn } from 'node:timers/promises';
import { idSchema } from '@maroquin/contracts';
import type { Database, Tx } from '@maroquin/platform/database';
import type { OrganisationKeys } from '@maroquin/platform/keys';
import type { Collection } from './list-query.js';
import type { Complex } from './protocol/attribute.js';
import type { ResourceType } from './protocol/schemas.js';

/** Opening a row takes about 20 µs. */
const ROWS_A_TURN = 250;
const MAX_ROWS = 20_000;

export interface Place {
  readonly database: Database;
  readonly keys: OrganisationKeys;
  /** Address of the interface. */
  readonly base: string;
}

/** What differs between people and groups. */
export interface Kind<Row> {
  readonly type: ResourceType;
  readonly apart: string;
  readonly findable: readonly string[];
  /** All rows of the organisation $1; ends within its condition, so that more of it can follow. */
  readonly rows: string;
  readonly idColumn: 'a.id' | 't.id';
  readonly rowsAStep: number;
  view(row: Row): Complex;
  /** The condition under which a row has this value, with its parameters from $2 on. Never asked for an id. */
  where(attribute: string, value: string): readonly [string, ...unknown[]];
  complete(tx: Tx, resources: readonly Complex[]): Promise<Complex[]>;
}

/** The people or the groups of one organisation, as rows. */
export class StoredCollection<Row extends { readonly id: string }> implements Collection {
  readonly type;
  readonly apart;
  readonly findable;

  constructor(
    private readonly kind: Kind<Row>,
    private readonly place: Place,
  ) {
    ({ type: this.type, apart: this.apart, findable: this.findable } = kind);
  }

  private inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.place.database.inOrgs({ orgs: [this.place.keys.orgId] }, work);
  }

  private async views(condition: string, ...parameters: readonly unknown[]): Promise<Complex[]> {
    const rows = await this.inTransaction((tx) =>
      tx.query<Row>(`${this.kind.rows} ${condition}`, [this.place.keys.orgId, ...parameters]),
    );
    const views: Complex[] = [];
    for (const [index, row] of rows.entries()) {
      if (index % ROWS_A_TURN === ROWS_A_TURN - 1) await nextTurn();
      views.push(this.kind.view(row));
    }
    return views;
  }

  async count(): Promise<number> {
    const [row] = await this.inTransaction((tx) =>
      tx.query<{ count: string }>(`select count(*) as count from (${this.kind.rows}) as rows`, [
        this.place.keys.orgId,
      ]),
    );
    return Number(row?.count ?? 0);
  }

  page(offset: number, limit: number): Promise<Complex[]> {
    const { idColumn } = this.kind;
    return this.views(`order by ${idColumn} offset $2 limit $3`, Math.min(offset, MAX_ROWS), limit);
  }

  async find(attribute: string, value: string): Promise<Complex[]> {
    if (attribute !== 'id') return this.views(...this.kind.where(attribute, value));
    return idSchema.safeParse(value).success ? this.views(`and ${this.kind.idColumn} = $2`, value) : [];
  }

  async *all(): AsyncIterable<readonly Complex[]> {
    const { idColumn, rowsAStep } = this.kind;
    const step = `and ($2::uuid is null or ${idColumn} > $2) order by ${idColumn} limit $3`;
    let after: unknown = null;
    for (let seen = 0; seen < MAX_ROWS; seen += rowsAStep) {
      const views: Complex[] = await this.views(step, after, rowsAStep);
      yield views;
      await nextTurn();
      after = views.at(-1)?.['id'] ?? null;
      if (views.length < rowsAStep) return;
    }
  }

  complete(resources: readonly Complex[]): Promise<Complex[]> {
    return this.inTransaction((tx) => this.kind.complete(tx, resources));
  }
}
