import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { AccountsCommandService } from '@maroquin/identity';
import { MessagesService } from '@maroquin/messaging';
import { newId } from '@maroquin/platform/config';
import { type Actor, Database } from '@maroquin/platform/database';
import { Keys } from '@maroquin/platform/keys';
import { proveWritten } from '@maroquin/platform/proofs';
import type { HttpClient } from '../../support/http-client.js';
import { CollabClient } from '../../support/collab-client.js';
import { until } from '../../support/until.js';
import { upload } from '../../support/uploads.js';
import type { Target } from '../../security/matrix/world.js';

/** What gives an attack its weight, all of it in a place where every attacker with a right finds it. */
export interface Heavy {
  /** So many folders stand below it, in two steps. */
  readonly deep: string;
  /** Its children. */
  readonly wide: string;
  /** Folders with a few dozen below, and where to move them to and fro. */
  readonly movable: readonly string[];
  readonly places: readonly [string, string];
  /** A folder with as many below it, which stays as it is. */
  readonly copied: string;
  /** Of large messages. */
  readonly channel: string;
  /** A text whose journal is long and which itself is short. */
  readonly document: string;
  readonly file: string;
  readonly team: string;
  /** People of the organisation. */
  readonly people: readonly string[];
}

/** How much of each. Sizes in bytes. `small` shows that everything is made, `full` is what is measured. */
export interface Weight {
  readonly deep: { readonly folders: number; readonly each: number };
  readonly wide: number;
  readonly movable: { readonly folders: number; readonly each: number };
  readonly messages: number;
  readonly messageLength: number;
  readonly journal: { readonly edits: number; readonly bytes: number };
  readonly file: number;
  readonly people: number;
}
export const WEIGHTS: Readonly<Record<'small' | 'full', Weight>> = {
  full: {
    deep: { folders: 30, each: 100 },
    wide: 15_000,
    movable: { folders: 40, each: 75 },
    messages: 200,
    messageLength: 20_000,
    journal: { edits: 30, bytes: 900_000 },
    file: 32 * 1024 * 1024,
    people: 300,
  },
  small: {
    deep: { folders: 2, each: 3 },
    wide: 10,
    movable: { folders: 2, each: 2 },
    messages: 2,
    messageLength: 200,
    journal: { edits: 2, bytes: 1_000 },
    file: 1_000,
    people: 3,
  },
};
const ROWS_AT_ONCE = 3_000;
const AT_ONCE = 8;

export interface HeavyPlace {
  readonly suite: INestApplicationContext;
  readonly owner: HttpClient;
  readonly administrator: HttpClient;
  /** A folder. */
  readonly placeId: string;
}

/** By the services and the database directly where asking for each by HTTP would take minutes. */
export async function makeHeavy(place: HeavyPlace, weight: Weight): Promise<Heavy> {
  const { owner, placeId } = place;
  const folder = (name: string, parentId = placeId): Promise<string> =>
    owner.create('/folders', { name: `${name} ${randomUUID()}`, parentId });
  const [deep, wide, copied] = [await folder('Profond'), await folder('Large'), await folder('Original')];
  const places = [await folder('Ici'), await folder('Là')] as const;
  const { organisation } = await owner.me();
  const tree = new TreeRows(place.suite, organisation.id);
  for (const id of await tree.below(deep, weight.deep.folders)) await tree.below(id, weight.deep.each);
  await tree.below(wide, weight.wide);
  await tree.below(copied, weight.movable.each);
  const movable = await tree.below(places[0], weight.movable.folders);
  for (const id of movable) await tree.below(id, weight.movable.each);
  return {
    deep,
    wide,
    movable,
    places,
    copied,
    channel: await makeChannel(place, weight),
    document: await makeDocument(place, weight),
    file: await upload(owner, Buffer.alloc(weight.file, 'octets '), {
      filename: 'grand.bin',
      parentId: placeId,
      chunkSize: weight.file,
    }),
    ...(await makeTeam(place, weight)),
  };
}

/** Folders, many at once. */
class TreeRows {
  constructor(
    private readonly suite: INestApplicationContext,
    private readonly orgId: string,
  ) {}

  async below(parentId: string, count: number): Promise<string[]> {
    const ids: string[] = [];
    while (ids.length < count)
      ids.push(...(await this.insert(parentId, Math.min(ROWS_AT_ONCE, count - ids.length), ids.length)));
    return ids;
  }

  private async insert(parentId: string, count: number, from: number): Promise<string[]> {
    const database = this.suite.get(Database, { strict: false });
    return database.inOrgs({ orgs: [this.orgId] }, async (tx) => {
      const [parent] = await tx.query<{ scope_id: string }>('select scope_id from resource where id = $1', [
        parentId,
      ]);
      if (parent === undefined) throw new Error('the place is not there');
      const keys = await this.suite.get(Keys, { strict: false }).forOrg(this.orgId, tx);
      const rows = Array.from({ length: count }, (_, index) => {
        const id = newId();
        const name = `Dossier numéro ${String(from + index)} ${id.slice(-6)}`;
        return {
          id,
          sealed: keys.seal({ table: 'resource', column: 'name', row: id }, name),
          hash: keys.nameHash(parentId, name),
        };
      });
      await tx.query(
        `insert into resource (id, org_id, parent_id, kind, scope_id, name_sealed, name_hash, hash_generation, created_at, updated_at)
         select n.id, $4, $5, 'folder', $6, n.sealed, n.hash, $7, now(), now()
         from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as n (id, sealed, hash)`,
        [
          rows.map(({ id }) => id),
          rows.map(({ sealed }) => sealed),
          rows.map(({ hash }) => hash),
          this.orgId,
          parentId,
          parent.scope_id,
          keys.generation,
        ],
      );
      await proveWritten(tx);
      return rows.map(({ id }) => id);
    });
  }
}

async function makeChannel({ suite, owner, placeId }: HeavyPlace, weight: Weight): Promise<string> {
  const id = await owner.create('/channels', { name: `Bruyant ${randomUUID()}`, parentId: placeId });
  const messages = suite.get(MessagesService, { strict: false });
  const actor = await actorOf(owner);
  for (let sent = 0; sent < weight.messages; sent += 1)
    await messages.send(actor, id, { clientId: randomUUID(), text: '漢'.repeat(weight.messageLength) });
  return id;
}

/** Each edit writes as much as one frame holds and takes away what the one before wrote. */
async function makeDocument({ owner, placeId }: HeavyPlace, weight: Weight): Promise<string> {
  const id = await owner.create('/documents', { title: 'Longue vie', kind: 'text', parentId: placeId });
  const client = new CollabClient(owner, id);
  await until(() => client.synced, 'the document is open');
  for (let edit = 0; edit < weight.journal.edits; edit += 1)
    await client.edit((doc) => {
      const text = doc.getText('text');
      text.delete(0, text.length);
      text.insert(0, `${String(edit)} `.padEnd(weight.journal.bytes, 'abcdefghij '));
    });
  client.close();
  return id;
}

async function makeTeam(
  { suite, administrator }: HeavyPlace,
  weight: Weight,
): Promise<{ team: string; people: string[] }> {
  const accounts = suite.get(AccountsCommandService);
  const { organisation } = await administrator.me();
  const people: string[] = [];
  let begun = 0;
  const work = async (): Promise<void> => {
    while ((begun += 1) <= weight.people) {
      const email = `nombreux.${randomUUID()}@prefecture.example`;
      people.push(
        (await accounts.createUser({ email, name: `Agent ${String(begun)}`, org: organisation.id })).id,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const team = await administrator.create('/teams', { name: `Nombreuse ${randomUUID()}` });
  const database = suite.get(Database, { strict: false });
  await database.inOrgs({ orgs: [organisation.id] }, async (tx) => {
    await tx.query(
      `insert into membership (org_id, team_id, member_id, added_at) select $1, $2, m.id, now() from unnest($3::uuid[]) m (id)`,
      [organisation.id, team, people],
    );
    await proveWritten(tx);
  });
  return { team, people };
}

async function actorOf(http: HttpClient): Promise<Actor> {
  const { person, organisation } = await http.me();
  return {
    personId: person.id,
    orgId: organisation.id,
    orgs: [organisation.id],
    adminOf: [],
    tokenScopes: null,
    sessionId: null,
    tokenId: null,
    locale: 'fr',
  };
}

/** What a row is about, where there is something heavier of its kind. Acts that change their target get their own. */
export function heavyTarget(heavy: Heavy, request: string, target: Target): Target {
  const id = heavyId(heavy, request, target.kind);
  return id === null ? target : { ...target, id };
}

function heavyId(heavy: Heavy, request: string, kind: Target['kind']): string | null {
  if (/^GET \/resources\/\{id\}\/children/.test(request)) return heavy.wide;
  if (/^(?:GET|MSG)/.test(request) && kind === 'folder') return heavy.deep;
  // What attacks before this one made in the place of everybody would take minutes.
  if (request === 'POST /resources/{id}/copies') return heavy.copied;
  if (kind === 'channel') return heavy.channel;
  if (kind === 'file' && request.startsWith('GET')) return heavy.file;
  if (/^GET \/documents\/\{id\}\/(?:text|versions|compare)/.test(request)) return heavy.document;
  return null;
}
