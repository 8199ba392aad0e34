import { Injectable } from '@nestjs/common';
import { AccessService, LinkVisits, visitCookie } from '@maroquin/access';
import type { Actor } from '@maroquin/platform/database';
import type { Authenticator, Credentials } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { AuthService } from './auth.service.js';

/** Who calls: a person, by session or token; else a visitor, by the cookie that an external link was exchanged for. */
@Injectable()
export class RequestAuthenticator implements Authenticator {
  constructor(
    private readonly people: AuthService,
    private readonly visits: LinkVisits,
    private readonly access: AccessService,
    private readonly keys: Keys,
  ) {}

  /** @throws {DomainError} key.closed, key.provider-down */
  async authenticate(credentials: Credentials): Promise<Actor | null> {
    const actor = await this.find(credentials);
    if (actor === null) return null;
    // Names that are at hand already would be shown without asking for a key: nobody of a closed organisation is let in.
    await this.access.live.ready();
    await this.keys.forOrg(actor.orgId);
    return actor;
  }

  private async find(credentials: Credentials): Promise<Actor | null> {
    const person = await this.people.authenticate(credentials);
    // A token that is wrong is not helped by a cookie.
    if (person !== null || credentials.authorization !== undefined) return person;
    const secret = visitCookie.read(credentials.cookie);
    return secret === null ? null : this.visits.authenticate(secret);
  }
}
