import { join } from 'node:path';
import {
  AnchorFolder,
  type AnchorKind,
  type AnchorPlace,
  type KeptEnd,
  type ReadTimeStamp,
} from '../audit/index.js';
import type { Clock, Config } from '../config/index.js';
import { BucketPlace } from './bucket-place.js';
import { SyslogPlace } from './syslog-place.js';
import { TimeStampAuthority } from './time-stamp.js';
import { TimeStampPlace } from './time-stamp-place.js';

type AnchorsConfig = Pick<Config, 'auditAnchors' | 'dataDir' | 'publicUrl'>;

/** Beside the data of the instance: what an authority dated. */
const stampedFolder = ({ dataDir }: Pick<Config, 'dataDir'>): AnchorFolder =>
  new AnchorFolder(join(dataDir, 'audit', 'time-stamps'));

/** Every place outside the database that the configuration names, but for mail. @throws {ConfigError} */
export function anchorPlaces(config: AnchorsConfig, clock: Clock): AnchorPlace[] {
  const { folder, timeStamp, bucket, syslog } = config.auditAnchors;
  const kept = folder === null ? [] : [new AnchorFolder(folder)];
  return [
    ...kept,
    ...(timeStamp === null ? [] : [new TimeStampPlace(timeStamp, [stampedFolder(config), ...kept])]),
    ...(bucket === null ? [] : [new BucketPlace(bucket, clock)]),
    ...(syslog === null ? [] : [new SyslogPlace(syslog, new URL(config.publicUrl).hostname, clock)]),
  ];
}

/** Where ends are kept, by the configuration. */
export const anchorKinds = ({ auditAnchors }: Pick<Config, 'auditAnchors'>): AnchorKind[] => {
  const { folder, mail, timeStamp, bucket, syslog } = auditAnchors;
  const places = { folder, mail, 'time-stamp': timeStamp, bucket, syslog };
  return (Object.keys(places) as AnchorKind[]).filter((kind) => places[kind] !== null);
};

/** Those that this instance reads back by itself: mail and syslog are read by people. */
export const readBackKinds = (config: Pick<Config, 'auditAnchors'>): AnchorKind[] =>
  anchorKinds(config).filter((kind) => kind !== 'mail' && kind !== 'syslog');

/** What is kept of an organisation's chain outside the database; a place that does not answer gives nothing. */
export async function readKeptEnds(config: AnchorsConfig, clock: Clock, orgId: string): Promise<KeptEnd[]> {
  const { folder, timeStamp, bucket } = config.auditAnchors;
  const ends = folder === null ? [] : await new AnchorFolder(folder).kept(orgId);
  if (timeStamp !== null) ends.push(...(await stampedFolder(config).kept(orgId)));
  if (bucket !== null) {
    const place = new BucketPlace(bucket, clock);
    ends.push(...(await place.kept(orgId).catch(() => [])));
    place.close();
  }
  return ends;
}

/** How time stamps are read; null: no authority is configured. @throws {ConfigError} */
export const readsTimeStamps = ({
  auditAnchors: { timeStamp },
}: Pick<Config, 'auditAnchors'>): ReadTimeStamp | null =>
  timeStamp === null ? null : new TimeStampAuthority(timeStamp.certificates).read;
