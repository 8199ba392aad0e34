import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../support/process/house.js';

/** Of the standard's controlled vocabularies, those that could say something of this software. */
const CATEGORIES = [
  'collaboration',
  'document-management',
  'instant-messaging',
  'office',
  'productivity-suite',
];
const SCOPES = ['government', 'local-authorities'];
const described = z.strictObject({
  localisedName: z.string(),
  shortDescription: z.string().max(150),
  longDescription: z.string().min(150).max(10_000),
  features: z.array(z.string()).min(1),
});

/** publiccode.yml 0.4 (https://yml.publiccode.tools/schema.core.html), as far as this file goes. */
const schema = z.strictObject({
  publiccodeYmlVersion: z.literal('0.4'),
  name: z.string(),
  url: z.url({ protocol: /^https$/ }),
  softwareVersion: z.string(),
  releaseDate: z.iso.date(),
  platforms: z.array(z.enum(['web', 'linux'])).min(1),
  categories: z.array(z.enum(CATEGORIES)).min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.literal('standalone/web'),
  intendedAudience: z.strictObject({ countries: z.array(z.literal('FR')), scope: z.array(z.enum(SCOPES)) }),
  description: z.strictObject({ fr: described, en: described }),
  legal: z.strictObject({ license: z.literal('EUPL-1.2') }),
  maintenance: z.strictObject({
    type: z.literal('community'),
    contacts: z.array(z.strictObject({ name: z.string() })).min(1),
  }),
  localisation: z.strictObject({
    localisationReady: z.boolean(),
    availableLanguages: z.array(z.string()).min(1),
  }),
  dependsOn: z.strictObject({
    open: z.array(z.looseObject({ name: z.string(), versionMin: z.string().optional() })),
  }),
});

describe('publiccode.yml', () => {
  const text = readFileSync(join(ROOT, 'publiccode.yml'), 'utf8');

  it('follows the standard that catalogues of administrations read', () => {
    expect(schema.safeParse(parse(text)).error?.issues ?? []).toEqual([]);
  });

  it('names the version and the licence that the package has', () => {
    const { version, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<
      string,
      string
    >;
    const { softwareVersion, legal } = schema.parse(parse(text));
    expect([softwareVersion, legal.license]).toEqual([version, license]);
  });
});
