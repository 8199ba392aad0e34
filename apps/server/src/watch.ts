import type { AccessService } from '@maroquin/access';
import type { ScanBlobs } from '@maroquin/files';
import { anchorKinds } from '@maroquin/platform/anchors';
import { AnchorOutcomes } from '@maroquin/platform/audit';
import type { Config } from '@maroquin/platform/config';
import {
  type AdminListener,
  type AdminParts,
  Metrics,
  openAdminListener,
  Readiness,
} from '@maroquin/platform/health';
import type { Instance } from '@maroquin/platform/instance';
import type { ProfileWatch } from '@maroquin/sovereignty';

/** What machines watch: figures, and whether this node can work. */
export interface Watch {
  readonly metrics: Metrics;
  readonly readiness: Readiness;
}

export function watchOf(
  { database, storage, keyProvider }: Pick<Instance, 'database' | 'storage' | 'keyProvider'>,
  profile: ProfileWatch,
): Watch {
  const metrics = new Metrics();
  metrics.showState('maroquin_object_storage_up', 'Whether the object store works', () => storage.works);
  metrics.showState('maroquin_key_provider_up', 'Whether the key provider answers', () => keyProvider.works);
  const readiness = new Readiness({
    database: () => database.call('select access_seq()'),
    storage: () => storage.head('healthz'),
    sovereignty: () => profile.requireInside(),
  });
  return { metrics, readiness };
}

/** Whether the antivirus answers; nothing where none is configured. */
export function watchAntivirus({ metrics }: Pick<Watch, 'metrics'>, scans: ScanBlobs): void {
  if (scans.isOn)
    metrics.showState('maroquin_antivirus_up', 'Whether the antivirus answers', () => scans.works);
}

/** Whether this node found rows of rights that somebody else wrote. */
export function watchRights({ metrics }: Pick<Watch, 'metrics'>, { genuine }: AccessService): void {
  metrics.showState(
    'maroquin_rights_genuine',
    'Whether every row of rights used since the start was written by the service',
    () => !genuine.foundForged,
  );
}

/** Whether each place outside the database takes the ends of the audit; for the jobs, which write it down. */
export function watchAnchors(
  { metrics }: Pick<Watch, 'metrics'>,
  config: Pick<Config, 'auditAnchors'>,
): AnchorOutcomes {
  const outcomes = new AnchorOutcomes();
  for (const kind of anchorKinds(config))
    metrics.showState(
      `maroquin_audit_anchor_${kind.replace('-', '_')}_up`,
      'Whether this place outside the database took the end of the audit that this node gave it last',
      () => outcomes.works(kind),
    );
  return outcomes;
}

/** The admin listener where `ADMIN_BIND` and the role ask for it, else null. @throws {StartupError} */
export async function openAdmin(
  { adminBind, roles }: Pick<Config, 'adminBind' | 'roles'>,
  watch: Watch,
  parts: Pick<AdminParts, 'logger' | 'pages'>,
): Promise<AdminListener | null> {
  if (adminBind === null || !roles.has('admin')) return null;
  return openAdminListener(adminBind, { ...watch, ...parts });
}
