import type { S3Preset } from '../config/index.js';

const MiB = 1024 * 1024;

export type Qualification =
  'secnumcloud-3.2' | 'secnumcloud-3.2-to-attest' | 'internal-state-cloud' | 'self-hosted' | 'none';

/** What is known of a provider beforehand. Facts of 2026; the operator's own attestation wins in a report. */
export interface StoragePreset {
  /** `{region}` is replaced; null: the operator must give S3_ENDPOINT. */
  readonly endpoint: string | null;
  /** The provider's domain: below it only the regions listed are accepted. */
  readonly domain: string | null;
  /** Regions on French or European soil under European law; null: the operator's own names. */
  readonly regions: readonly string[] | null;
  readonly defaultRegion: string;
  readonly pathStyle: boolean;
  /** Credentials and content never travel in clear over the Internet. */
  readonly tlsOnly: boolean;
  /** Bytes of one request: larger objects go in parts. */
  readonly partSize: number;
  /** How long a request may stay silent, in ms. */
  readonly requestTimeoutMs: number;
  readonly versioning: boolean | 'probe';
  readonly objectLock: boolean | 'probe';
  readonly jurisdiction: 'FR' | 'operator';
  readonly qualification: (region: string) => Qualification;
}

const common = {
  domain: null,
  regions: null,
  pathStyle: true,
  tlsOnly: false,
  partSize: 16 * MiB,
  requestTimeoutMs: 60_000,
  versioning: 'probe',
  objectLock: 'probe',
} as const;
const selfHosted = {
  ...common,
  jurisdiction: 'operator',
  qualification: (): Qualification => 'self-hosted',
} as const;

export const storagePresets: Readonly<Record<S3Preset, StoragePreset>> = {
  ovhcloud: {
    ...common,
    endpoint: 'https://s3.{region}.io.cloud.ovh.net',
    domain: 'cloud.ovh.net',
    regions: ['gra', 'rbx', 'sbg', 'eu-west-par'],
    defaultRegion: 'eu-west-par',
    pathStyle: false,
    tlsOnly: true,
    versioning: true,
    objectLock: true,
    jurisdiction: 'FR',
    qualification: () => 'none',
  },
  'ovhcloud-snc': {
    ...common,
    endpoint: null,
    defaultRegion: 'gra',
    tlsOnly: true,
    jurisdiction: 'FR',
    qualification: () => 'secnumcloud-3.2-to-attest',
  },
  outscale: {
    ...common,
    endpoint: 'https://oos.{region}.outscale.com',
    domain: 'outscale.com',
    // The provider also sells regions in the United States and in Asia: none of them is accepted.
    regions: ['eu-west-2', 'cloudgouv-eu-west-1'],
    defaultRegion: 'cloudgouv-eu-west-1',
    tlsOnly: true,
    // The provider cuts a request after 180 s.
    requestTimeoutMs: 170_000,
    versioning: true,
    objectLock: true,
    jurisdiction: 'FR',
    qualification: (region) => (region === 'cloudgouv-eu-west-1' ? 'secnumcloud-3.2' : 'none'),
  },
  openstack: {
    ...common,
    endpoint: null,
    defaultRegion: 'RegionOne',
    jurisdiction: 'FR',
    qualification: () => 'internal-state-cloud',
  },
  ceph: { ...selfHosted, endpoint: null, defaultRegion: 'default', versioning: true, objectLock: true },
  minio: { ...selfHosted, endpoint: 'http://minio:9000', defaultRegion: 'us-east-1' },
  garage: {
    ...selfHosted,
    endpoint: 'http://garage:3900',
    defaultRegion: 'garage',
    versioning: false,
    objectLock: false,
  },
  seaweedfs: { ...selfHosted, endpoint: 'http://seaweedfs:8333', defaultRegion: 'us-east-1' },
  rustfs: { ...selfHosted, endpoint: 'http://rustfs:9000', defaultRegion: 'us-east-1' },
};
