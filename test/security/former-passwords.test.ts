import { afterAll, beforeAll, expect, it } from 'vitest';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator, invite, PASSWORD, type Person, signIn } from '../support/people.js';
import { until } from '../support/until.js';

/** Who changes a stolen password also stops a sign-in that is under way. */
let server: Maroquin;
let person: Person;

beforeAll(async () => {
  server = await Maroquin.start({ env: { LOG_LEVEL: 'warn' } });
  const administrator = await firstAdministrator(server);
  person = await invite(server, administrator, { name: 'Paul Roux', email: 'paul.roux@prefecture.example' });
  await person.http.act('PUT', '/me/password', { password: PASSWORD });
});
afterAll(() => server.dispose());

it('a password that was right when it was judged opens nothing once it has been changed', async () => {
  const outcome = await asSuperuser(server.dataDir, async (client) => {
    const isWaiting = async (): Promise<boolean> =>
      (await client.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).rows.length > 0;
    await client.query('begin');
    // The change has the account's row, and is not committed yet.
    await client.query('update account set password_sealed = null where id = $1', [person.id]);
    const entering = signIn(server, person.email, PASSWORD).then(
      () => 'let in',
      () => 'refused',
    );
    await until(isWaiting, 'the sign-in has judged the password and waits');
    await client.query('commit');
    return entering;
  });
  expect(outcome).toBe('refused');
});
