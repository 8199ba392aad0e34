import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { rememberVersion, seenVersion } from './registry-memory.js';
import { openRegistry, readSignedRegistry } from './registry.js';

const folder = mkdtempSync(join(tmpdir(), 'registry-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shipped = readSignedRegistry();
const maker = generateKeyPairSync('ed25519');
const publicKey = maker.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const signed = (value: unknown) => {
  const bytes = Buffer.from(JSON.stringify(value));
  return { bytes, signature: sign(null, bytes, maker.privateKey).toString('base64') };
};

describe('the provider registry', () => {
  it('of this release is signed by the key that the code pins', () => {
    expect(openRegistry(shipped, 0).version).toBeGreaterThan(0);
  });

  it('is refused when one byte was changed after signing', () => {
    const bytes = Buffer.from(
      shipped.bytes.toString('utf8').replace('"jurisdiction": "US"', '"jurisdiction": "FR"'),
    );
    expect(() => openRegistry({ ...shipped, bytes }, 0)).toThrow(/signature n’est pas celle des mainteneurs/);
  });

  it('is refused when somebody else signed it', () => {
    const other = signed(JSON.parse(shipped.bytes.toString('utf8')));
    expect(() => openRegistry(other, 0)).toThrow(/signature/);
    expect(openRegistry(other, 0, publicKey).version).toBeGreaterThan(0);
  });

  it('is refused when it is older than the one that was used here', () => {
    const { version } = openRegistry(shipped, 0);
    expect(seenVersion(folder)).toBe(0);
    rememberVersion(folder, version + 1);
    rememberVersion(folder, version);
    expect(seenVersion(folder)).toBe(version + 1);
    expect(() => openRegistry(shipped, seenVersion(folder))).toThrow(/ne revient pas en arrière/);
  });

  it('is refused when its form is not the one that is read, though the signature is right', () => {
    expect(() =>
      openRegistry(signed({ version: 1, issued: '2026-12-01', providers: [] }), 0, publicKey),
    ).toThrow(/sa forme/);
  });

  it('knows every provider that an administration may meet, with sources and dates', () => {
    const { providers } = openRegistry(shipped, 0);
    expect(providers.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        ...['ovhcloud-public-cloud', 'ovhcloud-snc', 'outscale', 'oodrive', 'bleu', 's3ns', 'numspot'],
        ...['cloud-temple', 'pi', 'nubo', 'self-hosted', 'microsoft-365', 'aws', 'google-cloud', 'azure'],
      ]),
    );
    for (const { evidence } of providers) expect(evidence.length).toBeGreaterThan(0);
  });
});
