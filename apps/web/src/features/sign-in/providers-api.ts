import { signOutSchema } from '@maroquin/contracts';
import { API, request } from '../../api/index.js';

/** A navigation, not a request: the browser itself goes to the provider and comes back. */
export const startAddress = (provider: string, next: string): string =>
  `${API}/sign-in/oidc/${encodeURIComponent(provider)}?suite=${encodeURIComponent(next)}`;

/** Ends the session. @returns where to sign out at the provider too, if it began there */
export const signOutEverywhere = async (): Promise<string | null> =>
  (await request('POST', '/sign-out', { schema: signOutSchema })).location;
