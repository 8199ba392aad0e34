import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mailbox } from '@maroquin/testing';
import type { MailConfig } from '../config/index.js';
import { probeRelay, type RelayCard } from './index.js';

let inClear: Mailbox;
let selfSigned: Mailbox;
let withLogin: Mailbox;
beforeAll(async () => {
  inClear = await Mailbox.start();
  selfSigned = await Mailbox.start('127.0.0.1', { disabledCommands: ['AUTH'] });
  withLogin = await Mailbox.start('127.0.0.1', {
    ...{ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, authOptional: false },
    onAuth: ({ username, password }, _session, answer) => {
      if (username === 'maroquin' && password === 'secret') answer(null, { user: username });
      else answer(new Error('unknown'));
    },
  });
});
afterAll(async () => {
  await inClear.close();
  await selfSigned.close();
  await withLogin.close();
});

const relay = (box: Mailbox, other: Partial<MailConfig> = {}): MailConfig => ({
  ...{ host: '127.0.0.1', port: Number(new URL(box.url).port), tls: 'none', credentials: null, ca: null },
  from: 'ne-pas-repondre@suite.exemple.fr',
  ...other,
});
const probe = (config: MailConfig, to?: string): Promise<RelayCard> =>
  probeRelay(config, { ...(to !== undefined && { to }), subject: 'Essai', text: 'Bonjour' });

describe('the probe of a relay', () => {
  it('says that a relay takes mail, and hands nothing over unless it is asked to', async () => {
    expect(await probe(relay(inClear))).toMatchObject({ ok: true, trouble: null, sent: false });
    expect(inClear.mails).toEqual([]);
    expect(await probe(relay(inClear), 'amina@var.example.fr')).toMatchObject({ ok: true, sent: true });
    expect(inClear.mails).toMatchObject([{ to: 'amina@var.example.fr', subject: 'Essai' }]);
  });

  it('tells a relay without STARTTLS from one whose certificate nobody vouches for', async () => {
    expect(await probe(relay(inClear, { tls: 'starttls' }))).toMatchObject({ trouble: 'no-starttls' });
    expect(await probe(relay(selfSigned, { tls: 'starttls' }))).toMatchObject({ trouble: 'certificate' });
  });

  it('says that a login was refused', async () => {
    const as = (password: string) => relay(withLogin, { credentials: { user: 'maroquin', password } });
    expect(await probe(as('secret'))).toMatchObject({ ok: true });
    expect(await probe(as('autre'))).toMatchObject({ ok: false, trouble: 'login' });
  });

  it('says that a message was refused, and that nothing answers', async () => {
    inClear.isDown = true;
    expect(await probe(relay(inClear), 'amina@var.example.fr')).toMatchObject({ trouble: 'refused' });
    inClear.isDown = false;
    expect(await probe(relay(inClear, { port: 1 }))).toMatchObject({ ok: false, trouble: 'unreachable' });
  });
});
