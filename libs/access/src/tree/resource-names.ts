import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { OrganisationKeys } from '@maroquin/platform/keys';

const MAX_NAMES = 50_000;
/** Opening a name takes about 10 µs: this many at once leave room for others. */
const NAMES_A_TURN = 500;

interface Named {
  readonly id: string;
  readonly version: number;
  readonly name_sealed: Buffer;
}

export const sealResourceName = (keys: OrganisationKeys, id: string, name: string): Buffer =>
  keys.seal({ table: 'resource', column: 'name', row: id }, name);

/** Names of resources, opened once a version. */
@Injectable()
export class ResourceNames {
  private readonly opened = new Map<string, { readonly version: number; readonly name: string }>();

  open(keys: OrganisationKeys, row: Named): string {
    const kept = this.opened.get(row.id);
    if (kept?.version === row.version) return kept.name;
    const name = keys.openText({ table: 'resource', column: 'name', row: row.id }, row.name_sealed);
    this.opened.delete(row.id);
    this.opened.set(row.id, { version: row.version, name });
    if (this.opened.size > MAX_NAMES) {
      const [oldest] = this.opened.keys();
      if (oldest !== undefined) this.opened.delete(oldest);
    }
    return name;
  }

  /** Many names without holding up everybody else. */
  async openAll<R extends Named>(
    keys: OrganisationKeys,
    rows: readonly R[],
  ): Promise<{ row: R; name: string }[]> {
    const named: { row: R; name: string }[] = [];
    for (const [index, row] of rows.entries()) {
      if (index > 0 && index % NAMES_A_TURN === 0) await nextTurn();
      named.push({ row, name: this.open(keys, row) });
    }
    return named;
  }
}
