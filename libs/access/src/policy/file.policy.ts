import { roleAtLeast } from '@maroquin/contracts';
import { allow, type PolicyFacts } from './sentence.js';

const isLiveFile = ({ kind, trashed }: PolicyFacts): boolean => kind === 'file' && !trashed;

export const filePolicy = [
  allow('file.read', (facts) => isLiveFile(facts) && roleAtLeast(facts.role, 'reader')),
  allow('file.write', (facts) => isLiveFile(facts) && roleAtLeast(facts.role, 'editor')),
] as const;
