import { createHash, randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccessService } from '@maroquin/access';
import { AccountEnds } from '@maroquin/identity';
import { newId } from '@maroquin/platform/config';
import { type Client, IdentityWorld } from './identity-world.js';

/** Somebody who can write to the database, but holds neither the key file nor anybody's secret. */
let world: IdentityWorld;
let orgId: string;
let adminId: string;
const EMAIL = 'nadia@var.example.fr';
const SECRET = randomBytes(32).toString('base64url');
const sha256 = createHash('sha256').update(SECRET, 'utf8').digest();
const GOOD = 'tuile orage banjo cumin 82';

beforeAll(async () => {
  world = await IdentityWorld.open();
  ({ orgId, adminId } = await world.organisation());
});
afterAll(() => world.close());

const clientWith = (change: (client: Client) => void): Client => {
  const client = world.client();
  change(client);
  return client;
};
const plantSession = (tokenHash: Buffer) =>
  world.platform.asOwner(
    `insert into session (id, org_id, account_id, token_hash, method, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, 'password', now(), now(), now() + interval '1 hour')`,
    [newId(), orgId, adminId, tokenHash],
  );

describe('who writes to the database', () => {
  it('cannot put a session there', async () => {
    await plantSession(sha256);
    const browser = clientWith((client) => (client.cookie = `__Host-maroquin=${SECRET}`));
    expect((await browser.ask('GET', '/me')).status).toBe(401);
  });

  it('cannot put a token there', async () => {
    await world.platform.asOwner(
      `insert into api_token (id, org_id, account_id, token_hash, scopes, created_at) values ($1, $2, $3, $4, '{all}', now())`,
      [newId(), orgId, adminId, sha256],
    );
    const program = clientWith((client) => (client.token = SECRET));
    expect((await program.ask('GET', '/me')).status).toBe(401);
  });

  it('cannot put a sign-in link there', async () => {
    await world.platform.asOwner(
      `insert into sign_in_link (id, org_id, account_id, token_hash, created_at, expires_at)
       values ($1, $2, $3, $4, now(), now() + interval '1 hour')`,
      [newId(), orgId, adminId, sha256],
    );
    expect((await world.client().ask('POST', '/sign-in/link', { token: SECRET })).status).toBe(410);
  });

  it('cannot make an administrator of somebody', async () => {
    const { client, id } = await world.person(orgId);
    await world.platform.asOwner(`update seat set kind = 'admin' where account_id = $1`, [id]);
    expect((await client.ask('GET', '/me')).status).toBe(401);
  });

  it('cannot keep an account from being taken away by changing its seat', async () => {
    const { id } = await world.person(orgId);
    await world.platform.asOwner(`update seat set kind = 'admin' where account_id = $1`, [id]);
    const keys = await world.platform.keys.forOrg(orgId);
    await world.app.get(AccessService).locks.changeOrganisation(null, orgId, async (tx) => {
      tx.actAsSystem('directory');
      await world.app.get(AccountEnds).delete(tx, keys, { orgId, personId: id, byId: null });
    });
    const left = await world.platform.asOwner(
      `select from account a where a.id = $1 and (a.deleted_at is null
         or exists (select from seat where seat.account_id = a.id))`,
      [id],
    );
    expect(left).toEqual([]);
  });

  it('cannot turn the narrow token of a person into its session', async () => {
    const { token } = await world.commands.createToken({ user: adminId, scopes: ['files'], days: 1 });
    const [row] = await world.platform.asOwner<{ token_hash: Buffer }>(
      `select token_hash from api_token where scopes = '{files}'`,
    );
    await plantSession(row?.token_hash ?? Buffer.alloc(0));
    const browser = clientWith((client) => (client.cookie = `__Host-maroquin=${token}`));
    expect((await browser.ask('GET', '/me')).status).toBe(401);
  });

  it('cannot give an account a password', async () => {
    await world.platform.asOwner('update account set password_sealed = $2 where id = $1', [
      adminId,
      Buffer.from(await hash(GOOD)),
    ]);
    expect((await world.byPassword(EMAIL, GOOD)).answer.status).not.toBe(204);
  });

  it('cannot give an account the password of another', async () => {
    const { client, id, email } = await world.person(orgId);
    expect((await client.ask('PUT', '/me/password', { password: GOOD })).status).toBe(204);
    expect((await world.byPassword(email, GOOD)).answer.status).toBe(204);
    await world.platform.asOwner(
      'update account set password_sealed = (select password_sealed from account where id = $2) where id = $1',
      [adminId, id],
    );
    expect((await world.byPassword(EMAIL, GOOD)).answer.status).not.toBe(204);
  });
});
