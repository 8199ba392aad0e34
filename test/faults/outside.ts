import { createHash, randomUUID } from 'node:crypto';
import { invitationResultSchema, notificationSettingsSchema } from '@maroquin/contracts';
import { FakePushService, Mailbox } from '@maroquin/testing';
import { type HttpClient, Refused } from '../support/http-client.js';
import { OfficeEditor } from '../support/office/office-editor.js';
import type { Person } from '../support/people.js';
import { pause, until } from '../support/until.js';
import type { Random } from './random.js';
import { RepeatedWork } from './repeated-work.js';
import type { Verdict } from './verdict.js';

/** A relay and a push service that keep what they are given: what left the service, seen from outside; and an office editor. */
export class Outside {
  private constructor(
    readonly box: Mailbox,
    readonly push: FakePushService,
    readonly office: OfficeEditor,
  ) {}

  static async open(): Promise<Outside> {
    return new Outside(await Mailbox.start(), await FakePushService.start(), await OfficeEditor.open());
  }

  get env(): Readonly<Record<string, string>> {
    return {
      SMTP_URL: this.box.url,
      PUSH_SERVICES: this.push.origin,
      WOPI_DISCOVERY_URL: this.office.discoveryUrl,
    };
  }

  async close(): Promise<void> {
    this.office.close();
    await Promise.all([this.box.close(), this.push.close()]);
  }

  /** This person is woken by a browser, at any hour. */
  async wakes({ id, http }: Person): Promise<void> {
    await http.act('PUT', '/notifications/push', { endpoint: `${this.push.origin}/${id}` });
    const settings = await http.get(notificationSettingsSchema, '/notifications/settings');
    await http.act('PUT', '/notifications/settings', { ...settings, quiet: null });
  }

  /** What woke this person, in order: up to which number of what it was told. */
  wakings({ id }: Person): number[] {
    return this.push.received
      .filter(({ path }) => path === `/${id}`)
      .map(({ topic }) => {
        const upto = this.topics(id).get(topic);
        if (upto === undefined) throw new Error('a push of an unknown topic');
        return upto;
      });
  }

  private readonly known = new Map<string, ReadonlyMap<string, number>>();
  private topics(personId: string): ReadonlyMap<string, number> {
    const known =
      this.known.get(personId) ??
      new Map(
        Array.from({ length: MOST_TOLD }, (_, upto) => [
          createHash('sha256')
            .update(`${personId} ${String(upto)}`)
            .digest('base64url')
            .slice(0, 32),
          upto,
        ]),
      );
    this.known.set(personId, known);
    return known;
  }
}
const MOST_TOLD = 50_000;

/** Invites one person after the other; each is to get one message. */
export class Inviter extends RepeatedWork {
  readonly invited: string[] = [];

  constructor(
    private readonly http: HttpClient,
    random: Random,
  ) {
    super(random, [100, 600]);
  }

  get acked(): number {
    return this.invited.length;
  }

  protected async act(): Promise<void> {
    const email = `${randomUUID()}@ailleurs.example`;
    await this.invite(email);
    this.invited.push(email);
  }

  private async invite(email: string): Promise<void> {
    const key = { 'Idempotency-Key': randomUUID() };
    for (;;) {
      try {
        const who = { name: 'Personne Invitée', email };
        await this.http.json(invitationResultSchema, 'POST', '/invitations', who, key);
        return;
      } catch (error) {
        // The answer was lost: it is done.
        if (error instanceof Refused && error.problem?.code === 'account.exists') return;
        await pause(40);
      }
    }
  }
}

/** A claim of a worker that died is free again after five minutes. */
const LEASE_MS = 6 * 60_000;

/**
 * Everybody who was invited got the message, and nobody another one: what the relay took before its sender died comes again
 * with the same id, and its reader has it once. @returns how many came again
 */
export async function checkMails({ box }: Outside, inviter: Inviter, verdict: Verdict): Promise<number> {
  verdict.acked += inviter.acked;
  let again = 0;
  for (const email of inviter.invited) {
    await until(() => box.of(email).length > 0, 'the invitation', LEASE_MS).catch(() =>
      verdict.blame('lost', `the message to ${email}`),
    );
    const ids = box.of(email).map(({ headers }) => headers.get('message-id'));
    again += ids.length - new Set(ids).size;
    if (new Set(ids).size > 1) verdict.blame('duplicated', `the message to ${email}`);
  }
  return again;
}

/**
 * Whoever was told something last is woken for it. A push is empty and means "look": one that comes again has the topic of
 * the first, which stands for it. @returns how many came again
 */
export async function checkPushes(
  outside: Outside,
  people: readonly Person[],
  channelId: string,
  verdict: Verdict,
): Promise<number> {
  let again = 0;
  for (const [at, person] of people.entries()) {
    const other = people.at(at - 1) ?? person;
    const before = Math.max(0, ...outside.wakings(person));
    const text = `<@${person.id}> enfin`;
    await other.http.act('POST', `/channels/${channelId}/messages`, { clientId: randomUUID(), text });
    verdict.acked += 1;
    await until(() => (outside.wakings(person).at(-1) ?? 0) > before, 'the push', LEASE_MS).catch(() =>
      verdict.blame('lost', `${person.name} was not woken`),
    );
    const wakings = outside.wakings(person);
    again += wakings.length - new Set(wakings).size;
    wakings.forEach((upto, index) => {
      if (upto < (wakings[index - 1] ?? 0)) verdict.blame('reordered', `a push to ${person.name}`);
    });
  }
  return again;
}
