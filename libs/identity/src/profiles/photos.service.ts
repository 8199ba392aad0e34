import { Injectable } from '@nestjs/common';
import { AccessService, PeopleNames, SubjectIndex } from '@maroquin/access';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database, type Tx } from '@maroquin/platform/database';
import { DomainError } from '@maroquin/platform/errors';
import { Keys, type OrganisationKeys } from '@maroquin/platform/keys';
import { plainJpeg } from './plain-jpeg.js';

export interface Photo {
  readonly id: string;
  readonly content: Buffer;
}
interface PhotoRow {
  readonly id: string;
  readonly content_sealed: Buffer;
}

/** Bound to the person, so that nobody's photo can be put in the place of another's. */
const contextOf = (personId: string, id: string) => ({
  table: 'person_photo',
  column: 'content',
  row: `${personId} ${id}`,
});

/** Photos of people: small enough to be kept in PostgreSQL, where what is removed is gone at once. */
@Injectable()
export class Photos {
  constructor(
    private readonly access: AccessService,
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly names: PeopleNames,
    private readonly index: SubjectIndex,
  ) {}

  /** Of somebody of one's own organisation, or oneself. @throws {DomainError} request.not-found */
  async get(actor: Actor, personId: string): Promise<Photo> {
    const isOwn = personId === actor.personId && actor.tokenId === null;
    if (!isOwn) this.access.requireOrganisation(actor, 'people.list');
    const { orgId } = actor;
    const [row] = await this.database.readIn<PhotoRow>(
      [orgId],
      {
        name: 'photo',
        text: 'select id, content_sealed from person_photo where org_id = $1 and account_id = $2',
      },
      [orgId, personId],
    );
    if (row === undefined) throw new DomainError('request.not-found');
    const keys = await this.keys.forOrg(orgId);
    return { id: row.id, content: keys.open(contextOf(personId, row.id), row.content_sealed) };
  }

  /** @throws {DomainError} profile.not-photo, request.not-found for a visitor and for a narrow token */
  async set(actor: Actor, jpeg: Buffer): Promise<void> {
    requireSelf(actor);
    const content = plainJpeg(jpeg);
    const keys = await this.keys.forOrg(actor.orgId);
    await this.change(actor, (tx) => insert(tx, keys, actor.personId, content));
  }

  /** @throws {DomainError} request.not-found for a visitor and for a narrow token */
  async remove(actor: Actor): Promise<void> {
    requireSelf(actor);
    await this.change(actor, () => Promise.resolve(null));
  }

  /** @param add answers the id of the photo that takes the place of the one before */
  private async change({ orgId, personId }: Actor, add: (tx: Tx) => Promise<string | null>): Promise<void> {
    await this.database.inOrgs({ orgs: [orgId] }, async (tx) => {
      // Locks the account: of two changes at once the second replaces the first.
      await tx.query('update account set photo_id = null where org_id = $1 and id = $2', [orgId, personId]);
      await tx.query('delete from person_photo where org_id = $1 and account_id = $2', [orgId, personId]);
      const id = await add(tx);
      if (id !== null)
        await tx.query('update account set photo_id = $3 where org_id = $1 and id = $2', [
          ...[orgId, personId, id],
        ]);
    });
    this.names.forget(orgId, personId);
    this.index.forget(orgId);
  }
}

async function insert(tx: Tx, keys: OrganisationKeys, personId: string, content: Buffer): Promise<string> {
  const id = newId();
  await tx.query(
    'insert into person_photo (id, org_id, account_id, content_sealed) values ($1, $2, $3, $4)',
    [id, keys.orgId, personId, keys.seal(contextOf(personId, id), content)],
  );
  return id;
}

/** A token for some things is not for whoever the person is; a visitor by link is nobody. */
function requireSelf({ standing, tokenScopes }: Actor): void {
  const isNarrow = tokenScopes !== null && !tokenScopes.includes('all');
  if (isNarrow || standing === 'visitor') throw new DomainError('request.not-found');
}
