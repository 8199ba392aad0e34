import { Injectable } from '@nestjs/common';
import { CustomRoles, Teams } from '@maroquin/access';
import { writeCustomRoleSchema } from '@maroquin/contracts';
import { AccountsCommandService } from '@maroquin/identity';
import { type Actor, Database } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import type { ExportSource } from '../format/export-source.js';
import type { Arriving } from './arriving.js';
import { LISTS } from './lines.js';
import { readLines } from './read-lines.js';
import { unlessRefused } from './unless-refused.js';

interface Known {
  readonly id: string;
  readonly name: string;
}

/** People get an account each and a link of one use; nobody becomes an administrator by an import. */
@Injectable()
export class ImportPeople {
  constructor(
    private readonly accounts: AccountsCommandService,
    private readonly teams: Teams,
    private readonly roles: CustomRoles,
    private readonly database: Database,
  ) {}

  async bring(actor: Actor, source: ExportSource, arriving: Arriving): Promise<void> {
    for await (const line of readLines(source, LISTS.people.path, LISTS.people.schema)) {
      const { id, name, kind, disabledAt } = line;
      arriving.names.add(name);
      if (kind === null || kind === 'guest' || disabledAt !== null) arriving.leave('person', id);
      else await this.person(actor, line, arriving);
    }
    const known = await this.knownTeams(actor);
    for await (const { id, name } of readLines(source, LISTS.teams.path, LISTS.teams.schema)) {
      const made = known.get(name) ?? (await this.teams.create(actor, name)).id;
      arriving.subjects.set(id, made);
    }
    for await (const { teamId, memberId } of readLines(source, LISTS.members.path, LISTS.members.schema)) {
      const [team, member] = [arriving.subjects.get(teamId), arriving.subjects.get(memberId)];
      const refused = (): void => arriving.leave('member', `${teamId} ${memberId}`);
      if (team === undefined || member === undefined) refused();
      else await unlessRefused(() => this.teams.addMember(actor, team, member), refused);
    }
    await this.customRoles(actor, source, arriving);
  }

  private async customRoles(actor: Actor, source: ExportSource, arriving: Arriving): Promise<void> {
    const { items } = await this.roles.list(actor, { limit: 100 });
    const known = new Map(items.map(({ id, name }) => [name, id]));
    for await (const { id, name, base, acts } of readLines(source, LISTS.roles.path, LISTS.roles.schema)) {
      const wanted = writeCustomRoleSchema.safeParse({ name, base, acts });
      const made =
        known.get(name) ?? (wanted.success ? (await this.roles.create(actor, wanted.data)).id : null);
      if (made === null) arriving.leave('role', id);
      else arriving.roles.set(id, made);
    }
  }

  /** Of an import that broke off: teams that it made already. */
  private async knownTeams(actor: Actor): Promise<ReadonlyMap<string, string>> {
    const known: Known[] = [];
    for (let cursor: string | undefined; ;) {
      const page: { items: readonly Known[]; next: string | null } = await this.teams.list(actor, {
        ...{ limit: 100, ...(cursor !== undefined && { cursor }) },
      });
      known.push(...page.items);
      cursor = page.next ?? undefined;
      if (cursor === undefined) return new Map(known.map(({ id, name }) => [name, id]));
    }
  }

  private async person(
    { orgId }: Actor,
    { id, name, email }: Known & { readonly email: string },
    arriving: Arriving,
  ): Promise<void> {
    const { subjects, links } = arriving;
    try {
      const made = await this.accounts.createUser({ email, name, org: orgId });
      subjects.set(id, made.id);
      links.push({ email, link: made.link });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code !== 'account.exists' && error.code !== 'request.invalid') throw error;
      const known = error.code === 'account.exists' ? await this.accounts.findAccount(email) : null;
      if (known?.orgId !== orgId) {
        arriving.leave('person', id);
        return;
      }
      subjects.set(id, known.personId);
      if (await this.neverCame(orgId, known.personId))
        links.push({ email, link: await this.accounts.createLink(orgId, known.personId) });
    }
  }

  private async neverCame(orgId: string, id: string): Promise<boolean> {
    const found = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query('select 1 from account where org_id = $1 and id = $2 and last_seen_at is null', [
        ...[orgId, id],
      ]),
    );
    return found.length > 0;
  }
}
