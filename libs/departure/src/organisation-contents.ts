import { Injectable } from '@nestjs/common';
import { openOrganisationName } from '@maroquin/identity';
import { exportChain } from '@maroquin/platform/audit';
import { Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { ConversationsSection } from './sections/conversations.js';
import { readMe } from './sections/about.js';
import { NEVER_CARRIED } from './sections/left-out.js';
import type { Leaving } from './sections/leaving.js';
import { PeopleSection } from './sections/people.js';
import { TreeSection } from './sections/tree.js';
import { ofBytes, ofText, type Part } from './writing/entry.js';

/** Everything that an organisation takes along, an entry after the other. Access rule: the caller may do that. */
@Injectable()
export class OrganisationContents {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly tree: TreeSection,
    private readonly conversations: ConversationsSection,
    private readonly people: PeopleSection,
  ) {}

  async nameOf(orgId: string): Promise<string> {
    const keys = await this.keys.forOrg(orgId);
    const { name_sealed } = await this.organisation(orgId);
    return openOrganisationName(keys, name_sealed);
  }

  async *parts(leaving: Leaving): AsyncGenerator<Part> {
    const { orgId, at, left, resources } = leaving;
    const { name_sealed: _, ...settings } = await this.organisation(orgId);
    const name = await this.nameOf(orgId);
    yield ofBytes('LISEZ-MOI.txt', at, readMe({ name, id: orgId, at }));
    yield ofBytes('organisation.json', at, json({ id: orgId, name, ...settings }));
    yield* this.people.parts(leaving);
    yield* this.tree.parts(leaving);
    yield* this.conversations.parts(leaving);
    const source = { database: this.database, keys: this.keys.instance };
    yield ofText('audit/audit.jsonl', at, () => exportChain(source, orgId));
    yield { path: 'ressources.jsonl', modifiedAt: at, open: () => resources.read() };
    await this.countBin(leaving);
    const { count, lines } = left;
    yield ofBytes('non-transporte.json', at, json({ count, items: lines, never: NEVER_CARRIED.fr }));
  }

  private async countBin({ orgId, left }: Leaving): Promise<void> {
    const rows = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ id: string }>(
        'select id from resource where org_id = $1 and trashed_at is not null order by id limit 20000',
        [orgId],
      ),
    );
    for (const { id } of rows) left.add({ what: 'resource', id, why: 'binned' });
  }

  private async organisation(orgId: string): Promise<{ readonly name_sealed: Buffer }> {
    const [row] = await this.database.inOrgs({ orgs: [orgId] }, (tx) =>
      tx.query<{ name_sealed: Buffer }>(
        `select name_sealed, time_zone as "timeZone", link_days as "linkDays", created_at as "createdAt"
         from organisation where id = $1`,
        [orgId],
      ),
    );
    if (row === undefined) throw new Error('an organisation of a transaction is there');
    return row;
  }
}

const json = (value: object): string => `${JSON.stringify(value, null, 1)}\n`;
