import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Daemon, runToEnd } from './daemon.js';
import { freePorts } from './free-port.js';
import { findProgram } from './programs.js';

interface TestCeph {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Of the gateway: the fault tests stop and continue it. */
  readonly gatewayPid: number;
  stop(): Promise<void>;
}

const ACCESS_KEY = 'TESTACCESS';
const SECRET_KEY = 'TESTSECRETKEY123';
/** Ceph's own name for the region of a gateway without zones. */
const REGION = 'default';

interface Cluster {
  readonly folder: string;
  readonly id: string;
  readonly monitorAddress: string;
  readonly gatewayPort: number;
}

/**
 * The smallest real Ceph object gateway: one monitor, one storage daemon in memory, one gateway, on loopback,
 * without authentication between them. Debian packages radosgw, ceph-mon, ceph-osd (18.2). About 1 to 2 s.
 */
export async function startCeph(): Promise<TestCeph> {
  findProgram('radosgw');
  const folder = mkdtempSync(join(tmpdir(), 'maroquin-test-ceph-'));
  const daemons: Daemon[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(daemons.map((daemon) => daemon.stop('SIGKILL')));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [v2 = 0, v1 = 0, gatewayPort = 0] = await freePorts(3);
    const monitorAddress = `[v2:127.0.0.1:${String(v2)},v1:127.0.0.1:${String(v1)}]`;
    const cluster = { folder, id: randomUUID(), monitorAddress, gatewayPort };
    writeConfiguration(cluster);
    await startStorage(cluster, daemons);
    const gateway = await startGateway(cluster, daemons);
    const endpoint = `http://127.0.0.1:${String(gatewayPort)}`;
    return {
      endpoint,
      region: REGION,
      accessKey: ACCESS_KEY,
      secretKey: SECRET_KEY,
      gatewayPid: gateway.pid,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startStorage(cluster: Cluster, daemons: Daemon[]): Promise<void> {
  const { folder } = cluster;
  const conf = ['-c', join(folder, 'ceph.conf')];
  const monmap = join(folder, 'monmap');
  await runToEnd('monmaptool', [
    '--create',
    '--fsid',
    cluster.id,
    '--addv',
    'a',
    cluster.monitorAddress,
    monmap,
  ]);
  await runToEnd('ceph-mon', [...conf, '--mkfs', '-i', 'a', '--monmap', monmap]);
  daemons.push(Daemon.start(findProgram('ceph-mon'), [...conf, '-i', 'a', '-f']));
  const uuid = randomUUID();
  // Waits by itself until the monitor answers.
  const osd = (await runToEnd('ceph', [...conf, 'osd', 'new', uuid])).trim();
  await runToEnd('ceph-osd', [...conf, '-i', osd, '--mkfs', '--osd-uuid', uuid]);
  daemons.push(Daemon.start(findProgram('ceph-osd'), [...conf, '-i', osd, '-f']));
}

async function startGateway(cluster: Cluster, daemons: Daemon[]): Promise<Daemon> {
  const conf = ['-c', join(cluster.folder, 'ceph.conf'), '-n', 'client.rgw'];
  const user = [
    '--uid=test',
    '--display-name=Test',
    `--access-key=${ACCESS_KEY}`,
    `--secret-key=${SECRET_KEY}`,
  ];
  await runToEnd('radosgw-admin', [...conf, 'user', 'create', ...user]);
  const gateway = Daemon.start(findProgram('radosgw'), [...conf, '-f']);
  daemons.push(gateway);
  await gateway.until(() => answers(`http://127.0.0.1:${String(cluster.gatewayPort)}`));
  return gateway;
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}

/** Debian's default for this folder is relative, and then the gateway does not start. */
function classFolder(): string {
  for (const name of readdirSync('/usr/lib')) {
    const candidate = join('/usr/lib', name, 'rados-classes');
    if (existsSync(candidate)) return candidate;
  }
  throw new Error('the folder rados-classes is missing: is the Debian package ceph-osd whole?');
}

function section(name: string, settings: Readonly<Record<string, string | number>>): string {
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${String(value)}`);
  return `[${name}]\n${lines.join('\n')}\n`;
}

/** Each of the settings marked below was needed: without it the cluster hangs or takes seconds. */
function writeConfiguration({ folder, id, monitorAddress, gatewayPort }: Cluster): void {
  for (const name of ['mon', 'osd', 'rgw']) mkdirSync(join(folder, name));
  const global = section('global', {
    fsid: id,
    auth_cluster_required: 'none',
    auth_service_required: 'none',
    auth_client_required: 'none',
    mon_host: monitorAddress,
    public_addr: '127.0.0.1',
    cluster_addr: '127.0.0.1',
    run_dir: folder,
    pid_file: '',
    admin_socket: '',
    log_file: `${folder}/$name.log`,
    log_to_stderr: 'false',
    osd_pool_default_size: 1,
    osd_pool_default_min_size: 1,
    osd_pool_default_pg_num: 1,
    osd_pool_default_pgp_num: 1,
    osd_crush_chooseleaf_type: 0,
    mon_allow_pool_size_one: 'true',
    mon_warn_on_pool_no_redundancy: 'false',
    osd_pool_default_pg_autoscale_mode: 'off',
    ms_bind_ipv4: 'true',
    paxos_propose_interval: 0.02, // 12 s to start otherwise
    paxos_min_wait: 0.01,
    ms_mon_client_mode: 'crc', // the gateway insists on `secure`, which needs authentication
    ms_client_mode: 'crc',
  });
  const monitor = section('mon', {
    mon_data: `${folder}/mon`,
    mon_initial_members: 'a',
    mon_data_avail_crit: 1,
  });
  const storage = section('osd', {
    osd_data: `${folder}/osd`,
    osd_objectstore: 'memstore',
    memstore_device_bytes: 4 * 1024 ** 3,
    osd_class_dir: classFolder(),
    osd_max_object_name_len: 1024,
  });
  const client = section('client', {
    rgw_data: `${folder}/rgw`,
    rgw_frontends: `beast endpoint=127.0.0.1:${String(gatewayPort)} tcp_nodelay=1`, // 44 ms a GET otherwise
    rgw_crypt_require_ssl: 'false',
    rgw_dynamic_resharding: 'false',
    rgw_override_bucket_index_max_shards: 1,
  });
  writeFileSync(join(folder, 'ceph.conf'), [global, monitor, storage, client].join('\n'));
}
