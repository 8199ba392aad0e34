import { expect, it } from 'vitest';
import { CollabClient } from '../support/collab-client.js';
import { asSuperuser } from '../support/embedded-sql.js';
import { Maroquin } from '../support/maroquin.js';
import { firstAdministrator } from '../support/people.js';
import { until } from '../support/until.js';

const textOf = (client: CollabClient): string => client.doc.getText('text').toJSON();

it('a bit of the journal flips while the server is down: the document opens, without the damaged words only', async () => {
  const server = await Maroquin.start();
  try {
    const { http } = await firstAdministrator(server);
    const parentId = await http.create('/spaces', { name: 'Cabinet' });
    const id = await http.create('/documents', { title: 'Note', kind: 'text', parentId });
    const before = new CollabClient(http, id);
    await until(() => before.synced, 'opened');
    for (const words of ['un ', 'deux ', 'trois '])
      await before.edit((doc) => doc.getText('text').insert(doc.getText('text').length, words));
    before.close();
    await server.kill9('node');
    await server.start();
    const damaged = await asSuperuser(server.dataDir, (client) =>
      client.query(
        `update feed_entry set payload = set_byte(payload, 40, get_byte(payload, 40) # 1)
         where feed_id = $1 and last = 2`,
        [id],
      ),
    );
    expect(damaged.rowCount).toBe(1);
    const after = new CollabClient(http, id);
    await until(() => textOf(after) === 'un trois ', 'the rest is there');
    await after.edit((doc) => doc.getText('text').insert(doc.getText('text').length, 'quatre'));
    after.close();
    expect(await http.text(id)).toBe('un trois quatre');
    const acts = await asSuperuser(server.dataDir, (client) =>
      client.query<{ action: string }>('select action from audit where target_id = $1 order by at', [id]),
    );
    expect(acts.rows.map(({ action }) => action)).toContain('document.repaired');
  } finally {
    await server.dispose();
  }
});
