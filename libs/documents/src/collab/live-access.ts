import type { AccessService, AccessWatch } from '@maroquin/access';
import type { Access, AccessLevel, Connection, DocumentRef } from '@maroquin/coediting';
import type { Role } from '@maroquin/contracts';
import type { Actor } from '@maroquin/platform/database';

/** What a role may do in an open document. Comments come to the document by the server, so they write nothing here. */
const LEVELS: Readonly<Record<Role, AccessLevel>> = {
  reader: 'read',
  commenter: 'comment',
  editor: 'write',
  manager: 'write',
};

/** Rights of open connections, decided from memory for every frame. */
export class LiveAccess implements Access {
  constructor(private readonly access: Pick<AccessService, 'currentRole' | 'watch'>) {}

  current(connection: Connection, document: DocumentRef): AccessLevel | 'unknown' {
    let role: Role | null;
    try {
      role = this.access.currentRole(connection.person.id, document.id);
    } catch {
      // The node could not ask PostgreSQL for 5 seconds: nobody lost a right, but nothing may be done.
      return 'unknown';
    }
    return role === null ? 'none' : LEVELS[role];
  }

  /** Keeps this person's right on the document at hand until closed. @throws {DomainError} server.unavailable */
  watch(actor: Actor, documentId: string, onChange: () => void): Promise<AccessWatch> {
    return this.access.watch(actor, documentId, onChange);
  }
}
