import { Inject, Injectable } from '@nestjs/common';
import { organisationActions } from '@maroquin/contracts';
import { AccessService, Duties } from '@maroquin/access';
import { type Config, CONFIG } from '@maroquin/platform/config';
import type { Actor } from '@maroquin/platform/database';

/** May be done once: see FirstRun. */
const FIRST_RUN = 'first-run';

/** To read what everybody did, which administrators may not. */
const READ_AUDIT = 'audit.read';

/** To close and open the organisation's keys. */
const KEEP_KEYS = 'keys.keep';

/** Office files are made, and changed in an editor. */
const EDIT_OFFICE = 'file.edit-office';

interface CapabilityFacts {
  /** When the organisation was set up. */
  readonly setUpAt: Date | null;
  readonly isAuditor: boolean;
  readonly isCustodian: boolean;
}

/** What somebody may do beyond resources, by name: what the client offers. */
@Injectable()
export class Capabilities {
  constructor(
    private readonly access: AccessService,
    private readonly duties: Duties,
    @Inject(CONFIG) private readonly config: Pick<Config, 'adminUrl' | 'videoCallUrl' | 'wopiDiscoveryUrl'>,
  ) {}

  /** An auditor is no administrator: it may by its duty, itself or through a team. */
  async isAuditor(actor: Actor): Promise<boolean> {
    return !this.access.mayInOrganisation(actor, 'access.audit') && this.duties.holds(actor, 'auditor');
  }

  /** In its browser: a program closes nothing. */
  async isCustodian(actor: Actor): Promise<boolean> {
    return actor.sessionId !== null && this.duties.holds(actor, 'key-custodian');
  }

  /** Where video calls take place, {room} standing for their name; null: none are offered. */
  get videoCallUrl(): string | null {
    return this.config.videoCallUrl;
  }

  of(actor: Actor, { setUpAt, isAuditor, isCustodian }: CapabilityFacts): string[] {
    const all: string[] = organisationActions.filter((action) =>
      this.access.mayInOrganisation(actor, action),
    );
    if (isAuditor && !all.includes('access.audit')) all.push('access.audit');
    if (isAuditor) all.push(READ_AUDIT);
    if (isCustodian) all.push(KEEP_KEYS);
    const hasPage = actor.standing !== 'visitor' && actor.sessionId !== null;
    if (typeof this.config.wopiDiscoveryUrl === 'string' && hasPage) all.push(EDIT_OFFICE);
    if (setUpAt === null && all.includes('people.manage')) all.push(FIRST_RUN);
    // Where administration has a listener of its own, people are managed there.
    const isElsewhere = typeof this.config.adminUrl === 'string' && actor.tokenId === null;
    return isElsewhere ? all.filter((name) => name !== 'people.manage') : all;
  }
}
