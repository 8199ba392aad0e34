import type { AccessWatch, LiveRights, RoleWatch } from '@maroquin/access';
import type { Access, AccessLevel, Connection } from '@maroquin/coediting';
import type { Role } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import type { LiveConnection } from './live-connections.js';

/** What a role may do in an open document. Comments come to the document by the server, so they write nothing here. */
const LEVELS: Readonly<Record<Role, AccessLevel>> = {
  reader: 'read',
  commenter: 'comment',
  editor: 'write',
  manager: 'write',
};

/** Rights of open connections, decided from memory for every frame. */
export class LiveAccess implements Access {
  private readonly watches = new WeakMap<Connection, RoleWatch>();

  constructor(private readonly access: Pick<LiveRights, 'watch'>) {}

  current(connection: Connection): AccessLevel | 'unknown' {
    let role: Role | null;
    try {
      role = this.watches.get(connection)?.current() ?? null;
    } catch {
      // The node could not ask PostgreSQL for 5 seconds: nobody lost a right, but nothing may be done.
      return 'unknown';
    }
    return role === null ? 'none' : LEVELS[role];
  }

  /** Keeps this person's right on the document at hand until closed. @throws {DomainError} server.unavailable */
  async watch(
    connection: Connection & Pick<LiveConnection, 'checkAccess'>,
    actor: Actor,
    documentId: string,
  ): Promise<AccessWatch> {
    const watch = await this.access.watch(actor, documentId, () => connection.checkAccess());
    this.watches.set(connection, watch);
    return watch;
  }
}
