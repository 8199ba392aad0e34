import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Mailbox } from '@maroquin/testing';
import { loadConfig, type MailConfig } from '../config/index.js';
import { Mailer } from './index.js';

let inClear: Mailbox;
let selfSigned: Mailbox;
beforeAll(async () => {
  inClear = await Mailbox.start();
  // With a certificate of its own making, which nobody vouches for.
  selfSigned = await Mailbox.start('127.0.0.1', { disabledCommands: ['AUTH'] });
});
afterAll(async () => {
  await inClear.close();
  await selfSigned.close();
});

const MAIL = { to: 'amina@var.example.fr', subject: 'Votre lien', text: 'Bonjour,\n\nà bientôt' };
/** As for a relay elsewhere, which is here for the test. */
const elsewhere = (box: Mailbox): MailConfig => ({
  host: '127.0.0.1',
  port: Number(new URL(box.url).port),
  tls: 'starttls',
  credentials: null,
  ca: null,
  from: 'ne-pas-repondre@suite.exemple.fr',
});
const mailOf = (env: NodeJS.ProcessEnv): MailConfig | null => loadConfig(env).mail;

describe('a message', () => {
  it('reaches the relay as it was written, and says that a program sent it', async () => {
    await new Mailer(mailOf({ SMTP_URL: inClear.url })).send(MAIL);
    expect(inClear.mails).toMatchObject([
      { to: MAIL.to, from: 'ne-pas-repondre@localhost', subject: MAIL.subject, text: `${MAIL.text}\n` },
    ]);
    expect(inClear.mails[0]?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(inClear.mails[0]?.headers.get('message-id')).toMatch(/^<[0-9a-f-]{36}@localhost>$/);
  });

  it('is not sent when the relay does not take it', async () => {
    inClear.isDown = true;
    await expect(new Mailer(mailOf({ SMTP_URL: inClear.url })).send(MAIL)).rejects.toThrow('451');
    inClear.isDown = false;
  });

  it('is said to a relay elsewhere only after STARTTLS', async () => {
    const before = inClear.mails.length;
    await expect(new Mailer(elsewhere(inClear)).send(MAIL)).rejects.toThrow(/STARTTLS/i);
    expect(inClear.mails).toHaveLength(before);
  });

  it('is not said to a relay whose certificate nobody vouches for', async () => {
    await expect(new Mailer(elsewhere(selfSigned)).send(MAIL)).rejects.toThrow(/certificate/i);
    expect(selfSigned.mails).toEqual([]);
  });

  it('is not sent where no relay is configured', async () => {
    const mailer = new Mailer(mailOf({}));
    expect(mailer.isConfigured).toBe(false);
    await expect(mailer.send(MAIL)).rejects.toThrow('no relay');
  });
});

describe('the relay', () => {
  it('on this machine is spoken to in clear, elsewhere by TLS or after STARTTLS', () => {
    expect(mailOf({ SMTP_URL: 'smtp://localhost:25' })).toMatchObject({ port: 25, tls: 'none' });
    expect(mailOf({ SMTP_URL: 'smtp://relais.exemple.fr' })).toMatchObject({ port: 587, tls: 'starttls' });
    expect(mailOf({ SMTP_URL: 'smtps://relais.exemple.fr' })).toMatchObject({ port: 465, tls: 'tls' });
    expect(mailOf({ SMTP_URL: 'smtp://localhost.exemple.fr:25' })?.tls).toBe('starttls');
  });

  it('is told a user and a password as they are, and knows a sender of our own name', () => {
    const env = {
      SMTP_URL: 'smtp://agent%40x:s%2Fcret@relais.exemple.fr',
      PUBLIC_URL: 'https://suite.exemple.fr',
    };
    expect(mailOf(env)).toMatchObject({
      credentials: { user: 'agent@x', password: 's/cret' },
      from: 'ne-pas-repondre@suite.exemple.fr',
    });
    expect(mailOf({ ...env, MAIL_FROM: 'suite@exemple.fr' })?.from).toBe('suite@exemple.fr');
  });
});
