import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { preparePostgres, type RolePasswords, toPgConfig } from '@maroquin/platform/database';
import { startPostgres } from '@maroquin/testing';
import { CollabClient } from '../support/collab-client.js';
import { Maroquin, SERVER } from '../support/maroquin.js';
import { firstAdministrator } from '../support/people.js';
import { type Ended, runNode } from '../support/process/program.js';
import { until } from '../support/until.js';

/** As compose and Kubernetes run it: the server's login is the app role, the owner's is for `maroquin migrate`. */
const passwords: RolePasswords = { owner: 'owner-secret', app: 'app-secret', reader: 'reader-secret' };
let postgres: Awaited<ReturnType<typeof startPostgres>>;
let server: Maroquin;
let ownerUrl: string;

beforeAll(async () => {
  postgres = await startPostgres();
  await preparePostgres(postgres.connection, 'maroquin', passwords);
  await asSuperuser('grant maroquin_app, maroquin_reader to maroquin_owner');
  const urlOf = (role: 'owner' | 'app'): string =>
    `postgres://maroquin_${role}:${passwords[role]}@localhost/maroquin?host=${encodeURIComponent(postgres.connection.host ?? '')}`;
  ownerUrl = urlOf('owner');
  server = await Maroquin.prepare({ env: { DATABASE_URL: urlOf('app') } });
});
afterAll(async () => {
  await server.dispose();
  await postgres.stop();
});

async function asSuperuser<R extends object>(sql: string): Promise<R[]> {
  const client = new Client(toPgConfig({ ...postgres.connection, database: 'maroquin' }));
  await client.connect();
  try {
    return (await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a server that is expected to give up. */
const attempt = (): Promise<Ended> => runNode(SERVER, [], { ...server.env, LOG_LEVEL: 'fatal' });

function expectRefusal({ code, stdout, stderr }: Ended, ...saying: RegExp[]): void {
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  for (const words of saying) expect(stderr).toMatch(words);
  expect(stdout).toBe('');
  expect(code).toBe(1);
}

describe('a server whose login is the app role alone', () => {
  it('refuses a database that nobody has migrated, and says who migrates it', async () => {
    expectRefusal(
      await attempt(),
      /n’est pas à jour.*maroquin migrate.*DATABASE_OWNER_URL/,
      /not up to date/,
    );
    expect((await server.command(['migrate'])).stderr).toMatch(/DATABASE_OWNER_URL/);
  });

  it('starts once the owner has migrated, and keeps what people write', async () => {
    expect(await server.command(['migrate'], { DATABASE_OWNER_URL: ownerUrl })).toMatchObject({ code: 0 });
    await server.start();
    const { http } = await firstAdministrator(server);
    const id = await http.create('/documents', { title: 'Sans propriétaire', kind: 'text' });
    const client = new CollabClient(http, id);
    await until(() => client.synced, 'the document');
    await client.edit((doc) => doc.getText('text').insert(0, 'Écrit par le rôle du serveur'));
    client.close();
    expect(await http.text(id)).toContain('Écrit par le rôle du serveur');
  });

  it('runs jobs', async () => {
    await asSuperuser("select graphile_worker.add_job('uploads.expire', '{}')");
    await until(
      async () =>
        (await asSuperuser("select 1 from graphile_worker.jobs where task_identifier = 'uploads.expire'"))
          .length === 0,
      'the job is done, not only tried',
    );
  });

  it('is connected as nobody else', async () => {
    const roles = await asSuperuser(
      "select distinct usename from pg_stat_activity where application_name like 'maroquin%' and pid <> pg_backend_pid()",
    );
    expect(roles).toEqual([{ usename: 'maroquin_app' }]);
  });

  it('has a backup made by a command that is given the owner’s address', async () => {
    const folder = `${server.dataDir}-backup`;
    const refused = await server.command(['backup', 'create', folder]);
    expect(refused.code).toBeGreaterThan(0);
    expect(refused.stderr).toMatch(/DATABASE_OWNER_URL/);
    expect(
      await server.command(['backup', 'create', folder], { DATABASE_OWNER_URL: ownerUrl }),
    ).toMatchObject({ code: 0 });
    expect(await server.command(['backup', 'verify', folder])).toMatchObject({ code: 0 });
  });

  it('refuses a database of a newer version, and one whose last migration is missing', async () => {
    await server.stop();
    await asSuperuser("insert into schema_migration (name) values ('9999_future.sql')");
    expectRefusal(await attempt(), /version plus récente/, /newer version/);
    await asSuperuser("delete from schema_migration where name >= '0050'");
    expectRefusal(await attempt(), /n’est pas à jour/, /not up to date/);
  });
});
