import { Inject, Injectable } from '@nestjs/common';
import { organisationActions } from '@maroquin/contracts';
import { AccessService } from '@maroquin/access';
import { type Config, CONFIG } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';

/** May be done once: see FirstRun. */
const FIRST_RUN = 'first-run';

/** What somebody may do beyond resources, by name: what the client offers. */
@Injectable()
export class Capabilities {
  constructor(
    private readonly access: AccessService,
    @Inject(CONFIG) private readonly config: Pick<Config, 'adminUrl'>,
  ) {}

  of(actor: Actor, { setUpAt }: { readonly setUpAt: Date | null }): string[] {
    const all: string[] = organisationActions.filter((action) =>
      this.access.mayInOrganisation(actor, action),
    );
    if (setUpAt === null && all.includes('people.manage')) all.push(FIRST_RUN);
    // Where administration has a listener of its own, people are managed there.
    const isElsewhere = typeof this.config.adminUrl === 'string' && actor.tokenId === null;
    return isElsewhere ? all.filter((name) => name !== 'people.manage') : all;
  }
}
