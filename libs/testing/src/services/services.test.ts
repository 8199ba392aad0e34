import { existsSync } from 'node:fs';
import { Client } from 'ldapts';
import pg from 'pg';
import { inject, describe, expect, test } from 'vitest';
import { startCeph } from './ceph.js';
import { startPostgres } from './postgres.js';
import { askForObjectStore } from './shared-services.js';
import { LDAP_BASE, LDAP_READER, startSlapd } from './slapd.js';
import { startValkey } from './valkey.js';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a PostgreSQL of the tests', () => {
  test('answers its superuser and leaves nothing behind', async () => {
    const server = await startPostgres();
    const client = new pg.Client({ ...server.connection });
    await client.connect();
    expect((await client.query('select current_user as name')).rows).toEqual([{ name: 'postgres' }]);
    await client.end();
    await server.stop();
    expect(isRunning(server.pid)).toBe(false);
    expect(existsSync(server.connection.host ?? '')).toBe(false);
  });
});

describe('a Ceph gateway of the tests', () => {
  test('answers over HTTP and leaves no process behind', async () => {
    const ceph = await startCeph();
    const response = await fetch(ceph.endpoint);
    expect(await response.text()).toContain('ListAllMyBucketsResult');
    await ceph.stop();
    expect(isRunning(ceph.gatewayPid)).toBe(false);
  });

  test('is one for the whole run, however often it is asked for', async () => {
    const asked = await Promise.all([1, 2, 3].map(() => askForObjectStore(inject('services'))));
    expect(new Set(asked.map(({ gatewayPid }) => gatewayPid)).size).toBe(1);
  });
});

describe('a Valkey of the tests', () => {
  test('comes back on the same port after kill -9, and leaves no process behind', async () => {
    const valkey = await startValkey();
    const { url, pid } = valkey;
    await valkey.kill();
    expect(isRunning(pid)).toBe(false);
    await valkey.start();
    expect(valkey.url).toBe(url);
    expect(isRunning(valkey.pid)).toBe(true);
    await valkey.stop();
    expect(isRunning(valkey.pid)).toBe(false);
  });
});

describe('an OpenLDAP of the tests', () => {
  test.each([false, true])('serves and leaves no process behind, as ourselves: %s', async (asOurselves) => {
    const directory = await startSlapd({ asOurselves });
    const client = new Client({ url: `ldap://127.0.0.1:${String(directory.port)}` });
    await client.bind(LDAP_READER.dn, LDAP_READER.password);
    const { searchEntries } = await client.search(LDAP_BASE, { filter: '(ou=agents)' });
    expect(searchEntries).toHaveLength(1);
    await client.unbind();
    await directory.stop();
    expect(isRunning(directory.pid)).toBe(false);
  });
});
