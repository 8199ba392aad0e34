import type { AddressInfo } from 'node:net';
import type { OpenSession, PasskeyView } from '@maroquin/contracts';
import { type DynamicModule, type INestApplication, Module } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { accessEntities, AccessModule } from '@maroquin/access';
import { AdministrationModule } from '@maroquin/administration';
import {
  AccountsCommandService,
  identityEntities,
  IdentityMails,
  identityMailTask,
  IdentityModule,
} from '@maroquin/identity';
import { Admission } from '@maroquin/platform/admission';
import {
  CLOCK,
  type Clock,
  CONFIG,
  type LdapConfig,
  loadConfig,
  LOGGER,
  type MailConfig,
  type OidcProviderConfig,
} from '@maroquin/platform/config';
import { Database } from '@maroquin/platform/database';
import { type EventOf, Events } from '@maroquin/platform/events';
import { AuthGuard, checkEveryRoute, JsonBodies, ProblemFilter, SchemaPipe } from '@maroquin/platform/http';
import { Keys } from '@maroquin/platform/keys';
import { JobRunner } from '@maroquin/platform/jobs';
import { createLogger } from '@maroquin/platform/logging';
import { Mailer } from '@maroquin/platform/mail';
import { provisioningEntities, ProvisioningModule } from '@maroquin/provisioning';
import { signInEntities, SignInModule } from '@maroquin/sign-in';
import { openTestPlatform, sharedPostgres, type TestPlatform } from '@maroquin/testing';
import type { PublicKeyOptions } from '@maroquin/testing';

/** A clock that tests turn forward. */
class TestClock implements Clock {
  private ahead = 0;
  private stoodAt: number | null = null;
  now(): Date {
    return new Date((this.stoodAt ?? Date.now()) + this.ahead);
  }
  /** While this runs no time passes, however slow the machine is. */
  async standStill<T>(work: () => Promise<T>): Promise<T> {
    this.stoodAt = Date.now();
    try {
      return await work();
    } finally {
      this.stoodAt = null;
    }
  }
  forward(milliseconds: number): void {
    this.ahead += milliseconds;
  }
}

const ORIGIN = 'http://localhost:3000';
const silent = createLogger({ logLevel: 'error' }, { write: () => undefined });

@Module({})
class TestSuiteModule {
  static of(
    platform: TestPlatform,
    clock: Clock,
    events: Events,
    signIn: readonly OidcProviderConfig[],
    ldap: LdapConfig | null,
    mail: MailConfig | null,
  ): DynamicModule {
    const shared = [
      { provide: Database, useValue: platform.database },
      { provide: JsonBodies, useValue: new JsonBodies(new Admission()) },
      { provide: Keys, useValue: platform.keys },
      { provide: Events, useValue: events },
      { provide: CLOCK, useValue: clock },
      { provide: CONFIG, useValue: { publicUrl: ORIGIN, signIn, ldap, mail } },
      { provide: Mailer, useValue: new Mailer(mail) },
      { provide: LOGGER, useValue: silent },
    ];
    const platformModule: DynamicModule = {
      module: class PlatformModule {},
      global: true,
      providers: shared,
      exports: shared.map(({ provide }) => provide),
    };
    return {
      module: TestSuiteModule,
      imports: [
        platformModule,
        DiscoveryModule,
        AccessModule,
        IdentityModule,
        ProvisioningModule,
        SignInModule,
        AdministrationModule,
      ],
      providers: [AuthGuard],
    };
  }
}

/** The fields that tests look at, of any answer. */
interface AnswerBody {
  readonly id: string;
  readonly link: string;
  readonly delivery: string;
  readonly waiting: boolean;
  readonly emailProven: boolean;
  readonly notices: readonly {
    readonly kind: string;
    readonly by: string | null;
    readonly approvedBy: string | null;
  }[];
  readonly expiresAt: string;
  /** Of links: after how many they end by default. */
  readonly days: number | null;
  readonly name: string;
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly { readonly path: string }[];
  readonly items: readonly {
    readonly id: string;
    readonly expiresAt: string | null;
    readonly name: string;
    readonly approved: boolean;
    readonly pending: boolean;
    readonly linkRequestedAt: string | null;
    readonly disabledAt: string | null;
    readonly personal: boolean;
    readonly resource: { readonly id: string };
    readonly person: { readonly id: string };
    readonly sponsor: { readonly id: string } | null;
    readonly over: boolean;
    readonly endsAt: string;
    readonly subject: { readonly name: string };
  }[];
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly resource: { readonly role: string; readonly name: string; readonly trashedAt: string | null };
  readonly count: number;
  readonly personalSpaceId: string;
  readonly hasPassword: boolean;
  readonly capabilities: readonly string[];
  readonly options: PublicKeyOptions;
  readonly passkeys: readonly PasskeyView[];
  readonly secret: string;
  readonly uri: string;
  readonly codes: readonly string[];
  readonly next: string;
  readonly path: string;
  readonly totp: { readonly since: string } | null;
  readonly recoveryCodesLeft: number;
  readonly sessions: readonly OpenSession[];
}
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AnswerBody;
}

/** A browser: keeps its cookie, sends its origin. Or a program: sends its token. */
export class Client {
  /** Of its session. */
  cookie: string | null = null;
  token: string | null = null;
  /** The other ones, by name. */
  readonly jar = new Map<string, string>();

  constructor(private readonly base: string) {}

  async ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.base}/api/v1${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.token === null ? { origin: ORIGIN } : { authorization: `Bearer ${this.token}` }),
        ...this.cookies(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? 'json');
    return {
      status: response.status,
      headers: response.headers,
      body: JSON.parse(isJson && text !== '' ? text : 'null') as AnswerBody,
    };
  }

  private cookies(): { cookie?: string } {
    const all = [...(this.cookie === null ? [] : [this.cookie]), ...this.jar.values()];
    return all.length === 0 ? {} : { cookie: all.join('; ') };
  }

  private keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = ''] = pair.split('=');
    if (name === '__Host-maroquin') this.cookie = pair;
    else if (line.includes('Max-Age=0;')) this.jar.delete(name);
    else this.jar.set(name, pair);
  }
}

/** The routes of access and identity over a fresh database. */
export class IdentityWorld {
  readonly ended: EventOf<'session.ended'>[] = [];

  private people = 0;

  private constructor(
    readonly platform: TestPlatform,
    readonly clock: TestClock,
    readonly app: INestApplication,
    private readonly base: string,
    private readonly jobs: JobRunner | null,
  ) {}

  /** @param smtpUrl of the relay that takes its mail; null: it sends none */
  static async open(
    signIn: readonly OidcProviderConfig[] = [],
    ldap: LdapConfig | null = null,
    smtpUrl: string | null = null,
  ): Promise<IdentityWorld> {
    const platform = await openTestPlatform(await sharedPostgres(), [
      ...accessEntities,
      ...identityEntities,
      ...provisioningEntities,
      ...signInEntities,
    ]);
    const clock = new TestClock();
    const events = new Events(silent);
    const { mail } = loadConfig(smtpUrl === null ? {} : { SMTP_URL: smtpUrl });
    const app = await NestFactory.create(TestSuiteModule.of(platform, clock, events, signIn, ldap, mail), {
      logger: false,
      abortOnError: false,
    });
    app.setGlobalPrefix('api/v1');
    app.useGlobalGuards(app.get(AuthGuard));
    app.useGlobalPipes(new SchemaPipe());
    app.useGlobalFilters(new ProblemFilter(silent));
    await app.listen(0, '127.0.0.1');
    checkEveryRoute(app);
    const jobs = mail === null ? null : new JobRunner(platform.connections.owner, platform.database, silent);
    await jobs?.start([identityMailTask(app.get(IdentityMails))], []);
    const server = app.getHttpServer() as { address(): AddressInfo };
    const world = new IdentityWorld(
      platform,
      clock,
      app,
      `http://127.0.0.1:${String(server.address().port)}`,
      jobs,
    );
    events.on('session.ended', (event) => world.ended.push(event));
    return world;
  }

  async close(): Promise<void> {
    await this.jobs?.stop();
    await this.app.close();
    await this.platform.close();
  }

  get commands(): AccountsCommandService {
    return this.app.get(AccountsCommandService);
  }

  /** The organisation of most tests, its administrator signed in. */
  async organisation(): Promise<{ orgId: string; adminId: string; admin: Client }> {
    const { orgId, personId, link } = await this.commands.createOrganisation({
      name: 'Préfecture du Var',
      adminName: 'Nadia Belkacem',
      adminEmail: 'nadia@var.example.fr',
      setUp: true,
    });
    return { orgId, adminId: personId, admin: await this.signedIn(link) };
  }

  /** Somebody of the organisation, signed in by link. */
  async person(orgId: string, name = 'Camille Roy'): Promise<{ client: Client; id: string; email: string }> {
    this.people += 1;
    const email = `personne${String(this.people)}@var.example.fr`;
    const { id, link } = await this.commands.createUser({ email, name, org: orgId });
    return { client: await this.signedIn(link), id, email };
  }

  /** One more administrator, whose account is old enough to agree to what another one asks. */
  async colleague(orgId: string, admin = true): Promise<{ client: Client; id: string }> {
    this.people += 1;
    const email = `collegue${String(this.people)}@var.example.fr`;
    const { id, link } = await this.commands.createUser({ email, name: 'Collègue', org: orgId, admin });
    const age = "update account set created_at = created_at - interval '2 days' where id = $1";
    await this.platform.asOwner(age, [id]);
    return { client: await this.signedIn(link), id };
  }

  /** The same person, who is no administrator and audits rights. */
  async auditor(orgId: string, admin: Client): Promise<{ client: Client; id: string }> {
    const made = await this.colleague(orgId, false);
    await admin.ask('PUT', `/duties/auditor/holders/${made.id}`);
    return made;
  }

  /** Somebody agrees to all that waits. */
  async agree(client: Client): Promise<void> {
    for (const { id, approved } of (await client.ask('GET', '/approvals')).body.items)
      if (!approved) await client.ask('POST', `/approvals/${id}/approve`);
  }

  async byPassword(email: string, password: string): Promise<{ client: Client; answer: Answer }> {
    const client = this.client();
    return { client, answer: await client.ask('POST', '/sign-in/password', { email, password }) };
  }

  client(): Client {
    return new Client(this.base);
  }

  async signedIn(link: string): Promise<Client> {
    const client = this.client();
    const { status } = await client.ask('POST', '/sign-in/link', { token: secretOf(link) });
    if (status !== 204) throw new Error(`the link answered ${String(status)}`);
    return client;
  }
}

export const secretOf = (link: string): string => new URL(link).hash.slice(1);
