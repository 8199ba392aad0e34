import { randomInt } from 'node:crypto';
import {
  createdLinkSchema,
  guestSchema,
  idSchema,
  invitationResultSchema,
  type TokenScope,
} from '@maroquin/contracts';
import { HttpClient } from '../../support/http-client.js';
import { shown } from '../../support/people.js';
import { pause } from '../../support/until.js';

export const KINDS = [
  'grant withdrawn',
  'grant lowered',
  'team left',
  'team of a team left',
  'link withdrawn',
  'session ended',
  'account closed by SCIM',
  'guest over',
  'token revoked',
] as const;
export type Kind = (typeof KINDS)[number];

/** What is done on the machine itself, as by the command line. */
export interface Desk {
  createToken(user: string, scopes: readonly TokenScope[]): Promise<{ id: string; token: string }>;
  revokeToken(user: string, id: string): Promise<void>;
}

/** What all trials share. */
export interface Ground {
  /** Administers the organisation and manages the space; at the node where rights change. */
  readonly administrator: HttpClient;
  readonly desk: Desk;
  readonly scimToken: string;
  readonly spaceId: string;
  /** In the space; holds the document and the channel. */
  readonly folderId: string;
}

/** Somebody who may edit what is in the folder, and the change that ends it. */
export interface Doomed {
  /** Of the node where the victim is. */
  readonly http: HttpClient;
  /** Makes the change at the other node. @returns when it was answered or came into force, of performance.now() */
  change(): Promise<number>;
}

const COOKIE = /^[^;]+/;
/** How long a guest still has when its end is set. */
const GUEST_MS = 150;
let made = 0;

/** RFC 2544 keeps these addresses for tests: no limit of one network is met. */
const somewhere = (): Record<string, string> => ({
  'x-forwarded-for': `198.18.${String(randomInt(256))}.${String(randomInt(256))}`,
});

/** Opens a link that answers with a cookie. */
async function enter(url: string, path: string, body: object): Promise<HttpClient> {
  const answer = await new HttpClient(url, null).call('POST', path, { body, headers: somewhere() });
  const cookie = COOKIE.exec(answer.headers.get('set-cookie') ?? '')?.[0];
  if (cookie === undefined) throw new Error(`${path} set no cookie`);
  return new HttpClient(url, { cookie });
}

const secretOf = (link: string): string => new URL(link).hash.slice(1);

interface Somebody {
  readonly id: string;
  readonly http: HttpClient;
}

async function join(
  { administrator }: Ground,
  url: string,
  path = '/invitations',
  more = {},
): Promise<Somebody> {
  made += 1;
  const who = { name: `Agent ${String(made)}`, email: `agent-${String(made)}@mesure.example`, ...more };
  const { link } = await administrator.json(invitationResultSchema, 'POST', path, who);
  const http = await enter(url, '/api/v1/sign-in/link', { token: secretOf(shown(link)) });
  return { id: (await http.me()).person.id, http };
}

const answered = async (act: Promise<unknown>): Promise<number> => {
  await act;
  return performance.now();
};

async function withGrant(ground: Ground, url: string): Promise<Somebody & { readonly grant: string }> {
  const somebody = await join(ground, url);
  const grant = `/resources/${ground.folderId}/grants/${somebody.id}`;
  await ground.administrator.act('PUT', grant, { role: 'editor' });
  return { ...somebody, grant };
}

async function team({ administrator }: Ground, memberId: string): Promise<string> {
  made += 1;
  const id = await administrator.create('/teams', { name: `Équipe ${String(made)}` });
  await administrator.act('PUT', `/teams/${id}/members/${memberId}`);
  return id;
}

/** One victim of a kind, at the node with this address. */
export const prepare: Readonly<Record<Kind, (ground: Ground, url: string) => Promise<Doomed>>> = {
  'grant withdrawn': async (ground, url) => {
    const { http, grant } = await withGrant(ground, url);
    return { http, change: () => answered(ground.administrator.act('DELETE', grant)) };
  },
  'grant lowered': async (ground, url) => {
    const { http, grant } = await withGrant(ground, url);
    return { http, change: () => answered(ground.administrator.act('PUT', grant, { role: 'reader' })) };
  },
  'team left': async (ground, url) => {
    const { administrator, folderId } = ground;
    const { id, http } = await join(ground, url);
    const teamId = await team(ground, id);
    await administrator.act('PUT', `/resources/${folderId}/grants/${teamId}`, { role: 'editor' });
    return { http, change: () => answered(administrator.act('DELETE', `/teams/${teamId}/members/${id}`)) };
  },
  'team of a team left': async (ground, url) => {
    const { administrator, folderId } = ground;
    const { id, http } = await join(ground, url);
    const inner = await team(ground, id);
    const outer = await team(ground, inner);
    await administrator.act('PUT', `/resources/${folderId}/grants/${outer}`, { role: 'editor' });
    return { http, change: () => answered(administrator.act('DELETE', `/teams/${outer}/members/${inner}`)) };
  },
  'link withdrawn': async ({ administrator, folderId }, url) => {
    made += 1;
    const links = `/resources/${folderId}/links`;
    const wanted = { name: `Lien ${String(made)}`, role: 'editor' };
    const { id, link } = await administrator.json(createdLinkSchema, 'POST', links, wanted);
    const http = await enter(url, '/api/v1/visits', { token: secretOf(shown(link)) });
    return { http, change: () => answered(administrator.act('DELETE', `${links}/${id}`)) };
  },
  'session ended': async (ground, url) => {
    const { http } = await withGrant(ground, url);
    return { http, change: () => answered(ground.administrator.as(http).act('POST', '/sign-out')) };
  },
  'account closed by SCIM': async (ground, url) => {
    const { id, http } = await withGrant(ground, url);
    const scim = new HttpClient(ground.administrator.url, { token: ground.scimToken });
    const body = {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'active', value: false }],
    };
    return { http, change: () => answered(scim.call('PATCH', `/scim/v2/Users/${id}`, { body })) };
  },
  'guest over': async (ground, url) => {
    const guests = `/spaces/${ground.spaceId}/guests`;
    const { id, http } = await join(ground, url, guests, { role: 'editor' });
    const change = async (): Promise<number> => {
      const endsAt = Date.now() + GUEST_MS;
      await ground.administrator.act(
        'PATCH',
        `${guests}/${idSchema.parse(id)}`,
        {
          endsAt: guestSchema.shape.endsAt.parse(new Date(endsAt).toISOString()),
        },
        { 'if-match': '"1"' },
      );
      const answeredAt = performance.now();
      await pause(Math.max(0, endsAt - Date.now()));
      // Or with the answer, should that have taken longer.
      return Math.max(answeredAt, performance.now() - (Date.now() - endsAt));
    };
    return { http, change };
  },
  'token revoked': async (ground, url) => {
    const { id } = await withGrant(ground, url);
    const made = await ground.desk.createToken(id, ['all']);
    const http = new HttpClient(url, { token: made.token });
    return { http, change: () => answered(ground.desk.revokeToken(id, made.id)) };
  },
};
