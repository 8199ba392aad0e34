import { randomUUID } from 'node:crypto';
import { invitationResultSchema } from '@maroquin/contracts';
import { Mailbox } from '@maroquin/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asSuperuser } from '../support/embedded-sql.js';
import { HttpClient, Refused } from '../support/http-client.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, PASSWORD, type Person, redeem, signIn, tokenOf } from '../support/people.js';

/** Two organisations on one instance that sends mail. */
let box: Mailbox;
let server: Maroquin;
let claire: Person;
let paul: HttpClient;
let space: string;
beforeAll(async () => {
  box = await Mailbox.start();
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn', SMTP_URL: box.url, TRUST_PROXY: '1' } });
  claire = await firstAdministrator(server);
  const made = await server.commandJson([
    ...['organisation', 'create', '--name', 'Mairie voisine'],
    ...['--admin-email', 'paul.voisin@mairie.example', '--admin-name', 'Paul Voisin'],
  ]);
  paul = await redeem(server, z.object({ link: z.string() }).parse(made).link);
  space = await paul.create('/spaces', { name: 'Voisins' });
}, 120_000);
afterAll(async () => {
  await server?.dispose();
  await box?.close();
});

const address = (): string => `${randomUUID()}@prefecture.example`;
const guest = (http: HttpClient, email: string) =>
  http.json(invitationResultSchema, 'POST', `/spaces/${space}/guests`, {
    ...{ email, name: 'Agent', role: 'reader', days: 30 },
  });
const member = (email: string) =>
  claire.http.json(invitationResultSchema, 'POST', '/invitations', { email, name: 'Agent' });
/** An hour passes for links that were mailed. */
const madeEarlier = (): Promise<void> =>
  asSuperuser(server.dataDir, async (client) => {
    await client.query("update sign_in_link set created_at = created_at - interval '1 hour'");
  });
const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'let in',
    (error: unknown) => (error instanceof Refused ? [error.status, error.problem?.code] : error),
  );
const shapeOf = (answer: z.infer<typeof invitationResultSchema>): object => ({
  ...answer,
  id: 'id',
  expiresAt: 'date',
});

describe('an address that another organisation invites', () => {
  it('gives nobody a way in but who reads its mail', async () => {
    const email = address();
    expect(await guest(paul, email)).toMatchObject({ delivery: 'mailed', link: null });
    const link = await box.linkTo(email);
    expect((await (await redeem(server, link)).me()).emailProven).toBe(true);
  });

  it('stays free for its own organisation, before and after it is proven elsewhere', async () => {
    const email = address();
    await guest(paul, email);
    const before = await member(email);
    expect(before.delivery).toBe('mailed');
    await box.linkTo(email, 2);
    const other = address();
    await guest(paul, other);
    await redeem(server, await box.linkTo(other));
    expect((await member(other)).delivery).toBe('mailed');
    const mine = await redeem(server, await box.linkTo(other, 2));
    expect((await mine.me()).organisation.name).toBe('Préfecture du Lac');
  });

  it('is answered alike whether somebody here has it or nobody', async () => {
    const known = address();
    await member(known);
    await redeem(server, await box.linkTo(known));
    const [there, nobody] = [await guest(paul, known), await guest(paul, address())];
    expect(shapeOf(there)).toEqual(shapeOf(nobody));
  });

  it('is answered alike to a provisioning client', async () => {
    const known = address();
    await member(known);
    await redeem(server, await box.linkTo(known));
    const token = await tokenOf(server, 'paul.voisin@mairie.example', 'scim');
    const statuses = [];
    for (const userName of [known, address()]) {
      const answer = await fetch(`${server.url}/scim/v2/Users`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName }),
      });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([201, 201]);
  });
});

describe('somebody whom two organisations know', () => {
  it('enters the one whose password they give, and is sent a link for each', async () => {
    const email = address();
    await guest(paul, email);
    const away = await redeem(server, await box.linkTo(email));
    await member(email);
    const home = await redeem(server, await box.linkTo(email, 2));
    await home.act('PUT', '/me/password', { password: PASSWORD });
    await away.act('PUT', '/me/password', { password: 'agrafe lagune torchis busard' });
    const organisationOf = async (password: string): Promise<string> =>
      (await (await signIn(server, email, password)).me()).organisation.name;
    expect(await organisationOf(PASSWORD)).toBe('Préfecture du Lac');
    expect(await organisationOf('agrafe lagune torchis busard')).toBe('Mairie voisine');
    // The links of a minute ago would do: none is sent so soon after another one.
    await madeEarlier();
    await new HttpClient(server.url, null).act('POST', '/sign-in/link-requests', { email });
    await box.linkTo(email, 4);
  });
});

describe('an address in one organisation', () => {
  it('is held against who manages people by no guest that never came', async () => {
    const own = await claire.http.create('/spaces', { name: 'Ici' });
    const email = address();
    const invited = await claire.http.json(invitationResultSchema, 'POST', `/spaces/${own}/guests`, {
      ...{ email, name: 'Agent', role: 'reader', days: 30 },
    });
    const made = await member(email);
    expect(made.id).not.toBe(invited.id);
    const http = await redeem(server, await box.linkTo(email, 2));
    const me = await http.me();
    expect([me.person.id, me.personalSpaceId]).toEqual([made.id, expect.any(String)]);
  });

  it('belongs to one account', async () => {
    const email = address();
    await member(email);
    expect(await refusal(member(email))).toEqual([409, 'account.exists']);
  });
});
