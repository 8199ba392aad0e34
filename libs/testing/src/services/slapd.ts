import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Attribute, Change, Client } from 'ldapts';
import { Daemon, nobody, runToEnd } from './daemon.js';
import { freePorts } from './free-port.js';
import { findProgram } from './programs.js';

export const LDAP_BASE = 'dc=exemple,dc=fr';
export const LDAP_READER = { dn: `cn=lecteur,${LDAP_BASE}`, password: 'lecture-seule' } as const;
const ROOT = { dn: `cn=admin,${LDAP_BASE}`, password: 'racine' } as const;

/** Who may see what: passwords nobody, everything else the reading account. */
const directoryRights = [
  '{0}to attrs=userPassword by anonymous auth by * none',
  `{1}to * by dn.exact="${LDAP_READER.dn}" read by anonymous auth by * none`,
];
/** The same without people: as when the reading account loses a right. */
const noPeople = [
  directoryRights[0] ?? '',
  `{1}to dn.children="ou=agents,${LDAP_BASE}" by anonymous auth by * none`,
  `{2}to * by dn.exact="${LDAP_READER.dn}" read by anonymous auth by * none`,
];

export interface TestDirectory {
  /** In clear and by StartTLS. */
  readonly port: number;
  readonly tlsPort: number;
  /** Path of the authority that signed its certificate (for localhost alone). */
  readonly caFile: string;
  readonly pid: number;
  /** Writes as the directory's administrator. */
  readonly root: { readonly dn: string; readonly password: string };
  /** Whether the reading account sees people. */
  showPeople(shown: boolean): Promise<void>;
  /** SIGSTOP: it hangs. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** kill -9 */
  kill(): Promise<void>;
  /** Another one on the same ports with the same content. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Options {
  /** Runs as the account that starts the tests; false: as nobody when that is root. */
  readonly asOurselves?: boolean;
}

/** A real OpenLDAP on loopback with an empty tree and a reading account. Debian package slapd. */
export async function startSlapd({ asOurselves = false }: Options = {}): Promise<TestDirectory> {
  const program = findProgram('slapd');
  const slapadd = findProgram('slapadd');
  const identity = asOurselves ? undefined : nobody;
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-slapd-'));
  const at = (name: string): string => join(folder, name);
  for (const name of ['config', 'data']) mkdirSync(at(name));
  await makeCertificates(folder);
  writeFileSync(at('config.ldif'), configLdif(folder));
  writeFileSync(at('tree.ldif'), treeLdif());
  if (identity !== undefined) {
    chmodSync(folder, 0o755);
    for (const name of ['config', 'data', 'server.key']) chownSync(at(name), identity.uid, identity.gid);
  }
  const add = ['-F', at('config')];
  await runToEnd(slapadd, ['-n', '0', ...add, '-l', at('config.ldif')], { identity });
  await runToEnd(slapadd, ['-n', '1', ...add, '-l', at('tree.ldif')], { identity });
  const [port = 0, tlsPort = 0] = await freePorts(2);
  const urls = `ldap://127.0.0.1:${String(port)} ldaps://127.0.0.1:${String(tlsPort)}`;
  const launch = async (): Promise<Daemon> => {
    const started = Daemon.start(program, ['-d', '0', '-h', urls, '-F', at('config')], { identity });
    await started.until(async () => (await listens(port)) && (await listens(tlsPort)));
    return started;
  };
  let daemon = await launch();
  return {
    port,
    tlsPort,
    caFile: at('ca.pem'),
    root: ROOT,
    get pid() {
      return daemon.pid;
    },
    showPeople: async (shown) => {
      const client = new Client({ url: `ldap://127.0.0.1:${String(port)}` });
      await client.bind('cn=config', ROOT.password);
      const modification = new Attribute({ type: 'olcAccess', values: shown ? directoryRights : noPeople });
      await client.modify('olcDatabase={1}mdb,cn=config', new Change({ operation: 'replace', modification }));
      await client.unbind();
    },
    signal: (signal) => void process.kill(daemon.pid, signal),
    kill: () => daemon.stop('SIGKILL'),
    start: async () => {
      daemon = await launch();
    },
    stop: async () => {
      await daemon.stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const listens = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });

/** An authority, and a certificate of it for `localhost` alone: 127.0.0.1 is another name. */
async function makeCertificates(folder: string): Promise<void> {
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): Promise<string> => runToEnd(findProgram('openssl'), args);
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const [ca, caKey] = [at('ca.pem'), at('ca.key')];
  await openssl('req', '-x509', ...newKey, '-subj', '/CN=essai', '-keyout', caKey, '-out', ca);
  const signed = ['-CA', ca, '-CAkey', caKey, '-addext', 'subjectAltName=DNS:localhost'];
  const own = ['-keyout', at('server.key'), '-out', at('server.pem')];
  await openssl('req', '-x509', ...newKey, '-subj', '/CN=localhost', ...signed, ...own);
}

function configLdif(folder: string): string {
  const schemas = ['core', 'cosine', 'inetorgperson', 'nis'];
  return `dn: cn=config
objectClass: olcGlobal
cn: config
olcPidFile: ${folder}/data/slapd.pid
olcTLSCACertificateFile: ${folder}/ca.pem
olcTLSCertificateFile: ${folder}/server.pem
olcTLSCertificateKeyFile: ${folder}/server.key

dn: cn=module{0},cn=config
objectClass: olcModuleList
cn: module{0}
olcModulePath: /usr/lib/ldap
olcModuleLoad: back_mdb
olcModuleLoad: ppolicy

dn: cn=schema,cn=config
objectClass: olcSchemaConfig
cn: schema

${schemas.map((name) => `include: file:///etc/ldap/schema/${name}.ldif`).join('\n\n')}

dn: olcDatabase={-1}frontend,cn=config
objectClass: olcDatabaseConfig
objectClass: olcFrontendConfig
olcDatabase: {-1}frontend
olcSizeLimit: unlimited

dn: olcDatabase={0}config,cn=config
objectClass: olcDatabaseConfig
olcDatabase: {0}config
olcRootDN: cn=config
olcRootPW: ${ROOT.password}

dn: olcDatabase={1}mdb,cn=config
objectClass: olcDatabaseConfig
objectClass: olcMdbConfig
olcDatabase: {1}mdb
olcDbDirectory: ${folder}/data
olcDbMaxSize: 1073741824
olcDbNoSync: TRUE
olcSuffix: ${LDAP_BASE}
olcRootDN: ${ROOT.dn}
olcRootPW: ${ROOT.password}
olcDbIndex: objectClass,uid,mail,member,entryUUID eq
${directoryRights.map((rule) => `olcAccess: ${rule}`).join('\n')}

dn: olcOverlay=ppolicy,olcDatabase={1}mdb,cn=config
objectClass: olcOverlayConfig
objectClass: olcPPolicyConfig
olcOverlay: ppolicy
`;
}

const treeLdif = (): string => `dn: ${LDAP_BASE}
objectClass: dcObject
objectClass: organization
dc: exemple
o: Exemple

dn: ou=agents,${LDAP_BASE}
objectClass: organizationalUnit
ou: agents

dn: ou=groupes,${LDAP_BASE}
objectClass: organizationalUnit
ou: groupes

dn: ${LDAP_READER.dn}
objectClass: organizationalRole
objectClass: simpleSecurityObject
cn: lecteur
userPassword: ${LDAP_READER.password}
`;
