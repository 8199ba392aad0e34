import { Injectable } from '@nestjs/common';
import { AccessService } from '@maroquin/access';
import { type OrganisationSettings as SettingsView, quietOfOrganisation } from '@maroquin/contracts';
import { recordAct } from '@maroquin/platform/audit';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';

/** What an organisation wants for all its people, unless they choose for themselves. */
@Injectable()
export class OrganisationSettings {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
  ) {}

  /** @throws {DomainError} request.not-found */
  async get(actor: Actor): Promise<SettingsView> {
    this.access.requireOrganisation(actor, 'people.manage');
    const [row] = await this.database.inOrgs({ orgs: [actor.orgId] }, (tx) =>
      tx.query<{ hides_presence: boolean; habits: unknown }>(
        'select hides_presence, habits from organisation where id = $1',
        [actor.orgId],
      ),
    );
    if (row === undefined) throw new DomainError('request.not-found');
    return { hidesPresence: row.hides_presence, quiet: quietOfOrganisation(row.habits) };
  }

  /** @throws {DomainError} request.not-found */
  async set(actor: Actor, { hidesPresence, quiet }: SettingsView): Promise<void> {
    this.access.requireOrganisation(actor, 'people.manage');
    const { orgId } = actor;
    await this.access.locks.changeOrganisation(actor, orgId, async (tx) => {
      await tx.requireOrganisation(actor, 'people.manage');
      await tx.query(
        'update organisation set hides_presence = $2, habits = $3, version = version + 1 where id = $1',
        [orgId, hidesPresence, JSON.stringify({ quiet })],
      );
      await recordAct(tx, {
        ...{
          orgId,
          actorId: actor.personId,
          action: 'organisation.settings-set',
          targetId: orgId,
          at: tx.now,
        },
        details: { hidesPresence },
      });
    });
  }
}
