import { Injectable } from '@nestjs/common';
import { Database } from '@maroquin/platform/database';
import type { KnownAccount } from '../accounts/accounts.service.js';
import { AccountNotices } from '../mails/account-notices.js';
import { LINK_LIFETIME_MS, SignInLinks } from './sign-in-links.service.js';

/** Whoever runs commands on this machine can read everything here anyway: a link printed there needs nobody's agreement. */
@Injectable()
export class OperatorLinks {
  constructor(
    private readonly database: Database,
    private readonly links: SignInLinks,
    private readonly notices: AccountNotices,
  ) {}

  /** For people who have no other way to sign in; on record, and its person is notified. */
  async make({ orgId, personId }: KnownAccount): Promise<string> {
    return this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      const { link } = await this.links.create(tx, { orgId, personId }, null, LINK_LIFETIME_MS);
      await this.notices.add(tx, { orgId, personId, kind: 'link-shown', byId: null });
      return link;
    });
  }
}
