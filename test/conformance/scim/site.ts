import { z } from 'zod';
import type { HttpClient } from '../../support/http-client.js';
import type { Maroquin } from '../../support/maroquin.js';
import { auditorOf, firstAdministrator, invite, type Person, redeem, tokenOf } from '../../support/people.js';
import { type Body, ScimClient, USER } from './client.js';

/** The server under test, and who may ask it. */
export interface Site {
  readonly server: Maroquin;
  readonly admin: Person;
  /** Agrees to what the administrator may not do alone. */
  readonly auditor: Person;
  readonly scim: ScimClient;
  /** A client of another organisation. */
  readonly foreign: ScimClient;
  /** Of a person who is no administrator. */
  readonly plain: ScimClient;
  readonly foreignAdmin: HttpClient;
  /** Something that no other case uses. */
  next(): string;
}

let count = 0;
const next = (): string => {
  count += 1;
  return `${count.toString(36)}x${process.pid.toString(36)}`;
};

export async function openSite(server: Maroquin): Promise<Site> {
  const admin = await firstAdministrator(server);
  const agent = await invite(server, admin, { name: 'Agent Simple', email: 'simple@prefecture.example' });
  const other = z
    .object({ link: z.string() })
    .parse(
      await server.commandJson([
        ...['organisation', 'create', '--name', 'Mairie de Brignoles', '--admin-name', 'Paul Arène'],
        ...['--admin-email', 'paul@brignoles.example'],
      ]),
    );
  const foreignAdmin = await redeem(server, other.link);
  const client = async (email: string): Promise<ScimClient> =>
    new ScimClient(server.url, await tokenOf(server, email, 'scim'));
  return {
    server,
    admin,
    auditor: await auditorOf(server, admin),
    foreignAdmin,
    scim: await client(admin.email),
    foreign: await client('paul@brignoles.example'),
    plain: await client(agent.email),
    next,
  };
}

/** A person that is as good as any other. */
export function somebody({ next: fresh }: Pick<Site, 'next'>, more: Body = {}): Body {
  return { schemas: [USER], userName: `agent.${fresh()}@var.example`, ...more };
}

export interface Case {
  /** `RFC 7644 §3.3`, or the corpus file. */
  readonly section: string;
  readonly name: string;
  readonly run: (site: Site) => Promise<void>;
}

export const section =
  (name: string) =>
  (about: string, run: Case['run']): Case => ({ section: name, name: about, run });
