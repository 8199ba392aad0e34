import { resolve } from 'node:path';
import { type Marking, markings } from '@maroquin/contracts';
import { type AuditAnchorsConfig, loadAuditAnchors } from './audit-config.js';
import { ConfigError } from './config-error.js';
import { Environment, readSmallFile } from './environment.js';
import { type KeyProviderConfig, loadKeyProviders } from './key-provider-config.js';
import { type LdapConfig, loadLdap } from './ldap-config.js';
import { loadMail, type MailConfig } from './mail-config.js';
import { loadObjectStorages, type ObjectStorageConfig } from './object-storage-config.js';
import { loadSignIn, type OidcProviderConfig, wordsSchema } from './sign-in-config.js';
import {
  adminBindSchema,
  type ClamdAddress,
  clamdSchema,
  daysSchema,
  discoveryUrlSchema,
  hostSchema,
  isLoopback,
  logLevels,
  oneOf,
  originSchema,
  originsSchema,
  videoCallUrlSchema,
  portSchema,
  postgresUrlSchema,
  rolesSchema,
  type ServerRole,
  textSchema,
  languagesSchema,
  trustProxySchema,
  valkeyUrlSchema,
} from './variables.js';

export type DatabaseConfig =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'external';
      readonly appUrl: string;
      readonly ownerUrl: string;
      /** One URL was given: connect with it and SET ROLE. */
      readonly setRole: boolean;
      /** Certificate authority, PEM. */
      readonly ca: string | null;
    };

/** How nodes send each other hints. */
export type BusConfig =
  | { readonly kind: 'local' }
  | { readonly kind: 'postgres' }
  | { readonly kind: 'valkey'; readonly url: string };

/** What an endpoint must be for this instance to start; the rules stand in libs/sovereignty. */
export const sovereigntyProfiles = ['dev', 'eu', 'fr', 'secnumcloud', 'internal-cloud'] as const;
export type SovereigntyProfile = (typeof sovereigntyProfiles)[number];

export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly bind: string;
  /** Origin under which people reach the suite, without a trailing slash. */
  readonly publicUrl: string;
  readonly trustProxy: number | string[] | false;
  /** Absolute path. */
  readonly dataDir: string;
  readonly database: DatabaseConfig;
  readonly objectStorage: ObjectStorageConfig;
  /** Where objects were, while `maroquin storage migrate` has not copied them all; null: nowhere else. */
  readonly formerObjectStorage: ObjectStorageConfig | null;
  readonly bus: BusConfig;
  readonly roles: ReadonlySet<ServerRole>;
  /** null: no admin listener. */
  readonly adminBind: { readonly host: string; readonly port: number } | null;
  /** Origin under which administrators reach the admin listener; null: it serves no pages, only what machines watch. */
  readonly adminUrl: string | null;
  /** By which levels of a provider (acr) administrators may sign in; empty: by no provider. */
  readonly adminAcrValues: readonly string[];
  /** Where the customer's keys are. */
  readonly keyProvider: KeyProviderConfig;
  /** Where they were, while `maroquin keys move` has not moved them all; null: nowhere else. */
  readonly formerKeyProvider: KeyProviderConfig | null;
  /** How long what it opened is used without asking it again, ms. */
  readonly keyKeepMs: number;
  /** How long the agreed end of an organisation's key can still be withdrawn, hours. */
  readonly keyDestructionHours: number;
  readonly sovereigntyProfile: SovereigntyProfile;
  /** What the operator answers for (places of its own, attestations), as JSON text; null: nothing. */
  readonly sovereigntyDeclarations: string | null;
  /** By which people may sign in, besides links and passwords. */
  readonly signIn: readonly OidcProviderConfig[];
  /** The directory in which people have their passwords; null: none. */
  readonly ldap: LdapConfig | null;
  /** The relay for mail; null: this instance sends none. */
  readonly mail: MailConfig | null;
  /** Nothing is marked above it. */
  readonly maxMarking: Marking;
  /** A marking is lowered by one person who asks and another one who agrees. */
  readonly markingLoweredByTwo: boolean;
  /** Where the signed ends of the audit are kept outside the database; null: not there. */
  readonly auditAnchors: AuditAnchorsConfig;
  /** Origins of the push services through which browsers may be woken; empty: none is. */
  readonly pushServices: readonly string[];
  /** Address of a video call, {room} standing for its name; null: none is offered. */
  readonly videoCallUrl: string | null;
  /** Where the office editor describes itself (WOPI discovery); null: none is offered. */
  readonly wopiDiscoveryUrl: string | null;
  /** Where the antivirus (ClamAV's clamd) answers; null: files are not scanned. */
  readonly clamd: ClamdAddress | null;
  /** Path of a native pandoc; null: the one that is shipped. */
  readonly pandoc: string | null;
  /** Path of Tesseract, which reads what is written in pictures; null: they are found by their names. */
  readonly tesseract: string | null;
  /** Languages it reads, as it names them: `fra+eng`. */
  readonly tesseractLanguages: string;
  /** After so many days what is in the bin is deleted for good. */
  readonly binDays: number;
  readonly logLevel: (typeof logLevels)[number];
}

/** As long as in the suites that people come from, and longer than any holiday. */
const BIN_DAYS = 90;
/** As administrations write them, in the order of `markings`. */
const MARKINGS = ['NON_PROTEGE', 'SENSIBLE', 'DIFFUSION_RESTREINTE'] as const;
const toMarking = (name: (typeof MARKINGS)[number]): Marking => markings[MARKINGS.indexOf(name)] ?? 'none';

/** Known names of interfaces that come with a later version. Ignoring one silently would let people believe it acts. */
const later = /^CONTENT_ORIGIN$/;

/** Reads the whole environment once. @throws {ConfigError} naming the variable and what to do. */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const from = new Environment(env);
  for (const name of from.names()) {
    if (later.test(name)) {
      throw new ConfigError(
        name,
        'cette version ne s’en sert pas encore ; retirez la variable',
        'this version does not use it yet; remove the variable',
      );
    }
  }
  const port = from.get('PORT', portSchema);
  const given = from.get('PUBLIC_URL', originSchema.optional());
  const publicUrl = given ?? `http://localhost:${String(port)}`;
  const adminBind = from.get('ADMIN_BIND', adminBindSchema);
  const adminUrl = loadAdminUrl(from, adminBind, publicUrl);
  const dataDir = resolve(from.get('DATA_DIR', textSchema.default('./data')));
  const database = loadDatabase(from);
  const storages = loadObjectStorages(from, dataDir);
  return {
    port,
    bind: from.get('BIND', hostSchema.default(given === undefined ? '127.0.0.1' : '0.0.0.0')),
    publicUrl,
    trustProxy: from.get('TRUST_PROXY', trustProxySchema),
    dataDir,
    database,
    ...storages,
    bus: loadBus(from, database),
    roles: from.get('ROLES', rolesSchema),
    adminBind,
    adminUrl,
    adminAcrValues: from.get('ADMIN_ACR_VALUES', wordsSchema.optional()) ?? [],
    ...loadKeyProviders(from, dataDir),
    ...loadSovereignty(from),
    signIn: loadSignIn(from),
    ldap: loadLdap(from),
    mail: loadMail(from, publicUrl),
    maxMarking: toMarking(from.get('MAX_MARKING', oneOf(MARKINGS).default('SENSIBLE'))),
    markingLoweredByTwo: from.get('MARKING_LOWERED_BY', oneOf(['one', 'two']).default('one')) === 'two',
    auditAnchors: loadAuditAnchors(from, storages.objectStorage),
    pushServices: from.get('PUSH_SERVICES', originsSchema.optional()) ?? [],
    videoCallUrl: from.get('VIDEO_CALL_URL', videoCallUrlSchema.optional()) ?? null,
    wopiDiscoveryUrl: loadWopiDiscoveryUrl(from, [publicUrl, adminUrl]),
    clamd: from.get('CLAMD', clamdSchema.optional()) ?? null,
    pandoc: from.get('PANDOC', textSchema.optional()) ?? null,
    tesseract: from.get('TESSERACT', textSchema.optional()) ?? null,
    tesseractLanguages: from.get('TESSERACT_LANGUAGES', languagesSchema.default('fra')),
    binDays: from.get('BIN_DAYS', daysSchema.default(BIN_DAYS)),
    logLevel: from.get('LOG_LEVEL', oneOf(logLevels).default('info')),
  };
}

/** On this machine the listener's own address is enough; elsewhere a TLS proxy stands before it, whose name we must know. */
function loadAdminUrl(from: Environment, bind: Config['adminBind'], publicUrl: string): string | null {
  const given = from.get('ADMIN_URL', originSchema.optional());
  if (given === publicUrl) {
    throw new ConfigError(
      'ADMIN_URL',
      'doit différer de l’adresse publique ; donnez à l’administration son propre nom ou son propre port',
      'must differ from the public address; give administration a name or a port of its own',
    );
  }
  if (given !== undefined) return given;
  return bind !== null && isLoopback(bind.host) ? `http://localhost:${String(bind.port)}` : null;
}

/**
 * An editor at our own origin could act in the page as the person, and cookies know no ports: at our own host name it
 * would be sent the session. On this machine another port is enough.
 */
function loadWopiDiscoveryUrl(from: Environment, ours: readonly (string | null)[]): string | null {
  const given = from.get('WOPI_DISCOVERY_URL', discoveryUrlSchema.optional());
  if (given === undefined) return null;
  const { hostname, origin } = new URL(given);
  const isOurs = ours.some((url) => {
    const our = url === null ? null : new URL(url);
    return our?.origin === origin || (our?.hostname === hostname && !isLoopback(hostname));
  });
  if (isOurs) {
    throw new ConfigError(
      'WOPI_DISCOVERY_URL',
      'doit avoir un autre nom de machine que PUBLIC_URL et ADMIN_URL ; donnez à l’éditeur le sien, comme bureautique.exemple.fr',
      'must have another host name than PUBLIC_URL and ADMIN_URL; give the editor its own, such as office.example.org',
    );
  }
  return given;
}

function loadDatabase(from: Environment): DatabaseConfig {
  const app = from.get('DATABASE_URL', postgresUrlSchema.optional());
  const owner = from.get('DATABASE_OWNER_URL', postgresUrlSchema.optional());
  const caFile = from.get('DATABASE_CA_FILE', textSchema.optional());
  const ca = caFile === undefined ? null : readSmallFile('DATABASE_CA_FILE', caFile);
  const url = app ?? owner;
  if (url === undefined) {
    if (ca !== null) {
      throw new ConfigError(
        'DATABASE_CA_FILE',
        'ne sert qu’avec DATABASE_URL',
        'is of use only with DATABASE_URL',
      );
    }
    return { kind: 'embedded' };
  }
  return {
    kind: 'external',
    appUrl: url,
    ownerUrl: owner ?? url,
    setRole: app === undefined || owner === undefined,
    ca,
  };
}

function loadSovereignty(from: Environment): Pick<Config, 'sovereigntyProfile' | 'sovereigntyDeclarations'> {
  const file = from.get('SOVEREIGNTY_DECLARATIONS', textSchema.optional());
  return {
    sovereigntyProfile: from.get('SOVEREIGNTY_PROFILE', oneOf(sovereigntyProfiles).default('dev')),
    sovereigntyDeclarations: file === undefined ? null : readSmallFile('SOVEREIGNTY_DECLARATIONS', file),
  };
}

function loadBus(from: Environment, database: DatabaseConfig): BusConfig {
  const kind = from.get('BUS', oneOf(['local', 'postgres', 'valkey']).default('local'));
  const url = from.get('VALKEY_URL', valkeyUrlSchema.optional());
  if (kind !== 'local' && database.kind === 'embedded') {
    throw new ConfigError(
      'BUS',
      'plusieurs nœuds partagent une même base : donnez DATABASE_URL, ou retirez BUS',
      'several nodes share one database: give DATABASE_URL, or remove BUS',
    );
  }
  if (kind !== 'valkey') {
    if (url === undefined) return { kind };
    throw new ConfigError('VALKEY_URL', 'ne sert qu’avec BUS=valkey', 'is of use only with BUS=valkey');
  }
  if (url === undefined) {
    throw new ConfigError(
      'VALKEY_URL',
      'est nécessaire avec BUS=valkey, par exemple redis://valkey:6379',
      'is needed with BUS=valkey, for example redis://valkey:6379',
    );
  }
  return { kind, url };
}
