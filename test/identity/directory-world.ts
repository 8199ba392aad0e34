import { readFileSync } from 'node:fs';
import type { LdapConfig } from '@maroquin/platform/config';
import { LDAP_BASE, LDAP_READER, startSlapd, type TestDirectory } from '@maroquin/testing';
import { Attribute, Change, Client, type Control } from 'ldapts';
import { IdentityWorld } from './identity-world.js';

export const AGENTS = `ou=agents,${LDAP_BASE}`;
export const GROUPS = `ou=groupes,${LDAP_BASE}`;
export const PASSWORD = 'parapluie-violet-42';

/** How tests reach their directory; in clear unless they say otherwise. */
export const configOf = (directory: TestDirectory, other: Partial<LdapConfig> = {}): LdapConfig => ({
  id: 'ldap',
  name: 'L’annuaire du Var',
  issuer: `ldap:${LDAP_BASE}`,
  host: '127.0.0.1',
  port: directory.port,
  tls: 'none',
  ca: readFileSync(directory.caFile, 'utf8'),
  bindDn: LDAP_READER.dn,
  bindPassword: LDAP_READER.password,
  baseDn: LDAP_BASE,
  userFilter: '(&(objectClass=person)(|(uid={login})(mail={login})))',
  groupBaseDn: GROUPS,
  groupFilter: '(|(objectClass=groupOfNames)(objectClass=posixGroup))',
  attributes: { id: 'entryUUID', name: 'cn', email: 'mail', login: 'uid', siret: null },
  organisations: [{ by: 'domain', value: 'var.example.fr', organisation: 'Préfecture du Var' }],
  maxRemovals: 20,
  contact: null,
  ...other,
});

/** Writes to the directory as whoever administers it does. */
export class DirectoryDesk {
  private constructor(
    readonly server: TestDirectory,
    private client: Client,
  ) {}

  static async open(): Promise<DirectoryDesk> {
    const server = await startSlapd();
    return new DirectoryDesk(server, await bound(server));
  }

  /** @returns name of the entry */
  async person(
    uid: string,
    { cn = uid, mail = `${uid}@var.example.fr`, more = {} }: PersonOptions = {},
  ): Promise<string> {
    const dn = `uid=${uid},${AGENTS}`;
    await this.add(dn, {
      objectClass: ['inetOrgPerson', 'shadowAccount'],
      ...{ uid, cn, sn: cn, mail, userPassword: PASSWORD },
      ...more,
    });
    return dn;
  }

  async group(cn: string, members: readonly string[]): Promise<string> {
    const dn = `cn=${cn},${GROUPS}`;
    // groupOfNames is never empty: its own name is nobody's
    await this.add(dn, { objectClass: 'groupOfNames', cn, member: [...members, 'cn=personne'] });
    return dn;
  }

  add(dn: string, attributes: Record<string, string | string[]>): Promise<void> {
    return this.client.add(dn, attributes);
  }

  change(
    dn: string,
    operation: 'add' | 'delete' | 'replace',
    type: string,
    values: string[],
    controls?: Control[],
  ): Promise<void> {
    const modification = new Attribute({ type, values });
    return this.client.modify(dn, new Change({ operation, modification }), controls);
  }

  remove(dn: string): Promise<void> {
    return this.client.del(dn);
  }

  /** After the server was started again. */
  async reconnect(): Promise<void> {
    await this.client.unbind().catch(() => undefined);
    this.client = await bound(this.server);
  }

  async close(): Promise<void> {
    await this.client.unbind().catch(() => undefined);
    await this.server.stop();
  }
}
interface PersonOptions {
  readonly cn?: string;
  readonly mail?: string;
  readonly more?: Record<string, string | string[]>;
}

async function bound({ port, root }: TestDirectory): Promise<Client> {
  const client = new Client({ url: `ldap://127.0.0.1:${String(port)}` });
  await client.bind(root.dn, root.password);
  return client;
}

/** Identity over a fresh database, with a directory of its own behind it. */
export async function openDirectoryWorld(
  other: Partial<LdapConfig> = {},
): Promise<{ desk: DirectoryDesk; world: IdentityWorld }> {
  const desk = await DirectoryDesk.open();
  return { desk, world: await IdentityWorld.open([], configOf(desk.server, other)) };
}
