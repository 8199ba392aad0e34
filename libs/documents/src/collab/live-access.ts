import type { AccessWatch, LiveRights, RoleWatch } from '@maroquin/access';
import type { Access, AccessLevel, Connection } from '@maroquin/coediting';
import type { Role } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';
import type { LiveConnection } from './live-connections.js';

/** What a role may do in an open document. Comments come to the document by the server, so they write nothing here. */
const LEVELS: Readonly<Record<Role, AccessLevel>> = {
  reader: 'read',
  commenter: 'comment',
  suggester: 'suggest',
  editor: 'write',
  manager: 'write',
};
/** What the server itself may do in an open document for a role: it writes the marks of comments for whoever comments. */
const MARKING: typeof LEVELS = {
  ...LEVELS,
  reader: 'none',
  commenter: 'write',
  suggester: 'write',
};

interface Watched {
  readonly watch: Pick<RoleWatch, 'current'>;
  readonly levels: typeof LEVELS;
}

type WatchedConnection = Connection & Pick<LiveConnection, 'checkAccess'>;

/** Rights of open connections, decided from memory for every frame. */
export class LiveAccess implements Access {
  private readonly watches = new WeakMap<Connection, Watched>();

  constructor(private readonly access: Pick<LiveRights, 'watch'>) {}

  current(connection: Connection): AccessLevel | 'unknown' {
    const watched = this.watches.get(connection);
    let role: Role | null;
    try {
      role = watched?.watch.current() ?? null;
    } catch {
      // The node could not ask PostgreSQL for 5 seconds: nobody lost a right, but nothing may be done.
      return 'unknown';
    }
    return role === null || watched === undefined ? 'none' : watched.levels[role];
  }

  /** Keeps this person's right on the document at hand until closed. @throws {DomainError} server.unavailable */
  watch(connection: WatchedConnection, actor: Actor, documentId: string): Promise<AccessWatch> {
    return this.follow(connection, actor, documentId, LEVELS);
  }

  /** The same for a connection of the server's own, by which it marks words as commented. */
  watchMarking(connection: WatchedConnection, actor: Actor, documentId: string): Promise<AccessWatch> {
    return this.follow(connection, actor, documentId, MARKING);
  }

  /** A connection of the server's own that asks nobody: what it writes was decided before. */
  trust(connection: Connection): void {
    this.watches.set(connection, { watch: { current: () => 'manager' }, levels: LEVELS });
  }

  private async follow(
    connection: WatchedConnection,
    actor: Actor,
    documentId: string,
    levels: typeof LEVELS,
  ): Promise<AccessWatch> {
    const watch = await this.access.watch(actor, documentId, () => connection.checkAccess());
    this.watches.set(connection, { watch, levels });
    return watch;
  }
}
