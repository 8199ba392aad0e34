import { Injectable } from '@nestjs/common';
import type { OrganisationKeys } from '@maroquin/platform/keys';

const MAX_NAMES = 50_000;

interface Named {
  readonly id: string;
  readonly version: number;
  readonly name_sealed: Buffer;
}

export const sealResourceName = (keys: OrganisationKeys, id: string, name: string): Buffer =>
  keys.seal({ table: 'resource', column: 'name', row: id }, name);

/** @throws {DomainError} sealed.damaged */
export const openResourceName = (keys: OrganisationKeys, id: string, sealed: Buffer): string =>
  keys.openText({ table: 'resource', column: 'name', row: id }, sealed);

/** Names of resources, opened once a version. */
@Injectable()
export class ResourceNames {
  private readonly opened = new Map<string, { readonly version: number; readonly name: string }>();

  open(keys: OrganisationKeys, row: Named): string {
    const kept = this.opened.get(row.id);
    if (kept?.version === row.version) return kept.name;
    const name = openResourceName(keys, row.id, row.name_sealed);
    this.opened.delete(row.id);
    this.opened.set(row.id, { version: row.version, name });
    if (this.opened.size > MAX_NAMES) {
      const [oldest] = this.opened.keys();
      if (oldest !== undefined) this.opened.delete(oldest);
    }
    return name;
  }
}
