import { roleAtLeast } from '@maroquin/contracts';
import { allow, type PolicyFacts } from './sentence.js';

const isLiveDocument = ({ kind, trashed }: PolicyFacts): boolean => kind === 'document' && !trashed;

export const documentPolicy = [
  allow('document.read', (facts) => isLiveDocument(facts) && roleAtLeast(facts.role, 'reader')),
  allow('document.comment', (facts) => isLiveDocument(facts) && roleAtLeast(facts.role, 'commenter')),
  // To propose changes of the text, which others accept or reject; the text itself stays as it is.
  allow('document.suggest', (facts) => isLiveDocument(facts) && roleAtLeast(facts.role, 'suggester')),
  allow('document.edit', (facts) => isLiveDocument(facts) && roleAtLeast(facts.role, 'editor')),
  // To delete what others said in comments.
  allow('document.moderate', (facts) => isLiveDocument(facts) && roleAtLeast(facts.role, 'manager')),
] as const;
