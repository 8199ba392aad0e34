import { isLoopback, type S3Settings } from '../config/index.js';
import { DomainError } from '../errors/index.js';
import { storagePresets, type StoragePreset } from './presets.js';

/** Where requests go: settled before the first one, never guessed by a library. */
export interface S3Target {
  readonly endpoint: URL;
  readonly region: string;
  readonly preset: StoragePreset;
}

function misconfigured(why: string): DomainError {
  return new DomainError('storage.misconfigured', { cause: new Error(why) });
}

/**
 * Settles endpoint and region from the settings and the preset.
 * @throws DomainError `storage.misconfigured`: no endpoint, a foreign region, or clear text to a provider
 */
export function settleTarget(settings: S3Settings): S3Target {
  const preset = storagePresets[settings.preset];
  const region = settings.region ?? preset.defaultRegion;
  if (preset.regions && !preset.regions.includes(region)) {
    throw misconfigured(
      `S3_REGION ${region} is not one of ${preset.regions.join(', ')} (OBJECT_STORAGE=${settings.preset})`,
    );
  }
  const address = settings.endpoint ?? preset.endpoint?.replace('{region}', region);
  if (!address) throw misconfigured(`S3_ENDPOINT is missing (OBJECT_STORAGE=${settings.preset})`);
  const endpoint = new URL(address);
  checkEndpoint(endpoint, region, preset);
  return { endpoint, region, preset };
}

function checkEndpoint(endpoint: URL, region: string, preset: StoragePreset): void {
  if (preset.tlsOnly && endpoint.protocol !== 'https:' && !isLoopback(endpoint.hostname)) {
    throw misconfigured('S3_ENDPOINT must be https');
  }
  // Otherwise a French region's name in front of another region's address would be believed.
  const below = preset.domain !== null && endpoint.hostname.endsWith(`.${preset.domain}`);
  if (below && endpoint.origin !== preset.endpoint?.replace('{region}', region)) {
    throw misconfigured(`S3_ENDPOINT is not the address of the region ${region}`);
  }
}
