import { Inject, Injectable } from '@nestjs/common';
import { organisationActions } from '@maroquin/contracts';
import { AccessService, Duties } from '@maroquin/access';
import { type Config, CONFIG } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';

/** May be done once: see FirstRun. */
const FIRST_RUN = 'first-run';

/** What somebody may do beyond resources, by name: what the client offers. */
@Injectable()
export class Capabilities {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    @Inject(CONFIG) private readonly config: Pick<Config, 'adminUrl'>,
  ) {}

  async of(actor: Actor, { setUpAt }: { readonly setUpAt: Date | null }): Promise<string[]> {
    const all: string[] = organisationActions.filter((action) =>
      this.access.mayInOrganisation(actor, action),
    );
    // An auditor is no administrator: it may by its duty, itself or through a team.
    if (!all.includes('access.audit') && (await this.duties.holds(actor, 'auditor')))
      all.push('access.audit');
    if (setUpAt === null && all.includes('people.manage')) all.push(FIRST_RUN);
    // Where administration has a listener of its own, people are managed there.
    const isElsewhere = typeof this.config.adminUrl === 'string' && actor.tokenId === null;
    return isElsewhere ? all.filter((name) => name !== 'people.manage') : all;
  }
}
