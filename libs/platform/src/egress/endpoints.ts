import {
  type Config,
  isLoopback,
  type KeyProviderConfig,
  type ObjectStorageConfig,
  type S3Settings,
} from '../config/index.js';
import { settleTarget } from '../object-storage/index.js';

/** What an endpoint is for, as the proof of sovereignty lists it. */
export type EndpointUse =
  | 'database'
  | 'object-storage'
  | 'keys'
  | 'hints'
  | 'mail'
  | 'sign-in'
  | 'directory'
  | 'push'
  | 'office'
  | 'antivirus'
  | 'time-stamp'
  | 'logs';

/** A place outside this process that the configuration names. */
export interface Endpoint {
  readonly use: EndpointUse;
  /** The variable an operator changes to move it. */
  readonly variable: string;
  /** null: on this machine, reached by no network (a file, a folder, a socket of the embedded database). */
  readonly host: string | null;
  readonly port: number;
  /** Whether TLS is demanded, with the certificate checked. */
  readonly tls: boolean;
}

type Registrar = (config: Config) => readonly Endpoint[];
/** A field of the configuration that holds no address to which this process connects. */
const noAddress: Registrar = () => [];

/**
 * One entry for each field of the configuration: a new field does not compile before somebody decides whether it holds an
 * address. test/house/endpoints.test.ts looks for addresses that were declared to be none.
 */
const registrars: { readonly [Field in keyof Config]-?: Registrar } = {
  port: noAddress,
  bind: noAddress,
  // Where people reach this server; it never connects to itself.
  publicUrl: noAddress,
  trustProxy: noAddress,
  dataDir: noAddress,
  database: databaseEndpoints,
  objectStorage: ({ objectStorage }) => storageEndpoints(objectStorage, ['OBJECT_STORAGE', 'S3_ENDPOINT']),
  formerObjectStorage: ({ formerObjectStorage }) =>
    formerObjectStorage === null
      ? []
      : storageEndpoints(formerObjectStorage, ['OBJECT_STORAGE_FORMER', 'S3_FORMER_ENDPOINT']),
  binDays: noAddress,
  bus: busEndpoints,
  roles: noAddress,
  adminBind: noAddress,
  adminUrl: noAddress,
  adminAcrValues: noAddress,
  keyProvider: ({ keyProvider }) => [keyEndpoint(keyProvider)],
  formerKeyProvider: ({ formerKeyProvider }) =>
    formerKeyProvider === null ? [] : [keyEndpoint(formerKeyProvider)],
  keyKeepMs: noAddress,
  keyDestructionHours: noAddress,
  sovereigntyProfile: noAddress,
  sovereigntyDeclarations: noAddress,
  signIn: ({ signIn }) =>
    signIn.flatMap(({ id, issuer, hosts }) => [
      fromUrl('sign-in', variableOf(id, 'ISSUER'), new URL(issuer)),
      ...hosts.map((host) => fromUrl('sign-in', variableOf(id, 'HOSTS'), new URL(`https://${host}`))),
    ]),
  ldap: ({ ldap }) =>
    ldap === null
      ? []
      : [
          {
            use: 'directory',
            variable: 'LDAP_URL',
            host: plainHost(ldap.host),
            port: ldap.port,
            tls: ldap.tls !== 'none',
          },
        ],
  mail: ({ mail }) =>
    mail === null
      ? []
      : [
          {
            use: 'mail',
            variable: 'SMTP_URL',
            host: plainHost(mail.host),
            port: mail.port,
            tls: mail.tls !== 'none',
          },
        ],
  maxMarking: noAddress,
  markingLoweredByTwo: noAddress,
  auditAnchors: anchorEndpoints,
  pushServices: ({ pushServices }) =>
    pushServices.map((origin) => fromUrl('push', 'PUSH_SERVICES', new URL(origin))),
  // This process asks the editor what it opens; the editor asks this process for files, and browsers show it.
  wopiDiscoveryUrl: ({ wopiDiscoveryUrl }) =>
    wopiDiscoveryUrl === null ? [] : [fromUrl('office', 'WOPI_DISCOVERY_URL', new URL(wopiDiscoveryUrl))],
  // Browsers go there; this process never does.
  videoCallUrl: noAddress,
  // What is scanned is sent there in clear; clamd speaks no TLS.
  clamd: ({ clamd }) => {
    if (clamd === null) return [];
    if ('path' in clamd) return [here('antivirus', 'CLAMD')];
    const { host, port } = clamd;
    return [{ use: 'antivirus', variable: 'CLAMD', host: plainHost(host), port, tls: false }];
  },
  pandoc: noAddress,
  tesseract: noAddress,
  tesseractLanguages: noAddress,
  logLevel: noAddress,
};

/** Every endpoint of this configuration, each once. @throws {DomainError} storage.misconfigured */
export function endpointsOf(config: Config): readonly Endpoint[] {
  const found = new Map<string, Endpoint>();
  for (const endpoint of Object.values(registrars).flatMap((registrar) => registrar(config))) {
    const key = `${endpoint.use} ${endpoint.host ?? ''}:${String(endpoint.port)}`;
    if (!found.has(key)) found.set(key, endpoint);
  }
  return [...found.values()];
}

const here = (use: EndpointUse, variable: string): Endpoint => ({
  ...{ use, variable, host: null, port: 0, tls: false },
});

const keyEndpoint = (provider: KeyProviderConfig): Endpoint =>
  provider.kind === 'transit'
    ? fromUrl('keys', 'TRANSIT_URL', new URL(provider.url))
    : // The module's own library reaches its device, if that is elsewhere: outside this process.
      here('keys', provider.kind === 'file' ? 'KEY_FILE' : 'PKCS11_MODULE');

/** In small letters, without brackets and without the dot of the root: as names are compared. */
export const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

function fromUrl(use: EndpointUse, variable: string, { protocol, hostname, port }: URL): Endpoint {
  const tls = protocol === 'https:';
  return {
    ...{ use, variable, tls },
    host: plainHost(hostname),
    port: port === '' ? (tls ? 443 : 80) : Number(port),
  };
}

/** proconnect-rie → PROCONNECT_RIE_ISSUER; oidc-agents → OIDC_AGENTS_ISSUER. */
const variableOf = (id: string, name: string): string => `${id.toUpperCase().replaceAll('-', '_')}_${name}`;

const POSTGRES_PORT = 5432;

function databaseEndpoints({ database }: Config): readonly Endpoint[] {
  if (database.kind === 'embedded') return [here('database', 'DATABASE_URL')];
  return [
    postgresEndpoint('DATABASE_URL', database.appUrl, database.ca),
    postgresEndpoint('DATABASE_OWNER_URL', database.ownerUrl, database.ca),
  ];
}

/** As node-postgres reads an address: what stands in the query wins, and a path is a socket of this machine. */
function postgresEndpoint(variable: string, address: string, ca: string | null): Endpoint {
  const { hostname, port, searchParams } = new URL(address);
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  if (host === '' || host.startsWith('/')) return here('database', variable);
  const mode = searchParams.get('sslmode') ?? '';
  return {
    ...{ use: 'database', variable, host: plainHost(host) },
    port: Number(searchParams.get('port') ?? (port === '' ? POSTGRES_PORT : port)),
    // node-postgres checks the certificate in all of these modes, and whenever an authority is given.
    tls: ca !== null || ['require', 'verify-ca', 'verify-full'].includes(mode),
  };
}

function storageEndpoints(
  settings: ObjectStorageConfig,
  [preset, endpoint]: readonly [string, string],
): readonly Endpoint[] {
  if (settings.preset === 'disk') return [here('object-storage', preset)];
  return s3Hosts(settings).map((url) => fromUrl('object-storage', endpoint, url));
}

/** Besides a folder, and somebody whom the mail relay reaches. */
function anchorEndpoints({ auditAnchors: { timeStamp, bucket, syslog } }: Config): readonly Endpoint[] {
  const found: Endpoint[] = [];
  if (timeStamp !== null) found.push(fromUrl('time-stamp', 'AUDIT_TSA_URL', new URL(timeStamp.url)));
  if (bucket !== null) found.push(...storageEndpoints(bucket, ['AUDIT_OBJECT_STORAGE', 'AUDIT_S3_ENDPOINT']));
  if (syslog !== null) {
    const { host, port } = syslog;
    found.push({ use: 'logs', variable: 'AUDIT_SYSLOG_URL', host: plainHost(host), port, tls: true });
  }
  return found;
}

/** The store itself, and the name of the bucket below it where requests go there. */
function s3Hosts(settings: S3Settings): URL[] {
  const { endpoint, preset } = settleTarget(settings);
  if (preset.pathStyle) return [endpoint];
  const below = new URL(endpoint);
  below.hostname = `${settings.bucket}.${endpoint.hostname}`;
  return [endpoint, below];
}

function busEndpoints({ bus }: Config): readonly Endpoint[] {
  if (bus.kind !== 'valkey') return [];
  const { protocol, hostname, port } = new URL(bus.url);
  return [
    {
      ...{ use: 'hints', variable: 'VALKEY_URL', host: plainHost(hostname) },
      port: port === '' ? 6379 : Number(port),
      tls: protocol === 'rediss:' || protocol === 'valkeys:',
    },
  ];
}

/** Whether an endpoint is reached without leaving this machine. */
export const isHere = ({ host }: Pick<Endpoint, 'host'>): boolean =>
  host === null || isLoopback(host) || host === '::1';
