import { performance } from 'node:perf_hooks';
import { refuseNetworkInThread } from '@maroquin/platform/no-network';
import { SuggestionReader } from './suggestion-reader.js';

refuseNetworkInThread();

export type SuggestionRequest = Parameters<SuggestionReader['read']>[0];
export type SuggestionAnswer = { readonly keepsText: boolean; readonly milliseconds: number } | 'unknown';

const reader = new SuggestionReader();

/** Runs in a worker thread, as everything that builds a Y.Doc of foreign bytes. */
export default function checkSuggestion(request: SuggestionRequest): SuggestionAnswer {
  const begun = performance.now();
  const keepsText = reader.read(request);
  return keepsText === null ? 'unknown' : { keepsText, milliseconds: performance.now() - begun };
}
