import { say } from './output.js';

export interface Json {
  readonly json?: boolean;
}

export const json = ['--json', say('répond par un objet JSON', 'answers with one JSON object')] as const;
