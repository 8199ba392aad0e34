import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { freePort } from '../../support/maroquin.js';
import { plainEnvironment } from '../../support/process/program.js';
import { until } from '../../support/until.js';

export const CLIENT = { id: 'maroquin', secret: 'a-secret-of-these-trials' };
const REALM = 'agents';
const ADMINISTRATOR = { username: 'trial', password: 'a-password-of-these-trials' };
export const PASSWORD = 'un-mot-de-passe-47';
/** It builds itself at its first start. */
const READY_WITHIN_MS = 240_000;

export interface RealmUser {
  readonly username: string;
  readonly email: string;
  readonly emailVerified: boolean;
}

const tokenSchema = z.object({ access_token: z.string() });
const usersSchema = z.array(z.object({ id: z.string() }));

/** A Keycloak of its own with one realm, on loopback. */
export class Keycloak {
  private constructor(
    readonly origin: string,
    private readonly end: () => Promise<void>,
  ) {}

  get issuer(): string {
    return `${this.origin}/realms/${REALM}`;
  }

  /** @param ours below which the addresses lie that this instance has for its provider */
  static async start(folder: string, ours: string, users: readonly RealmUser[]): Promise<Keycloak> {
    const port = String(await freePort());
    const data = join(folder, 'data');
    rmSync(data, { recursive: true, force: true });
    mkdirSync(join(data, 'import'), { recursive: true });
    writeFileSync(join(data, 'import', `${REALM}-realm.json`), JSON.stringify(realm(ours, users)));
    const address = ['--http-host=127.0.0.1', `--http-port=${port}`];
    const child = spawn('sh', [join(folder, 'bin/kc.sh'), 'start-dev', ...address, '--import-realm'], {
      env: plainEnvironment({
        KC_BOOTSTRAP_ADMIN_USERNAME: ADMINISTRATOR.username,
        KC_BOOTSTRAP_ADMIN_PASSWORD: ADMINISTRATOR.password,
        JAVA_OPTS_KC_HEAP: '-Xms64m -Xmx512m',
      }),
      // A group of its own: the script starts Java beside itself.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said = `${said}${text}`.slice(-4_000)));
    const gone = new Promise<void>((done) => child.once('close', () => done()));
    const made = new Keycloak(`http://127.0.0.1:${port}`, async () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await gone;
    });
    try {
      await until(
        async () => {
          if (child.exitCode !== null) throw new Error(`Keycloak ended: ${said}`);
          return (
            (await fetch(`${made.issuer}/.well-known/openid-configuration`).catch(() => null))?.ok === true
          );
        },
        'Keycloak is ready',
        READY_WITHIN_MS,
      );
    } catch (error) {
      await made.close();
      throw error;
    }
    return made;
  }

  /** Its administrator ends all sessions of somebody; it then tells every client that has one. */
  async signOut(username: string): Promise<void> {
    const form = { ...ADMINISTRATOR, grant_type: 'password', client_id: 'admin-cli' };
    const answer = await fetch(`${this.origin}/realms/master/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const { access_token } = tokenSchema.parse(await answer.json());
    const headers = { authorization: `Bearer ${access_token}` };
    const people = `${this.origin}/admin/realms/${REALM}/users`;
    const found = await fetch(`${people}?username=${username}&exact=true`, { headers });
    const [user] = usersSchema.parse(await found.json());
    const ended = await fetch(`${people}/${user?.id ?? ''}/logout`, { method: 'POST', headers });
    if (!ended.ok) throw new Error(`Keycloak's logout answered ${String(ended.status)}`);
  }

  close(): Promise<void> {
    return this.end();
  }
}

const realm = (ours: string, users: readonly RealmUser[]): object => ({
  realm: REALM,
  enabled: true,
  sslRequired: 'none',
  clients: [
    {
      clientId: CLIENT.id,
      secret: CLIENT.secret,
      protocol: 'openid-connect',
      publicClient: false,
      standardFlowEnabled: true,
      redirectUris: [`${ours}/callback`],
      attributes: {
        'post.logout.redirect.uris': `${ours}/signed-out`,
        'backchannel.logout.url': `${ours}/backchannel-logout`,
        'backchannel.logout.session.required': 'true',
      },
    },
  ],
  users: users.map((user) => ({
    ...user,
    enabled: true,
    firstName: user.username,
    lastName: 'Belkacem',
    credentials: [{ type: 'password', value: PASSWORD, temporary: false }],
  })),
});
