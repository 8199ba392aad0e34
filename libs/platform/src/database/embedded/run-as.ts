import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { spawnSync } from 'node:child_process';

/**
 * PostgreSQL refuses to run as root. Started as root, Maroquin runs it as the owner of an existing data
 * directory, else as `nobody`: 65534 has a passwd entry on every distribution, which initdb needs.
 */
const NOBODY = 65534;

export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

export interface RunAs {
  /** null: PostgreSQL runs as the account that runs Maroquin. */
  readonly identity: Identity | null;
  /**
   * True when that identity cannot walk down to the data folder (a checkout under /root, mode 0700) and is
   * given CAP_DAC_READ_SEARCH alone to do so; the server's files keep their owner and stay where DATA_DIR says.
   */
  readonly assisted: boolean;
}

interface Command {
  readonly file: string;
  readonly args: string[];
  readonly options: { uid?: number; gid?: number };
}

interface Mode {
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** The permission bits (rwx as 4, 2, 1) that the identity has on what `path` names; lists (acl(5)) are not read. */
export function bitsFor(identity: Identity, status: Mode): number {
  if (status.uid === identity.uid) return (status.mode >> 6) & 7;
  if (status.gid === identity.gid) return (status.mode >> 3) & 7;
  return status.mode & 7;
}

/** True when the identity may search every folder from the root down to `folder`, itself included. */
export function canWalkTo(identity: Identity, folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if ((bitsFor(identity, statSync(at)) & 1) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

/** Chooses who runs PostgreSQL. `cluster` may not exist yet; `dataDir` must. */
export function chooseRunAs(dataDir: string, cluster: string): RunAs {
  if (process.getuid?.() !== 0) return { identity: null, assisted: false };
  const owner = statSync(cluster, { throwIfNoEntry: false });
  const identity =
    owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: NOBODY, gid: NOBODY };
  return { identity, assisted: !canWalkTo(identity, dataDir) };
}

/** The command that runs `file` under that identity. */
export function commandAs(runAs: RunAs, file: string, args: string[]): Command {
  if (runAs.identity === null) return { file, args, options: {} };
  const { uid, gid } = runAs.identity;
  if (!runAs.assisted) return { file, args, options: { uid, gid } };
  const assistance = [
    '--inh-caps=+dac_read_search',
    '--ambient-caps=+dac_read_search',
    '--bounding-set=-all,+dac_read_search',
  ];
  // access(2), by which PostgreSQL looks at its programs, forgets capabilities unless this bit is set (capabilities(7)).
  const keep = '--securebits=+no_setuid_fixup';
  const flags = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', keep, ...assistance];
  return { file: 'setpriv', args: [...flags, '--', file, ...args], options: {} };
}

/** True when this machine can give that assistance: setpriv (util-linux) and the capability itself. */
export function canAssist(runAs: RunAs): boolean {
  const probe = commandAs(runAs, 'true', []);
  return spawnSync(probe.file, probe.args, { stdio: 'ignore' }).status === 0;
}
