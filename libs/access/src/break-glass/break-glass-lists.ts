import { Injectable } from '@nestjs/common';
import { type BreakGlass, idSchema } from '@maroquin/contracts';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys, type Page, type Paging, readPage } from '@maroquin/platform/keys';
import { Duties } from '../duties/duties.service.js';
import { AccessService } from '../engine/access.service.js';
import type { BreakGlassRow } from './break-glass-row.js';
import { BreakGlassViews } from './break-glass-views.js';
import { requireBrowser } from './break-glass.service.js';

const LIST = `
select * from break_glass where org_id = $1 and ($2::uuid is null or id < $2) and ($3::uuid is null or asked_by = $3)
order by id desc limit $4`;

/** What was asked and runs, for those who answer for it. */
@Injectable()
export class BreakGlassLists {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly views: BreakGlassViews,
  ) {}

  /** Key custodians and auditors see all of them; administrators, their own. @throws {DomainError} request.not-found */
  async list(actor: Actor, paging: Paging): Promise<Page<BreakGlass>> {
    requireBrowser(actor);
    const { orgId, personId } = actor;
    const seesAll =
      (await this.duties.holds(actor, 'key-custodian')) || (await this.duties.holds(actor, 'auditor'));
    if (!seesAll) this.access.requireOrganisation(actor, 'break-glass.ask');
    const { items, next } = await readPage(
      this.keys.instance,
      {
        ...{ audience: `break glass ${orgId} ${personId}`, place: idSchema },
        placeOf: ({ id }: BreakGlassRow) => id,
        read: (after, limit) =>
          this.database.inOrgs({ orgs: [orgId] }, (tx) =>
            tx.query<BreakGlassRow>(LIST, [orgId, after, seesAll ? null : personId, limit]),
          ),
      },
      paging,
    );
    return { items: await this.views.of(actor, items), next };
  }
}
