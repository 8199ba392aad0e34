import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@maroquin/platform/config';
import { Database, type ReadStatement } from '@maroquin/platform/database';
import { AccessService } from './access.service.js';
import { AccessStore } from './access-store.js';
import { permits } from './permits.js';
import { decide } from './rights.js';

const CLOSED: ReadStatement = {
  name: 'closed accounts among some',
  text: `select id from account where id = any($1::uuid[]) and (disabled_at is not null or deleted_at is not null)`,
};
/** In a browser of their own: no token narrows what they may do. */
const THEMSELVES = { tokenScopes: null };

/** Which of some people may read a document at this moment, connected or not. For the server's own work. */
@Injectable()
export class DocumentReaders {
  private readonly store: AccessStore;

  constructor(
    private readonly database: Database,
    access: AccessService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.store = new AccessStore(database, access.genuine.isGenuine);
  }

  /** By the same rows and the same decision as when they ask; closed accounts read nothing, nor is a document in the trash read. */
  async among(orgId: string, documentId: string, people: readonly string[]): Promise<ReadonlySet<string>> {
    const ids = [...new Set(people)];
    const orgs = [orgId];
    const placement = ids.length === 0 ? undefined : await this.store.placement(orgs, documentId);
    if (placement === undefined) return new Set();
    const [subjects, scopes, closed] = await Promise.all([
      this.store.subjects(orgs, ids),
      this.store.grants(orgs, [placement.scopeId]),
      this.database.readAlong<{ id: string }>(orgs, CLOSED, [ids]),
    ]);
    const grants = scopes.get(placement.scopeId) ?? new Map<string, never>();
    const isClosed = new Set(closed.map(({ id }) => id));
    const now = this.clock.now().getTime();
    const reads = (id: string): boolean => {
      const acting = subjects.get(id);
      if (acting === undefined || isClosed.has(id)) return false;
      const { role, extras } = decide(placement, acting, grants, now);
      return role !== null && permits(THEMSELVES, 'document.read', { placement, role, extras });
    };
    return new Set(ids.filter(reads));
  }
}
