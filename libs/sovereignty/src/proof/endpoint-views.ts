import type { ProvenEndpoint } from '@maroquin/contracts';
import type { CheckedEndpoint, EndpointsReport } from '../profiles/check-endpoints.js';
import { qualifiedUntil } from '../profiles/evaluate.js';

function qualificationOf({ place }: CheckedEndpoint): Pick<ProvenEndpoint, 'qualification' | 'until'> {
  const { provider } = place;
  if (provider === null) return { qualification: 'unknown', until: null };
  if (provider.kind !== 'commercial') return { qualification: 'internal', until: null };
  const until = qualifiedUntil(place, provider);
  return until === undefined
    ? { qualification: 'none', until: null }
    : { qualification: 'secnumcloud-3.2', until };
}

/** The list as people read it: what is outside the profile first. */
export const endpointViews = ({ endpoints }: EndpointsReport): ProvenEndpoint[] =>
  endpoints
    .map((one) => ({
      use: one.endpoint.use,
      variable: one.endpoint.variable,
      host: one.endpoint.host,
      operator: one.place.provider?.operator ?? null,
      offer: one.place.provider?.offer ?? null,
      jurisdiction: one.place.provider?.jurisdiction ?? one.place.country,
      country: one.place.country,
      region: one.place.region,
      ...qualificationOf(one),
      violations: one.violations.map(({ rule, fr, en }) => ({ rule, said: { fr, en } })),
    }))
    .sort((a, b) => b.violations.length - a.violations.length);
